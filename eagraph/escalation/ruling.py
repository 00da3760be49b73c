"""Why does a rule propose as much in a place? What satisfies its condition, no more of it than it takes; what it raises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.aggregation import Aggregation
from eagraph.escalation.arrival import Arrivals
from eagraph.escalation.conditions import Judge, Kept, least
from eagraph.escalation.facts import Facts
from eagraph.escalation.levels import Required, Solution
from eagraph.escalation.planes import LINK, THERE, Plane
from eagraph.escalation.steps import Claim, Step, Unexplained
from eagraph.model.aggregation import Condition, Rule
from eagraph.model.classification import Aspect


@dataclass(frozen=True, eq=False)
class Ruling:
    """Reasons by rule in one solution; `claim` gives the reason for what they rest on, `held` that by information there."""

    solution: Solution
    arrivals: Arrivals
    claim: Callable[..., Step]
    held: Callable[..., Step]

    @property
    def facts(self) -> Facts:
        """What the information says of itself."""
        return self._aggregation.facts

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._aggregation.facts, self._aggregation.perhaps)

    @property
    def _aggregation(self) -> Aggregation:
        return self.solution.aggregation

    def step(self, claim: Claim, above: frozenset[Claim], *, of_levels: bool) -> Step:
        """A rule that applies in the place and proposes as much."""
        place, level = claim.place, claim.level
        model = self.solution.content.ground.model
        for rule in model.rules:
            if rule.of_levels != of_levels or not self.solution.applies.get(rule.id, np.zeros(place + 1))[place]:
                continue
            base = _base(rule, claim, self.solution.required[claim.aspect], cap=model.cap, of_levels=of_levels)
            if base is None:
                continue
            for condition in rule.when:
                for subject in self._aggregation.facts.subjects if condition.linkable else ("",):
                    step = self._under(rule, condition, subject, claim, base, above | {claim})
                    if step is not None:
                        return step
        raise Unexplained(claim, level)

    def _under(
        self, rule: Rule, condition: Condition, subject: str, claim: Claim, base: int, above: frozenset[Claim]
    ) -> Step | None:
        """The rule under one of its conditions, if that is fulfilled."""
        place, aspect, level, _ = claim
        if condition.dependants is not None:
            premises = self._dependants(condition, place, above)
            if premises is None:
                return None
            if base:
                premises = (self.claim(Claim(place, aspect, base, unruled=True), above, beside_own=True), *premises)
            return Step("rule", place, aspect, level, premises, rule=rule.id, condition=condition)
        seen, cut = self._seen(place)
        plane = {column: THERE if column in cut else LINK for column in seen}
        about = self._about(condition, seen)
        if not self._judge.fulfils(condition, subject, seen, about, cut=cut):
            return None
        chosen = least(
            sorted(seen, key=lambda c: (c in cut, self.arrivals.way(place, c, plane[c]).guessed, c)),
            lambda some: self._judge.fulfils(condition, subject, {c: seen[c] for c in some}, about, cut=cut),
        )
        arriving = tuple(step for c in chosen for step in self._arriving(place, aspect, c, condition, plane[c]))
        raised = self.held(Claim(place, aspect, base), above, counted=True, first=chosen) if base else None
        premises = (*((raised,) if raised else ()), *arriving)
        if condition.about_systems is not None:
            systems = self._systems(condition, chosen, above)
            if systems is None:
                return None
            premises = (*premises, *systems)
        return Step("rule", place, aspect, level, premises, rule=rule.id, condition=condition, subject=subject)

    def _arriving(self, place: int, aspect: Aspect, column: int, condition: Condition, plane: Plane) -> Iterator[Step]:
        """That information is there, with its link unless that is cut, and with the categories the condition asks for."""
        yield arriving(self.arrivals, place, aspect, column, plane)
        for name in sorted({name for part in condition.categories for name in part}):
            category = ("category", name)
            if self.solution.content.has_plane(category) and column in self.solution.content.columns(place, category):
                yield arriving(self.arrivals, place, aspect, column, category)

    def _seen(self, place: int) -> tuple[dict[int, Kept], frozenset[int]]:
        """What rules see in a place: by column, the categories left in it; and of which the link is cut."""
        if place in self._known:
            return self._known[place]
        content, bases = self.solution.content, self._aggregation.facts.bases
        there, link = content.columns(place), content.columns(place, LINK)
        linked, cut = {base for c in link for base in (c, *bases.get(c, ()))}, frozenset(there).difference(link)
        found: dict[int, Kept] = {c: None for c in there if c not in cut or not linked.isdisjoint((c, *bases.get(c, ())))}
        planes = [plane for plane in content.planes if plane[0] == "category"]
        left = {plane[1]: frozenset(content.columns(place, plane)) for plane in planes}
        everything = frozenset(content.ground.model.categories)
        for column in found if left else ():
            gone = {name for name, columns in left.items() if column not in columns}
            found[column] = None if not gone else everything - gone
        return self._known.setdefault(place, (found, cut))

    @cached_property
    def _known(self) -> dict[int, tuple[dict[int, Kept], frozenset[int]]]:
        return {}

    def _about(self, condition: Condition, seen: Collection[int]) -> frozenset[int]:
        about = self._aggregation.about(condition, {a: r.value for a, r in self.solution.required.items()})
        return frozenset() if about is None else frozenset(c for c in seen if about[c])

    def _dependants(self, condition: Condition, place: int, above: frozenset[Claim]) -> tuple[Step, ...] | None:
        """As many dependants as the rule asks for, each with why it requires availability."""
        required, asked = self.solution.content.ground.required, condition.dependants or 0
        value = self.solution.required["t"].value
        mine = (required.needed == place) & (required.needer != place) & (value[required.needer] >= condition.of_level)
        ties = {int(n): int(j) for n, j in zip(required.needer[mine][::-1], required.tie[mine][::-1], strict=True)}
        found: list[Step] = []
        for needer in sorted(ties):
            if len(found) < asked and Claim(needer, "t", condition.of_level) not in above:
                try:
                    why = self.claim(Claim(needer, "t", condition.of_level), above)
                except Unexplained:
                    continue
                found.append(Step("demand", place, "t", 0, (why,), rule="dependency", tie=ties[needer]))
        return tuple(found) if len(found) >= asked else None

    def _systems(self, condition: Condition, chosen: Collection[int], above: frozenset[Claim]) -> tuple[Step, ...] | None:
        """As many systems as the rule asks for, each with why it requires confidentiality."""
        value, snapshot = self.solution.required["k"].value, self.solution.content.ground.snapshot
        systems = self._aggregation.facts.systems_of(chosen, perhaps=self._aggregation.perhaps)
        found: list[Step] = []
        for node in sorted(systems):
            claim = Claim(node, "k", condition.of_level)
            is_one = snapshot.nodes[node].label == "System" and value[node] >= condition.of_level
            if is_one and claim not in above and len(found) < (condition.about_systems or 0):
                try:
                    found.append(self.claim(claim, above))
                except Unexplained:
                    continue
        return tuple(found) if len(found) >= (condition.about_systems or 0) else None


def arriving(arrivals: Arrivals, place: int, aspect: Aspect, column: int, plane: Plane) -> Step:
    """That information is in a place, with what filters on the way have left; where they open each other, all that does."""
    content, way = arrivals.content, arrivals.way(place, column, plane)
    asset = int(content.ground.assets[column])
    if not way.reopened:
        left = plane if way.filtered and plane != THERE else ()
        return Step("arrives", place, aspect, 0, asset=asset, way=way, plane=left)
    met = next(one for one in content.rejoined if one.place == way.home)
    premises = tuple(arriving(arrivals, way.home, aspect, c, THERE) for c in met.columns)
    return Step("arrives", place, aspect, 0, premises, asset=asset, way=way, plane=plane)


def _base(rule: Rule, claim: Claim, required: Required, *, cap: int, of_levels: bool) -> int | None:
    """The level a place must have for a rule to bring it to a claim: 0 where it needs none, None where it is too low."""
    place, aspect, level, _ = claim
    if rule.floors.get(aspect, 0) >= level:
        return 0
    more = rule.raises.get(aspect, 0)
    before = int((required.level if of_levels else required.counted)[place])
    return max(0, level - more) if more and level <= cap and before + more >= level else None

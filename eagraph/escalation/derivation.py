"""Why is a level required of a place? The steps from what owners decided to what follows, each with what it rests on.

Found from the end backwards along the causes of the fixpoint, so that no step rests on itself; where several reasons hold,
information in the place comes before demands of others, and rules after what needs no rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.aggregation import Aggregation
from eagraph.escalation.arrival import Arrivals, Way
from eagraph.escalation.conditions import Judge, Kept, least
from eagraph.escalation.content import LINK, Plane
from eagraph.escalation.levels import Required, Solution
from eagraph.escalation.steps import Kind, Step
from eagraph.model.aggregation import Condition, Rule
from eagraph.model.classification import Aspect

Claim = tuple[int, Aspect, int]


class Unexplained(LookupError):  # noqa: N818
    """Nothing requires it."""


@dataclass(frozen=True, eq=False)
class Derivation:
    """Reasons for the levels of one solution."""

    solution: Solution

    @cached_property
    def _arrivals(self) -> Arrivals:
        return Arrivals(self.solution.content)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._aggregation.facts, self._aggregation.perhaps)

    @property
    def _aggregation(self) -> Aggregation:
        return self.solution.aggregation

    def of(self, place: int, aspect: Aspect, level: int, *, beside_own: bool = True) -> Step:
        """Why at least a level is required of a place; `beside_own`: leaving aside what its owner decided.

        Raises:
            Unexplained: it is not required.
        """
        return self._claim((place, aspect, level), frozenset(), beside_own=beside_own)

    def _claim(self, claim: Claim, above: frozenset[Claim], *, beside_own: bool = False) -> Step:
        """A claim, that does not rest on those above it; a chain of demands is followed without going deeper.

        In a ring of things with open levels, what others ask of a place may begin with what its own owner decided. What
        leads nowhere, since it comes back to where it began, is given up for the next demand, and last for a rule.
        """
        chain: list[tuple[Claim, Iterator[int], list[int]]] = []
        at, path, given_up = claim, set(above), set[Claim]()
        while True:
            alone = beside_own and not chain
            found = self._without_demand(at, frozenset(path), beside_own=alone)
            if found is None:
                path |= set() if alone else {at}
                chain.append((at, self._causes(at), []))
            while found is None:
                at_top, causes, cause = chain[-1]
                onward = next((c for c in causes if self._rests_on(at_top, c) not in path | given_up), None)
                if onward is not None:
                    cause[:] = [onward]
                    at = self._rests_on(at_top, onward)
                    break
                chain.pop()
                found = self._raised(at_top, frozenset(path))
                given_up.add(at_top)
                path.discard(at_top)
                if found is None and not chain:
                    raise Unexplained(claim)
            if found is not None:
                return self._unwound(found, [(step, cause[0]) for step, _, cause in chain])

    def _unwound(self, found: Step, chain: list[tuple[Claim, int]]) -> Step:
        """The demands of a chain on top of where it began."""
        for (place, aspect, level), cause in reversed(chain):
            demand = self.solution.content.ground.required.by_aspect[aspect].number(cause)
            told = {"rule": demand.rule, "tie": demand.tie, "discount": demand.discount}
            found = Step("demand", place, aspect, level, (found,), **told)  # type: ignore[arg-type]
        return found

    def _rests_on(self, claim: Claim, cause: int) -> Claim:
        demand = self.solution.content.ground.required.by_aspect[claim[1]].number(cause)
        return demand.giver, claim[1], claim[2] + demand.discount

    def _causes(self, claim: Claim) -> Iterator[int]:
        """The demands a claim may rest on, first the one that raised the place last."""
        place, aspect, level = claim
        required = self.solution.required[aspect]
        demands = self.solution.content.ground.required.by_aspect[aspect]
        enough = np.flatnonzero((demands.taker == place) & (required.value[demands.giver] - demands.discount >= level))
        first = int(required.cause[place])
        yield from dict.fromkeys((*([first] if first in enough else []), *enough.tolist()))

    def _raised(self, claim: Claim, above: frozenset[Claim]) -> Step | None:
        """A rule that depends on levels, where demands alone come back to where they began."""
        try:
            return self._of_rule(claim, above, self.solution.required[claim[1]], of_levels=True)
        except Unexplained:
            return None

    def _without_demand(self, claim: Claim, above: frozenset[Claim], *, beside_own: bool) -> Step | None:
        """What a claim rests on besides demands: what is decided, the information in it, a rule."""
        place, aspect, level = claim
        required = self.solution.required[aspect]
        if not beside_own and required.own[place] >= level:
            is_asset = place in self.solution.content.ground.column
            kind: Kind = "classified" if is_asset else "decided"
            return Step(kind, place, aspect, level, asset=place if is_asset else -1)
        if required.held[place] >= level:
            return self._of_content(claim, above)
        if required.lifted[place] >= level:
            return self._of_rule(claim, above, required, of_levels=False)
        if required.level[place] < level <= required.value[place]:
            return self._of_rule(claim, above, required, of_levels=True)
        return None

    def _of_content(self, claim: Claim, above: frozenset[Claim]) -> Step:
        """One asset in the place requires it; one that comes without assumption, by the shortest way."""
        place, aspect, level = claim
        content = self.solution.content
        plane: Plane = ("level", aspect, self.solution.end, str(level))
        has_plane = content.has_plane(plane) and aspect in "ks"
        columns = content.columns(place, plane) if has_plane else self._high_enough(place, aspect, level)
        ways = [self._arrivals.way(place, c, plane if has_plane else ()) for c in columns]
        if aspect in "rt":
            ways = [way for way in ways if way.home == place]
        best = min(range(len(ways)), key=lambda i: (ways[i].guessed, len(ways[i].legs), columns[i]))
        asset = int(content.ground.assets[columns[best]])
        given = self._claim((asset, aspect, self._needed(aspect, level, ways[best])), above | {claim})
        arrives = _arrives(place, aspect, asset, ways[best], plane)
        return Step("content", place, aspect, level, (given, arrives), asset=asset)

    def _high_enough(self, place: int, aspect: Aspect, level: int) -> tuple[int, ...]:
        content = self.solution.content
        rows = content.columns(place) if aspect in "ks" else _held(self.solution, place)
        levels = self.solution.assets_before[aspect]
        late = self.solution.required[aspect].value[content.ground.assets]
        first = tuple(c for c in rows if levels[c] >= level)
        return first or tuple(c for c in rows if late[c] >= level)

    def _needed(self, aspect: Aspect, level: int, way: Way) -> int:
        """Which level information must have at home for a level to be left of it at the end of a way."""
        ground = self.solution.content.ground
        by_tie = {int(t): int(e) for t, e in zip(ground.moves.tie, ground.moves.effect, strict=True)} if way.legs else {}
        for leg in reversed(way.legs):
            steps = ground.moves.effects[by_tie[leg.tie]].of(aspect)
            level = next(before for before, after in enumerate(steps) if after >= level)
        return level

    def _of_rule(self, claim: Claim, above: frozenset[Claim], required: Required, *, of_levels: bool) -> Step:
        """A rule that applies in the place and proposes as much."""
        place, _, level = claim
        model = self.solution.content.ground.model
        for rule in model.rules:
            if rule.of_levels != of_levels or not self.solution.applies.get(rule.id, np.zeros(place + 1))[place]:
                continue
            base = _base(rule, claim, required, cap=model.cap, of_levels=of_levels)
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
        place, aspect, level = claim
        if condition.dependants is not None:
            premises = self._dependants(condition, place, above)
            if premises is None:
                return None
            if base:
                premises = (self._claim((place, aspect, base), above), *premises)
            return Step("rule", place, aspect, level, premises, rule=rule.id, condition=condition)
        seen = self._seen(place)
        about = self._about(condition, seen)
        if not self._judge.fulfils(condition, subject, seen, about):
            return None
        chosen = least(
            sorted(seen, key=lambda c: (self._arrivals.way(place, c, LINK).guessed, c)),
            lambda some: self._judge.fulfils(condition, subject, {c: seen[c] for c in some}, about),
        )
        arriving = tuple(step for c in chosen for step in self._arriving(place, aspect, c, condition))
        premises = (*((self._base_of(claim, base, above, chosen),) if base else ()), *arriving)
        if condition.about_systems is not None:
            systems = self._systems(condition, chosen, above)
            if systems is None:
                return None
            premises = (*premises, *systems)
        return Step("rule", place, aspect, level, premises, rule=rule.id, condition=condition, subject=subject)

    def _base_of(self, claim: Claim, base: int, above: frozenset[Claim], chosen: tuple[int, ...]) -> Step:
        """The level that a rule raises, by preference of information the rule looks at anyway."""
        place, aspect, _ = claim
        levels = self.solution.required[aspect].value
        for column in chosen:
            asset = int(self.solution.content.ground.assets[column])
            plane: Plane = ("level", aspect, self.solution.end, str(base))
            has_plane = self.solution.content.has_plane(plane)
            if has_plane or levels[asset] < base or aspect not in "ks":
                continue
            arrives = _arrives(place, aspect, asset, self._arrivals.way(place, column, LINK), LINK)
            return Step("content", place, aspect, base, (self._claim((asset, aspect, base), above), arrives), asset=asset)
        return self._claim((place, aspect, base), above, beside_own=True)

    def _arriving(self, place: int, aspect: Aspect, column: int, condition: Condition) -> Iterator[Step]:
        """That information is there with its link, and with the categories the condition asks for."""
        asset = int(self.solution.content.ground.assets[column])
        yield _arrives(place, aspect, asset, self._arrivals.way(place, column, LINK), LINK)
        for name in sorted({name for part in condition.categories for name in part}):
            plane = ("category", name)
            if self.solution.content.has_plane(plane) and column in self.solution.content.columns(place, plane):
                yield _arrives(place, aspect, asset, self._arrivals.way(place, column, plane), plane)

    def _seen(self, place: int) -> dict[int, Kept]:
        """What rules see in a place: by column, the categories left in it."""
        content = self.solution.content
        found: dict[int, Kept] = dict.fromkeys(content.columns(place, LINK))
        planes = [plane[1] for plane in content.planes if plane[0] == "category"]
        if planes:
            everything = frozenset(content.ground.model.categories)
            for column in found:
                gone = {name for name in planes if column not in content.columns(place, ("category", name))}
                found[column] = None if not gone else everything - gone
        return found

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
            if len(found) < asked and (needer, "t", condition.of_level) not in above:
                try:
                    why = self._claim((needer, "t", condition.of_level), above)
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
            if (
                snapshot.nodes[node].label == "System"
                and value[node] >= condition.of_level
                and len(found) < (condition.about_systems or 0)
            ):
                try:
                    found.append(self._claim((node, "k", condition.of_level), above))
                except Unexplained:
                    continue
        return tuple(found) if len(found) >= (condition.about_systems or 0) else None


def _arrives(place: int, aspect: Aspect, asset: int, way: Way, plane: Plane) -> Step:
    """That information is in a place; with what a filter on the way has left, where there is one."""
    return Step("arrives", place, aspect, 0, asset=asset, way=way, plane=plane if way.filtered else ())


def _held(solution: Solution, place: int) -> tuple[int, ...]:
    homes = solution.content.ground.homes
    return tuple(sorted({int(c) for c in homes.column[(homes.place == place) & homes.held]}))


def _base(rule: Rule, claim: Claim, required: Required, *, cap: int, of_levels: bool) -> int | None:
    """The level a place must have for a rule to bring it to a claim: 0 where it needs none, None where it is too low."""
    place, aspect, level = claim
    if rule.floors.get(aspect, 0) >= level:
        return 0
    more = rule.raises.get(aspect, 0)
    before = int((required.level if of_levels else required.held)[place])
    return max(0, level - more) if more and level <= cap and before + more >= level else None

"""Stage two: which rules apply to what lies together in a place, for certain and perhaps, and what do they propose?

Rules look at base assets that can still be told apart (a filter that cuts the link takes information out of their sight). A
condition is a number of sets of which enough must be hit, so it is upward closed; perhaps it applies where unknown facts
would make it. Several rules together: the highest raise, and the highest floor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.content import LINK, Content, Plane
from eagraph.escalation.facts import Facts
from eagraph.escalation.ground import Booleans
from eagraph.escalation.groups import Groups
from eagraph.escalation.requirements import Levels
from eagraph.escalation.sets import Sets
from eagraph.model.aggregation import Condition, Rule
from eagraph.model.classification import Aspect

Counts = np.ndarray


@dataclass(frozen=True, eq=False)
class Aggregation:
    """Which rules apply where: for certain, or (`perhaps`) where unknown facts would make them."""

    content: Content
    facts: Facts
    perhaps: bool
    before: Aggregation | None = None
    """Where the content is like other content and the facts are the same: which rules apply there."""

    @property
    def places(self) -> int:
        """How many nodes there are."""
        return len(self.content.there)

    @cached_property
    def of_content(self) -> dict[str, Booleans]:
        """By rule that looks at information alone: where it applies."""
        rules = self.content.ground.model.rules
        return {r.id: self._applies(r, None) for r in rules if not r.of_levels and r.family != "mosaic"}

    def of_levels(self, levels: Mapping[Aspect, Levels]) -> dict[str, Booleans]:
        """By rule that depends on what is required elsewhere: where it applies at these levels."""
        rules = self.content.ground.model.rules
        return {r.id: self._applies(r, levels) for r in rules if r.of_levels}

    def applying(self, place: int, rule: Rule, levels: Mapping[Aspect, Levels]) -> Iterator[tuple[Condition, str]]:
        """The conditions of a rule that a place fulfils, each with the kind of subject it is fulfilled for."""
        for condition in rule.when:
            for subject in self.facts.subjects if condition.linkable else ("",):
                if self._holds(condition, subject, levels)[place]:
                    yield condition, subject

    def _applies(self, rule: Rule, levels: Mapping[Aspect, Levels] | None) -> Booleans:
        found = np.zeros(self.places, dtype=np.bool_)
        for condition in rule.when:
            for subject in self.facts.subjects if condition.linkable else ("",):
                found |= self._holds(condition, subject, levels)
        return found

    def _holds(self, asked: Condition, subject: str, levels: Mapping[Aspect, Levels] | None) -> Booleans:
        """By place, whether one condition is fulfilled for one kind of subject."""
        if asked.dependants is not None:
            return self._dependants(asked, levels or {}) >= asked.dependants
        by_kind: Booleans = self._holds_in_kind(asked, subject, levels)[self.content.kinds.kind]
        return by_kind

    def _holds_in_kind(self, asked: Condition, subject: str, levels: Mapping[Aspect, Levels] | None) -> Booleans:
        limit = self.facts.linkable(subject, perhaps=self.perhaps) if asked.linkable else None
        found = np.ones(self._all.count, dtype=np.bool_)
        if asked.assets is not None:
            found &= self._units.sizes(limit) >= asked.assets
        if asked.owners is not None:
            found &= self._different(limit, self.facts.by_owner, asked.owners)
        if asked.sources is not None:
            found &= self._different(limit, self.facts.by_source, asked.sources)
        if asked.one_with is not None:
            large = self.facts.large(asked.one_with, perhaps=self.perhaps)
            found &= self._all.hit(large if limit is None else limit & large)
        about = self.about(asked, levels or {})
        for alternatives in asked.categories:
            found &= self._any_category(alternatives, limit, about)
        return found

    @cached_property
    def _all(self) -> Sets:
        """By kind of place, what is there and can be told apart, with what it was derived from."""
        return self._expanded(LINK)

    @cached_property
    def _units(self) -> Sets:
        """The same without what was derived: what counts as one."""
        derived = np.zeros(len(self.facts.ground.assets), dtype=np.bool_)
        derived[list(self.facts.bases)] = True
        return self._all.only(~derived)

    def _expanded(self, plane: Plane) -> Sets:
        sets, bases = self.content.kinds.sets(plane), self.facts.bases
        if not bases:
            return sets
        derived = np.zeros(len(self.facts.ground.assets), dtype=np.bool_)
        derived[list(bases)] = True
        of, column = sets.only(derived).pairs()
        more = [(kind, base) for kind, c in zip(of.tolist(), column.tolist(), strict=True) for base in bases[c]]
        return sets.and_pairs(*np.array(more, dtype=np.int32).reshape(len(more), 2).T)

    def _different(self, limit: Booleans | None, groups: Groups, asked: int) -> Booleans:
        """Where columns of enough groups are; perhaps each whose group nobody has stated is of one more."""
        sets = self._units if limit is None else self._units.only(limit)
        return groups.reach(sets, asked, perhaps=self.perhaps)

    def _any_category(self, alternatives: tuple[str, ...], limit: Booleans | None, about: Booleans | None) -> Booleans:
        found = np.zeros(self._all.count, dtype=np.bool_)
        for name in alternatives:
            chosen = self.facts.in_category(name, perhaps=self.perhaps)
            for more in (limit, about):
                chosen = chosen if more is None else chosen & more
            found |= self._in_category(name).hit(chosen)
        return found

    def _in_category(self, name: str) -> Sets:
        """What is there and still has what it has of a category."""
        plane: Plane = ("category", name)
        if not self.content.has_plane(plane):
            return self._all
        if name not in self._categories:
            self._categories[name] = self._all.within(self._expanded(plane))
        return self._categories[name]

    @cached_property
    def _categories(self) -> dict[str, Sets]:
        return {}

    def about(self, asked: Condition, levels: Mapping[Aspect, Levels]) -> Booleans | None:
        """By column, whether it is about enough systems of a level; None where that is not asked."""
        if asked.about_systems is None:
            return None
        known, possible = self.facts.about(of_level=self.facts.systems & (levels["k"] >= asked.of_level))
        found: Booleans = (possible if self.perhaps else known) >= asked.about_systems
        return found

    def _dependants(self, asked: Condition, levels: Mapping[Aspect, Levels]) -> Counts:
        """By place, how many different things of a level of availability directly depend on it."""
        needer, needed = self.content.ground.required.pairs
        chosen = levels["t"][needer] >= asked.of_level
        found: Counts = np.bincount(needed[chosen], minlength=self.places)
        return found


def proposed(rules: Mapping[str, Rule], where: Mapping[str, Booleans], aspect: Aspect, places: int) -> tuple[Levels, Levels]:
    """What rules propose by place in an aspect: levels more, and levels at least; 0 where nothing."""
    raises, floors = np.zeros(places, dtype=np.int8), np.zeros(places, dtype=np.int8)
    for name, applies in where.items():
        rule = rules[name]
        if more := rule.raises.get(aspect):
            raises[applies] = np.maximum(raises[applies], more)
        if least := rule.floors.get(aspect):
            floors[applies] = np.maximum(floors[applies], least)
    return raises, floors

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

from eagraph.escalation.content import Content
from eagraph.escalation.facts import Facts
from eagraph.escalation.moves import Booleans
from eagraph.escalation.requirements import Levels
from eagraph.escalation.seen import Seen
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
        return {name: where[self.content.kinds.kind] for name, where in self.by_kind.items()}

    @cached_property
    def by_kind(self) -> dict[str, Booleans]:
        """The same by kind of place; of kinds that are those of the content before, as it was found there."""
        rules = [r for r in self.content.ground.model.rules if not r.of_levels and r.family != "mosaic"]
        kinds, before = self.content.kinds, self.before
        if before is not None and kinds is before.content.kinds:
            return before.by_kind
        if before is None or kinds.old is not before.content.kinds:
            return {rule.id: self._seen.applies(rule) for rule in rules}
        new = Seen(kinds.new, self.facts, self.perhaps)
        return {rule.id: np.concatenate([before.by_kind[rule.id], new.applies(rule)]) for rule in rules}

    @cached_property
    def _seen(self) -> Seen:
        return Seen(self.content.kinds, self.facts, self.perhaps)

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
        by_kind = self._seen.holds(asked, subject, self.about(asked, levels or {}))
        by_place: Booleans = by_kind[self.content.kinds.kind]
        return by_place

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

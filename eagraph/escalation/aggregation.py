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

from eagraph.escalation.content import LINK, Content, packed
from eagraph.escalation.facts import Facts
from eagraph.escalation.ground import Booleans, Words
from eagraph.escalation.requirements import Levels
from eagraph.model.aggregation import Condition, Rule
from eagraph.model.classification import Aspect

Counts = np.ndarray


@dataclass(frozen=True, eq=False)
class Aggregation:
    """Which rules apply where: for certain, or (`perhaps`) where unknown facts would make them."""

    content: Content
    facts: Facts
    perhaps: bool

    @property
    def places(self) -> int:
        """How many nodes there are."""
        return len(self.content.rows)

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
        """Where one condition is fulfilled for one kind of subject."""
        if asked.dependants is not None:
            return self._dependants(asked, levels or {}) >= asked.dependants
        limit = self.facts.linkable(subject, perhaps=self.perhaps) if asked.linkable else None
        found = np.ones(self.places, dtype=np.bool_)
        if asked.assets is not None:
            found &= count(self._seen(limit, self._units)) >= asked.assets
        if asked.owners is not None:
            found &= self._different(limit, self.facts.by_owner, self.facts.owner.keys(), asked.owners)
        if asked.sources is not None:
            found &= self._different(limit, self.facts.by_source, self.facts.sources.keys(), asked.sources)
        if asked.one_with is not None:
            large = self.facts.large(asked.one_with, perhaps=self.perhaps)
            found &= self._seen(limit if limit is None else limit & large, self._all, large).any(axis=1)
        about = self.about(asked, levels or {})
        for alternatives in asked.categories:
            found &= self._any_category(alternatives, limit, about)
        return found

    @cached_property
    def _all(self) -> Words:
        """What is there and can be told apart, with what it was derived from."""
        return self._expanded(self.content.plane(LINK))

    @cached_property
    def _units(self) -> Words:
        """The same without what was derived: what counts as one."""
        derived = np.zeros(len(self.facts.ground.assets), dtype=np.bool_)
        derived[list(self.facts.bases)] = True
        found: Words = self._all & ~packed(derived, self._all.shape[1])
        return found

    def _expanded(self, rows: Words) -> Words:
        if not self.facts.bases:
            return rows
        rows = rows.copy()
        for column, bases in self.facts.bases.items():
            has = (rows[:, column // 64] >> np.uint64(column % 64)) & np.uint64(1) == 1
            chosen = np.zeros(len(self.facts.ground.assets), dtype=np.bool_)
            chosen[list(bases)] = True
            rows[has] |= packed(chosen, rows.shape[1])
        return rows

    def _seen(self, limit: Booleans | None, rows: Words, otherwise: Booleans | None = None) -> Words:
        chosen = otherwise if limit is None else limit
        return rows if chosen is None else rows & packed(chosen, rows.shape[1])

    def _different(self, limit: Booleans | None, groups: Mapping[int, list[int]], known: object, asked: int) -> Booleans:
        """Where columns of enough groups are; perhaps each whose group nobody has stated is of one more."""
        rows, words = self._seen(limit, self._units), self._all.shape[1]
        found = np.zeros(self.places, dtype=np.int32)
        candidates = np.flatnonzero(count(rows) >= (1 if groups is self.facts.by_source else asked))
        some = rows[candidates]
        for columns in groups.values():
            chosen = np.zeros(len(self.facts.ground.assets), dtype=np.bool_)
            chosen[columns] = True
            found[candidates] += (some & packed(chosen, words)).any(axis=1)
        if self.perhaps:
            unknown = np.array([c not in known for c in range(len(self.facts.ground.assets))], dtype=np.bool_)  # type: ignore[operator]
            found[candidates] += count(some & packed(unknown, words))
        return found >= asked

    def _any_category(self, alternatives: tuple[str, ...], limit: Booleans | None, about: Booleans | None) -> Booleans:
        found = np.zeros(self.places, dtype=np.bool_)
        for name in alternatives:
            chosen = self.facts.in_category(name, perhaps=self.perhaps)
            for more in (limit, about):
                chosen &= True if more is None else more
            plane = ("category", name)
            rows = self._all
            if self.content.has_plane(plane):
                rows = rows & self._expanded(self.content.plane(plane))
            found |= (rows & packed(chosen, rows.shape[1])).any(axis=1)
        return found

    def about(self, asked: Condition, levels: Mapping[Aspect, Levels]) -> Booleans | None:
        """By column, whether it is about enough systems of a level; None where that is not asked."""
        if asked.about_systems is None:
            return None
        snapshot = self.content.ground.snapshot
        systems = np.array([node.label == "System" for node in snapshot.nodes], dtype=np.bool_)
        known, possible = self.facts.about(of_level=systems & (levels["k"] >= asked.of_level))
        found: Booleans = (possible if self.perhaps else known) >= asked.about_systems
        return found

    def _dependants(self, asked: Condition, levels: Mapping[Aspect, Levels]) -> Counts:
        """By place, how many different things of a level of availability directly depend on it."""
        needer, needed = self._needs
        chosen = levels["t"][needer] >= asked.of_level
        found: Counts = np.bincount(needed[chosen], minlength=self.places)
        return found

    @cached_property
    def _needs(self) -> tuple[np.ndarray, np.ndarray]:
        required = self.content.ground.required
        other = required.needer != required.needed
        code = np.unique(required.needer[other].astype(np.int64) * self.places + required.needed[other])
        needer, needed = np.divmod(code, max(self.places, 1))
        return needer, needed


def count(rows: Words) -> Counts:
    """How many columns each row has."""
    found: Counts = np.bitwise_count(rows).sum(axis=1, dtype=np.int32)
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

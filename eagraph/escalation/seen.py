"""Which conditions does what lies together fulfil? Asked of kinds of places, in which the same lies.

Rules look at base assets that can still be told apart: what is derived counts as what it comes from, and a filter that cuts
the link takes information out of their sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.facts import Facts
from eagraph.escalation.groups import Groups
from eagraph.escalation.kinds import Kinds
from eagraph.escalation.moves import Booleans
from eagraph.escalation.planes import LINK, Plane
from eagraph.escalation.sets import Sets
from eagraph.model.aggregation import Condition, Rule


@dataclass(frozen=True, eq=False)
class Seen:
    """What rules see of some kinds of places, for certain or perhaps."""

    kinds: Kinds
    facts: Facts
    perhaps: bool

    def applies(self, rule: Rule) -> Booleans:
        """By kind of place, whether a rule about information alone applies."""
        found = np.zeros(self._all.count, dtype=np.bool_)
        for condition in rule.when:
            for subject in self.facts.subjects if condition.linkable else ("",):
                found |= self.holds(condition, subject)
        return found

    def holds(self, asked: Condition, subject: str, about: Booleans | None = None) -> Booleans:
        """By kind of place, whether a condition is fulfilled for one kind of subject.

        Args:
            asked: the condition; not one that counts dependants.
            subject: the kind of subject, where it asks for what is linkable.
            about: by column, whether it is about enough systems; None where that is not asked.
        """
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
        sets, bases = self.kinds.sets(plane), self.facts.bases
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
            if chosen.any():
                found |= self._in_category(name).hit(chosen)
        return found

    def _in_category(self, name: str) -> Sets:
        """What is there and still has what it has of a category."""
        plane: Plane = ("category", name)
        if not self.kinds.content.has_plane(plane):
            return self._all
        if name not in self._categories:
            self._categories[name] = self._all.within(self._expanded(plane))
        return self._categories[name]

    @cached_property
    def _categories(self) -> dict[str, Sets]:
        return {}

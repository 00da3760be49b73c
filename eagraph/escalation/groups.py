"""From how many different boards, or master sources, does information in a place come?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.ground import Booleans
from eagraph.escalation.sets import Sets
from eagraph.graph.snapshot import Numbers

_WORTH = 4
"""To list one column of a set costs about as much as to look at so many words."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Column `column[i]` is of group `group[i]`; sorted by column. `several`: a column may be of several groups."""

    columns: int
    column: Numbers
    group: Numbers
    several: bool

    @classmethod
    def of(cls, groups: Mapping[int, Collection[int]], columns: int, *, several: bool = False) -> Groups:
        """Groups by column, given by whatever numbers."""
        pairs = [(column, group) for column in sorted(groups) for group in sorted(groups[column])]
        column, group = np.array(pairs, dtype=np.int32).reshape(len(pairs), 2).T
        return cls(columns, column.copy(), np.unique(group, return_inverse=True)[1].astype(np.int32), several)

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.group.max(initial=-1)) + 1

    @cached_property
    def unknown(self) -> Booleans:
        """Columns of which nobody has said of which group they are."""
        found = np.ones(self.columns, dtype=np.bool_)
        found[self.column] = False
        return found

    def hits(self, sets: Sets, *, at_least: int) -> Numbers:
        """By set, of how many groups it has something; 0 where it has fewer columns than `at_least`."""
        sizes = sets.sizes()
        some = sets.where(sizes >= at_least)
        listed = int(sizes[sizes >= at_least].sum())
        return self._one_by_one(some) if self.count * len(some.of) < _WORTH * listed else self._listed(some)

    def _one_by_one(self, sets: Sets) -> Numbers:
        """Group after group: for few groups and sets of many columns."""
        found = np.zeros(sets.count, dtype=np.int32)
        for group in range(self.count):
            chosen = np.zeros(self.columns, dtype=np.bool_)
            chosen[self.column[self.group == group]] = True
            found += sets.hit(chosen)
        return found

    def _listed(self, sets: Sets) -> Numbers:
        """Column after column: for many groups and sets of few columns."""
        of, column = sets.pairs()
        first, last = (np.searchsorted(self.column, column, side=side) for side in ("left", "right"))
        often = last - first
        at = np.arange(int(often.sum())) + np.repeat(first - np.cumsum(often) + often, often)
        code = np.unique(np.repeat(of, often).astype(np.int64) * max(self.count, 1) + self.group[at])
        return np.bincount(code // max(self.count, 1), minlength=sets.count).astype(np.int32)

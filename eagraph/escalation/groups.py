"""From how many different boards, or master sources, does information in a place come?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.moves import Booleans
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

    @cached_property
    def _largest(self) -> int:
        """How many columns the group with most of them has."""
        return int(np.bincount(self.group, minlength=1).max())

    def reach(self, sets: Sets, asked: int, *, perhaps: bool) -> Booleans:
        """By set, whether it has something of so many groups; perhaps each column of an unknown group is of one more.

        So many columns that no group has half of them need not be looked at one by one.
        """
        known = sets.sizes(~self.unknown)
        more = sets.sizes(self.unknown) if perhaps else np.zeros_like(known)
        found: Booleans = -(-known // max(self._largest, 1)) + more >= asked
        open_ = ~found & (known > 0 if self.several else known + more >= asked)
        if open_.any():
            found[open_] = (self._count(sets.where(open_)) + more)[open_] >= asked
        return found

    def _count(self, sets: Sets) -> Numbers:
        """By set, of how many groups it has something."""
        listed = int(np.bitwise_count(sets.bits).sum())
        return self._one_by_one(sets) if self.count * len(sets.of) < _WORTH * listed else self._listed(sets)

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
        code = np.sort(np.repeat(of, often).astype(np.int64) * max(self.count, 1) + self.group[at])
        once = code[np.flatnonzero(np.diff(code, prepend=-1))]
        return np.bincount(once // max(self.count, 1), minlength=sets.count).astype(np.int32)

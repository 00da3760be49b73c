"""Places in which the same lies, in every plane, are of one kind: what holds of one holds of all.

Most places hold nothing, or what hundreds of others hold: rules are tried once a kind. Kinds are told apart by a hash of
what is there and, where two should ever have the same hash, by looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from eagraph.escalation.moves import Words
from eagraph.escalation.sets import Sets
from eagraph.graph.snapshot import Numbers

if TYPE_CHECKING:
    from eagraph.escalation.content import Content
    from eagraph.escalation.planes import Plane

_MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""The constants of splitmix64 (Steele, Lea and Flood 2014)."""


@dataclass(frozen=True, eq=False)
class Kinds:
    """`kind` by place; `first[kind]` is a place of that kind. The first kinds are those of `old`, if of any place."""

    content: Content
    kind: Numbers
    first: Numbers
    old: Kinds | None = None

    @classmethod
    def of(cls, content: Content) -> Kinds:
        """The kinds of places of some content."""
        found = _hashes(content.there)
        apart = content.apart
        if len(apart.places):
            found[apart.places] ^= _hashes(apart.rows.reshape(len(apart.places), -1)) * _MIX[0] + np.uint64(1)
        _, first, kind = np.unique(found, return_index=True, return_inverse=True)
        kinds = cls(content, kind.astype(np.int32), first.astype(np.int32))
        if kinds._are_true():
            return kinds
        every = np.arange(len(kind), dtype=np.int32)
        return cls(content, every, every)

    @classmethod
    def after(cls, old: Kinds, content: Content, changed: Numbers) -> Kinds:
        """The kinds of content that differs from old content in some places: each of these is of a kind of its own."""
        if not len(changed) and len(old.kind) == len(content.there):
            return old
        kind = np.zeros(len(content.there), dtype=np.int32)
        kind[: len(old.kind)] = old.kind
        kind[changed] = len(old.first) + np.arange(len(changed), dtype=np.int32)
        return cls(content, kind, np.concatenate([old.first, changed]).astype(np.int32), old)

    @cached_property
    def new(self) -> Kinds:
        """Those kinds alone that are not old."""
        first = self.first if self.old is None else self.first[len(self.old.first) :]
        return Kinds(self.content, np.arange(len(first), dtype=np.int32), first)

    def _are_true(self) -> bool:
        """Does every place have what the first of its kind has, no more and no less?"""
        there, apart = self.content.there, self.content.apart
        like = self.first[self.kind]
        place, word = np.nonzero(there)
        count = np.bincount(place, minlength=len(there))
        number = apart.number[like[apart.places]]
        return bool(
            np.array_equal(count, count[like])
            and np.array_equal(there[place, word], there[like[place], word])
            and (number >= 0).all()
            and np.array_equal(apart.rows, apart.rows[number])
            and (apart.number[like[apart.number < 0]] < 0).all()
        )

    def sets(self, plane: Plane) -> Sets:
        """By kind, what is there in one plane."""
        if plane not in self._sets:
            own = self.first if self.old is None else self.first[len(self.old.first) :]
            sets = Sets.of_rows(self.content.rows_of(own, plane))
            self._sets[plane] = sets if self.old is None else self.old.sets(plane).followed_by(sets)
        return self._sets[plane]

    @cached_property
    def _sets(self) -> dict[Plane, Sets]:
        return {}


def _hashes(rows: Words) -> npt.NDArray[np.uint64]:
    """A number for each row; rows that are the same have the same."""
    row, word = np.nonzero(rows)
    mixed = rows[row, word] + (word.astype(np.uint64) + np.uint64(1)) * _MIX[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[1]
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[2]
    mixed ^= mixed >> np.uint64(31)
    found = np.zeros(len(rows), dtype=np.uint64)
    np.add.at(found, row, mixed)
    return found

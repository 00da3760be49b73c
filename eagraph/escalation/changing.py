"""What becomes of levels when a little changes: a flow more, one less, a filter, one piece of information more?

Columns do not depend on each other, so what is there is worked out anew only in the words of columns that the change is
about, from where they are at home; all other words stay. What filters leave, rules and levels follow from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heapify, heappop, heappush

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.content import Content, filtered
from eagraph.escalation.facts import Facts
from eagraph.escalation.ground import Ground
from eagraph.escalation.homes import put
from eagraph.escalation.levels import Solution, as_asset_levels, solve
from eagraph.escalation.moves import ALL, Booleans, Words
from eagraph.escalation.planes import planes_of
from eagraph.graph.kernels import Limits, spread
from eagraph.graph.snapshot import Numbers

_MANY = 100
"""Of more places than this that lose something it is faster to hand on everything anew."""


@dataclass(frozen=True, eq=False)
class Changed(Escalation):
    """The levels of a changed ground; `before` are those before the change, `words` those of the columns it is about."""

    before: Escalation
    words: Numbers
    gaining: bool = False
    """There are only homes and moves more, after all there were."""
    losing: Numbers | None = None
    """There are only homes and moves less: the places that had something by them."""

    @classmethod
    def by(cls, before: Escalation, ground: Ground, columns: Iterable[int]) -> Changed:
        """The levels of a ground that differs only in how some columns come to places, and in who requires what of whom."""
        return cls(ground, before, _words(columns))

    @classmethod
    def by_more(cls, before: Escalation, ground: Ground, columns: Iterable[int]) -> Changed:
        """The same of a ground that has homes and moves more, after all others, and none less."""
        return cls(ground, before, _words(columns), gaining=True)

    @classmethod
    def without(cls, before: Escalation, ties: Iterable[int]) -> Changed:
        """The levels as if some relationships were not there."""
        gone, ground = np.array(sorted(ties), dtype=np.int32), before.ground
        moves = ground.moves.where(np.isin(ground.moves.tie, gone))
        homes = ground.homes.where(np.isin(ground.homes.tie, gone))
        limited = moves.masks[moves.mask[moves.mask != ALL]]
        handed = limited.any(axis=0) | bool(np.any(moves.mask == ALL))
        handed[homes.column // 64] = True
        losing = np.union1d(moves.receiver, homes.place).astype(np.int32)
        return cls(ground.without(gone.tolist()), before, np.flatnonzero(handed).astype(np.int32), losing=losing)

    @cached_property
    def facts(self) -> Facts:
        """What the information says of itself."""
        old, new = self.before.ground, self.ground
        same = old.snapshot is new.snapshot and old.assets is new.assets and old.required.made_of is new.required.made_of
        return self.before.facts if same else Facts(new)

    @cached_property
    def content(self) -> Content:
        """What is where, with what flows may bring that do not say."""
        return self._after(self.before.content, self.ground)

    @cached_property
    def declared_content(self) -> Content:
        """What is where by what is declared alone."""
        guessed = self.ground.moves.guessed
        if not guessed.any():
            return self.content
        return self._after(self.before.declared_content, replace(self.ground, moves=self.ground.moves.where(~guessed)))

    @cached_property
    def low(self) -> Solution:
        """What is required at least."""
        return solve(self.content, self.facts, "low", before=self.before.low)

    @cached_property
    def high(self) -> Solution:
        """What is required at most, whatever the unknown turns out to be."""
        return solve(self.possible_content, self.facts, "high", before=self.before.high)

    @cached_property
    def declared(self) -> Solution:
        """What is required at least by what is declared alone."""
        if self.declared_content is self.content:
            return self.low
        return solve(self.declared_content, self.facts, "low", before=self.before.declared)

    def _after(self, before: Content, ground: Ground) -> Content:
        there = None if self.losing is None else self._less(before, ground, self.losing)
        if there is None:
            places, words = before.there.shape
            there = np.zeros((len(ground.snapshot.nodes), ground.words), dtype=np.uint64)
            there[:places, :words] = before.there
            self._more(there, before, ground) if self.gaining else self._anew(there, ground)
        return filtered(ground, there, as_asset_levels(self.ground), planes=planes_of(self.ground), like=before)

    def _anew(self, there: Words, ground: Ground) -> None:
        """Hand on everything in the words concerned, from where it is at home."""
        number = np.full(ground.words, -1, dtype=np.int32)
        number[self.words] = np.arange(len(self.words), dtype=np.int32)
        homes = ground.homes.where(number[ground.homes.column // 64] >= 0)
        rows = np.zeros((len(there), len(self.words)), dtype=np.uint64)
        put(rows, replace(homes, column=number[homes.column // 64] * 64 + homes.column % 64))
        _spread(ground, rows, self.words, np.asarray(rows.any(axis=1)))
        there[:, self.words] = rows

    def _more(self, there: Words, before: Content, ground: Ground) -> None:
        """Hand on what there is more of, in the words concerned; by the moves that are new, then by those there were."""
        old, gained = before.ground, ground.homes.where(np.arange(len(ground.homes.place)) >= len(before.ground.homes.place))
        put(there, gained)
        rows, dirty = there[:, self.words], np.zeros(len(there), dtype=np.bool_)
        dirty[gained.place] = True
        old = replace(old, order=ground.order) if len(ground.order) > len(old.order) else old
        moves, more = ground.moves, range(len(old.moves.tie), len(ground.moves.tie))
        while True:
            for m in more:
                given = rows[moves.sender[m]].copy()
                if moves.mask[m] != ALL:
                    given &= moves.masks[moves.mask[m], self.words]
                dirty[moves.receiver[m]] |= bool((given & ~rows[moves.receiver[m]]).any())
                rows[moves.receiver[m]] |= given
            if not dirty.any():
                break
            _spread(old, rows, self.words, dirty)
        there[:, self.words] = rows

    def _less(self, before: Content, ground: Ground, losing: Numbers) -> Words | None:
        """Work out anew, in order, the places that lose something and those that lose by it; None if they are many.

        A place that may be part of a ring may feed itself: then all is handed on anew.
        """
        old, there = before.ground, before.there.copy()
        waiting = [(int(old.position[place]), int(place)) for place in losing]
        heapify(waiting)
        seen: set[int] = set()
        while waiting:
            _, place = heappop(waiting)
            if place in seen:
                continue
            seen.add(place)
            if old.may_ring[place] or len(seen) > _MANY:
                return None
            row = _comes(ground, there, place)
            if not np.array_equal(row, there[place]):
                there[place] = row
                onward = old.ways.moves[old.ways.starts[place] : old.ways.starts[place + 1]]
                for receiver in np.unique(old.moves.receiver[onward]).tolist():
                    heappush(waiting, (int(old.position[receiver]), receiver))
        return there


def _spread(ground: Ground, rows: Words, words: Numbers, dirty: Booleans) -> None:
    moves = ground.moves
    via = np.zeros((1, len(moves.effects)), dtype=np.int32)
    spread(
        ground.ways,
        Limits(moves.mask, moves.masks[:, : words.max(initial=-1) + 1][:, words], moves.effect, via),
        rows[:, None, :],
        dirty=dirty,
    )


def _comes(ground: Ground, there: Words, place: int) -> Words:
    """What a place has: what is at home there, and what others hand on to it."""
    homes, moves = ground.homes, ground.moves
    row = np.zeros((1, ground.words), dtype=np.uint64)
    own = homes.where(homes.place == place)
    put(row, replace(own, place=np.zeros_like(own.place)))
    into = np.flatnonzero(moves.receiver == place)
    given = there[moves.sender[into]]
    limited = moves.mask[into] != ALL
    given[limited] &= moves.masks[moves.mask[into[limited]]]
    found: Words = np.bitwise_or.reduce(np.vstack([row, given]), axis=0)
    return found


def _words(columns: Iterable[int]) -> Numbers:
    return np.unique(np.fromiter(columns, dtype=np.int32) // 64).astype(np.int32)

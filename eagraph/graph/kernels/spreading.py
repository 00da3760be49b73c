"""What reaches a place when things are handed on: sets as bits, in several planes, until nothing changes.

`rows[place, plane]` is a set of columns, 64 a word. A move hands what is in a plane of its sender, as far as its mask lets
it, to a plane of its receiver; `via[plane, effect]` says from which plane, or -1. Places in topological order of components:
without rings one pass is enough. The result is the least fixpoint, whatever the order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels._falls import sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._order import Order
from eagraph.graph.snapshot import Numbers

Words = npt.NDArray[np.uint64]
Booleans = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int8]
_TIMES_RISEN, _TIMES_SPREAD = 32, 4
"""How often one question lets levels rise (aspects, ends, again as rules apply) and sets spread: what compiling is worth."""


@dataclass(frozen=True, eq=False)
class Ways:
    """Moves grouped by sender: those of place p are `moves[starts[p] : starts[p + 1]]`.

    `order` is that in which places hand on; any is right, one in which most moves lead onward is fast.
    """

    order: Numbers
    starts: Numbers
    moves: Numbers
    receiver: Numbers

    @cached_property
    def sender(self) -> Numbers:
        """By entry of `moves`, the place it is a move of."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @classmethod
    def of(cls, order: Numbers, sender: Numbers, receiver: Numbers) -> Ways:
        """The ways of some moves among the places of an order."""
        starts, moves = sparse(sender, np.arange(len(sender), dtype=np.int32), len(order))
        return cls(order, starts, moves, receiver)


def onward(count: int, sender: Numbers, receiver: Numbers) -> Numbers:
    """The places in an order in which moves lead onward, rings kept together."""
    return Order.of(count, sender, receiver).nodes


@dataclass(frozen=True, eq=False)
class Limits:
    """What moves let through: row `mask[m]` of `masks` limits move m (-1: nothing); `effect[m]` is its column of `via`."""

    mask: Numbers
    masks: Words
    effect: Numbers
    via: Numbers

    @cached_property
    def listed(self) -> tuple[Numbers, Numbers, Words]:
        """Words of masks that are not empty: where those of each row start, which words they are, and their bits."""
        row, word = np.nonzero(self.masks)
        starts = np.zeros(len(self.masks) + 1, dtype=np.int32)
        np.cumsum(np.bincount(row, minlength=len(self.masks)), out=starts[1:])
        return starts, word.astype(np.int32), self.masks[row, word]


def spread(ways: Ways, limits: Limits, rows: Words, *, dirty: Booleans) -> None:
    """Hand on from the places that are `dirty`, and from every place that thereby gets more; `rows` are changed in place.

    Args:
        ways: who hands on to whom.
        limits: what each move lets through.
        rows: uint64, places x planes x words.
        dirty: by place, whether it has something to hand on; all are False afterwards.
    """
    if len(limits.mask) and dirty.any():
        starts, word, bits = limits.listed
        size = np.where(limits.mask < 0, rows.shape[2], np.diff(starts, append=0)[limits.mask])
        loop = _spread.of(_TIMES_SPREAD * (len(dirty) + int(size.sum()) * rows.shape[1]))
        given = (limits.mask, starts, word, bits, limits.effect, limits.via)
        loop(ways.order, ways.starts, ways.moves, ways.receiver, *given, rows, dirty)
    dirty[:] = False


@Kernel
def _spread(  # noqa: C901, PLR0913, PLR0917 (a kernel takes its arrays one by one)
    order: Numbers, starts: Numbers, moves: Numbers, receiver: Numbers, mask: Numbers, listed: Numbers, word: Numbers,
    bits: Words, effect: Numbers, via: Numbers, rows: Words, dirty: Booleans,
) -> None:  # fmt: skip
    """Pass over the places until none has anything new to hand on."""
    planes, words = rows.shape[1], rows.shape[2]
    changed = True
    while changed:
        changed = False
        for place in order:
            if not dirty[place]:
                continue
            dirty[place] = False
            for m in moves[starts[place] : starts[place + 1]]:
                to, limit, grew = receiver[m], mask[m], False
                first = listed[limit] if limit >= 0 else 0
                last = listed[limit + 1] if limit >= 0 else words
                for plane in range(planes):
                    giving = via[plane, effect[m]]
                    if giving < 0:
                        continue
                    for i in range(first, last):
                        w = word[i] if limit >= 0 else i
                        given = rows[place, giving, w]
                        if limit >= 0:
                            given &= bits[i]
                        before = rows[to, plane, w]
                        if given & ~before:
                            rows[to, plane, w] = before | given
                            grew = True
                if grew:
                    dirty[to] = True
                    changed = True


def rise(  # noqa: PLR0913 (a kernel takes its arrays one by one)
    demands: Ways, discount: Levels, level: Levels, *, own: Levels, by_rule: tuple[Levels, Levels], cap: int, cause: Numbers
) -> Levels:
    """Levels that meet every demand, the least: `level` rises in place; the answer adds rules and what places have anyhow.

    A demand asks of its taker what its giver has, less its discount. What a place has in the end is the highest of what it
    has of its own, which no rule raises, its level, its floor, and its level raised, these two as far as `cap` (`by_rule`:
    raises and floors by place; neither lowers).
    `cause` names, by place, the demand that raised it last; -1 where none did.
    """
    by_rule = by_rule[0], np.minimum(by_rule[1], cap)
    final = np.maximum(own, ruled(level, *by_rule, cap))
    unmet = final[demands.sender] - discount[demands.moves] > level[demands.receiver[demands.moves]]
    if unmet.any():
        asking = np.zeros(len(level), dtype=np.bool_)
        asking[demands.sender[unmet]] = True
        first = np.flatnonzero(asking).astype(np.int32)
        loop = _rise.of(_TIMES_RISEN * int(np.diff(demands.starts)[first].sum()))
        loop(demands.starts, demands.moves, demands.receiver, discount, level, *by_rule, cap, final, cause, first)
    return final


def ruled(level: Levels, raises: Levels, floors: Levels, cap: int) -> Levels:
    """Levels as rules leave them."""
    raised = np.where(raises > 0, np.minimum(level + raises, cap), 0)
    return np.maximum(np.maximum(level, np.minimum(floors, cap)), raised).astype(np.int8)


@Kernel
def _rise(  # noqa: PLR0913, PLR0917 (a kernel takes its arrays one by one)
    starts: Numbers, moves: Numbers, taker: Numbers, discount: Levels, level: Levels, raises: Levels, floors: Levels,
    cap: int, final: Levels, cause: Numbers, first: Numbers,
) -> None:  # fmt: skip
    """Work through a queue of places: the first of which more is asked, and all that have risen."""
    count = len(level)
    queue = np.empty(count + 1, dtype=np.int32)
    waits = np.zeros(count, dtype=np.bool_)
    head, tail = 0, len(first)
    queue[:tail] = first
    waits[first] = True
    while head != tail:
        place = queue[head]
        head = (head + 1) % (count + 1)
        waits[place] = False
        for m in moves[starts[place] : starts[place + 1]]:
            to = taker[m]
            asked = final[place] - discount[m]
            if asked <= level[to]:
                continue
            level[to] = asked
            cause[to] = m
            risen = max(asked, floors[to])
            if raises[to] > 0:
                risen = max(risen, min(asked + raises[to], cap))
            if risen > final[to]:
                final[to] = risen
                if not waits[to] and starts[to] < starts[to + 1]:
                    waits[to] = True
                    queue[tail] = to
                    tail = (tail + 1) % (count + 1)

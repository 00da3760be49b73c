"""1 024 scenarios settled in one pass: every scenario is one bit of 16 words of every node.

A group that one loss breaks is a disjunction of its members' words; a k-of-n group counts its losses in bit-sliced
counters, one plane a binary digit, that overflow exactly when it breaks. Components are settled in topological order, each
until nothing in it changes any more: the least fixpoint, rings and any k included. Only nodes whose suppliers changed are
looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels._falls import Falls, distinct, sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._order import Order
from eagraph.graph.snapshot import Numbers

Words = npt.NDArray[np.uint64]
WORDS, PASS = 16, 1024
_ALL, _ZERO = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(0)


@dataclass(frozen=True, eq=False)
class Plan:
    """Groups by needer and members by group, all in places of the order; arrows joined to one group a needer."""

    order: Order
    arrays: tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
    steps: int

    @property
    def is_compiled(self) -> bool:
        """Will settling let go of the interpreter's lock?"""
        return _settle.is_compiled

    def settling(self, passes: int) -> Callable[[Words], None]:
        """What lets everything stop that must in one pass of rows by place; chosen for so many passes."""
        loop = _settle.of(passes * self.steps * WORDS)
        return lambda rows: loop(*self.arrays, rows)

    @classmethod
    def of(cls, falls: Falls) -> Plan:
        """The order, and the groups and members in its places, drawn up once."""
        found = _drawn_up.get(falls)
        if found is None:
            found = _drawn_up[falls] = cls._of(falls)
        return found

    @classmethod
    def _of(cls, falls: Falls) -> Plan:
        order = Order.of(falls.nodes, *falls.stops)
        place = order.place
        origins, needers = (place[ends] for ends in falls.stops)
        arrows, count = len(falls.origin), falls.nodes
        has_arrows = np.zeros(count, dtype=np.int32)
        has_arrows[needers[:arrows]] = 1
        joined = np.flatnonzero(has_arrows)
        needer = np.concatenate([joined, place[falls.needer]])
        breaks_at = np.concatenate([np.ones(len(joined), dtype=np.int32), falls.breaks_at])
        of_group = np.concatenate([(np.cumsum(has_arrows) - 1)[needers[:arrows]], falls.member_of + len(joined)])
        sorted_ = np.argsort(needer, kind="stable")
        number = np.empty(len(needer), dtype=np.int32)
        number[sorted_] = np.arange(len(needer), dtype=np.int32)
        group_starts = np.searchsorted(needer[sorted_], np.arange(count + 1)).astype(np.int32)
        members = sparse(number[of_group], origins, len(needer))
        onward = sparse(*distinct(origins, needers, count), count)
        arrays = (order.starts, group_starts, breaks_at[sorted_], *members, *onward)
        return cls(order, arrays, falls.nodes + len(members[1]))


_drawn_up: WeakKeyDictionary[Falls, Plan] = WeakKeyDictionary()


@Kernel
def _settle(  # noqa: C901, PLR0912, PLR0913, PLR0917 (a kernel takes its arrays one by one, and calls nothing)
    components: Numbers,
    groups: Numbers,
    breaks_at: Numbers,
    member_starts: Numbers,
    members: Numbers,
    onward_starts: Numbers,
    onward: Numbers,
    rows: Words,
) -> None:
    """Let everything stop that must, in every scenario of the rows."""
    places = len(rows)
    down, look = np.zeros(places, dtype=np.bool_), np.zeros(places, dtype=np.bool_)
    planes = np.zeros((32, WORDS), dtype=np.uint64)
    carry, broken = np.zeros(WORDS, dtype=np.uint64), np.zeros(WORDS, dtype=np.uint64)
    for place in range(places):
        some = _ZERO
        for w in range(WORDS):
            some |= rows[place, w]
        if some != _ZERO:
            down[place] = True
            for o in range(onward_starts[place], onward_starts[place + 1]):
                look[onward[o]] = True
    for c in range(len(components) - 1):
        again = True
        while again:
            again = False
            for place in range(components[c], components[c + 1]):
                if not look[place]:
                    continue
                look[place] = False
                for w in range(WORDS):
                    broken[w] = 0
                for g in range(groups[place], groups[place + 1]):
                    digits = 0
                    while (1 << digits) < breaks_at[g]:
                        digits += 1
                    for digit in range(digits):
                        begin = _ALL if (((1 << digits) - breaks_at[g]) >> digit) & 1 else _ZERO
                        for w in range(WORDS):
                            planes[digit, w] = begin
                    for m in range(member_starts[g], member_starts[g + 1]):
                        member = members[m]
                        if not down[member]:
                            continue
                        if digits == 0:
                            for w in range(WORDS):
                                broken[w] |= rows[member, w]
                            continue
                        for w in range(WORDS):
                            carry[w] = rows[member, w]
                        for digit in range(digits):
                            for w in range(WORDS):
                                before = planes[digit, w]
                                planes[digit, w] = before ^ carry[w]
                                carry[w] &= before
                        for w in range(WORDS):
                            broken[w] |= carry[w]
                some = _ZERO
                for w in range(WORDS):
                    some |= broken[w] & ~rows[place, w]
                    rows[place, w] |= broken[w]
                if some != _ZERO:
                    down[place] = True
                    for o in range(onward_starts[place], onward_starts[place + 1]):
                        look[onward[o]] = True
                        again |= onward[o] <= place  # only within the component

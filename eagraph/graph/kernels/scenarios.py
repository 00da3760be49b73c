"""What stops in each of thousands of scenarios at once: 64 scenarios a machine word, 1 024 a pass.

Every scenario is one bit of every node. A group that one loss breaks is a disjunction of its members' words; a k-of-n group
counts its losses in bit-sliced counters, one plane a binary digit, that overflow exactly when it breaks. Components are
settled in topological order, each until nothing in it changes any more: the least fixpoint, rings and any k included. Only
nodes that somebody changed have to be looked at again. Passes know nothing of each other: threads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import _blocks
from eagraph.graph.kernels._falls import Falls, distinct, sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._order import Order
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Booleans, Failure

Words = npt.NDArray[np.uint64]
Sums = npt.NDArray[np.int64]
_WORDS = 16
_BITS = 64


@dataclass(frozen=True, eq=False)
class Scenarios:
    """Which nodes are down in which of `count` scenarios: bit `s % 64` of `words[node, s // 64]`.

    Ten thousand scenarios of 63 000 nodes take 79 MB.
    """

    count: int
    words: Words

    @classmethod
    def of(cls, failed: Booleans) -> Scenarios:
        """From one row a scenario, one column a node."""
        scenarios, nodes = failed.shape
        size = -(-scenarios // _BITS)
        packed = np.zeros((nodes, size * 8), dtype=np.uint8)
        bits = np.packbits(failed.T, axis=1, bitorder="little")
        packed[:, : bits.shape[1]] = bits
        return cls(scenarios, packed.view("<u8").astype(np.uint64))

    @classmethod
    def listed(cls, failed: Iterable[Iterable[int]], nodes: int) -> Scenarios:
        """From the node numbers that fail in each scenario."""
        listed = [np.fromiter(one, dtype=np.int64) for one in failed]
        words = np.zeros((nodes, -(-len(listed) // _BITS)), dtype=np.uint64)
        for s, one in enumerate(listed):
            words[one, s // _BITS] |= np.uint64(1) << np.uint64(s % _BITS)
        return cls(len(listed), words)

    def of_nodes(self, nodes: Iterable[int] | None = None) -> Booleans:
        """Is a node down? One row a scenario, one column for each of these nodes (None is every node)."""
        words = self.words if nodes is None else self.words[np.fromiter(nodes, dtype=np.int64)]
        bytes_ = np.ascontiguousarray(words).astype("<u8").view(np.uint8)
        return np.unpackbits(bytes_, axis=1, count=self.count, bitorder="little").astype(np.bool_).T

    def by_scenario(self, nodes: Iterable[int] | None = None) -> Sums:
        """How many of these nodes (None is every node) are down in each scenario."""
        words = self.words if nodes is None else self.words[np.fromiter(nodes, dtype=np.int64)]
        found = np.zeros(words.shape[1] * _BITS, dtype=np.int64)
        _tally.of(words.size * 8)(np.ascontiguousarray(words), found)
        return found[: self.count]

    def by_node(self) -> Sums:
        """In how many scenarios each node is down."""
        found: Sums = np.bitwise_count(self.words).sum(axis=1, dtype=np.int64)
        return found


def cascades(failure: Failure, failed: Scenarios) -> Scenarios:
    """What stops in each scenario, by itself or because of others: exact, with rings and any k of n.

    A pass takes 128 bytes a node and thread, beside the answer.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    plan = _Plan.of(Falls.of(failure))
    size = failed.words.shape[1]
    words = np.zeros_like(failed.words)
    loop = _settle.of(plan.steps * -(-size // _WORDS) * _WORDS)

    def block(span: tuple[int, int]) -> None:
        rows = np.zeros((len(words), _WORDS), dtype=np.uint64)
        width = span[1] - span[0]
        rows[:, :width] = failed.words[plan.order.nodes, span[0] : span[1]]
        loop(*plan.arrays, rows)
        words[plan.order.nodes, span[0] : span[1]] = rows[:, :width]

    _blocks.each(_blocks.spans(size, _WORDS), block, threads=_settle.is_compiled)
    return Scenarios(failed.count, words)


@dataclass(frozen=True, eq=False)
class _Plan:
    """Groups by needer and members by group, all in places of the order; arrows joined to one group a needer."""

    order: Order
    arrays: tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
    steps: int

    @classmethod
    def of(cls, falls: Falls) -> _Plan:
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
    planes = np.zeros((32, _WORDS), dtype=np.uint64)
    carry, broken = np.zeros(_WORDS, dtype=np.uint64), np.zeros(_WORDS, dtype=np.uint64)
    for place in range(places):
        for w in range(_WORDS):
            if rows[place, w] != 0:
                down[place] = True
        if down[place]:
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
                for w in range(_WORDS):
                    broken[w] = 0
                for g in range(groups[place], groups[place + 1]):
                    digits = 0
                    while (1 << digits) < breaks_at[g]:
                        digits += 1
                    for digit in range(digits):
                        begin = _ALL if (((1 << digits) - breaks_at[g]) >> digit) & 1 else _ZERO
                        for w in range(_WORDS):
                            planes[digit, w] = begin
                    for m in range(member_starts[g], member_starts[g + 1]):
                        member = members[m]
                        if not down[member]:
                            continue
                        if digits == 0:
                            for w in range(_WORDS):
                                broken[w] |= rows[member, w]
                            continue
                        for w in range(_WORDS):
                            carry[w] = rows[member, w]
                        for digit in range(digits):
                            for w in range(_WORDS):
                                before = planes[digit, w]
                                planes[digit, w] = before ^ carry[w]
                                carry[w] &= before
                        for w in range(_WORDS):
                            broken[w] |= carry[w]
                changed = False
                for w in range(_WORDS):
                    after = rows[place, w] | broken[w]
                    if after != rows[place, w]:
                        rows[place, w] = after
                        changed = True
                if changed:
                    down[place] = True
                    for o in range(onward_starts[place], onward_starts[place + 1]):
                        look[onward[o]] = True
                        again |= onward[o] <= place  # only within the component


_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_ONE, _ZERO = np.uint64(1), np.uint64(0)


@Kernel
def _tally(words: Words, found: Sums) -> None:
    """Add up the bits of every column of words, in bit-sliced counters of 32 binary digits."""
    rows, width = words.shape
    planes = np.zeros((32, width), dtype=np.uint64)
    for row in range(rows):
        for w in range(width):
            carry = words[row, w]
            digit = 0
            while carry != _ZERO:
                before = planes[digit, w]
                planes[digit, w] = before ^ carry
                carry &= before
                digit += 1
    for w in range(width):
        for bit in range(64):
            for digit in range(32):
                found[64 * w + bit] += np.int64((planes[digit, w] >> np.uint64(bit)) & _ONE) << digit

"""What stops in each of thousands of scenarios at once: 64 scenarios a machine word, 1 024 a pass.

Every scenario is one bit of every node; how a pass is settled stands in `_settling`. Passes know nothing of each other:
threads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import _blocks
from eagraph.graph.kernels._falls import Falls
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._settling import WORDS, Plan, Words
from eagraph.graph.views import Booleans, Failure

Sums = npt.NDArray[np.int64]
_ONE, _ZERO = np.uint64(1), np.uint64(0)
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
        columns: list[Words] = []
        count = 0
        for count, one in enumerate(failed, 1):
            bit = (count - 1) % _BITS
            if not bit:
                columns.append(np.zeros(nodes, dtype=np.uint64))
            columns[-1][one if isinstance(one, np.ndarray) else [*one]] |= _ONE << np.uint64(bit)
        return cls(count, np.stack(columns, axis=1) if columns else np.zeros((nodes, 0), dtype=np.uint64))

    def of_nodes(self, nodes: Iterable[int] | None = None) -> Booleans:
        """Is a node down? One row a scenario, one column for each of these nodes (None is every node)."""
        words = self.words if nodes is None else self.words[np.fromiter(nodes, dtype=np.int64)]
        bytes_ = np.ascontiguousarray(words).astype("<u8").view(np.uint8)
        return np.unpackbits(bytes_, axis=1, count=self.count, bitorder="little").astype(np.bool_).T

    def by_scenario(self, nodes: Iterable[int] | None = None) -> Sums:
        """How many of these nodes (None is every node) are down in each scenario."""
        return tally(self.words if nodes is None else self.words[np.fromiter(nodes, dtype=np.int64)])[: self.count]

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
    plan = Plan.of(Falls.of(failure))
    size = failed.words.shape[1]
    words = np.zeros_like(failed.words)
    settled = plan.settling(size)

    def block(span: tuple[int, int]) -> None:
        rows, width = np.zeros((len(words), WORDS), dtype=np.uint64), span[1] - span[0]
        rows[:, :width] = failed.words[plan.order.nodes, span[0] : span[1]]
        settled(rows)
        words[plan.order.nodes, span[0] : span[1]] = rows[:, :width]

    _blocks.each(_blocks.spans(size, WORDS), block, threads=plan.is_compiled)
    return Scenarios(failed.count, words)


def tally(words: Words) -> Sums:
    """By bit (of every column of words), in how many rows it is set."""
    found = np.zeros(words.shape[1] * _BITS, dtype=np.int64)
    _tally.of(words.size * 8)(np.ascontiguousarray(words), found)
    return found


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

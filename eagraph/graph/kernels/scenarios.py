"""What stops in each of thousands of scenarios at once: 64 scenarios a machine word, 1 024 a pass.

Every scenario is one bit of every node; how a pass is settled stands in `_settling`. Passes know nothing of each other:
threads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import _blocks
from eagraph.graph.kernels._falls import Falls
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._settling import PASS, WORDS, Plan, Words
from eagraph.graph.views import Booleans, Failure

Sums = npt.NDArray[np.int64]
_ONE, _ZERO = np.uint64(1), np.uint64(0)
_BITS = 64


@dataclass(frozen=True, eq=False)
class Scenarios:
    """Which nodes are down in which of `count` scenarios: one bit each.

    Scenario s is bit `s % 64` of `words[s // 1024, node, s // 64 % 16]`. Ten thousand scenarios of 63 000 nodes take 81 MB.
    """

    count: int
    words: Words

    @classmethod
    def of(cls, failed: Booleans) -> Scenarios:
        """From one row a scenario, one column a node."""
        scenarios, nodes = failed.shape
        passes = -(-scenarios // PASS)
        padded = np.zeros((passes * PASS, nodes), dtype=np.bool_)
        padded[:scenarios] = failed
        bits = np.packbits(padded.reshape(passes, PASS, nodes).transpose(0, 2, 1), axis=2, bitorder="little")
        return cls(scenarios, np.ascontiguousarray(bits).view("<u8").astype(np.uint64))

    @classmethod
    def listed(cls, failed: Iterable[Iterable[int]], nodes: int) -> Scenarios:
        """From the node numbers that fail in each scenario."""
        passes: list[Words] = []
        count = 0
        for count, one in enumerate(failed, 1):
            word, bit = divmod((count - 1) % PASS, _BITS)
            if not word and not bit:
                passes.append(np.zeros((nodes, WORDS), dtype=np.uint64))
            passes[-1][one if isinstance(one, np.ndarray) else [*one], word] |= _ONE << np.uint64(bit)
        return cls(count, np.stack(passes) if passes else np.zeros((0, nodes, WORDS), dtype=np.uint64))

    def of_nodes(self, nodes: Iterable[int] | None = None) -> Booleans:
        """Is a node down? One row a scenario, one column for each of these nodes (None is every node)."""
        bytes_ = self._words(nodes).astype("<u8").view(np.uint8)
        bits = np.unpackbits(bytes_, axis=2, bitorder="little").astype(np.bool_).transpose(0, 2, 1)
        return bits.reshape(len(self.words) * PASS, bytes_.shape[1])[: self.count]

    def by_scenario(self, nodes: Iterable[int] | None = None) -> Sums:
        """How many of these nodes (None is every node) are down in each scenario."""
        found = [tally(words) for words in self._words(nodes)]
        return np.concatenate([*found, np.zeros(0, dtype=np.int64)])[: self.count]

    def by_node(self) -> Sums:
        """In how many scenarios each node is down."""
        found: Sums = np.bitwise_count(self.words).sum(axis=(0, 2), dtype=np.int64)
        return found

    def _words(self, nodes: Iterable[int] | None) -> Words:
        return self.words if nodes is None else self.words[:, np.fromiter(nodes, dtype=np.int64)]


def cascades(failure: Failure, failed: Scenarios) -> Scenarios:
    """What stops in each scenario, by itself or because of others: exact, with rings and any k of n.

    A pass takes 128 bytes a node and thread, beside the answer.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    plan = Plan.of(Falls.of(failure))
    words = np.empty_like(failed.words)
    settled = plan.settling(len(words))

    def block(number: int) -> None:
        rows = failed.words[number].take(plan.order.nodes, axis=0)
        settled(rows)
        rows.take(plan.order.place, axis=0, out=words[number], mode="clip")

    _blocks.each(range(len(words)), block, threads=plan.is_compiled)
    return Scenarios(failed.count, words)


def cascade_tallies(failure: Failure, failed: Scenarios, kinds: Booleans | None = None) -> Sums:
    """How many nodes of each of several kinds stop in each scenario; sooner told than who they are (`cascades`).

    Args:
        failure: the view and its groups.
        failed: what fails by itself in each scenario.
        kinds: by node, one column a kind: does the node count in it? None is one kind, of every node.

    Returns:
        One row a scenario, one column a kind.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    plan = Plan.of(Falls.of(failure))
    counted = [None] if kinds is None else [np.flatnonzero(column) for column in kinds[plan.order.nodes].T]
    sums = np.zeros((len(failed.words) * PASS, len(counted)), dtype=np.int64)
    settled, own = plan.settling(len(failed.words)), threading.local()

    def block(number: int) -> None:
        if not hasattr(own, "rows"):
            own.rows = np.empty(failed.words.shape[1:], dtype=np.uint64)
        failed.words[number].take(plan.order.nodes, axis=0, out=own.rows, mode="clip")
        settled(own.rows)
        for kind, places in enumerate(counted):
            told = tally(own.rows if places is None else own.rows[places])
            sums[number * PASS : (number + 1) * PASS, kind] = told

    _blocks.each(range(len(failed.words)), block, threads=plan.is_compiled)
    return sums[: failed.count]


def tally(words: Words) -> Sums:
    """By bit of the 16 words of a row, in how many rows it is set."""
    digits = _tally.of(words.size)(np.ascontiguousarray(words))
    bits = np.unpackbits(digits.astype("<u8").view(np.uint8), axis=1, bitorder="little")
    found: Sums = (1 << np.arange(len(bits), dtype=np.int64)) @ bits.astype(np.int64)
    return found


@Kernel
def _tally(words: Words) -> Words:
    """The bits of every column added up, one row a binary digit: fifteen rows of words first, then those together."""
    few, many = np.zeros((4, WORDS), dtype=np.uint64), np.zeros((32, WORDS), dtype=np.uint64)
    for row in range(len(words)):
        for w in range(WORDS):
            carry = words[row, w]
            for digit in range(4):
                before = few[digit, w]
                few[digit, w] = before ^ carry
                carry &= before
        if row % 15 == 14 or row == len(words) - 1:
            for start in range(4):
                for w in range(WORDS):
                    carry = few[start, w]
                    few[start, w] = 0
                    digit = start
                    while carry != _ZERO:
                        before = many[digit, w]
                        many[digit, w] = before ^ carry
                        carry &= before
                        digit += 1
    return many

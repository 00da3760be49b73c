"""Families of minimal cut sets, shared as zero-suppressed decision diagrams: millions of sets in thousands of nodes.

A node (event, low, high) stands for the sets of `low` and those of `high` with the event added; 0 is no set, 1 the empty set
alone. Every family is kept minimal: no set holds another (Minato 1993; Rauzy 1993). Events are numbers, smaller ones
higher up. Operations walk along `low` in loops and recurse into `high` alone, so that depth is at most the size of a set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eagraph.work import advanced

NONE, EMPTY = 0, 1
MOST_NODES = 300_000
"""Of all families together: some seconds, some hundred megabytes."""
_LAST = 1 << 60
_OFTEN = 1 << 14


class TooLarge(Exception):  # noqa: N818
    """A diagram outgrew what may be spent on it; whoever asked says what it knows instead."""


@dataclass(eq=False)
class Families:
    """A table of families; equal families have the same number. Operations raise TooLarge where there are too many."""

    most_nodes: int = MOST_NODES
    event: list[int] = field(default_factory=lambda: [_LAST, _LAST])
    low: list[int] = field(default_factory=lambda: [NONE, NONE])
    high: list[int] = field(default_factory=lambda: [NONE, NONE])
    fewest: list[int] = field(default_factory=lambda: [_LAST, 0])
    """By family, the size of a smallest set."""
    most: list[int] = field(default_factory=lambda: [-1, 0])
    """By family, the size of a largest set."""
    _node: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _union: dict[tuple[int, int], int] = field(default_factory=dict)
    _without: dict[tuple[int, int], int] = field(default_factory=dict)
    _product: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _up_to: dict[tuple[int, int], int] = field(default_factory=dict)
    _steps: int = 0

    def node(self, event: int, low: int, high: int) -> int:
        """The family of `low`, and of `high` with the event added."""
        if high == NONE:
            return low
        key = (event, low, high)
        found = self._node.get(key)
        if found is None:
            found = self._node[key] = len(self.event)
            self.event.append(event)
            self.low.append(low)
            self.high.append(high)
            self.fewest.append(min(self.fewest[low], self.fewest[high] + 1))
            self.most.append(max(self.most[low], self.most[high] + 1))
        return found

    def union(self, a: int, b: int) -> int:
        """The sets of both, those that hold another left out."""
        trail: list[tuple[tuple[int, int], int, int]] = []
        while True:
            self._spend()
            if a in (b, EMPTY) or b in (NONE, EMPTY) or a == NONE:
                found = EMPTY if EMPTY in (a, b) else a or b
                break
            a, b = min(a, b), max(a, b)
            if (a, b) in self._union:
                found = self._union[a, b]
                break
            first = min(self.event[a], self.event[b])
            (low_a, high_a), (low_b, high_b) = self._split(a, first), self._split(b, first)
            trail.append(((a, b), first, self.union(high_a, high_b)))
            a, b = low_a, low_b
        for key, event, high in reversed(trail):
            found = self._union[key] = self.node(event, found, self.without(high, found))
        return found

    def without(self, a: int, b: int) -> int:
        """The sets of `a` that hold no set of `b`."""
        trail: list[tuple[tuple[int, int], int, int]] = []
        while True:
            self._spend()
            if b == NONE or self.most[a] < self.fewest[b]:
                found = a
                break
            if b in (EMPTY, a):
                found = NONE
                break
            if self.event[b] < self.event[a]:
                b = self.low[b]
                continue
            if (a, b) in self._without:
                found = self._without[a, b]
                break
            event = self.event[a]
            low_b, high_b = self._split(b, event)
            trail.append(((a, b), event, self.without(self.without(self.high[a], high_b), low_b)))
            a, b = self.low[a], low_b
        for key, event, high in reversed(trail):
            found = self._without[key] = self.node(event, found, high)
        return found

    def product(self, a: int, b: int, size: int) -> int:
        """Every set of `a` joined with every set of `b`, those that hold another or more than `size` events left out."""
        trail: list[tuple[tuple[int, int, int], int, int]] = []
        while True:
            self._spend()
            a, b = min(a, b), max(a, b)
            if a in (NONE, EMPTY, b) or max(self.fewest[a], self.fewest[b]) > size:
                found = NONE if a == NONE or max(self.fewest[a], self.fewest[b]) > size else self.up_to(b, size)
                break
            key = (a, b, size)
            if key in self._product:
                found = self._product[key]
                break
            first = min(self.event[a], self.event[b])
            (low_a, high_a), (low_b, high_b) = self._split(a, first), self._split(b, first)
            high = self.product(high_a, self.union(high_b, low_b), size - 1)
            high = self.union(high, self.product(low_a, high_b, size - 1))
            trail.append((key, first, high))
            a, b = low_a, low_b
        for key, event, high in reversed(trail):
            found = self._product[key] = self.node(event, found, self.without(high, found))
        return found

    def up_to(self, a: int, size: int) -> int:
        """The sets of no more than `size` events."""
        trail: list[tuple[int, int, int]] = []
        while a > EMPTY and self.most[a] > size >= 0 and (a, size) not in self._up_to:
            self._spend()
            trail.append((a, self.event[a], self.up_to(self.high[a], size - 1)))
            a = self.low[a]
        found = NONE if size < 0 else a if self.most[a] <= size else self._up_to[a, size]
        for key, event, high in reversed(trail):
            found = self._up_to[key, size] = self.node(event, found, high)
        return found

    def _split(self, a: int, event: int) -> tuple[int, int]:
        """The sets without an event, and those with it (less the event), for an event none of them has a smaller one of."""
        return (self.low[a], self.high[a]) if self.event[a] == event else (a, NONE)

    def _spend(self) -> None:
        self._steps += 1
        if self._steps % _OFTEN == 0:
            advanced(self._steps)
        if self._steps > _STEPS_A_NODE * self.most_nodes or len(self.event) > self.most_nodes:
            raise TooLarge


_STEPS_A_NODE = 10


@dataclass(frozen=True)
class Family:
    """One family of a table whose sets have no more than `size` events, as a value of a lattice."""

    table: Families
    number: int
    size: int

    def __or__(self, other: Family) -> Family:
        return Family(self.table, self.table.union(self.number, other.number), self.size)

    def __and__(self, other: Family) -> Family:
        return Family(self.table, self.table.product(self.number, other.number, self.size), self.size)


def sets_of(table: Families, family: int) -> list[tuple[int, ...]]:
    """All sets of a family, smallest first: for tests and small families."""
    found: list[tuple[int, ...]] = []
    stack: list[tuple[int, tuple[int, ...]]] = [(family, ())]
    while stack:
        a, before = stack.pop()
        if a == EMPTY:
            found.append(before)
        elif a != NONE:
            stack += [(table.low[a], before), (table.high[a], (*before, table.event[a]))]
    return sorted(found, key=lambda s: (len(s), s))


def minimal_solutions(table: Families, nodes: Sequence[tuple[int, int, int]]) -> list[int]:
    """By node of a coherent binary decision diagram, its minimal solutions (Rauzy 1993).

    Args:
        table: where the families are made.
        nodes: (event, low, high), children first; 0 is false, 1 true, node i of the list is number i + 2.
    """
    found = [NONE, EMPTY]
    for event, low, high in nodes:
        found.append(table.node(event, found[low], table.without(found[high], found[low])))
    return found

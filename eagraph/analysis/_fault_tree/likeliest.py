"""How many sets a family has by size, and the likeliest of them, without listing the others.

Best first: what is left of a set at a node is at most as likely as its best completion, which is known exactly for every
(node, events still to come). The n-th likeliest set costs its own length, not the n sets before it all over again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice

from eagraph.analysis._fault_tree.cut_families import EMPTY, NONE, Families

Option = tuple[float, int, int]
"""The likelihood of the best set that takes an event, the event, and what may follow it."""


def counts(table: Families, family: int) -> list[int]:
    """How many sets there are of size 0, 1, 2 …"""
    known: dict[int, Counter[int]] = {NONE: Counter(), EMPTY: Counter({0: 1})}
    for a in below(table, family):
        known[a] = known[table.low[a]] + Counter({n + 1: many for n, many in known[table.high[a]].items()})
    return [known[family][n] for n in range(max(known[family], default=-1) + 1)]


def below(table: Families, family: int) -> list[int]:
    """The nodes of a family, children first."""
    seen, stack = {NONE, EMPTY}, [family]
    while stack:
        a = stack.pop()
        if a not in seen:
            seen.add(a)
            stack += [table.low[a], table.high[a]]
    return sorted(seen - {NONE, EMPTY})


class Likeliest:
    """The sets of a family in order of likelihood, for one probability an event."""

    def __init__(self, table: Families, probability: Sequence[float]) -> None:
        self._table, self._probability = table, probability
        self._options: dict[tuple[int, int], list[Option]] = {}

    def of_size(self, family: int, size: int) -> Iterator[tuple[float, tuple[int, ...]]]:
        """(probability, events) of the sets of one size, likeliest first; of equals the first in order of events."""
        waiting: list[tuple[float, tuple[int, ...], int, int, int]] = []
        self._offer(waiting, 1.0, (), (family, size, 0))
        while waiting:
            bound, before, node, left, i = heappop(waiting)
            _, event, after = self._at(node, left)[i]
            likely = 1.0
            for e in before:
                likely *= self._probability[e]
            self._offer(waiting, likely, before, (node, left, i + 1))
            if left == 1:
                yield -bound, (*before, event)
            else:
                self._offer(waiting, likely * self._probability[event], (*before, event), (after, left - 1, 0))

    def _offer(self, waiting: list[tuple[float, tuple[int, ...], int, int, int]], likely: float,
               before: tuple[int, ...], at: tuple[int, int, int]) -> None:  # fmt: skip
        node, left, i = at
        options = self._at(node, left)
        if i < len(options):
            heappush(waiting, (-likely * options[i][0], before, node, left, i))

    def _at(self, node: int, left: int) -> list[Option]:
        """The events a set of so many more may begin with here, likeliest first."""
        known = self._options.get((node, left))
        if known is None:
            table, known, a = self._table, [], node
            while a > EMPTY:
                rest = self._best(table.high[a], left - 1)
                if rest is not None:
                    known.append((self._probability[table.event[a]] * rest, table.event[a], table.high[a]))
                a = table.low[a]
            known.sort(key=lambda option: (-option[0], option[1]))
            self._options[node, left] = known
        return known

    def _best(self, node: int, left: int) -> float | None:
        """The likelihood of the best set of exactly so many events; None where there is none."""
        if left == 0 or node <= EMPTY:
            return 1.0 if left == 0 and node == EMPTY else None
        options = self._at(node, left)
        return options[0][0] if options else None


def likeliest(
    table: Families, family: int, probability: Sequence[float], *, limit: int, least: float = 0.0
) -> list[tuple[float, tuple[int, ...]]]:
    """The smallest sets first, of one size the likeliest; no more than a limit, none less likely than `least`."""
    found: list[tuple[float, tuple[int, ...]]] = []
    order = Likeliest(table, probability)
    for size, many in enumerate(counts(table, family)):
        for likely, events in islice(order.of_size(family, size), min(many, limit - len(found)) if size else 0):
            if likely < least:
                break
            found.append((likely, events))
    return found

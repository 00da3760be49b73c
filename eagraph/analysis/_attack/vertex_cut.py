"""The cheapest things to secure so that no way is left: a minimum vertex cut (Menger 1927; Ford and Fulkerson 1956).

Every thing is split into an entrance and an exit with its price as the capacity between; the ends have no price. The cut
taken is the one nearest the start: what can still be entered and not left when the flow is full. Exact.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from eagraph.errors import UsageError
from eagraph.graph.snapshot import Numbers, Rows
from eagraph.locale import both

if TYPE_CHECKING:
    from scipy.sparse import csr_array

HUNDREDTHS = 100
_MOST = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class VertexCut:
    """The things to secure and what that costs; None where no set of them closes all ways."""

    members: tuple[int, ...]
    cost: float


@dataclass(frozen=True, eq=False)
class Network:
    """Steps `origin[i] → reached[i]` between `count` nodes, with a price by node (infinite: cannot be secured)."""

    origin: Numbers
    reached: Numbers
    count: int
    price: list[float]

    def next_to(self, starts: Iterable[int]) -> set[int]:
        """The nodes one step away from a start."""
        return set(self.reached[np.isin(self.origin, list(starts))].tolist())

    def cut(self, starts: Iterable[int], ends: Iterable[int]) -> VertexCut | None:
        """The cheapest set of other nodes that every way from a start to an end goes through; prices in hundredths.

        Returns:
            The cut, with no members where no way leads there; None where some way has only nodes without a price.

        Raises:
            UsageError: the prices add up to more than can be counted.
        """
        from scipy.sparse.csgraph import maximum_flow

        first, last = set(starts), set(ends)
        between = self._between(first, last)
        if not between:
            return VertexCut((), 0.0)
        capacity, never = self._capacities(between - first - last)
        graph = self._split(between, capacity, never, first, last)
        flow = maximum_flow(graph, 2 * self.count, 2 * self.count + 2)
        if flow.flow_value >= never:
            return None
        members = tuple(sorted(_nearest(graph, flow.flow, 2 * self.count)))
        return VertexCut(members, sum(self.price[node] for node in members))

    def _between(self, first: set[int], last: set[int]) -> set[int]:
        """The nodes on ways from a start to an end; ways through a start or an end are those of that end."""
        out = Rows.grouped(self.origin, self.count)
        back = Rows.grouped(self.reached, self.count)
        return _closure(first, out, self.reached, last) & _closure(last, back, self.origin, first)

    def _capacities(self, nodes: set[int]) -> tuple[dict[int, int], int]:
        """The price of every node in hundredths, and a capacity above all of them together."""
        finite = {n: round(self.price[n] * HUNDREDTHS) for n in nodes if math.isfinite(self.price[n])}
        never = sum(finite.values()) + 1
        if never * 2 > _MOST:
            raise UsageError(
                both("The prices add up to more than {most}; give smaller ones.", most=_MOST // 2 // HUNDREDTHS)
            )
        return {n: finite.get(n, never) for n in nodes}, never

    def _split(self, between: set[int], capacity: dict[int, int], never: int, first: set[int], last: set[int]) -> csr_array:
        """Node n enters at 2n and leaves at 2n + 1; all starts hang on one source, all ends on one sink.

        One arc before the source bounds the whole flow: it says `never` where no set of priced nodes closes all ways.
        """
        from scipy.sparse import csr_array

        first_of_all = 2 * self.count
        source, sink = first_of_all + 1, first_of_all + 2
        inner = set(zip(self.origin.tolist(), self.reached.tolist(), strict=True))
        arcs = {(2 * n, 2 * n + 1): price for n, price in capacity.items()}
        arcs |= {(2 * a + 1, 2 * b): never for a, b in inner if a != b and {a, b} <= between}
        arcs[first_of_all, source] = never
        arcs |= {(source, 2 * n + 1): never for n in first & between}
        arcs |= {(2 * n, sink): never for n in last & between}
        rows, columns = zip(*arcs, strict=True)
        data = np.fromiter(arcs.values(), dtype=np.int32, count=len(arcs))
        return csr_array((data, (rows, columns)), shape=(sink + 1, sink + 1))


def _closure(starts: set[int], steps: Rows, ends: Numbers, stops: set[int]) -> set[int]:
    """What is reached from the starts, without going on from a stop."""
    seen, queue = set(starts), deque(sorted(starts))
    while queue:
        node = queue.popleft()
        if node in stops:
            continue
        for end in {int(ends[s]) for s in steps.of(node)} - seen:
            seen.add(end)
            queue.append(end)
    return seen


def _nearest(graph: csr_array, flow: csr_array, source: int) -> Iterable[int]:
    """The nodes whose entrance can be reached in the residual graph and whose exit cannot."""
    from scipy.sparse.csgraph import breadth_first_order

    residual = (graph - flow).tocsr()
    residual.data = np.maximum(residual.data, 0)
    residual.eliminate_zeros()
    reached = set(breadth_first_order(residual, source, return_predecessors=False).tolist())
    priced = [node for node in sorted(reached) if node < source and node % 2 == 0]
    return (node // 2 for node in compress(priced, (node + 1 not in reached for node in priced)))

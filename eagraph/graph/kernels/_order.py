"""An order in which failure travels forward: strongly connected components topologically, nodes near each other together.

Kosaraju: by the latest finish of a depth-first search, components come in topological order; within one, and among those
that nothing binds, the reverse of the order of finishing keeps together what is near in the graph.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eagraph.graph.kernels._falls import sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Numbers


@dataclass(frozen=True, eq=False)
class Order:
    """`nodes[p]` stands at place p, `place[node]` the other way round; component c is places `starts[c]..starts[c + 1]`.

    Every arrow between components leads to a higher place.
    """

    nodes: Numbers
    place: Numbers
    starts: Numbers

    @property
    def component(self) -> Numbers:
        """By place, the number of its component."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @classmethod
    def of(cls, count: int, origin: Numbers, reached: Numbers) -> Order:
        """The order of a graph given by its arrows."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        arrows = csr_array((np.ones(len(origin), dtype=np.int32), (origin, reached)), shape=(count, count))
        _, label = connected_components(arrows, connection="strong")
        starts, ends = sparse(origin, reached, count)
        finish = np.zeros(count, dtype=np.int32)
        _finish.of(count + len(ends))(starts, ends, finish)
        latest = np.zeros(int(label.max(initial=-1)) + 1, dtype=np.int32)
        np.maximum.at(latest, label, finish)
        nodes = np.lexsort((-finish, -latest[label])).astype(np.int32)
        place = np.empty(count, dtype=np.int32)
        place[nodes] = np.arange(count, dtype=np.int32)
        first = np.flatnonzero(np.diff(label[nodes], prepend=-1))
        return cls(nodes, place, np.append(first, count).astype(np.int32))


@Kernel
def _finish(starts: Numbers, ends: Numbers, finish: Numbers) -> None:
    """When a depth-first search is done with each node, the roots in order of their numbers."""
    count = len(finish)
    seen = np.zeros(count, dtype=np.bool_)
    stack = np.empty(count, dtype=np.int32)
    following = starts[:count].copy()
    time = 0
    for root in range(count):
        if seen[root]:
            continue
        seen[root] = True
        stack[0] = root
        height = 1
        while height > 0:
            node = stack[height - 1]
            if following[node] < starts[node + 1]:
                end = ends[following[node]]
                following[node] += 1
                if not seen[end]:
                    seen[end] = True
                    stack[height] = end
                    height += 1
            else:
                height -= 1
                finish[node] = time
                time += 1

"""Fewest steps from any start to every node, breadth first (Moore 1959)."""

from __future__ import annotations

import numpy as np

from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Numbers, Rows
from eagraph.graph.views import Booleans

_NO_END = int(np.iinfo(np.int64).max)


def shortest(steps: Rows, ends: Numbers, starts: list[int], allowed: Numbers | None = None) -> tuple[Numbers, Numbers]:
    """Fewest steps from any start to every node, and the step that leads there first.

    Args:
        steps: step numbers by the node they leave.
        ends: by step, the node it leads to.
        starts: where to begin.
        allowed: by node, -1 where it may not be entered; None allows all.

    Returns:
        hops: by node, -1 where it is not reached.
        by: by node, the step it was first reached by, -1 for starts and the unreached.
    """
    count = len(steps.starts) - 1
    open_ = np.ones(count, dtype=np.bool_) if allowed is None else np.asarray(allowed) >= 0
    hops, by = np.full(count, -1, dtype=np.int32), np.full(count, -1, dtype=np.int32)
    queue, begin = np.zeros(count, dtype=np.int32), np.unique(np.array(starts, dtype=np.int32))
    queue[: len(begin)], hops[begin] = begin, 0
    ways = (steps.starts, steps.entries, np.require(ends, np.int32, ["C", "W"]), open_)
    head, tail = 0, len(begin)
    if not _spread.is_compiled:
        head, tail = _spread.interpreted(*ways, hops, by, queue, head, tail, Kernel.threshold)
    if head < tail:
        _spread.compiled(*ways, hops, by, queue, head, tail, _NO_END)
    return hops, by


@Kernel
def _spread(  # noqa: PLR0913, PLR0917 (a kernel takes its arrays one by one)
    starts: Numbers,
    steps: Numbers,
    ends: Numbers,
    open_: Booleans,
    hops: Numbers,
    by: Numbers,
    queue: Numbers,
    head: int,
    tail: int,
    most: int,
) -> tuple[int, int]:
    """Work off the queue, for about so many steps; what is left of the queue."""
    while head < tail and most > 0:
        node = queue[head]
        head += 1
        most -= 1 + starts[node + 1] - starts[node]
        for place in range(starts[node], starts[node + 1]):
            step = steps[place]
            end = ends[step]
            if hops[end] < 0 and open_[end]:
                hops[end] = hops[node] + 1
                by[end] = step
                queue[tail] = end
                tail += 1
    return head, tail

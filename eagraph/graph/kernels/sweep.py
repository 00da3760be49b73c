"""How much stops when one thing fails, for each of many: an N-1 sweep, one cascade a start, each as dear as what it touches.

What one cascade leaves behind is never swept away as a whole: nodes carry the number of the start that stopped them last,
and the counters of touched groups are set back one by one.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import _blocks
from eagraph.graph.kernels._falls import Falls, sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Failure

Sums = npt.NDArray[np.int64]
_BLOCK = 64


def failure_sizes(failure: Failure, starts: Iterable[int] | None = None) -> Sums:
    """How many nodes stop when one fails, itself included: exact with any k of n, and in rings.

    Args:
        failure: the view and its groups.
        starts: the nodes that fail, each alone; None is every node.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    ones = np.ones((len(failure.view.snapshot.nodes), 1), dtype=np.int64)
    return failure_tallies(failure, ones, starts)[:, 0]


def failure_tallies(failure: Failure, weights: Sums, starts: Iterable[int] | None = None) -> Sums:
    """For each start that fails alone, the sums of the weights of what stops.

    Args:
        failure: the view and its groups.
        weights: by node, one column for each sum wanted.
        starts: the nodes that fail, each alone; None is every node.

    Returns:
        One row a start, one column a column of weights.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    falls = Falls.of(failure)
    begin = np.arange(falls.nodes, dtype=np.int32) if starts is None else np.fromiter(starts, dtype=np.int32)
    ways = (
        *sparse(falls.origin, falls.reached, falls.nodes),
        *sparse(falls.member, falls.member_of, falls.nodes),
        falls.needer,
        falls.breaks_at,
    )
    weights = np.ascontiguousarray(weights, dtype=np.int64)
    sums = np.zeros((len(begin), weights.shape[1]), dtype=np.int64)
    done = 0 if _fall_alone.is_compiled else _fall_alone.interpreted(*ways, begin, weights, sums, Kernel.threshold)
    if done < len(begin):
        loop = _fall_alone.compiled

        def block(span: tuple[int, int]) -> None:
            part = slice(done + span[0], done + span[1])
            loop(*ways, begin[part], weights, sums[part], _NO_END)

        _blocks.each(_blocks.spans(len(begin) - done, _BLOCK), block, threads=True)
    return sums


_NO_END = int(np.iinfo(np.int64).max)


@Kernel
def _fall_alone(  # noqa: C901, PLR0913, PLR0917 (a kernel takes its arrays one by one, and calls nothing)
    arrow_starts: Numbers,
    arrows: Numbers,
    member_starts: Numbers,
    member_of: Numbers,
    needer: Numbers,
    breaks_at: Numbers,
    begin: Numbers,
    weights: Sums,
    sums: Sums,
    most: int,
) -> int:
    """One cascade for each start, until about so many steps are taken; how many starts were done."""
    stopped_by = np.full(len(weights), -1, dtype=np.int32)
    queue = np.empty(len(weights), dtype=np.int32)
    lost = np.zeros(len(needer), dtype=np.int32)
    touched = np.empty(len(needer), dtype=np.int32)
    columns = weights.shape[1]
    for start in range(len(begin)):
        if most <= 0:
            return start
        head, tail, touches = 0, 1, 0
        queue[0] = begin[start]
        stopped_by[begin[start]] = start
        while head < tail:
            node = queue[head]
            head += 1
            for column in range(columns):
                sums[start, column] += weights[node, column]
            for arrow in range(arrow_starts[node], arrow_starts[node + 1]):
                fallen = arrows[arrow]
                if stopped_by[fallen] != start:
                    stopped_by[fallen] = start
                    queue[tail] = fallen
                    tail += 1
            for member in range(member_starts[node], member_starts[node + 1]):
                group = member_of[member]
                fallen = needer[group]
                if stopped_by[fallen] == start:
                    continue
                if lost[group] == 0:
                    touched[touches] = group
                    touches += 1
                lost[group] += 1
                if lost[group] == breaks_at[group]:
                    stopped_by[fallen] = start
                    queue[tail] = fallen
                    tail += 1
            most -= 1 + arrow_starts[node + 1] - arrow_starts[node] + member_starts[node + 1] - member_starts[node]
        for touch in range(touches):
            lost[touched[touch]] = 0
    return len(begin)

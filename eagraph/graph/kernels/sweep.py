"""How much stops when one thing fails, for each of many: an N-1 sweep, exact with any k of n, and in rings.

Where little stops, one cascade a start, each as dear as what it touches: nodes carry the number of the start that stopped
them last, and the counters of touched groups are set back one by one. Where much stops, 1 024 starts a pass (`_settling`).
Which of them is sooner done a few starts tell; the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import _blocks
from eagraph.graph.kernels._falls import Falls, sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._settling import PASS, WORDS, Plan
from eagraph.graph.kernels.scenarios import tally
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Booleans, Failure

Sums = npt.NDArray[np.int64]
_BLOCK = 64
_TRIED = 64
_DEARER = 150
"""A step of a single cascade takes as long as one of so many scenarios in a pass (measured: 4-14 ns beside 0.04-0.05)."""
_NO_END = int(np.iinfo(np.int64).max)


def failure_sizes(failure: Failure, starts: Iterable[int] | None = None) -> Sums:
    """How many nodes stop when one fails, itself included.

    Args:
        failure: the view and its groups.
        starts: the nodes that fail, each alone; None is every node.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    return failure_tallies(failure, np.ones((len(failure.view.snapshot.nodes), 1), dtype=np.bool_), starts)[:, 0]


def failure_tallies(failure: Failure, kinds: Booleans, starts: Iterable[int] | None = None) -> Sums:
    """How many nodes of each of several kinds stop when one node fails.

    Args:
        failure: the view and its groups.
        kinds: by node, one column a kind: does the node count in it?
        starts: the nodes that fail, each alone; None is every node.

    Returns:
        One row a start, one column a kind.

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
    kinds = np.require(kinds, np.bool_, ["C", "W"])
    sums = np.zeros((len(begin), kinds.shape[1]), dtype=np.int64)
    done = 0
    if not _fall_alone.is_compiled:
        done, _ = _fall_alone.interpreted(*ways, begin, kinds, sums, Kernel.threshold)
    if done == len(begin):
        return sums
    sums[done:] = 0
    tried = begin[done :: max(1, (len(begin) - done) // _TRIED)]
    _, left = _fall_alone.compiled(*ways, tried, kinds, np.zeros((len(tried), kinds.shape[1]), dtype=np.int64), _NO_END)
    if (_NO_END - left) * _DEARER < len(tried) * (falls.nodes + len(falls.origin) + len(falls.member)):
        size, block = _BLOCK, _alone(ways, begin, kinds, sums)
    else:
        size, block = PASS, _together(Plan.of(falls), begin, kinds, sums)
    _blocks.each(
        [(done + first, done + last) for first, last in _blocks.spans(len(begin) - done, size)], block, threads=True
    )
    return sums


_Span = tuple[int, int]
_Ways = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]


def _alone(ways: _Ways, begin: Numbers, kinds: Booleans, sums: Sums) -> Callable[[_Span], None]:
    """One cascade a start."""

    def block(span: _Span) -> None:
        part = slice(*span)
        _fall_alone.compiled(*ways, begin[part], kinds, sums[part], _NO_END)

    return block


def _together(plan: Plan, begin: Numbers, kinds: Booleans, sums: Sums) -> Callable[[_Span], None]:
    """1 024 starts a pass."""
    settled = plan.settling(-(-len(begin) // PASS))
    counted = [np.flatnonzero(kinds[plan.order.nodes, kind]) for kind in range(kinds.shape[1])]

    def block(span: _Span) -> None:
        rows, number = np.zeros((len(plan.order.nodes), WORDS), dtype=np.uint64), np.arange(span[1] - span[0])
        places = plan.order.place[begin[span[0] : span[1]]]
        np.bitwise_or.at(rows, (places, number // 64), np.uint64(1) << (number % 64).astype(np.uint64))
        settled(rows)
        for kind, of_kind in enumerate(counted):
            sums[span[0] : span[1], kind] = tally(rows if len(of_kind) == len(rows) else rows[of_kind])[: len(number)]

    return block


@Kernel
def _fall_alone(  # noqa: C901, PLR0913, PLR0917 (a kernel takes its arrays one by one, and calls nothing)
    arrow_starts: Numbers,
    arrows: Numbers,
    member_starts: Numbers,
    member_of: Numbers,
    needer: Numbers,
    breaks_at: Numbers,
    begin: Numbers,
    kinds: Booleans,
    sums: Sums,
    most: int,
) -> tuple[int, int]:
    """One cascade for each start, until about so many steps are taken; how many starts were done, and the steps left."""
    stopped_by = np.full(len(kinds), -1, dtype=np.int32)
    queue = np.empty(len(kinds), dtype=np.int32)
    lost = np.zeros(len(needer), dtype=np.int32)
    touched = np.empty(len(needer), dtype=np.int32)
    columns = kinds.shape[1]
    for start in range(len(begin)):
        if most <= 0:
            return start, most
        head, tail, touches = 0, 1, 0
        queue[0] = begin[start]
        stopped_by[begin[start]] = start
        while head < tail:
            node = queue[head]
            head += 1
            for column in range(columns):
                sums[start, column] += kinds[node, column]
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
    return len(begin), most

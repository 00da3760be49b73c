"""What stops when these fail: one cascade, wave by wave, with the group that broke.

A ring of nodes that only need each other keeps running (least fixpoint of failure; Vesely 1981). Worklist with a counter
for each group (Dowling and Gallier 1984): O(V + E) at most, and no more than what it touches beside drawing up the answer.
"""

from __future__ import annotations

import numpy as np

from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Booleans, Groups, View

_NO_END = int(np.iinfo(np.int64).max)


def cascade(failure: View, groups: Groups, failed: list[int]) -> tuple[Numbers, Numbers, Numbers]:
    """What stops, and in which wave: the least set that contains `failed` and every needer of a broken hard group.

    Returns:
        wave: by node, 0 for the failed, -1 for what keeps running.
        broken: by node, the group whose loss stopped it (of several in one wave the first), -1 for none.
        lost: by group, how many members it has lost in the end.
    """
    count = len(failure.snapshot.nodes)
    wave, broken = np.full(count, -1, dtype=np.int32), np.full(count, -1, dtype=np.int32)
    lost, queue = np.zeros(len(groups.k), dtype=np.int32), np.zeros(count, dtype=np.int32)
    begin = np.unique(np.array(failed, dtype=np.int32))
    queue[: len(begin)], wave[begin] = begin, 0
    onward = failure.onward
    ways = (onward.starts, groups.group[onward.entries], groups.needer, groups.breaks_at, groups.hard)
    head, tail = 0, len(begin)
    if not _fall.is_compiled:
        head, tail = _fall.interpreted(*ways, wave, broken, lost, queue, head, tail, Kernel.threshold)
    if head < tail:
        _fall.compiled(*ways, wave, broken, lost, queue, head, tail, _NO_END)
    return wave, broken, lost


@Kernel
def _fall(  # noqa: PLR0913, PLR0917 (a kernel takes its arrays one by one)
    starts: Numbers,
    group: Numbers,
    needer: Numbers,
    breaks_at: Numbers,
    hard: Booleans,
    wave: Numbers,
    broken: Numbers,
    lost: Numbers,
    queue: Numbers,
    head: int,
    tail: int,
    most: int,
) -> tuple[int, int]:
    """Work off the queue, for about so many steps; what is left of the queue.

    First in, first out: all of a wave is done before any of the next, so a wave number is final once it is given.
    """
    while head < tail and most > 0:
        node = queue[head]
        head += 1
        following = wave[node] + 1
        first, last = starts[node], starts[node + 1]
        most -= last - first + 1
        for step in range(first, last):
            g = group[step]
            lost[g] += 1
            if lost[g] == breaks_at[g] and hard[g]:
                fallen = needer[g]
                if wave[fallen] < 0:
                    wave[fallen] = following
                    broken[fallen] = g
                    queue[tail] = fallen
                    tail += 1
                elif wave[fallen] == following and g < broken[fallen]:
                    broken[fallen] = g
    return head, tail

"""What stops when these fail: one cascade, wave by wave, with the group that broke.

A ring of nodes that only need each other keeps running (least fixpoint of failure; Vesely 1981). Worklist with a counter
for each group (Dowling and Gallier 1984): O(V + E) at most, and no more than what it touches beside drawing up the answer.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Groups, View

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
    ways = _steps(failure, groups)
    head, tail = 0, len(begin)
    if not _fall.is_compiled:
        head, tail = _fall.interpreted(*ways, wave, broken, lost, queue, head, tail, Kernel.threshold)
    if head < tail:
        _fall.compiled(*ways, wave, broken, lost, queue, head, tail, _NO_END)
    return wave, broken, lost


_Ways = tuple[Numbers, Numbers, Numbers, Numbers]
_drawn_up: WeakKeyDictionary[Groups, _Ways] = WeakKeyDictionary()


def _steps(failure: View, groups: Groups) -> _Ways:
    """The steps in the order of their origins: where each origin's begin, whom they reach, their group, and what breaks it.

    What breaks a soft or optional group stops nobody: 0. Drawn up once a failure view, so that a cascade reads straight on.
    """
    found = _drawn_up.get(groups)
    if found is None:
        onward, needs = failure.onward, np.where(groups.hard, groups.breaks_at, 0).astype(np.int32)
        group = groups.group[onward.entries]
        found = _drawn_up[groups] = (onward.starts, failure.reached[onward.entries], group, needs[group])
    return found


@Kernel
def _fall(  # noqa: PLR0913, PLR0917 (a kernel takes its arrays one by one)
    starts: Numbers,
    reached: Numbers,
    group: Numbers,
    breaks_at: Numbers,
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
            if lost[g] == breaks_at[step]:
                fallen = reached[step]
                if wave[fallen] < 0:
                    wave[fallen] = following
                    broken[fallen] = g
                    queue[tail] = fallen
                    tail += 1
                elif wave[fallen] == following and g < broken[fallen]:
                    broken[fallen] = g
    return head, tail

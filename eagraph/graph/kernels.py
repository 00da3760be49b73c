"""The few loops over index arrays that no library has. Everything else is scipy's, networkx's or numpy's.

Written in plain loops over arrays; arguments and answers are numpy arrays, -1 means "not".
"""

from __future__ import annotations

import numpy as np

from eagraph.graph.snapshot import Numbers, Rows
from eagraph.graph.views import Groups, View


def cascade(failure: View, groups: Groups, failed: list[int]) -> tuple[Numbers, Numbers, Numbers]:
    """What stops, and in which wave: the least set that contains `failed` and every needer of a broken hard group.

    A ring of nodes that only need each other keeps running (least fixpoint of failure; Vesely 1981). Worklist with a
    counter for each group: O(V + E).

    Returns:
        wave: by node, 0 for the failed, -1 for what keeps running.
        broken: by node, the group whose loss stopped it (of several in one wave the first), -1 for none.
        lost: by group, how many members it has lost in the end.
    """
    wave = np.full(len(failure.snapshot.nodes), -1, dtype=np.int32)
    broken = np.full(len(wave), -1, dtype=np.int32)
    lost = [0] * len(groups.k)
    group, needers, breaks_at, hard = (a.tolist() for a in (groups.group, groups.needer, groups.breaks_at, groups.hard))
    wave[failed] = 0
    front, number = sorted(set(failed)), 0
    while front:
        number += 1
        fallen: dict[int, int] = {}
        for node in front:
            for step in failure.onward.of(node).tolist():
                g = group[step]
                lost[g] += 1
                needer = needers[g]
                if lost[g] == breaks_at[g] and hard[g] and wave[needer] < 0:
                    fallen[needer] = min(g, fallen.get(needer, g))
        front = sorted(fallen)
        wave[front] = number
        broken[front] = [fallen[node] for node in front]
    return wave, broken, np.array(lost, dtype=np.int32)


def shortest(steps: Rows, ends: Numbers, starts: list[int], allowed: Numbers | None = None) -> tuple[Numbers, Numbers]:
    """Fewest steps from any start to every node, and the step that leads there first (breadth first).

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
    to = ends.tolist()
    open_ = [True] * count if allowed is None else (allowed >= 0).tolist()
    hops, by = [-1] * count, [-1] * count
    front = sorted(set(starts))
    for node in front:
        hops[node] = 0
    while front:
        following = []
        for node in front:
            for step in steps.of(node).tolist():
                end = to[step]
                if hops[end] < 0 and open_[end]:
                    hops[end], by[end] = hops[node] + 1, step
                    following.append(end)
        front = following
    return np.array(hops, dtype=np.int32), np.array(by, dtype=np.int32)

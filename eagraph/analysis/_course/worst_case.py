"""The first hour at which each thing stops when nothing is repaired.

A thing stops at the least, over its hard groups, of the (n - k + 1)-th smallest of its suppliers' hour plus the buffer:
a superior function, so that Dijkstra's method holds for groups and rings as well (Knuth 1977). O(E log E).
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from eagraph.analysis._course.needs import Needs
from eagraph.analysis._course.outages import Outage
from eagraph.analysis._course.windows import Windows
from eagraph.work import advanced

_EVERY = 20_000


def worst_case(needs: Needs, given: Windows) -> list[Outage]:
    """The outages, none of which ends, in the order in which they begin; what fails by itself does at its first window."""
    heap = [(found[0][0], -1, node) for node, found in given.items()]
    heapify(heap)
    number: dict[int, int] = {}
    lost: dict[int, list[int]] = {}
    outages: list[Outage] = []
    while heap:
        time, step, node = heappop(heap)
        if step >= 0:
            members = lost.setdefault(needs.group[step], [])
            members.append(step)
            if len(members) != needs.breaks_at[needs.group[step]]:
                continue
        if node in number:
            continue
        number[node] = len(outages)
        outages.append(Outage(node, time) if step < 0 else _stopped(needs, node, time, lost[needs.group[step]], number))
        for reached in _reached(needs, node):
            heappush(heap, (time + needs.buffer[reached], reached, needs.needer[needs.group[reached]]))
        if len(outages) % _EVERY == 0:
            advanced(len(outages), len(needs.onward))
    return outages


def _reached(needs: Needs, node: int) -> Iterator[int]:
    return (step for step in needs.onward[node] if needs.stops[needs.group[step]])


def _stopped(needs: Needs, node: int, time: int, lost: list[int], number: dict[int, int]) -> Outage:
    last = lost[-1]
    return Outage(node, time, None, needs.group[last], tuple(lost), number[needs.giver[last]], needs.buffer[last])

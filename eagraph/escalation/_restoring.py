"""How long until a thing is restored, whichever of the things it cannot do without fails?

    hours(v) = max( own(v), for each hard group: the k-th shortest, over its members u, of through(u) )
    through(u) = hours(u) - buffer + restart(v), nothing where the buffer lasts as long

so outages that meet count once, and of a redundancy the k-th best decides (as many others would have to be out at the same
time). The least such hours: found from below, whatever the order. Things that need each other in a ring are restored
together: along the ring no restart is added at the lower end; at the upper end nobody knows how it is started (without end).
"""

from __future__ import annotations

from collections import deque
from math import inf
from typing import Literal

from eagraph.escalation._supply import Group, Member, Supply

End = Literal["low", "high"]
_DIGITS = 6


def restored(supply: Supply, end: End) -> list[float]:
    """By node, the hours at one end; `inf` where nothing bounds them."""
    side = end == "high"
    found = [ends[side] for ends in supply.hours]
    changed = True
    while changed:
        changed = False
        for node in supply.order:
            for group in supply.groups[node]:
                hours = _of_group(supply, found, node, group, end)
                if hours > found[node]:
                    found[node], changed = hours, True
    return [round(hours, _DIGITS) for hours in found]


def longest_path(supply: Supply, hours: list[float], node: int, end: End) -> tuple[int, ...]:
    """From a thing whose own restoration decides, along those that need it, to a thing; a shortest such path."""
    by, queue = {node: node}, deque([node])
    while queue:
        at = queue.popleft()
        if _same(supply.hours[at][end == "high"], hours[at]):
            return _back(by, at, node)
        for group in supply.groups[at]:
            if not _same(_of_group(supply, hours, at, group, end), hours[at]):
                continue
            for member in group.members:
                if member.supplier not in by and _same(_through(supply, hours, at, member, end), hours[at]):
                    by[member.supplier] = at
                    queue.append(member.supplier)
    return _back(by, list(by)[-1], node)


def _back(by: dict[int, int], at: int, node: int) -> tuple[int, ...]:
    path = [at]
    while path[-1] != node:
        path.append(by[path[-1]])
    return tuple(path)


def _same(one: float, other: float) -> bool:
    return one == other or abs(one - other) < 10.0**-_DIGITS


def _of_group(supply: Supply, hours: list[float], node: int, group: Group, end: End) -> float:
    return sorted(_through(supply, hours, node, member, end) for member in group.members)[group.k - 1]


def _through(supply: Supply, hours: list[float], node: int, member: Member, end: End) -> float:
    """How long a thing is out because one supplier is."""
    left = hours[member.supplier] - member.buffer[end == "low"]
    if left <= 0:
        return 0.0
    if not member.in_ring:
        return left + supply.restart[node]
    alone = member.supplier == node or not supply.restart[node]
    return left if alone or end == "low" else inf

"""How long until a thing is restored, whichever of the things it cannot do without fails?

    hours(v) = max( own(v), for each hard group: the k-th shortest, over its members u, of through(u) )
    through(u) = hours(u) - buffer + restart(v), nothing where the buffer lasts as long

so outages that meet count once, and of a redundancy the k-th best decides (as many others would have to be out at the same
time). The least such hours: found from below, whatever the order. Things that need each other in a ring are restored
together: along the ring no restart is added at the lower end; at the upper end nobody knows how it is started (without end).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
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


def deciding(supply: Supply, hours: list[float], end: End) -> list[int]:
    """By node, the supplier whose restoration decides; -1 where its own does. Following them leads to where that is so.

    Of several the one fewest steps from there; who only waits for others in its ring is given one of them that waits.
    """
    by = [-1] * len(hours)
    settled = {i for i, ends in enumerate(supply.hours) if _same(ends[end == "high"], hours[i])}
    waiting: dict[int, list[int]] = {}
    for node in (i for i in supply.order if i not in settled):
        for supplier in _tight(supply, hours, node, end):
            waiting.setdefault(supplier, []).append(node)
    queue = deque(sorted(settled))
    while queue:
        at = queue.popleft()
        for node in waiting.get(at, ()):
            if node not in settled:
                settled.add(node)
                by[node] = at
                queue.append(node)
    for node in (i for i in range(len(by)) if i not in settled):
        by[node] = next(_tight(supply, hours, node, end))
    return by


def path_from(by: list[int], node: int) -> tuple[int, ...]:
    """From the thing whose own restoration decides, along those that need it, to a thing."""
    path = dict.fromkeys([node])
    while by[node] >= 0 and by[node] not in path:
        node = by[node]
        path[node] = None
    return tuple(path)[::-1]


def _tight(supply: Supply, hours: list[float], node: int, end: End) -> Iterator[int]:
    """The suppliers through which a thing takes just as long as it does."""
    for group in supply.groups[node]:
        if _same(_of_group(supply, hours, node, group, end), hours[node]):
            through = ((m.supplier, _through(supply, hours, node, m, end)) for m in group.members)
            yield from (supplier for supplier, took in through if _same(took, hours[node]))


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

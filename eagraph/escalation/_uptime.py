"""Which share of the time does a thing work, given that it needs others? Two bounds that count a shared supplier once.

    at most   the product, over everything whose own failure alone stops it, of the share that works at its best
    at least  the product, over one set of things that is enough for it (of each group the k best), at its worst

Both hold for independent failures of a coherent system, also in rings: single cuts and one path set, of the bounds of Esary
and Proschan (1963). Where nothing is redundant and all is stated they are the same. Sets are the bits of whole numbers, of
so many columns at a time that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import exp, inf, log1p

import numpy as np

from eagraph.escalation._supply import Group, Supply
from eagraph.graph.snapshot import Numbers

_AT_A_TIME = 4096
Bits = dict[int, int]
"""By node, a set of columns."""
Joined = Callable[[Bits, int, int], int]
"""What group number g of a node adds to its set, given the sets so far."""


def at_most(supply: Supply) -> list[float]:
    """By node, the share of time it works at the most."""
    return _products(supply, [low for low, _ in supply.down], _stopping(supply))


def at_least(supply: Supply) -> list[float]:
    """By node, the share of time it works at the least; 0 where something it needs says nothing."""
    chosen = _best(supply, supply.order)
    return _products(supply, [high for _, high in supply.down], lambda of, node, g: _union(of, chosen[node][g]))


def stopping(supply: Supply, node: int) -> list[int]:
    """What stops a thing by its own failure alone and is known to fail at times, the likeliest first."""
    upstream = supply.upstream(node)
    columns = [i for i in upstream if supply.down[i][0] > 0]
    bits = _closed(supply, upstream, {i: 1 << c for c, i in enumerate(columns)}, _stopping(supply))[node]
    found = [i for c, i in enumerate(columns) if bits >> c & 1]
    return sorted(found, key=lambda i: (-supply.down[i][0], i))


def silent(supply: Supply, node: int) -> tuple[int, ...]:
    """A shortest path to a thing from one it relies on that does not say how likely it is down; empty where all do."""
    chosen = _best(supply, supply.upstream(node))
    by, queue = {node: node}, [node]
    for at in queue:
        if supply.down[at][1] >= 1:
            path = [at]
            while path[-1] != node:
                path.append(by[path[-1]])
            return tuple(path)
        for supplier in (s for some in chosen[at] for s in some if s not in by):
            by[supplier] = at
            queue.append(supplier)
    return ()


def _stopping(supply: Supply) -> Joined:
    return lambda of, node, g: _enough(of, supply.groups[node][g])


def _enough(of: Bits, group: Group) -> int:
    """The columns that so many members have that the group breaks."""
    breaks_at = len(group.members) - group.k + 1
    had_by = [-1] + [0] * breaks_at
    for member in group.members:
        for j in range(breaks_at, 0, -1):
            had_by[j] |= had_by[j - 1] & of[member.supplier]
    return had_by[breaks_at]


def _union(of: Bits, chosen: Sequence[int]) -> int:
    found = 0
    for node in chosen:
        found |= of[node]
    return found


def _best(supply: Supply, nodes: Sequence[int]) -> dict[int, tuple[tuple[int, ...], ...]]:
    """By node and group the k members that work the most, each judged by the weakest thing it relies on."""
    worth = {node: 1 - supply.down[node][1] for node in nodes}
    changed = True
    while changed:
        changed = False
        for node in nodes:
            for group in supply.groups[node]:
                weakest = sorted((worth[m.supplier] for m in group.members), reverse=True)[group.k - 1]
                if weakest < worth[node]:
                    worth[node], changed = weakest, True
    return {node: tuple(_chosen(group, worth) for group in supply.groups[node]) for node in nodes}


def _chosen(group: Group, worth: dict[int, float]) -> tuple[int, ...]:
    best = sorted((m.supplier for m in group.members), key=lambda supplier: (-worth[supplier], supplier))
    return tuple(best[: group.k])


def _products(supply: Supply, down: Sequence[float], joined: Joined) -> list[float]:
    """By node, the product of what works over its set; what is certainly down is one column for all."""
    found = np.zeros(len(down))
    columns = [i for i in supply.order if 0 < down[i] < 1]
    for begin in range(0, len(columns), _AT_A_TIME) or [0]:
        some = columns[begin : begin + _AT_A_TIME]
        own = {i: 1 << c for c, i in enumerate(some, 1)} | {i: 1 for i, share in enumerate(down) if share >= 1}
        logs = np.array([-inf, *(log1p(-down[i]) for i in some)])
        bits = _closed(supply, supply.order, own, joined)
        for node, chosen in _as_columns(bits, len(logs)):
            found[node] += logs[chosen].sum()
    return [exp(value) for value in found.tolist()]


def _as_columns(bits: Bits, count: int) -> Iterator[tuple[int, Numbers]]:
    """The sets that are not empty, as column numbers."""
    size = -(-count // 8)
    for node, row in bits.items():
        if row:
            flags = np.unpackbits(np.frombuffer(row.to_bytes(size, "little"), dtype=np.uint8), bitorder="little")
            yield node, np.flatnonzero(flags).astype(np.int32)


def _closed(supply: Supply, nodes: Sequence[int], own: Bits, joined: Joined) -> Bits:
    """The least sets that hold each node's own column and what its groups add."""
    found = {node: own.get(node, 0) for node in nodes}
    changed = True
    while changed:
        changed = False
        for node in nodes:
            row = found[node]
            for g in range(len(supply.groups[node])):
                row |= joined(found, node, g)
            if row != found[node]:
                found[node], changed = row, True
    return found

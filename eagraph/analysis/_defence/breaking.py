"""Which single failures stop a thing, and which groups break where something fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from eagraph.analysis._defence.impact import Failing
from eagraph.graph import kernels
from eagraph.graph.views import Failure

BLOCK = 2048


def single_failures(ways: Failure, kept: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Each thing by itself whose failure stops one that is to keep running."""
    hops, _ = kernels.shortest(ways.view.backward, ways.view.origin, list(kept))
    near = [i for i in np.flatnonzero(hops >= 0).tolist() if i not in kept]
    return tuple((node,) for node in _stopping(ways, near, kept))


def _stopping(ways: Failure, nodes: Sequence[int], kept: Sequence[int]) -> Iterator[int]:
    """Those of the nodes whose failure alone stops one of the kept."""
    count = len(ways.view.snapshot.nodes)
    for first in range(0, len(nodes), BLOCK):
        block = nodes[first : first + BLOCK]
        down = kernels.cascades(ways, kernels.Scenarios.listed(([node] for node in block), count)).of_nodes(kept)
        yield from (node for node, stops in zip(block, down.sum(axis=1).tolist(), strict=True) if stops)


def broken(failing: Failing) -> dict[int, int]:
    """The hard groups that break in some case, and how many members each may lose; only those the limit has to do with."""
    view, groups = failing.failure
    lost = np.zeros(len(groups.k), dtype=np.int32)
    for case in failing.cases:
        wave, _, of_case = kernels.cascade(view, groups, list(case))
        breaks = groups.hard & (of_case >= groups.breaks_at) & (wave[groups.needer] > 0)
        lost = np.maximum(lost, np.where(breaks, of_case, 0))
    if not failing.limits.on_count:
        hops, _ = kernels.shortest(view.backward, view.origin, list(failing.kept))
        lost[hops[groups.needer] < 0] = 0
    return {g: int(lost[g]) for g in np.flatnonzero(lost).tolist()}

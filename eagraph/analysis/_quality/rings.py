"""DQ-03: is anything part of itself? Rings of PART_OF: strongly connected components (Tarjan 1972), and loops."""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.analysis._quality.judged import Judged, names, ties
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import both

_MOST_OTHERS = 12


def judged(snapshot: Snapshot, valid: Booleans) -> Iterator[Judged]:
    """Each ring once, told of its first member by id."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    parts = ties(snapshot, "PART_OF", valid)
    if not len(parts):
        return
    source, target, count = snapshot.source[parts], snapshot.target[parts], len(snapshot.nodes)
    graph = coo_matrix((np.ones(len(parts)), (source, target)), shape=(count, count)).tocsr()
    _, component = connected_components(graph, directed=True, connection="strong")
    in_ring = {int(component[i]) for i in source[component[source] == component[target]].tolist()}
    members: dict[int, list[int]] = {}
    for node in sorted({*source.tolist(), *target.tolist()}):
        if int(component[node]) in in_ring:
            members.setdefault(int(component[node]), []).append(node)
    for ring in members.values():
        words = both("Part of each other in a ring: {names}.", names=names(snapshot, ring, _MOST_OTHERS))
        yield Judged(ring[0], words, "ring", tuple(ring[1:_MOST_OTHERS]), "PART_OF")

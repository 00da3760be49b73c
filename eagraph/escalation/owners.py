"""Whose is information: which board or company answers for it, and which system is its master source?

The organisation is the one an asset is OWNED_BY (see `eagraph.graph.homes`), gone up by PART_OF to the first board, company
or authority; where none stands above it, to the topmost. Master sources are the systems that are MASTER_OF its type.
"""

from __future__ import annotations

from collections import defaultdict

from eagraph.graph.homes import organisations, parents
from eagraph.graph.snapshot import Snapshot

_ANSWERS = frozenset({"board", "company", "executive_board", "authority", "supplier"})


def boards(snapshot: Snapshot) -> dict[int, int]:
    """By thing that has one, the board or company that answers for it; both node numbers."""
    if "boards" not in snapshot.plans:
        parent = parents(snapshot)
        organisation = organisations(snapshot).tolist()
        lifted = {i: _lifted(snapshot, i, parent) for i in {*organisation} - {-1}}
        snapshot.plans["boards"] = {i: lifted[own] for i, own in enumerate(organisation) if own >= 0}
    found: dict[int, int] = snapshot.plans["boards"]
    return found


def master_sources(snapshot: Snapshot) -> dict[int, frozenset[int]]:
    """By information asset whose type has any, the systems that are its master."""
    masters, types = defaultdict(set), defaultdict(set)
    for j, tie in enumerate(snapshot.relationships):
        if tie.type == "MASTER_OF":
            masters[int(snapshot.target[j])].add(int(snapshot.source[j]))
        elif tie.type == "OF_TYPE":
            types[int(snapshot.source[j])].add(int(snapshot.target[j]))
    found = {asset: frozenset(s for type_ in of for s in masters.get(type_, ())) for asset, of in types.items()}
    return {asset: sources for asset, sources in found.items() if sources}


def _lifted(snapshot: Snapshot, at: int, parent: dict[int, int]) -> int:
    seen = {at}
    while snapshot.nodes[at].properties.get("kind") not in _ANSWERS and at in parent and parent[at] not in seen:
        if snapshot.nodes[parent[at]].properties.get("kind") == "council":
            break
        at = parent[at]
        seen.add(at)
    return at

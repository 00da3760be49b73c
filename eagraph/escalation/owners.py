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
    if "master sources" not in snapshot.plans:
        masters: dict[int, set[int]] = defaultdict(set)
        for system, type_ in _ends(snapshot, "MASTER_OF"):
            masters[type_].add(system)
        of: dict[int, set[int]] = defaultdict(set)
        for asset, type_ in _ends(snapshot, "OF_TYPE"):
            of[asset] |= masters.get(type_, set())
        snapshot.plans["master sources"] = {asset: frozenset(sources) for asset, sources in of.items() if sources}
    found: dict[int, frozenset[int]] = snapshot.plans["master sources"]
    return found


def _ends(snapshot: Snapshot, type_: str) -> list[tuple[int, int]]:
    chosen = snapshot.kind == [declared.type for declared in snapshot.schema.relationship_types].index(type_)
    return list(zip(snapshot.source[chosen].tolist(), snapshot.target[chosen].tolist(), strict=True))


def carry_over(old: Snapshot, new: Snapshot, *, owner: int | None) -> None:
    """Let a snapshot that has one node more after those of another know what that one knows; the new one has an owner."""
    known = boards(old)
    more = {len(old.nodes): known[owner]} if owner is not None and owner in known else {}
    new.plans["boards"] = {**known, **more}
    new.plans["master sources"] = master_sources(old)


def _lifted(snapshot: Snapshot, at: int, parent: dict[int, int]) -> int:
    seen = {at}
    while snapshot.nodes[at].properties.get("kind") not in _ANSWERS and at in parent and parent[at] not in seen:
        if snapshot.nodes[parent[at]].properties.get("kind") == "council":
            break
        at = parent[at]
        seen.add(at)
    return at

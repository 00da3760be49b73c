"""DQ-09: does every flow carry what its source holds or receives?

A system, service, device or facility has what it HOLDS, what flows bring it, and what it can make of that (DERIVED_FROM);
an integration what it CARRIES and what flows bring it. Sensors and organisations are where information arises. It cannot be
told of a source of which nobody says what it holds, or which receives flows that do not say what they carry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from eagraph.analysis._quality.judged import Judged, names, ties
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import both

_KEEPERS = frozenset({"System", "DigitalService", "Device", "Facility", "Integration"})


def judged(snapshot: Snapshot, valid: Booleans) -> Iterator[Judged]:
    """Flows that carry what their source has not, told of the source; one for each receiver."""
    has, silent, sources = _has(snapshot, valid), _silent(snapshot, valid), _ends(snapshot, "DERIVED_FROM", valid)
    for j in ties(snapshot, "FLOW", valid).tolist():
        source, target = int(snapshot.source[j]), int(snapshot.target[j])
        if snapshot.nodes[source].label not in _KEEPERS:
            continue
        missing = [a for a in _carried(snapshot, j) if not _can_have(a, has[source], sources)]
        if missing:
            named = {"source": snapshot.nodes[source].name, "target": snapshot.nodes[target].name}
            told = names(snapshot, missing)
            if has[source] and source not in silent:
                words = both("{source} sends {target} what it neither holds nor receives: {told}.", told=told, **named)
                yield Judged(source, words, "carries", (target, *missing[:3]), "carries")
            else:
                words = both("{source} sends {target} {told}; nobody says where it has that from.", told=told, **named)
                lacks = "carries" if source in silent else "HOLDS"
                yield Judged(source, words, "unsaid", (target,), lacks, is_sure=False)


def _can_have(asset: int, has: Set[int], sources: Mapping[int, Set[int]]) -> bool:
    """Does it have it, or something that it is made of, by however many steps?"""
    front, seen = [asset], {asset}
    while front:
        here = front.pop()
        if here in has:
            return True
        new = sources.get(here, set()) - seen
        seen |= new
        front += new
    return False


def _has(snapshot: Snapshot, valid: Booleans) -> Mapping[int, set[int]]:
    has: dict[int, set[int]] = defaultdict(set)
    for type_ in ("HOLDS", "CARRIES"):
        for node, assets in _ends(snapshot, type_, valid).items():
            has[node] |= assets
    for j in ties(snapshot, "FLOW", valid).tolist():
        has[int(snapshot.target[j])].update(_carried(snapshot, j))
    return has


def _silent(snapshot: Snapshot, valid: Booleans) -> set[int]:
    """Who receives flows that do not say what they carry."""
    flows = ties(snapshot, "FLOW", valid).tolist()
    return {int(snapshot.target[j]) for j in flows if not snapshot.relationships[j].properties.get("carries")}


def _carried(snapshot: Snapshot, tie: int) -> list[int]:
    said = snapshot.relationships[tie].properties.get("carries", ())
    return [snapshot.index[a] for a in (said if isinstance(said, tuple) else (str(said),)) if a in snapshot.index]


def _ends(snapshot: Snapshot, type_: str, valid: Booleans) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for j in ties(snapshot, type_, valid).tolist():
        found.setdefault(int(snapshot.source[j]), set()).add(int(snapshot.target[j]))
    return found

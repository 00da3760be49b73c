"""What relationships and things say of themselves, read once a snapshot into arrays; see `views`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.model.landscape import Relationship
from eagraph.model.relationships import WEAK

STRENGTHS = ("optional", "soft", "hard")
NOT_SAID, UNKNOWN = np.iinfo(np.int32).min, -1
_MOST = int(np.iinfo(np.int32).max)


@dataclass(frozen=True, eq=False)
class Redundancy:
    """By relationship: its group (a number in `names`, or -1), the k it states (or NOT_SAID), its strength."""

    names: tuple[str, ...]
    group: Numbers
    k: Numbers
    strength: Numbers


def redundancy(snapshot: Snapshot) -> Redundancy:
    """Which group every relationship says it is of, and how many of that must work."""
    if "redundancy" not in snapshot.plans:
        snapshot.plans["redundancy"] = _redundancy(snapshot.relationships)
    found: Redundancy = snapshot.plans["redundancy"]
    return found


def _redundancy(relationships: Sequence[Relationship]) -> Redundancy:
    count = len(relationships)
    numbers: dict[str, int] = {}
    group, k = np.full(count, UNKNOWN, dtype=np.int32), np.full(count, NOT_SAID, dtype=np.int32)
    strength = np.full(count, STRENGTHS.index("hard"), dtype=np.int32)
    for j, tie in enumerate(relationships):
        said = tie.properties
        if label := said.get("group"):
            group[j] = numbers.setdefault(str(label), len(numbers))
        stated = said.get("k")
        if isinstance(stated, int):
            k[j] = min(max(stated, 1 - _MOST), _MOST)
        if (mode := said.get("mode")) in WEAK:
            strength[j] = STRENGTHS.index(str(mode))
    return Redundancy(tuple(numbers), group, k, strength)


def needed(snapshot: Snapshot) -> Numbers:
    """By relationship of a type along which failure travels on a condition: 1 it holds, 0 not, -1 nobody has said."""
    if "needed" not in snapshot.plans:
        found = np.full(len(snapshot.relationships), UNKNOWN, dtype=np.int32)
        conditions = {i: t.failure_if for i, t in enumerate(snapshot.schema.relationship_types) if t.failure_if}
        for j in np.flatnonzero(np.isin(snapshot.kind, list(conditions))).tolist():
            said = snapshot.relationships[j].properties.get(conditions[int(snapshot.kind[j])])
            found[j] = UNKNOWN if said is None else bool(said)
        snapshot.plans["needed"] = found
    answer: Numbers = snapshot.plans["needed"]
    return answer


def dated(snapshot: Snapshot, what: Literal["nodes", "relationships"]) -> list[tuple[int, str, str]]:
    """Those that say from or to when they are valid: number, first day, last day (empty where not said)."""
    key = ("dated", what)
    if key not in snapshot.plans:
        things, ties = snapshot.nodes, snapshot.relationships
        properties = [node.properties for node in things] if what == "nodes" else [tie.properties for tie in ties]
        said = ((i, own.get("valid_from"), own.get("valid_to")) for i, own in enumerate(properties))
        snapshot.plans[key] = [(i, str(first or ""), str(last or "")) for i, first, last in said if first or last]
    found: list[tuple[int, str, str]] = snapshot.plans[key]
    return found

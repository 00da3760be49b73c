"""What is there: a landscape in counts, and one thing with all it is tied to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import SourceRow


def contents(snapshot: Snapshot, sources: Iterable[SourceRow], removed: int) -> dict[str, Any]:
    """What is loaded: counts by label and type, sources, hash and date."""
    labels = Counter(node.label for node in snapshot.nodes)
    types = Counter(tie.type for tie in snapshot.relationships)
    return {
        "nodes": {"total": len(snapshot.nodes), **dict(sorted(labels.items()))},
        "relationships": {"total": len(snapshot.relationships), **dict(sorted(types.items()))},
        "hash": snapshot.hash,
        "date": snapshot.date,
        "sources": [_source(row) for row in sources],
        "removed": removed,
    }


def portrait(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """One thing with its properties, where it comes from, and all it is tied to.

    Raises:
        UnknownName: there is none, or the name is unclear.
    """
    i = snapshot.find(name)
    node = snapshot.nodes[i]
    ties = [_tie(snapshot, int(j), "out") for j in snapshot.outgoing.of(i)]
    ties += [_tie(snapshot, int(j), "in") for j in snapshot.incoming.of(i)]
    claims = [{"source": p.source, "run": p.run, "place": p.place, "removed": p.removed} for p in node.provenance]
    return {
        "id": node.id, "label": node.label, "name": node.name, "properties": dict(node.properties),
        "provenance": claims, "relationships": ties,
    }  # fmt: skip


def _source(row: SourceRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "location": row.location,
        "loader": row.loader,
        "run": row.run,
        "loaded_at": row.loaded_at,
        "kept": dict(row.kept),
        "skipped": row.skipped,
    }


def _tie(snapshot: Snapshot, j: int, way: str) -> dict[str, Any]:
    tie = snapshot.relationships[j]
    other = snapshot.nodes[int(snapshot.target[j] if way == "out" else snapshot.source[j])]
    return {
        "type": tie.type,
        "direction": way,
        "other": {"id": other.id, "name": other.name, "label": other.label},
        "properties": dict(tie.properties),
    }

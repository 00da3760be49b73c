"""What is there: a landscape in counts, and one thing with all it is tied to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import SourceRow
from eagraph.model.landscape import Node, Relationship
from eagraph.model.merging import disagreements


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
    """One thing with its properties, where it comes from, where its sources differ, and all it is tied to.

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
        "provenance": claims, "conflicts": _conflicts(node), "relationships": ties,
    }  # fmt: skip


def _conflicts(record: Node | Relationship) -> list[dict[str, Any]]:
    """Of what the sources of a record say different things: what counts, and what each says, in the order they are known."""
    return [
        {"property": found.property, "counts": record.properties.get(found.property),
         "said": [{"source": source, "value": value} for source, value in found.said]}
        for found in disagreements(record.provenance)
    ]  # fmt: skip


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
        "conflicts": _conflicts(tie),
    }

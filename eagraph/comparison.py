"""Which changes lead from one landscape to another? The rows of `eagraph diff`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake, detection
from eagraph.loading.changes import Stored
from eagraph.loading.planning import plan
from eagraph.locale import both
from eagraph.model.diff import Change, compare
from eagraph.model.landscape import Landscape, Node
from eagraph.model.schema import Schema
from eagraph.results import Result, SnapshotInfo, Value, Words
from eagraph.settings import neo4j_credentials
from eagraph.store import open_store


class Row(Value):
    """One change."""

    what: Literal["added", "changed", "removed"]
    kind: Literal["node", "relationship"]
    id: str
    name: str
    label: str
    properties: dict[str, tuple[Any, Any]]


def compared(old: Stored, new: Snapshot, params: dict[str, Any]) -> Result[Row]:
    """The changes, nodes first; the snapshot told is the new one."""
    before = Landscape(old.nodes, old.relationships)
    rows = tuple(_row(change) for change in compare(before, Landscape(new.nodes, new.relationships)))
    counts = {what: sum(row.what == what for row in rows) for what in ("added", "changed", "removed")}
    summary = both("{added} added, {changed} changed, {removed} removed.", **counts)
    return Result[Row](analysis="diff", params=params, summary=Words.of(summary), snapshot=SnapshotInfo.of(new), rows=rows)


def _row(change: Change) -> Row:
    item = change.item
    changed = dict(change.properties)
    if isinstance(item, Node):
        return Row(what=change.what, kind="node", id=item.id, name=item.name, label=item.label, properties=changed)
    id_ = " ".join(str(part) for part in item.key if part not in ("", 0))
    return Row(
        what=change.what,
        kind="relationship",
        id=id_,
        name=f"{item.source} → {item.target}",
        label=item.type,
        properties=changed,
    )


def stored_at(where: str, schema: Schema, words: Mapping[str, object]) -> Stored:
    """What a source on disk, or the store of a URL, holds; nothing is loaded anywhere.

    Raises:
        EagraphError: it cannot be read.
    """
    if "://" in where:
        store = open_store(where, neo4j_credentials())
        try:
            return store.read()
        finally:
            store.close()
    loader = detection.loader_for(Path(where))
    intake = Intake(where, Path(where).stem, schema, words)
    loader.read(Path(where), intake)
    changes, _ = plan(Stored(), intake, loader=detection.short_name(loader), run="", loaded_at="")
    return Stored(
        tuple(sorted(changes.nodes, key=lambda n: n.id)),
        tuple(sorted(changes.relationships, key=lambda r: r.key)),
        (changes.source,),
    )

"""Which changes lead from one landscape to another? The rows of `eagraph diff`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake, detection
from eagraph.loading.changes import Stored
from eagraph.loading.planning import plan
from eagraph.locale import Text, both, joined
from eagraph.model.diff import Change, compare
from eagraph.model.landscape import Landscape, Node
from eagraph.model.saying import fields_of, property_text, value_text
from eagraph.model.schema import Schema
from eagraph.results import Result, SnapshotInfo, Value, Words
from eagraph.settings import neo4j_credentials
from eagraph.store import open_store


class Row(Value):
    """One change. A relationship is called by the names of its ends."""

    brief: ClassVar = ("what", "label", "name", "changed")

    what: Literal["added", "changed", "removed"] = Field(title="what happened", description="added, changed or removed")
    kind: Literal["node", "relationship"] = Field(description="thing or relationship")
    id: str = Field(description="id of the thing, or the ends and type of the relationship")
    name: str = Field(description="the name of the thing, or of the two ends")
    label: str = Field(title="kind", description="label of the thing, or type of the relationship")
    source: str = Field(default="", description="id of the thing that a relationship leads from")
    target: str = Field(default="", description="id of the thing that it leads to")
    properties: dict[str, tuple[Any, Any]] = Field(description="by property its value before and after")
    changed: Words = Field(title="what changed", description="every property that changed, before → after")


class Count(Value):
    """How many things of a label, or relationships of a type, were added, changed and removed."""

    brief: ClassVar = ("label", "added", "changed", "removed")

    kind: Literal["node", "relationship"] = Field(description="thing or relationship")
    label: str = Field(title="kind", description="label or type")
    added: int = Field(description="how many are new")
    changed: int = Field(description="how many have another property than before")
    removed: int = Field(description="how many are gone")


class Differences(Result[Row]):
    """What differs between two landscapes."""

    counts: tuple[Count, ...] = Field(title="by kind", description="how many of each kind")


def compared(old: Stored, new: Snapshot, params: dict[str, Any]) -> Differences:
    """The changes, nodes first; the snapshot told is the new one."""
    before = Landscape(old.nodes, old.relationships)
    names = {node.id: node.name for nodes in (old.nodes, new.nodes) for node in nodes}
    changes = compare(before, Landscape(new.nodes, new.relationships))
    rows = tuple(_row(change, names, new.schema) for change in changes)
    counts = {what: sum(row.what == what for row in rows) for what in ("added", "changed", "removed")}
    summary = both("{added} added, {changed} changed, {removed} removed.", **counts)
    return Differences(
        analysis="diff", params=params, summary=Words.of(summary), snapshot=SnapshotInfo.of(new), rows=rows,
        counts=_counts(rows),
    )  # fmt: skip


def around(old: Snapshot, new: Snapshot, id_: str) -> tuple[Row, ...]:
    """What differs in one thing and its relationships."""
    names = {node.id: node.name for snapshot in (old, new) for node in _beside(snapshot, id_)}
    parts = [_part(snapshot, id_) for snapshot in (old, new)]
    return tuple(_row(change, names, new.schema) for change in compare(*parts))


def _ties(snapshot: Snapshot, id_: str) -> set[int]:
    at = snapshot.index.get(id_)
    return set() if at is None else {*snapshot.outgoing.of(at).tolist(), *snapshot.incoming.of(at).tolist()}


def _beside(snapshot: Snapshot, id_: str) -> Iterable[Node]:
    return (snapshot.nodes[int(end[j])] for j in _ties(snapshot, id_) for end in (snapshot.source, snapshot.target))


def _part(snapshot: Snapshot, id_: str) -> Landscape:
    nodes = (snapshot.nodes[snapshot.index[id_]],) if id_ in snapshot.index else ()
    return Landscape(nodes, tuple(snapshot.relationships[j] for j in sorted(_ties(snapshot, id_))))


def _counts(rows: Iterable[Row]) -> tuple[Count, ...]:
    found: dict[tuple[Literal["node", "relationship"], str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[row.kind, row.label][row.what] += 1
    ordered = sorted(found.items(), key=lambda one: (one[0][0], -one[1].total(), one[0][1]))
    return tuple(
        Count(kind=kind, label=label, added=told["added"], changed=told["changed"], removed=told["removed"])
        for (kind, label), told in ordered
    )


def _row(change: Change, names: Mapping[str, str], schema: Schema) -> Row:
    item, changed = change.item, dict(change.properties)
    told: dict[str, Any] = {"what": change.what, "properties": changed}
    if isinstance(item, Node):
        words = _in_words(schema, "node", item.label, changed)
        return Row(kind="node", id=item.id, name=item.name, label=item.label, changed=words, **told)
    return Row(
        kind="relationship",
        id=" ".join(str(part) for part in item.key if part not in ("", 0)),
        name=f"{names.get(item.source, item.source)} → {names.get(item.target, item.target)}",
        label=item.type, source=item.source, target=item.target,
        changed=_in_words(schema, "relationship", item.type, changed), **told,
    )  # fmt: skip


def _in_words(schema: Schema, kind: Literal["node", "relationship"], label: str, changed: Mapping[str, Any]) -> Words:
    fields = fields_of(schema, kind, label)
    parts = []
    for name, pair in changed.items():
        before, after = (value_text(schema, fields, name, value) for value in pair)
        called = property_text(fields, name)
        parts.append(Text(*(f"{c}: {b} → {a}" for c, b, a in zip(*map(_spoken, (called, before, after)), strict=True))))
    return Words.of(joined(parts))


def _spoken(text: Text) -> tuple[str, str]:
    return text.sv, text.en


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

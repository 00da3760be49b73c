"""Loads for the tests of the stores: records in one line each, put straight into a store or through the planning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eagraph.loading import Intake, LoadReport, NodeRecord, Reference, RelationshipRecord
from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.loading.planning import plan
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Provenance
from eagraph.model.schema import Schema
from eagraph.store import Store

DAY = "2026-11-23T12:00:00+00:00"
NodeLine = tuple[str, str, Mapping[str, object]]
TieLine = tuple[str, str, str, Mapping[str, object]]


def source(name: str = "register", run: str = "run-1") -> SourceRow:
    """A source's line of the book."""
    return SourceRow(name, f"/lists/{name}.csv", "landscape", run, DAY, {"nodes": 1, "relationships": 0}, 2)


def claim(name: str = "register", run: str = "run-1", place: str = "nodes.csv:2") -> tuple[Provenance, ...]:
    """One source's claim to a record."""
    return (Provenance(name, run, place),)


def node(id_: str, label: str = "System", **properties: Value) -> Node:
    """A node of the register."""
    return Node(id_, label, properties, claim())


def tie(start: str, type_: str, end: str, ordinal: int = 0, **properties: Value) -> Relationship:
    """A relationship of the register."""
    return Relationship(start, type_, end, properties, ordinal, claim(place="relationships.csv:2"))


def put(store: Store, nodes: Iterable[Node] = (), ties: Iterable[Relationship] = (), *, by: SourceRow | None = None) -> None:
    """Write records as they are."""
    changes = Changes(by or source(), tuple(nodes), tuple(ties))
    store.update(lambda _: (changes, None))


def take_away(store: Store, nodes: Iterable[Node] = (), ties: Iterable[Relationship] = (), *, run: str = "run-2") -> None:
    """Remove records as a load does that no longer has them."""
    changes = Changes(source(run=run), removed_nodes=tuple(nodes), removed_relationships=tuple(ties))
    store.update(lambda _: (changes, None))


def load(
    store: Store, nodes: Sequence[NodeLine], ties: Sequence[TieLine] = (), *, by: str = "register", day: str = DAY
) -> LoadReport:
    """Load a source as a user does: what it no longer has is withdrawn."""

    def work(stored: Stored) -> tuple[Changes, LoadReport]:
        run = f"run-{stored.generation + 1}"
        return plan(stored, intake(nodes, ties, by), loader="landscape", run=run, loaded_at=day)

    return store.update(work)


def intake(nodes: Sequence[NodeLine], ties: Sequence[TieLine], by: str = "register") -> Intake:
    """What a loader makes of a source."""
    made = Intake(f"/lists/{by}", by, Schema.standard())
    for line, (id_, label, properties) in enumerate(nodes, 2):
        made.node(NodeRecord(id_, label, properties, f"nodes.csv:{line}", id=id_))
    for line, (start, type_, end, properties) in enumerate(ties, 2):
        ends = Reference(start), Reference(end)
        made.relationship(RelationshipRecord(ends[0], type_, ends[1], properties, f"relationships.csv:{line}"))
    return made


def told(stored: Stored) -> tuple[object, ...]:
    """All that a store holds, where it comes from and of which types its values are, for comparing."""
    return (*told_of(stored.nodes, stored.relationships), stored.sources, stored.generation)


def told_of(nodes: Iterable[Node], ties: Iterable[Relationship]) -> tuple[object, object]:
    """Nodes and relationships with where they come from and the types of their values, for comparing."""
    return (
        [(n.id, n.label, _typed(n.properties), tuple(n.provenance)) for n in nodes],
        [(r.key, _typed(r.properties), tuple(r.provenance)) for r in ties],
    )


def _typed(properties: Mapping[str, Value]) -> object:
    return {name: (type(value).__name__, value) for name, value in properties.items()}

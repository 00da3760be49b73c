"""A snapshot: frozen, indexed both ways, known by its content alone, and clear about what it cannot be drawn from."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Rows, Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Node
from eagraph.model.provenance import Provenance
from eagraph.model.schema import Schema, read_schema
from tests.property.strategies import landscapes, node, snapshot_of, tie

TYPES = '[node.Vehicle]\nsv = "fordon"\n[relationship.CHARGES]\nfailure = "with"\n'


@pytest.fixture
def vehicles(tmp_path: Path) -> Schema:
    """A user's own types."""
    (tmp_path / "types.toml").write_text(TYPES, encoding="utf-8")
    return read_schema(tmp_path / "types.toml")


def test_types_of_ones_own_need_the_file_that_declares_them(vehicles: Schema) -> None:
    whole = snapshot_of([node("a", "Vehicle"), node("b")], [tie("b", "CHARGES", "a")], vehicles)
    assert whole.schema.relationship_types[whole.kind[0]].type == "CHARGES"
    with pytest.raises(UsageError, match=r"CHARGES, Vehicle\. Name the file .* EAGRAPH_TYPES"):
        Snapshot.of(Stored(whole.nodes, whole.relationships))


@given(snapshot=landscapes())
def test_both_indexes_hold_every_relationship_once(snapshot: Snapshot) -> None:
    for rows, ends in ((snapshot.outgoing, snapshot.source), (snapshot.incoming, snapshot.target)):
        found = [int(j) for i in range(len(snapshot.nodes)) for j in rows.of(i)]
        assert sorted(found) == list(range(len(snapshot.relationships)))
        assert all(ends[j] == i for i in range(len(snapshot.nodes)) for j in rows.of(i))
    graph = snapshot.networkx
    assert set(graph.nodes) == {n.id for n in snapshot.nodes}
    assert graph.number_of_edges() == len(snapshot.relationships)


@given(rows=st.lists(st.integers(0, 4), max_size=12))
def test_rows_are_grouped_in_order(rows: list[int]) -> None:
    grouped = Rows.grouped(np.array(rows, dtype=np.int32), 5)
    for row in range(5):
        assert list(grouped.of(row)) == [i for i, of in enumerate(rows) if of == row]


def test_a_snapshot_cannot_be_changed() -> None:
    snapshot = snapshot_of([node("a"), node("b")], [tie("a", "FLOW", "b")])
    with pytest.raises(FrozenInstanceError):
        snapshot.date = ""  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        snapshot.source[0] = 1
    import networkx as nx

    with pytest.raises(nx.NetworkXError):
        snapshot.networkx.add_node("c")


@given(snapshot=landscapes())
def test_the_hash_is_of_the_content_alone(snapshot: Snapshot) -> None:
    claimed = tuple(replace(n, provenance=(Provenance("a", "run", "x:1"),)) for n in snapshot.nodes)
    again = Snapshot.of(Stored(claimed, snapshot.relationships, generation=7))
    assert again.hash == snapshot.hash
    other = replace(snapshot.nodes[0], properties={**snapshot.nodes[0].properties, "steward": "någon"})
    assert Snapshot.of(Stored((other, *snapshot.nodes[1:]), snapshot.relationships)).hash != snapshot.hash
    if snapshot.relationships:
        assert Snapshot.of(Stored(snapshot.nodes, snapshot.relationships[1:])).hash != snapshot.hash


def test_a_thing_is_found_by_id_key_or_a_name_of_its_own() -> None:
    nodes = [
        node("a:1", name="Kartan", source_key="K"),
        node("b:1", name="Pärmen"),
        Node("b:2", "Device", {"name": "pärmen"}),
    ]
    snapshot = snapshot_of(nodes, [])
    assert [snapshot.find(thing) for thing in ("a:1", "K", "KARTAN", "b:2")] == [0, 0, 0, 2]
    with pytest.raises(UnknownName, match="may mean 2 things"):
        snapshot.find("pärmen")
    with pytest.raises(UnknownName, match="Nearest: Kartan"):
        snapshot.find("Kartn")

"""What the Neo4j store promises beyond what every store does: native values, other people's data, large loads, readers."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from eagraph.errors import StoreError
from eagraph.loading.changes import Changes, Stored
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from eagraph.store import Store, _neo4j_steps
from eagraph.store import _neo4j_reading as reading
from eagraph.store import neo4j as engine
from tests._neo4j import Database
from tests.conftest import Place
from tests.contract.loads import claim, node, put, source, take_away, tie, told


@pytest.fixture
def store(neo4j: Place) -> Iterator[Store]:
    """An empty store on Neo4j."""
    opened = neo4j.open()
    yield opened
    opened.close()


@pytest.fixture
def ask(neo4j_server: Database) -> Database:
    """The same database, without eagraph."""
    return neo4j_server


def test_finding_the_engine_does_not_import_the_driver() -> None:
    asked = "import sys, eagraph.store.neo4j; sys.exit(any(name.split('.')[0] == 'neo4j' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_cypher_finds_properties_as_what_they_are(store: Store, ask: Database) -> None:
    put(
        store,
        [node("a", tags=("å", "b"), criticality=3, rto_h=4.0, personal_data=True), node("b")],
        [tie("a", "FLOW", "b", k=2)],
    )
    found = "MATCH (a:System {id: 'a'})-[r:FLOW]->(b) WHERE 'å' IN a.tags AND a.personal_data AND a.criticality < a.rto_h"
    assert ask.ask(f"{found} RETURN b.id, r.k, a.rto_h") == [["b", 2, 4.0]]


def test_every_label_has_a_unique_id_and_an_index_on_its_name(store: Store, ask: Database) -> None:
    put(store, [node("a"), node("v", "Fordon")])
    unique = ask.ask(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type WHERE type = 'UNIQUENESS' "
        "RETURN labelsOrTypes[0], properties"
    )
    named = ask.ask("SHOW INDEXES YIELD labelsOrTypes, properties WHERE properties = ['name'] RETURN labelsOrTypes[0]")
    labels = {*Schema.standard().node, "Fordon"}
    assert labels <= {label for label, properties in unique if properties == ["id"]}
    assert labels <= {label for (label,) in named}


def test_what_others_keep_there_is_neither_read_nor_changed(store: Store, ask: Database) -> None:
    ask.ask("CREATE (:System {id: 'theirs', name: 'x'})-[:DEPENDS_ON {k: 1}]->(:Person:Friend {name: 'y'})")
    put(store, [node("a"), node("b")], [tie("a", "HOSTS", "b")])
    ask.ask("MATCH (a:System {id: 'a'}), (t:System {id: 'theirs'}) CREATE (a)-[:LIKES]->(t), (t)-[:HOSTS]->(a)")
    read = store.read()
    assert [n.id for n in read.nodes] == ["a", "b"]
    assert [r.key for r in read.relationships] == [("a", "HOSTS", "b", "", 0)]
    take_away(store, read.nodes, read.relationships)
    theirs = "MATCH (t:System)-[r:DEPENDS_ON]->(p:Person) RETURN properties(t), r.k, labels(p), p.name"
    assert ask.ask(theirs) == [[{"id": "theirs", "name": "x"}, 1, ["Person", "Friend"], "y"]]


def test_an_id_that_is_somebody_elses_is_told_and_nothing_changes(store: Store, ask: Database) -> None:
    put(store, [node("a")])
    before = told(store.read())
    ask.ask("CREATE (:System {id: 'b', name: 'theirs'})")
    with pytest.raises(StoreError, match="not eagraph's"):
        put(store, [node("c"), node("b")])
    assert told(store.read()) == before
    assert ask.ask("MATCH (b:System {id: 'b'}) RETURN b.name") == [["theirs"]]


def test_a_label_somebody_added_by_hand_does_no_harm(store: Store, ask: Database) -> None:
    put(store, [node("a", "Fordon")])
    ask.ask("MATCH (a {id: 'a'}) SET a:Absent:Favourite:Zebra")
    assert [n.label for n in store.read().nodes] == ["Fordon"]
    put(store, [node("a", "Fordon", name="Ny")])
    assert ask.ask("MATCH (a:Zebra:Fordon) RETURN a.name") == [["Ny"]]


@pytest.mark.parametrize(
    "name",
    ["System`) DETACH DELETE (n) //", "System\\u0060", "A B", "", "a-b", "1a", "_Source", "_Eagraph", "_Staged", "_Removed"],
)
def test_a_name_that_is_no_name_never_reaches_cypher(store: Store, name: str) -> None:
    put(store, [node("a"), node("b")])
    before = told(store.read())
    with pytest.raises(StoreError, match="cannot be a type"):
        put(store, [node("x", name)])
    if not name.startswith("_"):
        with pytest.raises(StoreError, match="cannot be a type"):
            put(store, [], [tie("a", name, "b")])
    assert told(store.read()) == before


def test_a_relationship_changed_by_hand_meanwhile_is_told(store: Store, ask: Database) -> None:
    put(store, [node("a"), node("b")], [tie("a", "HOSTS", "b")])

    def work(_: Stored) -> tuple[Changes, None]:
        ask.ask("MATCH ()-[r:HOSTS]->() DELETE r")
        return Changes(source(), [], [tie("a", "HOSTS", "b", k=1)]), None

    with pytest.raises(StoreError, match="changed by hand"):
        store.update(work)
    assert store.generation() == 1


@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every load writes ahead, in batches of three."""
    monkeypatch.setattr(_neo4j_steps, "LARGE", 0)
    monkeypatch.setattr(_neo4j_steps, "BATCH", 3)


@pytest.mark.usefixtures("all_are_large")
def test_a_large_load_gives_what_a_small_one_gives(store: Store) -> None:
    first = [node(f"a{i}", ("System", "Device")[i % 2], name=f"Å{i}") for i in range(20)]
    ring = [tie(first[i].id, ("FLOW", "HOSTS")[i % 2], first[i - 1].id, source_key=str(i)) for i in range(20)]
    put(store, first, ring)
    assert told(store.read()) == told(_stored(first, ring, 1))
    second = [node(f"b{i}", "Sensor") for i in range(5)]
    moved = [replace(n, provenance=claim(place="nodes.csv:99")) for n in first[:10]]
    changed = [replace(n, label="Facility", properties={"name": "Ny"}) for n in first[10:12]]
    across = [tie(second[i].id, "FLOW", first[i].id) for i in range(5)] + [tie("b0", "FLOW", "b1")]
    moved_ties = [replace(r, provenance=claim(place="relationships.csv:99")) for r in ring[:10]]
    put(store, [*second, *moved, *changed], [*across, *moved_ties])
    whole = {n.id: n for n in (*first, *second, *moved, *changed)}
    ties = {r.key: r for r in (*ring, *across, *moved_ties)}
    assert told(store.read()) == told(_stored(whole.values(), ties.values(), 2))
    take_away(store, [n for n in whole.values() if n.id != "a0"], list(ties.values()))
    assert [n.id for n in store.read().nodes] == ["a0"]
    assert len(store.removed()) == 24 + 26


def _stored(nodes: Iterable[Node], ties: Iterable[Relationship], generation: int) -> Stored:
    ordered = sorted(nodes, key=lambda n: n.id)
    return Stored(tuple(ordered), tuple(sorted(ties, key=lambda r: r.key)), (source(),), generation)


@pytest.mark.usefixtures("all_are_large")
def test_what_a_large_load_wrote_ahead_is_not_seen_and_is_swept(store: Store, ask: Database) -> None:
    put(store, [node("a", name="Å")])
    before = told(store.read())
    many = [node(f"n{i}") for i in range(9)]
    seen: list[object] = []

    def stops(done: int, _: int | None) -> None:
        seen.append(told(store.read()))
        if done == 12:
            raise KeyboardInterrupt

    ties = [tie("n0", "HOSTS", n.id) for n in many] + [tie("a", "HOSTS", n.id) for n in many]
    with pytest.raises(KeyboardInterrupt):
        store.update(lambda _: (Changes(source(), many, ties), None), stops)
    assert seen == [before] * 4
    assert told(store.read()) == before
    assert ask.ask("MATCH (n:_Staged) RETURN count(n)") == [[9]]
    assert ask.ask("MATCH (n:System) RETURN n.id") == [["a"]]
    put(store, many, ties)
    assert ask.ask("MATCH (n:_Staged) RETURN count(n)") == [[0]]
    assert len(store.read().relationships) == 18


def test_a_reader_waits_for_a_commit_under_way_and_reads_what_it_brought(store: Store, ask: Database) -> None:
    put(store, [node("a", users=1)])
    ask.ask("MATCH (c:_Eagraph {id: 'commit'}) SET c.token = 2")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(store.read)
        threading.Event().wait(0.5)
        assert not reading.done()
        ask.ask("MATCH (a:System {id: 'a'}) SET a.users = 2 WITH a MATCH (m:_Eagraph {id: 'meta'}) SET m.generation = 2")
        ask.ask("MATCH (c:_Eagraph {id: 'commit'}) REMOVE c.token")
        read = reading.result(30)
    assert (read.generation, read.nodes[0].properties) == (2, {"users": 2})


def test_a_commit_that_was_killed_holds_nobody_up_for_long(
    store: Store, ask: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, [node("a")])
    ask.ask("MATCH (c:_Eagraph {id: 'commit'}) SET c.token = 2")
    monkeypatch.setattr(engine, "COMMIT_S", 0.2)
    assert len(store.read().nodes) == 1
    assert ask.ask("MATCH (c:_Eagraph {id: 'commit'}) RETURN c.token") == [[None]]


def test_a_reader_whom_commits_keep_overtaking_gets_a_whole_state_all_the_same(
    store: Store, neo4j: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, [node("n0")])
    other = neo4j.open()
    real: Any = reading.content
    written: list[Node] = []

    def overtaken(*arguments: Any) -> Stored:
        stored: Stored = real(*arguments)
        if len(arguments) == 2 and len(written) < engine.READINGS:
            written.append(node(f"x{len(written)}"))
            put(other, [written[-1]])
        return stored

    monkeypatch.setattr(reading, "content", overtaken)
    read = store.read()
    assert (len(read.nodes), read.generation) == (1 + engine.READINGS, 1 + engine.READINGS)
    other.close()

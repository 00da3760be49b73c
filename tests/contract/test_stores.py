"""What every store promises: what was written is read back exactly, on SQLite and on a real Neo4j alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eagraph.errors import InvalidLandscape
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Changes, Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Provenance
from eagraph.store import Removed, Store
from tests.conftest import Place
from tests.contract.loads import DAY, NodeLine, TieLine, claim, load, node, put, source, take_away, tie, told

EVERY_VALUE: dict[str, Value] = {
    "name": "Ärendehantering för förskolan 🏫",
    "name_en": "Case handling",
    "criticality": 3,
    "rto_h": 4.0,
    "failure_probability": 0.1,
    "records": -7,
    "users": 2**63 - 1,
    "personal_data": True,
    "active": False,
    "valid_from": "2026-01-31",
    "tags": ("å", "b|c", "", 'med "citat"', "rad\nbrytning"),
    "Tillgänglighet (RTO)": "hög",
    "id": "eget id",
    "_provenance": "ett fält som heter så",
    "_key": "och så",
    "_rest": "så med",
    "__x": "två streck",
    "a.b`c$d{e}": "odd",
    "": "a property without a name",
    "nul\0name": "x",
    "empty": "",
    "blank": "  ",
    "nul": "a\0b",
    "huge": 2**80,
    "tiny": 5e-324,
    "negative zero": -0.0,
    "none of it": (),
    "number text": "007",
}
EVERY_KIND = Node("register:1", "System", EVERY_VALUE, claim())
LONG = node("register:2", "Organisation", name="Ö" * 20_000, description="ä" * 200_000)


def test_an_empty_store_holds_nothing(store: Store) -> None:
    assert store.read() == Stored()
    assert store.generation() == 0
    assert store.removed() == ()
    assert store.read().date == ""


def test_every_kind_of_value_is_read_back_exactly(store: Store) -> None:
    properties = {**EVERY_VALUE, "carries": (EVERY_KIND.id,)}
    both = Relationship(EVERY_KIND.id, "FLOW", LONG.id, properties, 0, claim())
    put(store, [EVERY_KIND, LONG], [both])
    assert told(store.read()) == told(Stored((EVERY_KIND, LONG), (both,), (source(),), 1))


def test_claims_of_several_sources_are_read_back_exactly(store: Store) -> None:
    claims = (
        Provenance("a", "run-1", "blad 1:Å3", {"name": "Ett", "tags": ("x", "y")}),
        Provenance("b", "run-2", "", {}, removed=True),
    )
    put(store, [replace(node("s", name="Ett"), provenance=claims)])
    assert tuple(store.read().nodes[0].provenance) == claims


def test_a_store_opened_anew_holds_the_same(place: Place) -> None:
    first = place.open()
    put(first, [node("a"), node("b")], [tie("a", "DEPENDS_ON", "b")])
    before = first.read()
    first.close()
    again = place.open()
    assert told(again.read()) == told(before)
    again.close()


def test_things_are_sorted_by_code_point(store: Store) -> None:
    ids = ["Z", "a", "ä", "Ä", "a:1", "a1", "a 1", "10", "9", "😀", "ﬀ"]
    put(store, [node(i) for i in ids], [tie(i, "RELATES_TO", "a", source_key=k) for i in ids for k in ("", "b", "B")])
    read = store.read()
    assert [n.id for n in read.nodes] == sorted(ids)
    assert [r.key for r in read.relationships] == sorted(r.key for r in read.relationships)


def test_parallel_relationships_are_kept_apart(store: Store) -> None:
    parallels = [tie("a", "FLOW", "b", n, medium=f"m{n}") for n in range(3)]
    keyed = [tie("a", "FLOW", "b", source_key=key, medium="m") for key in ("0", "1", "1#0", "#")]
    back, loop = tie("b", "FLOW", "a"), tie("a", "FLOW", "a")
    put(store, [node("a"), node("b")], [*parallels, *keyed, back, loop])
    assert len(store.read().relationships) == 9
    changed = replace(parallels[1], properties={"medium": "annat"})
    put(store, [], [changed])
    take_away(store, [], [parallels[0], keyed[2]])
    wanted = sorted([changed, parallels[2], keyed[0], keyed[1], keyed[3], back, loop], key=lambda r: r.key)
    assert list(store.read().relationships) == wanted


def test_a_change_leaves_nothing_of_what_was_before(store: Store) -> None:
    put(
        store,
        [node("a", name="Gammal", tags=("x",), rto_h=1.0, users=1), node("b")],
        [tie("a", "HOSTS", "b", note="x", k=1)],
    )
    new, new_tie = node("a", name="Ny", users=1.0, records=2), tie("a", "HOSTS", "b", k=2)
    put(store, [new], [new_tie])
    assert told(store.read()) == told(Stored((new, node("b")), (new_tie,), (source(),), 2))


def test_a_node_that_changes_its_label_keeps_its_relationships(store: Store) -> None:
    put(store, [node("a"), node("b")], [tie("a", "HOSTS", "b"), tie("b", "DEPENDS_ON", "a")])
    put(store, [node("a", "Device", count=2)], [tie("b", "DEPENDS_ON", "a", mode="hard")])
    read = store.read()
    assert [(n.id, n.label) for n in read.nodes] == [("a", "Device"), ("b", "System")]
    assert [(r.source, r.properties) for r in read.relationships] == [("a", {}), ("b", {"mode": "hard"})]


def test_what_a_source_no_longer_has_is_removed_and_remembered(store: Store) -> None:
    a, b, known = node("a", name="Äldst"), node("b"), tie("a", "HOSTS", "b", source_key="k")
    put(store, [a, b], [known])
    take_away(store, [b], [known])
    assert store.read().nodes == (a,)
    assert store.removed() == (
        Removed('["a", "HOSTS", "b", "k", 0]', "HOSTS", "a → b", "register", "run-2"),
        Removed("b", "System", "b", "register", "run-2"),
    )
    put(store, [b], [known])
    assert store.removed() == ()
    assert store.read().relationships == (known,)


def test_the_generation_counts_changes_of_content_only(store: Store) -> None:
    put(store, [node("a")])
    put(store, [node("b")])
    assert store.generation() == store.read().generation == 2
    later = replace(source(run="run-3"), loaded_at="2027-01-01", skipped=9)
    put(store, by=later)
    assert store.generation() == 2
    assert store.read().sources == (later,)
    assert store.read().date == "2027-01-01"


def test_sources_stand_in_the_order_they_became_known(store: Store) -> None:
    for name in ("ö", "a", "m", "a"):
        put(store, [node(name)], by=source(name, run=f"run-{name}"))
    assert [s.name for s in store.read().sources] == ["ö", "a", "m"]


def test_work_that_fails_changes_nothing(store: Store) -> None:
    put(store, [node("a")])
    before = told(store.read())

    def fails(_: Stored) -> tuple[Changes, None]:
        raise InvalidLandscape([])

    with pytest.raises(InvalidLandscape):
        store.update(fails)
    with pytest.raises(ZeroDivisionError):
        store.update(lambda stored: (Changes(source(), [node("b")]), 1 // len(stored.relationships)))
    assert told(store.read()) == before


def test_work_that_wants_nothing_changes_nothing_and_gives_its_answer(store: Store) -> None:
    put(store, [node("a")])
    before = told(store.read())
    assert store.update(lambda stored: (None, len(stored.nodes))) == 1
    assert told(store.read()) == before


def test_a_failure_in_the_middle_of_writing_changes_nothing(store: Store) -> None:
    put(store, [node("a")])
    before = told(store.read())

    def stops(done: int, total: int | None) -> None:
        raise KeyboardInterrupt(done, total)

    many = [node(f"n{i}") for i in range(2500)]
    with pytest.raises(KeyboardInterrupt):
        store.update(lambda _: (Changes(source(), many), None), stops)
    assert told(store.read()) == before
    put(store, [node("b")])
    assert len(store.read().nodes) == 2


def test_progress_tells_how_far_reading_and_writing_are(store: Store) -> None:
    written: list[tuple[int, int | None]] = []
    nodes = [node(f"n{i}") for i in range(2500)]
    ties = [tie(n.id, "PART_OF", nodes[0].id) for n in nodes[1:]]
    store.update(lambda _: (Changes(source(), nodes, ties), None), lambda done, total: written.append((done, total)))
    assert written == sorted(written)
    assert {total for _, total in written} == {4999}
    read: list[int] = []
    store.read(lambda done, total: read.append(done))
    assert read
    assert max(read) <= 5100


def test_the_same_load_twice_changes_nothing(store: Store) -> None:
    nodes: list[NodeLine] = [
        ("a", "System", {"name": "Å", "rto_h": "4,5", "tags": "x|y"}),
        ("b", "InformationAsset", {"k": "serious"}),
    ]
    ties: list[TieLine] = [("a", "HOLDS", "b", {"how": "stored"}), ("a", "HOLDS", "b", {"how": "processed"})]
    first = load(store, nodes, ties)
    before = store.read()
    second = load(store, nodes, ties, day="2026-12-24")
    assert (first.created, first.updated, first.removed) == (4, 0, 0)
    assert (second.created, second.updated, second.unchanged, second.removed) == (0, 0, 4, 0)
    after = store.read()
    assert (after.nodes, after.relationships) == (before.nodes, before.relationships)
    assert after.generation == before.generation
    assert (before.date, after.date) == (DAY, "2026-12-24")


def test_two_sources_of_one_id_are_merged_and_each_withdraws_its_own(store: Store) -> None:
    load(store, [("x", "System", {"name": "Från A", "vendor": "A AB"})], by="a")
    load(
        store,
        [("x", "System", {"name": "Från B", "product": "B 2"}), ("y", "System", {})],
        [("x", "HOSTS", "y", {})],
        by="b",
    )
    merged = store.read().nodes[0]
    assert merged.properties == {"name": "Från A", "vendor": "A AB", "product": "B 2"}
    assert [p.source for p in merged.provenance] == ["a", "b"]
    load(store, [("z", "System", {})], by="a")
    assert {n.id: dict(n.properties) for n in store.read().nodes} == {
        "x": {"name": "Från B", "product": "B 2"},
        "y": {},
        "z": {},
    }
    load(store, [("z2", "System", {})], by="b")
    assert [n.id for n in store.read().nodes] == ["z", "z2"]
    assert [r.key for r in store.removed()] == ['["x", "HOSTS", "y", "", 0]', "x", "y"]


def test_a_node_others_lean_on_stays_marked_when_its_source_drops_it(store: Store) -> None:
    load(store, [("x", "System", {"name": "X"}), ("w", "System", {})], by="a")
    load(store, [("y", "System", {})], [("y", "DEPENDS_ON", "x", {})], by="b")
    load(store, [("w", "System", {})], by="a")
    kept = store.read().nodes[1]
    assert (kept.id, [p.removed for p in kept.provenance]) == ("x", [True])
    assert len(store.read().relationships) == 1
    load(store, [("y", "System", {})], by="b")
    load(store, [("w", "System", {"name": "W"}), ("x", "System", {"name": "X"})], by="a")
    assert [(n.id, [p.removed for p in n.provenance]) for n in store.read().nodes] == [
        ("w", [False]),
        ("x", [False]),
        ("y", [False]),
    ]


def test_records_that_only_moved_in_their_file_say_so(store: Store) -> None:
    put(store, [node("a"), node("b")], [tie("a", "HOSTS", "b")])
    moved = replace(node("a"), provenance=claim(run="run-2", place="nodes.csv:99"))
    moved_tie = replace(tie("a", "HOSTS", "b"), provenance=claim(run="run-2", place="relationships.csv:99"))
    put(store, [moved], [moved_tie])
    read = store.read()
    assert [n.provenance[0].place for n in read.nodes] == ["nodes.csv:99", "nodes.csv:2"]
    assert read.relationships[0].provenance[0].place == "relationships.csv:99"


def test_one_landscape_has_one_hash_on_both(sqlite: Place, neo4j: Place) -> None:
    nodes: list[Node] = [EVERY_KIND, LONG, *(node(f"n{i}", "Sensor", count=i, resolution_s=i / 7) for i in range(50))]
    ties: list[Relationship] = [
        tie(f"n{i}", "FLOW", f"n{i * 7 % 50}", needed=bool(i % 2), buffer_h=i / 3) for i in range(50)
    ]
    hashes = []
    for place in (sqlite, neo4j):
        opened = place.open()
        put(opened, nodes, ties)
        hashes.append(Snapshot.of(opened.read()).hash)
        opened.close()
    assert hashes[0] == hashes[1]


def test_sources_are_told_without_the_rest_and_as_last_loaded(store: Store) -> None:
    assert store.sources() == ()
    load(store, [("s:1", "System", {"name": "Kartan"})], by="register")
    load(store, [("s:2", "System", {"name": "Kön"})], by="cmdb")
    generation = store.generation()
    load(store, [("s:1", "System", {"name": "Kartan"})], by="register", day="2027-01-01T00:00:00+00:00")
    assert store.generation() == generation
    assert [(row.name, row.loaded_at) for row in store.sources()] == [
        ("register", "2027-01-01T00:00:00+00:00"),
        ("cmdb", DAY),
    ]
    assert store.sources() == store.read().sources

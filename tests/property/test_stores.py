"""Is what comes out of a store what went in, for any landscape, on both engines, after any sequence of loads?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance
from eagraph.store import Removed, Store, open_store
from tests._neo4j import Database
from tests.conftest import Place
from tests.contract.loads import NodeLine, TieLine, load, put, source, told

NAMES = st.text(max_size=8) | st.sampled_from(["name", "id", "_id", "_key", "_provenance", "tags", "k", "Tillgänglighet"])
SCALARS = st.text(max_size=12) | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
VALUES = SCALARS | st.lists(st.text(max_size=6), max_size=3).map(tuple)
PROPERTIES = st.dictionaries(NAMES.filter(lambda name: name != "source_key"), VALUES, max_size=5)
CLAIMS = st.lists(
    st.builds(
        Provenance, st.text(max_size=4), st.text(max_size=4), st.text(max_size=4), st.none() | PROPERTIES, st.booleans()
    ),
    max_size=2,
).map(tuple)
IDS = st.text(min_size=1, max_size=5)
LABELS = st.sampled_from(["System", "Sensor", "InformationAsset", "Fordon", "Åkeri"])
TYPES = st.sampled_from(["FLOW", "DEPENDS_ON", "LADDAR_PÅ"])
MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def wholes(draw: st.DrawFn) -> tuple[tuple[Node, ...], tuple[Relationship, ...]]:
    """Any nodes and relationships a store may be given; not only those that make sense."""
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    nodes = [Node(i, draw(LABELS), draw(PROPERTIES), draw(CLAIMS)) for i in sorted(ids)]
    one = st.sampled_from(ids)
    keys = st.dictionaries(st.just("source_key"), st.text(max_size=3), max_size=1)
    drawn = [(draw(one), draw(TYPES), draw(one), draw(PROPERTIES) | draw(keys)) for _ in range(draw(st.integers(0, 8)))]
    ties = numbered(Relationship(a, type_, b, said, 0, draw(CLAIMS)) for a, type_, b, said in drawn)
    return tuple(nodes), tuple(sorted(ties, key=lambda r: r.key))


@MANY
@given(whole=wholes())
def test_a_landscape_is_read_back_exactly_from_sqlite(whole: tuple[tuple[Node, ...], tuple[Relationship, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _assert_read_back(open_store(f"sqlite:///{Path(folder) / 'store.db'}"), whole)


@MANY
@given(whole=wholes())
def test_a_landscape_is_read_back_exactly_from_neo4j(
    neo4j: Place, neo4j_server: Database, whole: tuple[tuple[Node, ...], tuple[Relationship, ...]]
) -> None:
    neo4j_server.empty()
    _assert_read_back(neo4j.open(), whole)


def _assert_read_back(store: Store, whole: tuple[tuple[Node, ...], tuple[Relationship, ...]]) -> None:
    put(store, *whole)
    assert told(store.read()) == told(Stored(*whole, (source(),), 1))
    store.close()


@st.composite
def loads(draw: st.DrawFn) -> tuple[str, list[NodeLine], list[TieLine]]:
    """What one source says at one time: a few things of a few kinds, some of which others know too."""
    ids = draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5, unique=True))
    said: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["Å", "b"]),
            "tags": st.sampled_from(["x", "x|y"]),
            "rto_h": st.sampled_from([1, 2.5, "3,5"]),
            "Eget fält": st.sampled_from([1, True, "ja"]),
        },
    )
    nodes: list[NodeLine] = [(i, draw(st.sampled_from(["System", "System", "Device"])), draw(said)) for i in ids]
    keyed = st.fixed_dictionaries(
        {}, optional={"note": st.sampled_from(["m", "n"]), "mode": st.sampled_from(["hard", "soft"])}
    )
    end = st.sampled_from("abcdef")
    ties: list[TieLine] = [
        (draw(st.sampled_from(ids)), "DEPENDS_ON", draw(end), draw(keyed)) for _ in range(draw(st.integers(0, 4)))
    ]
    return draw(st.sampled_from(["register", "lista"])), nodes, ties


History = list[tuple[str, list[NodeLine], list[TieLine]]]


@MANY
@given(history=st.lists(loads(), min_size=2, max_size=6))
def test_the_same_loads_give_the_same_on_both(neo4j: Place, neo4j_server: Database, history: History) -> None:
    neo4j_server.empty()
    with tempfile.TemporaryDirectory() as folder:
        stores = open_store(f"sqlite:///{Path(folder) / 'store.db'}"), neo4j.open()
        for said in history:
            assert _outcome(stores[0], said) == _outcome(stores[1], said)
        for store in stores:
            store.close()


def _outcome(store: Store, said: tuple[str, list[NodeLine], list[TieLine]]) -> tuple[object, ...]:
    """What the user is told, and what the store holds afterwards."""
    by, nodes, ties = said
    try:
        report: object = load(store, nodes, ties, by=by)
    except EagraphError as error:
        report = str(error)
    stored, removed = store.read(), store.removed()
    assert all(isinstance(one, Removed) for one in removed)
    return report, told(stored), removed, Snapshot.of(stored).hash

"""Points in time: what they keep, what they refuse, and the room they take."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from eagraph.errors import StoreError, UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.history.document import packed, unpacked
from eagraph.history.points import CONTENT, KIND, Points
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape
from eagraph.model.schema import Schema
from eagraph.store import Store
from tests.conftest import Place
from tests.contract.loads import load, told
from tests.property.strategies import landscapes

NOW = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)


def _points(store: Store, most_mb: float = 1) -> Points:
    return Points(lambda: store, Schema.standard(), lambda: NOW, most_mb)


def _hash(store: Store) -> str:
    return Snapshot.of(store.read()).hash


def test_a_point_is_the_landscape_as_it_was(store: Store) -> None:
    load(
        store,
        [("a", "System", {"name": "Ärendet", "tags": ("x", "y")}), ("b", "System", {})],
        [("a", "DEPENDS_ON", "b", {})],
    )
    before, was = told(store.read()), _hash(store)
    points = _points(store)
    kept = points.keep("innan", "före bytet")
    load(store, [("a", "System", {"name": "Nytt"})])
    assert _hash(store) != was
    assert told(points.stored("innan")) == before
    assert (kept.hash, points.at("innan").hash) == (was, was)
    assert (kept.nodes, kept.relationships, kept.note) == (2, 1, "före bytet")
    assert points.at("innan") is points.at("innan")
    assert points.at("innan").point.startswith("innan ")
    assert not points.at("innan").is_as_stored


@given(landscapes())
def test_any_landscape_comes_back_as_it_was(landscape: Landscape) -> None:
    stored = Stored(landscape.nodes, landscape.relationships, (), 7)
    assert told(unpacked(packed(stored), "x")) == told(stored)
    assert Snapshot.of(unpacked(packed(stored), "x")).hash == Snapshot.of(stored).hash


def test_points_with_one_content_share_its_room(sqlite: Place) -> None:
    store = sqlite.open()
    load(store, [("a", "System", {})])
    points = _points(store)
    first, second = points.keep("one"), points.keep("two")
    assert points.bytes == first.bytes == second.bytes
    points.remove("one")
    assert points.at("two").hash == second.hash
    points.remove("two")
    assert (store.saved(KIND), store.saved(CONTENT), points.bytes) == ((), (), 0)


def test_a_name_taken_wrong_or_unknown_is_told(sqlite: Place) -> None:
    store = sqlite.open()
    points = _points(store)
    with pytest.raises(UsageError, match="nothing to keep"):
        points.keep("one")
    load(store, [("a", "System", {})])
    points.keep("one")
    with pytest.raises(UsageError, match="already"):
        points.keep("one")
    for wrong in ("", "A b", "../x", "x" * 61):
        with pytest.raises(UsageError, match="no name"):
            points.keep(wrong)
    with pytest.raises(UnknownName) as error:
        points.at("onne")
    assert "one" in str(error.value)


def test_no_room_names_what_can_go(sqlite: Place) -> None:
    store = sqlite.open()
    load(store, [("a", "System", {})])
    points = _points(store, most_mb=0.0005)
    points.keep("one")
    load(store, [(f"n{i}", "System", {"name": f"{i * 7919}"}) for i in range(50)])
    with pytest.raises(UsageError, match=r"No room.*\(one\).*history_mb"):
        points.keep("two")
    assert [point.name for point in points.all()] == ["one"]
    assert len(store.saved(CONTENT)) == 1


def test_a_damaged_point_is_told(sqlite: Place) -> None:
    store = sqlite.open()
    load(store, [("a", "System", {})])
    points = _points(store)
    kept = points.keep("one")
    store.save(CONTENT, f"{kept.hash}-{kept.bytes}", "####", NOW.isoformat())
    with pytest.raises(StoreError, match="damaged"):
        points.at("one")

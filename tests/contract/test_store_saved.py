"""What every store promises of texts kept beside the landscape: every version stays, on SQLite and on Neo4j alike."""

from __future__ import annotations

from eagraph.graph.snapshot import Snapshot
from eagraph.store import Saved, Store
from tests.conftest import Place
from tests.contract.loads import node, put

DAY, NEXT = "2026-11-25T10:00:00+00:00", "2026-11-26T10:00:00+00:00"
TEXT = 'name = "Ström 🔌"\nabout = "rad\\två"\n'


def test_an_empty_store_keeps_no_text(store: Store) -> None:
    assert store.saved("scenario") == ()


def test_versions_follow_each_other_and_none_is_lost(store: Store) -> None:
    first = store.save("scenario", "b", TEXT, DAY)
    second = store.save("scenario", "b", "", NEXT)
    other = store.save("scenario", "a", "x", NEXT)
    assert (first, second) == (Saved("scenario", "b", 1, DAY, TEXT), Saved("scenario", "b", 2, NEXT, ""))
    assert store.saved("scenario") == (other, first, second)


def test_what_is_as_it_was_is_no_new_version(store: Store) -> None:
    first = store.save("scenario", "a", TEXT, DAY)
    assert store.save("scenario", "a", TEXT, NEXT) == first
    assert store.saved("scenario") == (first,)


def test_kinds_do_not_meet(store: Store) -> None:
    store.save("scenario", "a", "one", DAY)
    kept = store.save("decision", "a", "two", DAY)
    assert kept.version == 1
    assert store.saved("decision") == (kept,)


def test_one_name_is_read_and_forgotten_without_the_others(store: Store) -> None:
    kept = [store.save("point", "a", "one", DAY), store.save("point", "a", "two", NEXT)]
    other, alike = store.save("point", "b", "one", DAY), store.save("scenario", "a", "one", DAY)
    assert store.saved("point", "a") == tuple(kept)
    assert store.saved("point", "c") == ()
    store.forget("point", "a")
    store.forget("point", "c")
    assert store.saved("point") == (other,)
    assert store.saved("scenario") == (alike,)
    assert store.save("point", "a", "new", NEXT).version == 1


def test_the_landscape_does_not_see_them(store: Store) -> None:
    put(store, [node("a")])
    before = Snapshot.of(store.read())
    store.save("scenario", "a", TEXT, DAY)
    after = Snapshot.of(store.read())
    assert (after.hash, after.date, store.generation()) == (before.hash, before.date, 1)


def test_a_store_opened_anew_keeps_them(place: Place) -> None:
    first = place.open()
    kept = first.save("scenario", "a", TEXT, DAY)
    first.close()
    again = place.open()
    assert again.saved("scenario") == (kept,)
    again.close()

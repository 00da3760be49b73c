"""Decisions and the history of levels are the same whatever the store keeps them."""

from __future__ import annotations

import datetime as dt

from eagraph.decisions.ledger import Ledger
from eagraph.decisions.recording import KIND, record
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.store import Store
from tests.contract.loads import node, put, tie

NOW = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)
NAMES = ("adress|1", "barn", "cykel 🔌")


def filled(store: Store) -> None:
    about: dict[str, Value] = {"subject_kind": "resident", "personal": True, "k": 1}
    assets = [node(f"i:{name}", "InformationAsset", **about) for name in NAMES]
    put(
        store, [node("s:port|al", name="Portalen", k=1), *assets], [tie("s:port|al", "HOLDS", f"i:{name}") for name in NAMES]
    )


def ledger(store: Store) -> Ledger:
    return Ledger(lambda: store, lambda: NOW, lambda: Snapshot.of(store.read()))


SAID = {
    "place": "Portalen", "aspect": "k", "kind": "accept", "level": 3, "decided_by": "Åsa", "reason": 'en "ny"\ntillgång',
    "review_on": "2027-11-25",
}  # fmt: skip


def test_a_decision_is_read_back_in_all_its_versions(store: Store) -> None:
    filled(store)
    own = ledger(store)
    own.take({**SAID, "kind": "reject", "level": None})
    kept = own.take(SAID)
    assert kept.version == 2
    assert own.take(SAID) == kept
    assert [one.decision.kind for one in own.versions("s:port|al", "k")] == ["reject", "accept"]
    assert own.all() == (kept,)
    assert kept.decision.content_then == tuple(sorted(f"i:{name}" for name in NAMES))


def test_it_stands_and_opens_by_itself(store: Store) -> None:
    filled(store)
    own = ledger(store)
    own.take(SAID)
    before = own.standing(Snapshot.of(store.read()), NOW.date())["s:port|al", "k"]
    put(store, [node("i:dagis", "InformationAsset", k=0)], [tie("s:port|al", "HOLDS", "i:dagis")])
    after = own.standing(Snapshot.of(store.read()), NOW.date())["s:port|al", "k"]
    assert (before.state, after.state) == ("in_force", "re_opened")
    assert after.reasons[0].ids == ("i:dagis",)


def test_the_landscape_does_not_see_them(store: Store) -> None:
    filled(store)
    generation = store.generation()
    ledger(store).take(SAID)
    assert store.generation() == generation
    assert store.read().nodes[-1].properties["k"] == 1


def test_the_history_is_read_back(store: Store) -> None:
    filled(store)
    own = ledger(store)
    assert record(store, Snapshot.of(store.read()), "2026-11-20T10:00:00+00:00") == 4
    assert record(store, Snapshot.of(store.read()), "2026-11-21T10:00:00+00:00") == 0
    own.take(SAID)
    put(store, [node("s:port|al", name="Portalen", k=2)])
    assert record(store, Snapshot.of(store.read()), "2026-11-30T10:00:00+00:00") == 1
    rows = [row for row in own.history("s:port|al").rows if row.aspect == "k"]
    assert [(row.day, row.assigned_low, row.why) for row in rows] == [
        ("2026-11-20", 1, "first_recorded"), ("2026-11-25", 1, "decision"), ("2026-11-30", 2, "landscape"),
    ]  # fmt: skip
    assert own.history("i:cykel 🔌").rows[0].required_low == 1
    assert len(store.saved(KIND)) == 3

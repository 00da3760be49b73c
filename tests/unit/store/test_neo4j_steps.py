"""In which order a load is written to Neo4j: within a transaction, asking an index after many removals takes for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.model.landscape import Node
from eagraph.store import _neo4j_steps as steps
from eagraph.store._neo4j_rows import removed_key
from tests.property.strategies import node, tie

SOURCE = SourceRow("register", "register.csv", "tables", "run-2", "2026-01-01")
OLD = (node("gone"), node("stays", name="Å"), node("turns"))
OLD_TIES = (tie("gone", "HOSTS", "stays"), tie("stays", "HOSTS", "turns"))
NEW = (node("back"), node("new", "Sensor"), node("stays", name="Ä"), Node("turns", "Device", {}))
NEW_TIES = (tie("back", "FLOW", "new"), tie("new", "FLOW", "stays"), tie("stays", "HOSTS", "turns", k=1))


def _statements(*, is_large: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """What is said ahead and inside, as a load would say it."""
    monkeypatch.setattr(steps, "LARGE", 0 if is_large else 10_000)
    places = {n.id: f"place of {n.id}" for n in OLD}
    changes = Changes(SOURCE, NEW, NEW_TIES, OLD[:1], OLD_TIES[:1])
    aside = {removed_key(item): f"aside {item}" for item in (NEW[0], OLD_TIES[0])}
    made = steps.Steps(Stored(OLD, OLD_TIES), changes, places, aside)
    said: tuple[list[str], list[str]] = ([], [])
    for part, found in zip((made.ahead(), made.inside()), said, strict=True):
        for step in part:
            found.append(step.statement)
            if "CREATE (n" in step.statement:
                ids = [row["properties"]["id"] for row in step.rows]
                places |= {id_: f"place of {id_}" for id_ in ids}
    return said


@pytest.mark.parametrize("is_large", [False, True])
def test_what_takes_nodes_away_comes_after_all_that_asks_an_index(is_large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead, inside = _statements(is_large=is_large, monkeypatch=monkeypatch)
    first_removal = next(i for i, said in enumerate(inside) if "DELETE" in said)
    assert first_removal > max(i for i, said in enumerate(inside) if "CREATE" in said or "SET" in said)
    assert sum("DELETE" in said for said in inside) == 3, "the node, its relationship, and the mark of what came back"
    for said in (*ahead, *inside):
        assert "MERGE" not in said
        assert "{id:" not in said, "things are found by their element id"
        assert "{key:" not in said


def test_a_small_load_writes_nothing_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _statements(is_large=False, monkeypatch=monkeypatch)[0] == []


def test_a_large_load_writes_new_things_ahead_and_then_only_shows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead, inside = _statements(is_large=True, monkeypatch=monkeypatch)
    assert ["_Staged" in said for said in ahead] == [True, False]
    assert "CREATE (a)-[r:`FLOW`]" in ahead[1]
    assert sum("REMOVE n:_Staged" in said for said in inside) == 2, "one for each label"
    assert not any("CREATE (n:" in said for said in inside)


def test_every_record_of_a_load_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for large in (0, 10_000):
        monkeypatch.setattr(steps, "LARGE", large)
        moved = tuple(replace(t, properties={"medium": "x"}) for t in OLD_TIES)
        made = steps.Steps(Stored(), Changes(SOURCE, OLD, moved), {n.id: n.id for n in OLD}, {})
        assert sum(step.done for part in (made.ahead(), made.inside()) for step in part) == made.total == 5


def test_a_relationship_removed_before_a_node_is_not_looked_for_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _, inside = _statements(is_large=False, monkeypatch=monkeypatch)
    removals = [said for said in inside if "DELETE" in said and "_Removed" not in said]
    assert "DELETE r" in removals[-2]
    assert "DETACH DELETE n" in removals[-1]

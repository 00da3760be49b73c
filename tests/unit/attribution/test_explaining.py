"""Why an answer changed: single causes, several that are needed together, and several of which one would do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from eagraph import analysis
from eagraph.attribution import Answer
from eagraph.attribution.changes import Between
from eagraph.attribution.explaining import explained
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship
from tests.property.strategies import landscapes


def _snapshot(*ties: tuple[str, str, dict[str, Any]], nodes: str = "abcdx") -> Snapshot:
    things = tuple(Node(i, "System", {"name": i.upper()}) for i in sorted(nodes))
    made = sorted((Relationship(s, "DEPENDS_ON", t, p) for s, t, p in ties), key=lambda tie: tie.key)
    return Snapshot.of(Stored(things, tuple(made)))


def _why(old: Snapshot, new: Snapshot, name: str = "blast-radius", most: int = 400, **params: object) -> Answer:
    question = analysis.find(name)
    read = analysis.read_params(question, params)
    return explained(question, name, read, Between(old, new), most=most)


def _told(answer: Answer) -> dict[str, list[tuple[str, str, str]]]:
    return {row.id: [(c.role, c.what, c.id) for c in row.causes] for row in answer.rows}


def test_one_change_is_the_cause_and_idle_ones_are_not_named() -> None:
    old = _snapshot(("a", "x", {}))
    new = _snapshot(("a", "x", {}), ("b", "a", {}), ("x", "d", {}), nodes="abcdexy")
    answer = _why(old, new, failed=["x"])
    assert _told(answer) == {"b": [("cause", "added", "b DEPENDS_ON a")]}
    assert answer.rows[0].what == "appeared"
    assert "was added" in answer.rows[0].because.en
    assert answer.changes == 4


def test_two_that_are_needed_together() -> None:
    old = _snapshot(("a", "x", {}))
    new = _snapshot(("a", "x", {}), ("b", "a", {}), ("c", "b", {}))
    assert _told(_why(old, new, failed=["x"])) == {
        "b": [("cause", "added", "b DEPENDS_ON a")],
        "c": [("needed", "added", "b DEPENDS_ON a"), ("needed", "added", "c DEPENDS_ON b")],
    }


def test_two_of_which_one_would_do() -> None:
    old, new = _snapshot(), _snapshot(("a", "x", {}), ("a", "b", {}), ("b", "x", {}))
    told = _told(_why(old, new, failed=["x"]))
    assert ("cause", "added", "b DEPENDS_ON x") in told["b"]
    assert ("enough", "added", "a DEPENDS_ON x") in told["a"] or ("cause", "added", "a DEPENDS_ON x") in told["a"]


def test_what_went_away_is_told_with_what_removed_it() -> None:
    old, new = _snapshot(("a", "x", {}), ("b", "a", {})), _snapshot(("b", "a", {}))
    assert _told(_why(old, new, failed=["x"])) == {
        "a": [("cause", "removed", "a DEPENDS_ON x")],
        "b": [("cause", "removed", "a DEPENDS_ON x")],
    }


def test_a_property_that_changed_is_told_with_both_values() -> None:
    old, new = _snapshot(("a", "x", {"mode": "soft"})), _snapshot(("a", "x", {"mode": "hard"}))
    row = _why(old, new, failed=["x"]).rows[0]
    assert [(c.property, c.before, c.after, c.role) for c in row.causes] == [("mode", "soft", "hard", "cause")]
    assert row.because.en == "strength of “A depends on X” went from soft to hard."


def test_a_thing_that_is_new_is_needed_with_what_ties_it() -> None:
    old = _snapshot(("a", "x", {}))
    new = _snapshot(("a", "x", {}), ("n", "a", {}), nodes="abcdnx")
    roles = _told(_why(old, new, failed=["x"]))["n"]
    assert ("cause", "added", "n DEPENDS_ON a") in roles
    assert ("needed", "added", "n") in roles


def test_too_few_askings_say_so() -> None:
    old = _snapshot()
    new = _snapshot(*((name, "x", {}) for name in "abcd"))
    answer = _why(old, new, most=6, failed=["x"])
    assert answer.completeness.state == "incomplete"
    assert answer.askings <= 6


def test_nothing_between_is_nothing_to_explain() -> None:
    answer = _why(_snapshot(("a", "x", {})), _snapshot(("a", "x", {})), failed=["x"])
    assert (answer.rows, answer.changes) == ((), 0)


def test_the_same_question_is_refused_where_it_cannot_be_asked() -> None:
    with pytest.raises(Exception, match="nobody"):
        _why(_snapshot(), _snapshot(), failed=["nobody"])


@given(landscapes(), landscapes())
def test_all_changes_lead_to_the_new_landscape_and_none_to_the_old(old: Landscape, new: Landscape) -> None:
    before, after = (Snapshot.of(Stored(one.nodes, one.relationships)) for one in (old, new))
    between = Between(before, after)
    every = range(len(between.steps))
    assert between.with_only(every).hash == between.without(()).hash == after.hash
    assert between.without(every).hash == between.with_only(()).hash == before.hash


@given(landscapes(), landscapes())
def test_a_part_of_the_changes_is_a_whole_landscape(old: Landscape, new: Landscape) -> None:
    before, after = (Snapshot.of(Stored(one.nodes, one.relationships)) for one in (old, new))
    between = Between(before, after)
    for i in range(min(len(between.steps), 6)):
        for drawn in (between.with_only([i]), between.without([i])):
            ids = {node.id for node in drawn.nodes}
            assert all({tie.source, tie.target} <= ids for tie in drawn.relationships)

"""Small things that bring down large ones, on landscapes small enough to see."""

from __future__ import annotations

import pytest

from eagraph.analysis import amplification
from eagraph.analysis.amplification import Answer, Params
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return amplification.run(snapshot, Params.model_validate(params))


def brook() -> Snapshot:
    """One sensor alone, two in a pair, each on the way to a flood warning."""
    nodes = [
        node("alone", "Sensor", criticality=0), node("p1", "Sensor", criticality=0), node("p2", "Sensor", criticality=1),
        node("hub", criticality=2), node("pumps", "Device"), node("warning", "DigitalService", criticality=4),
        node("far", "DigitalService", criticality=4), node("news", criticality=1), node("owner", "Role", name="Owner"),
    ]  # fmt: skip
    ties = [
        tie("alone", "FLOW", "hub", needed=True), tie("p1", "FLOW", "hub", needed=True, group="pair", k=1),
        tie("p2", "FLOW", "hub", needed=True, group="pair"), tie("hub", "FLOW", "pumps", needed=True),
        tie("warning", "DEPENDS_ON", "hub"), tie("far", "DEPENDS_ON", "warning"), tie("news", "DEPENDS_ON", "p1"),
        tie("alone", "OWNED_BY", "owner"),
    ]  # fmt: skip
    return snapshot_of(nodes, ties)


def test_the_one_that_stands_alone_is_found_with_a_shortest_chain() -> None:
    answer = ask(brook())
    (row,) = answer.rows
    assert (row.id, row.criticality, row.stopped, row.unknown, row.owner) == ("alone", 0, 4, 1, "Owner")
    assert (row.worst, row.worst_count, row.ratio) == (4, 2, 2 + 4 + 4)
    assert row.chain == ("alone", "hub", "warning")
    assert answer.summary.en.startswith("Small things that bring down large ones: 1 of 4. First alone of criticality 0")


def test_what_counts_as_small_and_as_large_is_asked_for() -> None:
    assert [row.id for row in ask(brook(), most_own=2).rows] == ["alone", "hub"]
    assert [(row.id, row.ratio) for row in ask(brook(), most_own=2).rows][1] == ("hub", 4.0)
    assert [row.id for row in ask(brook(), least_worst=1).rows] == ["alone", "p1"]
    assert [row.id for row in ask(brook(), least_ratio=1).rows] == ["alone", "p1"]
    assert ask(brook(), labels=("System",)).rows == ()
    assert [row.id for row in ask(brook(), least_stopped=1).rows] == ["alone", "p1"]


def test_who_states_no_criticality_is_left_out_and_told_or_counts_as_asked() -> None:
    chain = [tie("hub", "DEPENDS_ON", "unrated"), tie("warning", "DEPENDS_ON", "hub")]
    nodes = [node("unrated"), node("hub", criticality=2), node("warning", criticality=3), node("plan", "Process")]
    snapshot = snapshot_of(nodes, chain)
    without, with_ = ask(snapshot), ask(snapshot, assume_own=1)
    assert without.rows == ()
    assert without.completeness.reasons[0].en == "1 things state no criticality of their own and are left out."
    assert [(row.id, row.criticality, row.ratio) for row in with_.rows] == [("unrated", 1, 5.0)]
    assert with_.completeness.reasons[0].en == "1 things state no criticality of their own; it counts as 1."


def test_the_largest_come_first_and_the_rest_is_counted() -> None:
    nodes = [node(f"s{i}", criticality=0) for i in range(3)] + [node("a", criticality=3), node("b", criticality=4)]
    ties = [
        tie("a", "DEPENDS_ON", "s0"),
        tie("a", "DEPENDS_ON", "s2"),
        tie("b", "DEPENDS_ON", "s1"),
        tie("b", "DEPENDS_ON", "s2"),
    ]
    assert [row.id for row in ask(snapshot_of(nodes, ties)).rows] == ["s2", "s1", "s0"]
    first = ask(snapshot_of(nodes, ties), limit=1)
    assert ([row.id for row in first.rows], first.completeness.state) == (["s2"], "truncated")
    assert first.completeness.reasons[0].en == "2 more such things than are shown."


def test_a_day_leaves_out_things_that_are_gone() -> None:
    nodes = [node("s", criticality=0, valid_to="2026-01-01"), node("a", criticality=4)]
    snapshot = snapshot_of(nodes, [tie("a", "DEPENDS_ON", "s")])
    assert [len(ask(snapshot, at=day).rows) for day in ("2026-01-01", "2026-01-02")] == [1, 0]
    assert ask(snapshot, at="2026-01-02").summary.en.startswith("No thing is known to be small")


def test_without_any_criticality_the_number_that_stops_can_be_what_counts() -> None:
    snapshot = snapshot_of([node("a"), node("b"), node("c")], [tie("b", "DEPENDS_ON", "a"), tie("c", "DEPENDS_ON", "b")])
    answer = ask(snapshot, assume_own=0, least_stopped=2)
    assert [(row.id, row.stopped, row.worst, row.chain) for row in answer.rows] == [("a", 2, None, ())]
    assert answer.summary.en.endswith("First a of criticality 0; others that stop: 2.")


def test_a_label_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownName):
        ask(brook(), labels=("Sensr",))

"""Project collisions: too many at a time, the same or dependent systems, the order, and what nobody has dated."""

from __future__ import annotations

from eagraph.analysis import project_collisions
from eagraph.analysis.project_collisions import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return project_collisions.run(snapshot, Params.model_validate(params))


def told(answer: Answer) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(row.id, row.wrong, row.violation, row.projects) for row in answer.rows]


def project(id_: str, start: str = "", end: str = "", **more: Value) -> Node:
    days = {name: f"2026-{day}" for name, day in (("start", start), ("end", end)) if day}
    return node(id_, "Project", **days, **more)


def board(id_: str, **said: Value) -> Node:
    return node(id_, "Organisation", kind="board", **said)


def test_more_projects_at_a_time_than_an_organisation_carries() -> None:
    days = {"p": ("01-01", "03-31"), "q": ("02-01", "02-28"), "r": ("02-28", "05-01"), "s": ("03-01", "03-02")}
    nodes = [board("b", change_capacity=2), board("c"), *(project(x, *span) for x, span in days.items())]
    answer = ask(snapshot_of(nodes, [tie(x, "AFFECTS", b) for x in days for b in "bc"]))
    assert told(answer) == [
        ("b", "too_many_projects", "yes", ("p", "q", "r", "s")),
    ]  # fmt: skip
    row = answer.rows[0]
    assert (str(row.first), str(row.last), row.peak, row.capacity) == ("2026-02-28", "2026-03-02", 3, 2)
    assert [row.id for row in ask(snapshot_of(nodes, [tie(x, "AFFECTS", "c") for x in days]), capacity=2).rows] == ["c"]


def test_parts_load_the_board_above_them() -> None:
    parts = [node(x, "Organisation", kind="department") for x in ("d", "e")]
    nodes = [board("b"), *parts, *(project(x, "01-01", "12-31") for x in "pqr")]
    ties = [
        tie("d", "PART_OF", "b"),
        tie("e", "PART_OF", "b"),
        tie("p", "AFFECTS", "d"),
        tie("q", "AFFECTS", "e"),
        tie("r", "AFFECTS", "e"),
    ]
    assert [(row.id, row.peak) for row in ask(snapshot_of(nodes, ties), capacity=2).rows] == [("b", 3)]
    own = [board("b", change_capacity=5), parts[0], node("e", "Organisation", kind="department", change_capacity=1)]
    assert [(row.id, row.peak) for row in ask(snapshot_of([*own, *nodes[3:]], ties)).rows] == [("e", 2)]


def test_whom_a_project_affects_is_assumed_where_it_does_not_say() -> None:
    nodes = [board("b"), node("s"), *(project(x, "01-01", "12-31") for x in "pq")]
    ties = [tie("s", "OWNED_BY", "b"), tie("p", "CHANGES", "s"), tie("q", "OWNED_BY", "b"), tie("p", "AFFECTS", "b")]
    answer = ask(snapshot_of(nodes, ties), capacity=1)
    assert told(answer) == [("b", "too_many_projects", "unknown", ("p", "q"))]
    assert "1 projects do not say whom they affect" in " ".join(r.en for r in answer.completeness.reasons)


def test_two_projects_on_the_same_system_at_the_same_time() -> None:
    nodes = [node("s"), project("p", "01-01", "03-31"), project("q", "03-31", "06-30"), project("r", "04-01", "05-01")]
    ties = [tie("p", "CHANGES", "s"), tie("q", "RETIRES", "s"), tie("r", "DELIVERS", "s")]
    answer = ask(snapshot_of(nodes, ties))
    assert told(answer) == [("p", "same_system", "yes", ("q",)), ("q", "same_system", "yes", ("r",))]
    assert [(str(r.first), str(r.last), r.systems) for r in answer.rows] == [
        ("2026-03-31", "2026-03-31", ("s",)), ("2026-04-01", "2026-05-01", ("s",)),
    ]  # fmt: skip
    assert told(ask(snapshot_of(nodes, ties), since="2026-04-01")) == [("q", "same_system", "yes", ("r",))]
    part = ask(snapshot_of(nodes, [*ties, tie("p", "PART_OF", "q")]))
    assert told(part) == [("q", "same_system", "yes", ("r",))]


def test_systems_that_need_each_other_directly_or_through_an_integration() -> None:
    nodes = [node("s"), node("t"), node("u"), node("far"), node("i", "Integration")]
    nodes += [project(x, "01-01", "03-31") for x in "pqrz"]
    ties = [
        tie("t", "DEPENDS_ON", "s"), tie("far", "DEPENDS_ON", "t"), tie("s", "FLOW", "i", needed=True),
        tie("i", "FLOW", "u", needed=True), tie("p", "CHANGES", "s"), tie("q", "CHANGES", "t"), tie("r", "CHANGES", "u"),
        tie("z", "CHANGES", "far"),
    ]  # fmt: skip
    answer = ask(snapshot_of(nodes, ties))
    assert told(answer) == [
        ("p", "dependent_systems", "yes", ("q",)), ("p", "dependent_systems", "yes", ("r",)),
        ("q", "dependent_systems", "yes", ("z",)),
    ]  # fmt: skip
    assert answer.rows[1].systems == ("s", "u")


def test_what_precedes_has_ended() -> None:
    days = {"p": ("01-01", "03-31"), "q": ("03-31", "06-30"), "r": ("06-29", "07-01"), "u": ("", ""), "e": ("", "01-01")}
    nodes = [project(x, *span) for x, span in days.items()]
    ties = [tie("p", "PRECEDES", "q"), tie("q", "PRECEDES", "r"), tie("r", "PRECEDES", "u"), tie("q", "PRECEDES", "e")]
    assert told(ask(snapshot_of(nodes, ties))) == [
        ("e", "starts_before_prerequisite_ends", "yes", ("q",)), ("r", "starts_before_prerequisite_ends", "yes", ("q",)),
        ("e", "dates_missing", "unknown", ()), ("u", "dates_missing", "unknown", ()),
        ("u", "starts_before_prerequisite_ends", "unknown", ("r",)),
    ]  # fmt: skip


def test_nothing_precedes_itself() -> None:
    nodes = [project(x) for x in "pqr"]
    answer = ask(snapshot_of(nodes, [tie("p", "PRECEDES", "q"), tie("q", "PRECEDES", "p"), tie("q", "PRECEDES", "r")]))
    assert [row for row in told(answer) if row[2] == "yes"] == [("p", "precedes_itself", "yes", ("q",))]


def test_projects_without_dates_may_collide_and_are_named() -> None:
    nodes = [node("s"), board("b"), project("p", "01-01", "03-31"), project("q", "03-01"), project("r", "04-01")]
    ties = [tie(x, type_, on) for x in "pqr" for type_, on in (("CHANGES", "s"), ("AFFECTS", "b"))]
    answer = ask(snapshot_of(nodes, ties), capacity=1)
    assert told(answer) == [
        ("p", "same_system", "yes", ("q",)), ("b", "too_many_projects", "yes", ("p", "q")),
        ("q", "dates_missing", "unknown", ()), ("r", "dates_missing", "unknown", ()),
        ("q", "same_system", "unknown", ("r",)),
    ]  # fmt: skip
    assert (answer.projects, answer.undated, answer.completeness.state) == (3, 2, "incomplete")
    assert [(str(r.first), str(r.last)) for r in answer.rows if r.id == "q"][1] == ("2026-04-01", "None")
    assert [row.violation for row in ask(snapshot_of(nodes, ties), capacity=2).rows if row.id == "b"] == []


def test_a_landscape_without_projects() -> None:
    answer = ask(snapshot_of([node("a")], []))
    assert (answer.rows, answer.completeness.state) == ((), "complete")

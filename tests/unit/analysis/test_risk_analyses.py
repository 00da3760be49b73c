"""Risk analyses: from which level one is needed, how long it holds, and what makes it outdated."""

from __future__ import annotations

import pytest

from eagraph.analysis import risk_analyses
from eagraph.analysis.risk_analyses import Answer, Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

LOW: dict[str, Value] = {"k": 1, "r": 1, "t": 1, "s": 1}


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return risk_analyses.run(snapshot, Params.model_validate({"at": "2026-06-30", **params}))


def city(*more: Relationship, nodes: tuple[Node, ...] = (), **levels: Value) -> Snapshot:
    """A register that holds cases of the levels given, and a dull system; a risk analysis of something else is on record."""
    things = [
        node("register", "System", lifecycle="live", **LOW), node("dull", "System", lifecycle="live", **LOW),
        node("cases", "InformationAsset", **(LOW | levels)), node("other", lifecycle="retired"), analysis("elsewhere"),
    ]  # fmt: skip
    return snapshot_of([*things, *nodes], [tie("register", "HOLDS", "cases"), tie("elsewhere", "ABOUT", "other"), *more])


def analysis(id_: str, date: str | None = "2026-01-01", kind: str = "risk_analysis") -> Node:
    return node(id_, "Evidence", evidence_kind=kind, **({"date": date} if date else {}))


def row(answer: Answer, id_: str) -> Row:
    return next(row for row in answer.rows if row.id == id_)


def test_what_information_requires_of_a_system_decides_not_what_its_owner_said() -> None:
    answer = ask(city(k=3))
    assert {(r.id, r.wrong, r.violation, r.level, r.aspects) for r in answer.rows} == {
        ("register", "never", "yes", 3, ("k",)), ("cases", "never", "yes", 3, ("k",)),
    }  # fmt: skip
    assert {r.wrong for r in ask(city(k=1)).rows} == {"level_unknown"}
    assert {r.id for r in ask(city(k=1), level=1).rows} == {"register", "cases", "dull"}


@pytest.mark.parametrize(("level", "date", "wrong", "violation"), [
    (3, "2025-06-30", "nothing", "no"), (3, "2025-06-29", "too_old", "yes"), (2, "2024-06-30", "nothing", "no"),
    (2, "2024-06-29", "too_old", "yes"), (4, "2025-06-29", "too_old", "yes"), (3, "2026-07-01", "never", "yes"),
    (3, None, "no_date", "unknown"),
])  # fmt: skip
def test_one_holds_for_as_long_as_the_level_allows(level: int, date: str | None, wrong: str, violation: str) -> None:
    answer = ask(city(tie("a", "ABOUT", "register"), nodes=(analysis("a", date),), r=level))
    assert (row(answer, "register").wrong, row(answer, "register").violation) == (wrong, violation)
    assert row(answer, "cases").wrong == wrong


def test_that_of_the_information_is_not_one_of_the_system_and_other_evidence_is_none() -> None:
    answer = ask(city(tie("a", "ABOUT", "cases"), nodes=(analysis("a"),), k=3))
    assert (row(answer, "cases").wrong, row(answer, "register").wrong) == ("nothing", "never")
    assert row(ask(city(tie("a", "ABOUT", "cases"), nodes=(analysis("a", kind="review"),), k=3)), "cases").wrong == "never"


@pytest.mark.parametrize(
    ("changed", "wrong"), [("2026-01-02", "outdated"), ("2026-01-01", "nothing"), ("2026-07-01", "nothing")]
)
def test_a_flow_or_information_that_came_later_makes_it_outdated(changed: str, wrong: str) -> None:
    about, done = tie("a", "ABOUT", "register"), analysis("a")
    flowed = ask(city(about, tie("dull", "FLOW", "register", valid_from=changed, carries=()), nodes=(done,), k=3))
    assert row(flowed, "register").wrong == wrong
    more = node("lists", "InformationAsset", **LOW)
    held = ask(city(about, tie("register", "HOLDS", "lists", since=changed), nodes=(done, more), k=3))
    one = row(held, "register")
    assert (one.wrong, one.changed_by) == (wrong, "lists" if wrong == "outdated" else None)


def test_an_unknown_level_is_unknown_unless_there_is_one_that_holds() -> None:
    bare = snapshot_of(
        [node("bare", "InformationAsset"), node("x", "System", lifecycle="live", **LOW), analysis("a")],
        [tie("a", "ABOUT", "x")],
    )
    assert [(r.id, r.wrong, r.violation, r.level, r.level_high) for r in ask(bare).rows] == [
        ("bare", "level_unknown", "unknown", 0, 4)
    ]
    covered = snapshot_of(bare.nodes, [tie("a", "ABOUT", "bare")])
    assert row(ask(covered), "bare").violation == "no"


def test_where_no_risk_analysis_is_on_record_at_all_it_is_unknown() -> None:
    answer = ask(snapshot_of([node("register", "System", lifecycle="live", **(LOW | {"t": 3}))], []))
    assert [(r.wrong, r.violation) for r in answer.rows] == [("never", "unknown")]
    assert any("No risk analysis at all" in reason.en for reason in answer.completeness.reasons)


def test_planned_and_retired_systems_need_none_and_more_than_the_limit_is_told() -> None:
    nodes = tuple(
        node(life, "System", lifecycle=life, **(LOW | {"r": 3})) for life in ("idea", "planned", "retired", "pilot")
    )
    answer = ask(city(nodes=nodes, k=3), limit=1)
    assert answer.completeness.state == "truncated"
    assert {r.id for r in ask(city(nodes=nodes, k=3)).rows} == {"register", "cases", "pilot"}

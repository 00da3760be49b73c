"""Capability matrix: cells, how costs are divided, what stands out, and what is unused."""

from __future__ import annotations

import pytest

from eagraph.analysis import capability_matrix
from eagraph.analysis.capability_matrix import Answer, Params, Row
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

BOARDS = [*(node(b, "Organisation", kind="board") for b in "ab"), node("adm", "Organisation", kind="administration")]
CAPABILITIES = [node(c, "Capability") for c in ("cap", "cup")]


def ask(nodes: list[Node], *ties: Relationship, **params: object) -> Answer:
    said = Params.model_validate({"at": "2026-06-01", **params})
    return capability_matrix.run(snapshot_of([*BOARDS, *CAPABILITIES, *nodes], [tie("adm", "PART_OF", "b"), *ties]), said)


def live(id_: str, **said: Value) -> Node:
    return node(id_, "System", lifecycle="live", **said)


def cells(answer: Answer) -> dict[tuple[str, str | None], Row]:
    return {(row.id, row.organisation): row for row in answer.rows if row.label == "Capability"}


def standing_out(answer: Answer, *kinds: str) -> list[tuple[str, str, str]]:
    rows = [(row.id, row.wrong, row.violation) for row in answer.rows if row.label == "System"]
    return [row for row in rows if not kinds or row[1] in kinds]


def test_a_cell_has_the_systems_that_an_organisation_uses_for_a_capability() -> None:
    answer = ask(
        [
            live("s", scope="common", cost_year=90.0), live("l", scope="local", cost_year=10.0),
            node("p", lifecycle="planned", cost_year=1000.0), node("r", lifecycle="retired"),
        ],
        *(tie(x, "SUPPORTS", "cap") for x in "slpr"), tie("s", "SUPPORTS", "cup"),
        tie("s", "USED_BY", "a", users=20), tie("s", "USED_BY", "adm", users=10), tie("l", "USED_BY", "a", users=5),
        tie("p", "USED_BY", "a"), tie("r", "USED_BY", "a"),
    )  # fmt: skip
    found = cells(answer)
    assert found.keys() == {("cap", "a"), ("cap", "b"), ("cup", "a"), ("cup", "b")}
    cell = found["cap", "a"]
    assert (cell.systems, cell.count, cell.common, cell.local, cell.planned) == (("l", "p", "s"), 3, 1, 2, 1)
    assert (cell.cost_year, cell.cost_here, cell.users, cell.wrong) == (100, 40, 25, "common_and_local")
    assert (found["cap", "b"].cost_here, found["cap", "b"].users, found["cap", "b"].wrong) == (15, 10, "nothing")
    assert [(t.id, t.systems, t.cost_here) for t in answer.by_organisation] == [("a", 3, 70), ("b", 1, 30)]
    assert [(t.id, t.cost_here, t.median) for t in answer.by_capability] == [("cap", 55, 50), ("cup", 45, 90)]
    assert {row.violation for row in found.values()} == {"no"}


def test_capabilities_have_the_shares_stated_and_users_that_are_not_equal_shares() -> None:
    answer = ask(
        [live("s", cost_year=100.0)],
        tie("s", "SUPPORTS", "cap", share=0.6), tie("s", "SUPPORTS", "cup", share=0.2),
        tie("s", "USED_BY", "a", users=20), tie("s", "USED_BY", "b"),
    )  # fmt: skip
    assert {key: cell.cost_here for key, cell in cells(answer).items()} == {
        ("cap", "a"): 37.5, ("cap", "b"): 37.5, ("cup", "a"): 12.5, ("cup", "b"): 12.5,
    }  # fmt: skip
    assert cells(answer)["cap", "b"].users is None
    assert any("their cost is divided equally" in reason.en for reason in answer.completeness.reasons)


def test_whoever_answers_for_a_system_is_assumed_to_use_it() -> None:
    answer = ask([live("s"), live("t")], tie("s", "OWNED_BY", "a"), *(tie(x, "SUPPORTS", "cap") for x in "st"))
    found = cells(answer)
    assert {key: (cell.assumed, cell.cost_year, cell.cost_unknown) for key, cell in found.items()} == {
        ("cap", "a"): (1, None, 1), ("cap", None): (1, None, 1),
    }  # fmt: skip
    assert answer.completeness.state == "incomplete"


def costly(*costs: float, **params: object) -> list[tuple[str, float | None, float | None]]:
    nodes = [live(f"s{i}", cost_year=cost, users=10 * (i + 1)) for i, cost in enumerate(costs)]
    answer = ask(nodes, *(tie(n.id, "SUPPORTS", "cap") for n in nodes), **params)
    return [(row.id, row.value, row.median) for row in answer.rows if row.wrong == "cost_outlier" and row.violation == "yes"]


def test_what_costs_more_than_three_times_the_median_stands_out() -> None:
    assert costly(10, 10, 30) == []
    assert costly(10, 10, 30.1) == [("s2", 30.1, 10)]
    assert costly(10, 10, 21, factor=2) == [("s2", 21, 10)]
    assert costly(10, 100) == []
    assert costly(70, 20, 30, per_user=True) == [("s0", 7, 1)]
    assert costly(0, 0, 30) == []


def test_planned_and_retired_systems_are_not_compared() -> None:
    nodes = [live("s", cost_year=10.0), node("p", lifecycle="planned", cost_year=99.0), live("t", cost_year=10.0), live("u")]
    answer = ask(nodes, *(tie(n.id, "SUPPORTS", "cap") for n in nodes))
    assert standing_out(answer, "cost_outlier") == []
    assert any("1 systems in use do not state their cost" in reason.en for reason in answer.completeness.reasons)


def test_a_system_without_users_is_unused() -> None:
    nodes = [
        live("zero", users=0), live("some", users=1), live("silent"), live("sum"), live("odd", users=0),
        live("hall", system_kind="infrastructure"), live("needed", users=0), node("gone", lifecycle="retired", users=0),
    ]  # fmt: skip
    ties = [
        tie("sum", "USED_BY", "a", users=0), tie("odd", "USED_BY", "a", users=3), tie("some", "DEPENDS_ON", "needed"),
        tie("some", "USED_BY", "b"),
    ]  # fmt: skip
    assert standing_out(ask(nodes, *ties), "no_users") == [
        ("sum", "no_users", "yes"), ("zero", "no_users", "yes"), ("odd", "no_users", "unknown"),
        ("silent", "no_users", "unknown"), ("needed", "no_users", "no"),
    ]  # fmt: skip


@pytest.mark.parametrize(("end", "violation"), [("2025-05-31", "yes"), ("2025-06-01", None), ("", None)])
def test_a_system_whose_flows_ended_long_ago_is_unused(end: str, violation: str | None) -> None:
    said: dict[str, Value] = {"valid_to": end} if end else {}
    flow = tie("s", "FLOW", "t", **said)
    found = standing_out(ask([live("s", users=1), live("t", users=1, system_kind="equipment")], flow), "no_flows")
    assert found == ([(x, "no_flows", violation) for x in "st"] if violation else [])


def test_a_system_of_which_no_flow_is_recorded_is_perhaps_unused() -> None:
    nodes = [live(x, users=1) for x in "suv"] + [live("t", users=1, system_kind="equipment")]
    assert standing_out(ask(nodes, tie("u", "FLOW", "v"))) == [("s", "no_flows", "unknown")]


def test_where_no_users_and_no_flows_are_recorded_nothing_is_told_of_them() -> None:
    answer = ask([live("s"), live("t")])
    assert standing_out(answer) == []
    told = " ".join(reason.en for reason in answer.completeness.reasons)
    assert "Nothing says who uses any system" in told
    assert "There are no flows" in told


def test_a_landscape_without_systems() -> None:
    answer = ask([])
    assert (answer.rows, answer.completeness.state) == ((), "complete")

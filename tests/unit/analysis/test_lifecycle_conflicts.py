"""Lifecycle conflicts: support and contracts that end too early, needers of what goes, successors that come too late."""

from __future__ import annotations

from eagraph.analysis import lifecycle_conflicts
from eagraph.analysis.lifecycle_conflicts import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return lifecycle_conflicts.run(snapshot, Params.model_validate({"at": "2026-06-01", **params}))


def told(nodes: list[Node], *ties: Relationship, **params: object) -> list[tuple[str, str, str]]:
    return [(row.id, row.wrong, row.violation) for row in ask(snapshot_of(nodes, ties), **params).rows]


def live(id_: str, **said: Value) -> Node:
    return node(id_, "System", lifecycle="live", **said)


def test_support_that_has_ended_is_told_of_what_is_in_use() -> None:
    ended = {"end_of_support": "2026-05-31"}
    nodes = [
        live("a", **ended), node("b", "System", lifecycle="retired", **ended), node("c", lifecycle="planned", **ended),
        node("d", **ended), live("e", end_of_support="2029-06-01"), node("f", lifecycle="phase_out", **ended),
    ]  # fmt: skip
    assert told(nodes) == [("a", "support_ended", "yes"), ("f", "support_ended", "yes"), ("d", "support_ended", "unknown")]


def test_support_lasts_until_the_system_goes_and_is_not_its_end() -> None:
    nodes = [live(x, end_of_support="2027-01-01") for x in "abc"]
    nodes += [live("new"), node("p", "Project", end="2027-06-01"), node("q", "Project", end="2026-12-31")]
    ties = [
        tie("a", "REPLACED_BY", "new", date="2027-02-01"), tie("p", "RETIRES", "b"), tie("q", "RETIRES", "b"),
        tie("c", "REPLACED_BY", "new", date="2027-01-01"),
    ]  # fmt: skip
    answer = ask(snapshot_of(nodes, ties))
    assert [(r.id, r.wrong, r.violation) for r in answer.rows] == [
        ("a", "support_ends_before_replacement", "yes"), ("b", "support_ends_before_replacement", "unknown"),
    ]  # fmt: skip
    assert [(str(r.ends_on), str(r.goes_on), r.because) for r in answer.rows] == [
        ("2027-01-01", "2027-02-01", ("new",)), ("2027-01-01", "2026-12-31", ("p", "q")),
    ]  # fmt: skip


def test_support_that_ends_soon_asks_for_a_plan() -> None:
    nodes = [live("a", end_of_support="2028-06-01"), live("b", end_of_support="2028-06-02")]
    assert told(nodes) == [("a", "support_ends_without_plan", "unknown")]
    assert told(nodes, ahead_months=12) == []


def test_contracts_end_no_sooner_than_systems() -> None:
    nodes = [live("a", contract_end="2026-05-01"), live("b", contract_end="2026-09-01", valid_to="2026-12-31")]
    nodes += [live("c", contract_end="2026-09-01")]
    assert told(nodes) == [("a", "contract_ended", "yes"), ("b", "contract_ends_before_replacement", "yes")]


def test_what_is_gone_or_not_there_is_not_depended_on() -> None:
    nodes = [
        node("old", lifecycle="retired"), node("next", lifecycle="planned"), node("new", lifecycle="planned"), live("a"),
        node("b"), node("gone", lifecycle="retired"), node("i", "Integration"), node("s", "DigitalService"),
    ]  # fmt: skip
    ties = [
        tie("a", "DEPENDS_ON", "old"), tie("a", "DEPENDS_ON", "next"), tie("new", "DEPENDS_ON", "next"),
        tie("new", "DEPENDS_ON", "old"), tie("gone", "DEPENDS_ON", "old"), tie("b", "DEPENDS_ON", "next"),
        tie("old", "FLOW", "i", needed=True), tie("i", "FLOW", "s", needed=True), tie("i", "FLOW", "b"),
    ]  # fmt: skip
    assert told(nodes, *ties) == [
        ("a", "depends_on_planned", "yes"), ("a", "depends_on_retired", "yes"), ("new", "depends_on_retired", "yes"),
        ("s", "depends_on_retired", "yes"), ("b", "depends_on_planned", "unknown"),
    ]  # fmt: skip
    answer = ask(snapshot_of(nodes, ties))
    assert any("1 flows of which nobody has said" in reason.en for reason in answer.completeness.reasons)
    assert next(r.because for r in answer.rows if r.id == "s") == ("old FLOW i",)


def test_whoever_needs_what_is_leaving_leaves_no_later() -> None:
    nodes = [node("old", lifecycle="phase_out"), live("a"), live("b"), live("c"), live("new")]
    ties = [tie(x, "DEPENDS_ON", "old") for x in "abc"]
    assert told(nodes, *ties) == [(x, "depends_on_leaving", "unknown") for x in "abc"]
    ties += [tie("old", "REPLACED_BY", "new", date="2027-01-01"), tie("b", "REPLACED_BY", "new", date="2027-03-01")]
    ties += [tie("c", "REPLACED_BY", "new", date="2027-01-01")]
    assert told(nodes, *ties) == [("b", "depends_on_leaving", "yes"), ("a", "depends_on_leaving", "unknown")]


def test_replacements_have_a_day_that_is_not_past_and_a_successor_that_is_there() -> None:
    nodes = [
        live("a"), live("b"), live("c"), live("d"), live("e"), node("z", lifecycle="retired"), live("ok"),
        node("later", lifecycle="planned"), live("old", end_of_support="2028-06-01"), node("dead", lifecycle="retired"),
        node("p", "Project", end="2027-01-02"),
    ]  # fmt: skip
    ties = [
        tie("a", "REPLACED_BY", "ok"), tie("b", "REPLACED_BY", "ok", date="2026-05-31"),
        tie("c", "REPLACED_BY", "later", date="2027-01-01"), tie("p", "DELIVERS", "later"),
        tie("d", "REPLACED_BY", "old", date="2028-06-02"), tie("e", "REPLACED_BY", "dead", date="2027-01-01"),
        tie("z", "REPLACED_BY", "ok", date="2020-01-01"),
    ]  # fmt: skip
    assert told(nodes, *ties, ahead_months=1) == [
        ("b", "replacement_overdue", "yes"), ("c", "successor_late", "yes"), ("d", "successor_support_ended", "yes"),
        ("e", "successor_retired", "yes"), ("a", "replacement_without_date", "unknown"),
    ]  # fmt: skip


def test_nothing_is_in_the_end_replaced_by_itself() -> None:
    ties = [tie(a, "REPLACED_BY", b, date="2027-01-01") for a, b in ("ab", "bc", "ca", "xa")]
    assert told([live(x) for x in "abcx"], *ties) == [(x, "replaced_in_a_ring", "yes") for x in "abc"]


def test_what_is_not_stated_is_counted() -> None:
    answer = ask(snapshot_of([live("a"), node("b"), node("c", lifecycle="retired")], []))
    assert (answer.rows, answer.in_use, answer.support_unknown, answer.completeness.state) == ((), 2, 2, "incomplete")
    assert answer.summary.en.startswith("Conflicts in the lives of systems: 0; perhaps: 0.")


def test_without_a_day_nothing_is_late() -> None:
    answer = lifecycle_conflicts.run(snapshot_of([live("a", end_of_support="2001-01-01")], []), Params())
    assert (answer.rows, answer.completeness.state) == ((), "incomplete")
    assert any("No day is known" in reason.en for reason in answer.completeness.reasons)

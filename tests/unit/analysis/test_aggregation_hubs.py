"""Hubs of aggregation: what meets where, what rules add to it, who gets it from there, and the register itself."""

from __future__ import annotations

import pytest

from eagraph.analysis import aggregation_hubs
from eagraph.analysis.aggregation_hubs import Answer, Params, Row
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def asset(id_: str, **said: Value) -> Node:
    return node(id_, "InformationAsset", **{"k": 1, "r": 0, "t": 0, "s": 0, "subject_kind": "resident", **said})


def flow(source: str, target: str, *carried: str) -> Relationship:
    return tie(source, "FLOW", target, carries=carried)


def town() -> Snapshot:
    """Three boards' information in a portal by way of an exchange; a copy of one of them; a mirror behind it."""
    nodes = [node(f"board{i}", "Organisation", kind="board") for i in range(3)]
    nodes += [asset(f"a{i}") for i in range(3)] + [asset("copy", asset_kind="copy"), node("type", "InformationType")]
    nodes += [node(f"s{i}", system_kind="business") for i in range(3)]
    nodes += [node("exchange", "Integration"), node("engine", system_kind="integration"), node("portal", "DigitalService")]
    nodes += [node("mirror", system_kind="platform")]
    ties = [tie(f"a{i}", "OWNED_BY", f"board{i}") for i in range(3)]
    ties += [tie(f"s{i}", "HOLDS", f"a{i}") for i in range(3)] + [
        tie("s0", "HOLDS", "copy"),
        tie("copy", "DERIVED_FROM", "a0"),
    ]
    ties += [flow(f"s{i}", "exchange", f"a{i}") for i in (1, 2)]
    ties += [
        flow("exchange", "portal", "a1", "a2"),
        flow("s0", "portal", "a0", "copy"),
        flow("portal", "mirror", "a0", "a1"),
    ]
    ties += [tie("exchange", "VIA", "engine"), tie("s1", "MASTER_OF", "type"), tie("a1", "OF_TYPE", "type")]
    return snapshot_of(nodes, ties)


def ask(snapshot: Snapshot, **said: object) -> Answer:
    return aggregation_hubs.run(snapshot, Params.model_validate(said))


def by_id(answer: Answer) -> dict[str, Row]:
    return {row.id: row for row in answer.rows}


def test_places_where_information_of_most_owners_meets_come_first() -> None:
    rows = ask(town()).rows
    assert [(row.rank, row.id, row.owners) for row in rows] == [
        (0, "eagraph", 0), (1, "portal", 3), (2, "engine", 2), (3, "exchange", 2), (4, "mirror", 2),
    ]  # fmt: skip


def test_what_is_derived_counts_as_what_it_comes_from() -> None:
    rows = by_id(ask(town()))
    assert rows["portal"].assets == 3
    assert "s0" not in rows


def test_a_row_tells_what_meets_and_what_rules_add() -> None:
    portal = by_id(ask(town()))["portal"]
    assert (portal.role, portal.sources, portal.subjects) == ("service", 1, ("resident",))
    assert portal.rules == ("AGG-COUNT", "AGG-OWNERS")
    assert (portal.lift_k, portal.lift_r, portal.lift_t, portal.lift_s) == (1, 0, 0, 1)
    assert (portal.required_k, portal.required_k_high) == (2, 3)


def test_who_gets_it_from_there_is_counted_along_the_flows() -> None:
    rows = by_id(ask(town()))
    assert {i: rows[i].hands_on_to for i in ("portal", "mirror")} == {"portal": 1, "mirror": 0}
    assert rows["exchange"].hands_on_to == 3


def test_the_role_is_read_off_the_landscape() -> None:
    rows = by_id(ask(town()))
    assert {i: row.role for i, row in rows.items()} == {
        "eagraph": "own_register", "portal": "service", "engine": "transport", "exchange": "exchange", "mirror": "platform",
    }  # fmt: skip


def test_ranking_and_labels_can_be_chosen() -> None:
    assert [row.id for row in ask(town(), by="assets", labels=["System"]).rows] == ["eagraph", "engine", "mirror"]
    assert ask(town(), by="lift").rows[1].id == "portal"
    with pytest.raises(UnknownName):
        ask(town(), labels=["Systems"])


def test_what_is_not_shown_is_told() -> None:
    answer = ask(town(), limit=1)
    assert ([row.id for row in answer.rows], answer.completeness.state) == (["eagraph", "portal"], "truncated")
    assert answer.completeness.reasons[0].en == "3 more places are not shown."


def test_the_register_itself_stands_before_the_others() -> None:
    sensitive = [node("vault"), asset("secret", k=3)]
    answer = ask(snapshot_of(sensitive, [tie("vault", "HOLDS", "secret")]))
    (row,) = answer.rows
    assert (row.id, row.label, row.rank, row.role, row.required_k) == ("eagraph", "System", 0, "own_register", 2)
    assert answer.own is not None
    assert (answer.own.level, answer.own.sensitive, answer.own.rules) == (2, 1, ("AGG-SECMETA",))
    assert answer.own.told.en == (
        "This register tells how 1 systems of confidentiality 3 or more are built and protected; what leaves it is to be "
        "handled at confidentiality 2."
    )
    assert answer.summary.en.startswith("Nowhere do two pieces of information meet. This register tells")
    assert answer.model_hash


def test_what_is_unknown_of_systems_makes_the_registers_own_level_an_interval() -> None:
    answer = ask(snapshot_of([node("vault"), node("open", "InformationAsset")], [tie("vault", "HOLDS", "open")]))
    assert answer.own is not None
    assert (answer.own.level, answer.own.level_high, answer.own.sensitive, answer.own.sensitive_high) == (0, 2, 0, 1)
    assert "at confidentiality 0 at least, 2 at most, depending on what is unknown." in answer.own.told.en

"""Answers worked out by hand elsewhere: small landscapes whose outcome is known in every number."""

from __future__ import annotations

import pytest

from eagraph.analysis import blast_radius, escalation
from eagraph.analysis.blast_radius import Answer
from eagraph.analysis.escalation import Params, Row
from eagraph.graph.checking import Checker
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.unit.care_alarm import city, drawn_up


def _stops(snapshot: Snapshot, *failed: str) -> set[str]:
    return {row.id for row in _fails(snapshot, *failed).rows} - set(failed)


def _fails(snapshot: Snapshot, *failed: str) -> Answer:
    return blast_radius.run(snapshot, blast_radius.Params(failed=failed))


@pytest.mark.parametrize(
    ("failed", "stops"),
    [
        (["elnat"], {"dc", "net", "intplat", "omsorg", "trygghetslarm", "minasidor"}),
        (["dc"], {"intplat", "omsorg", "trygghetslarm", "minasidor"}),
        (["net"], {"intplat", "omsorg", "trygghetslarm", "minasidor"}),
        (["idp"], {"intplat", "omsorg", "trygghetslarm", "minasidor"}),
        (["intplat"], {"omsorg", "trygghetslarm", "minasidor"}),
        (["omsorg"], {"trygghetslarm"}),
        (["mobilnat"], set()),
        (["minasidor"], set()),
    ],
)
def test_who_stops_in_the_city_when_nobody_has_a_buffer(failed: list[str], stops: set[str]) -> None:
    assert _stops(city(), *failed) == stops


def test_the_alarm_keeps_one_of_two_networks_and_loses_both() -> None:
    only_networks = [t for t in city().relationships if t.source == "trygghetslarm" and t.target != "omsorg"]
    snapshot = drawn_up(city().nodes, only_networks)
    held = _fails(snapshot, "net").held
    assert [(h.id, h.group, h.needed, h.lost) for h in held] == [("trygghetslarm", "kommunikation", "1/2", ("net",))]
    assert _stops(snapshot, "net") == set()
    assert _stops(snapshot, "net", "mobilnat") == {"trygghetslarm"}


def test_a_soft_need_degrades_and_does_not_stop() -> None:
    answer = _fails(city(soft=("omsorg", "intplat")), "intplat")
    assert {row.id for row in answer.rows} == {"intplat", "minasidor"}
    assert [(d.id, d.mode, d.because) for d in answer.degraded] == [("omsorg", "soft", ("intplat",))]


@pytest.mark.parametrize(("lost", "stops"), [(0, False), (1, False), (2, True), (3, True), (4, True)])
def test_three_of_four_stands_with_one_loss_and_falls_with_two(lost: int, stops: bool) -> None:
    parts = [f"part{i}" for i in range(4)]
    ties = [Relationship("whole", "DEPENDS_ON", part, {"group": "parts", "k": 3}) for part in parts]
    nodes = [Node(id_, "System", {}) for id_ in ["whole", "unrelated", *parts]]
    assert ("whole" in _stops(drawn_up(nodes, ties), "unrelated", *parts[:lost])) == stops


def test_the_waves_of_a_power_failure_and_why() -> None:
    rows = {row.id: row for row in _fails(city(), "elnat").rows}
    assert {id_: row.wave for id_, row in rows.items()} == {
        "elnat": 0, "dc": 1, "net": 1, "intplat": 2, "omsorg": 2, "minasidor": 3, "trygghetslarm": 3,
    }  # fmt: skip
    assert (rows["trygghetslarm"].because, rows["trygghetslarm"].broken_group) == (("omsorg",), "DEPENDS_ON")


def test_why_the_alarm_stops_is_proven_by_the_care_system_and_its_hall_alone() -> None:
    (proof,) = (proof for proof in _fails(city(), "elnat").proofs if proof.id == "trygghetslarm")
    assert [(reason.id, reason.lost) for reason in proof.reasons] == [
        ("elnat", ()), ("dc", ("elnat",)), ("omsorg", ("dc",)), ("trygghetslarm", ("omsorg",)),
    ]  # fmt: skip
    assert not Checker(city(), ["elnat"]).objections(proof)
    assert _fails(city(), "elnat").broken == ()


def test_both_networks_down_break_the_redundancy_and_share_nothing() -> None:
    only_networks = [t for t in city().relationships if t.source == "trygghetslarm" and t.target != "omsorg"]
    (broken,) = _fails(drawn_up(city().nodes, only_networks), "net", "mobilnat").broken
    assert (broken.id, broken.needed, broken.lost, broken.single) == ("trygghetslarm", "1/2", ("mobilnat", "net"), None)


def _required(snapshot: Snapshot, aspect: str) -> dict[str, Row]:
    return {row.id: row for row in escalation.run(snapshot, Params.model_validate({"aspect": aspect})).rows}


def test_availability_is_required_of_suppliers_with_a_level_less_where_soft_or_redundant() -> None:
    own = {"trygghetslarm": 3, "omsorg": 2, "minasidor": 1}
    rows = _required(city(own, soft=("omsorg", "intplat")), "t")
    assert {id_: row.required_low for id_, row in rows.items()} == {
        "trygghetslarm": 3, "omsorg": 3, "dc": 3, "idp": 3, "elnat": 3, "net": 2, "mobilnat": 2, "intplat": 2,
        "minasidor": 1,
    }  # fmt: skip
    assert rows["omsorg"].raised
    assert rows["omsorg"].witness == ("trygghetslarm", "omsorg")
    assert not rows["minasidor"].raised
    assert rows["elnat"].witness == ("trygghetslarm", "omsorg", "dc", "elnat")

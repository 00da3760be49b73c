"""Answers worked out by hand elsewhere: small landscapes whose outcome is known in every number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from eagraph.analysis import blast_radius, escalation
from eagraph.analysis.blast_radius import Answer
from eagraph.analysis.escalation import Params, Row
from eagraph.graph.checking import Checker
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.classification import Interval
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship

NEEDS: tuple[tuple[str, str, float], ...] = (
    ("dc", "elnat", 8), ("net", "elnat", 4), ("intplat", "dc", 0), ("intplat", "net", 0), ("intplat", "idp", 1),
    ("omsorg", "dc", 0), ("omsorg", "intplat", 24), ("omsorg", "idp", 2), ("trygghetslarm", "omsorg", 12),
    ("minasidor", "intplat", 0.5), ("minasidor", "idp", 0),
)  # fmt: skip
"""Who needs whom, and how many hours it manages without."""
REDUNDANT = ("mobilnat", "net")
"""The two networks of which trygghetslarm needs one."""
EVERYBODY = {end for one, other, _ in NEEDS for end in (one, other)} | set(REDUNDANT)


def _snapshot(nodes: Iterable[Node], ties: Iterable[Relationship]) -> Snapshot:
    whole = Landscape.of(nodes, ties)
    return Snapshot.of(Stored(whole.nodes, whole.relationships))


def _city(own: Mapping[str, int] | None = None, soft: tuple[str, str] | None = None) -> Snapshot:
    """The care alarm of a city, on power, networks and an integration platform."""
    nodes = [Node(id_, "System", {"t": own[id_]} if own and id_ in own else {}) for id_ in sorted(EVERYBODY)]
    ties = [
        Relationship(one, "DEPENDS_ON", other, {"buffer_h": hours, **({"mode": "soft"} if (one, other) == soft else {})})
        for one, other, hours in NEEDS
    ]
    ties += [Relationship("trygghetslarm", "DEPENDS_ON", n, {"group": "kommunikation", "k": 1}) for n in REDUNDANT]
    return _snapshot(nodes, ties)


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
    assert _stops(_city(), *failed) == stops


def test_the_alarm_keeps_one_of_two_networks_and_loses_both() -> None:
    only_networks = [t for t in _city().relationships if t.source == "trygghetslarm" and t.target != "omsorg"]
    snapshot = _snapshot(_city().nodes, only_networks)
    held = _fails(snapshot, "net").held
    assert [(h.id, h.group, h.needed, h.lost) for h in held] == [("trygghetslarm", "kommunikation", "1/2", ("net",))]
    assert _stops(snapshot, "net") == set()
    assert _stops(snapshot, "net", "mobilnat") == {"trygghetslarm"}


def test_a_soft_need_degrades_and_does_not_stop() -> None:
    answer = _fails(_city(soft=("omsorg", "intplat")), "intplat")
    assert {row.id for row in answer.rows} == {"intplat", "minasidor"}
    assert [(d.id, d.mode, d.because) for d in answer.degraded] == [("omsorg", "soft", ("intplat",))]


@pytest.mark.parametrize(("lost", "stops"), [(0, False), (1, False), (2, True), (3, True), (4, True)])
def test_three_of_four_stands_with_one_loss_and_falls_with_two(lost: int, stops: bool) -> None:
    parts = [f"part{i}" for i in range(4)]
    ties = [Relationship("whole", "DEPENDS_ON", part, {"group": "parts", "k": 3}) for part in parts]
    nodes = [Node(id_, "System", {}) for id_ in ["whole", "unrelated", *parts]]
    assert ("whole" in _stops(_snapshot(nodes, ties), "unrelated", *parts[:lost])) == stops


def test_the_waves_of_a_power_failure_and_why() -> None:
    rows = {row.id: row for row in _fails(_city(), "elnat").rows}
    assert {id_: row.wave for id_, row in rows.items()} == {
        "elnat": 0, "dc": 1, "net": 1, "intplat": 2, "omsorg": 2, "minasidor": 3, "trygghetslarm": 3,
    }  # fmt: skip
    assert (rows["trygghetslarm"].because, rows["trygghetslarm"].broken_group) == (("omsorg",), "DEPENDS_ON")


def test_why_the_alarm_stops_is_proven_by_the_care_system_and_its_hall_alone() -> None:
    (proof,) = (proof for proof in _fails(_city(), "elnat").proofs if proof.id == "trygghetslarm")
    assert [(reason.id, reason.lost) for reason in proof.reasons] == [
        ("elnat", ()), ("dc", ("elnat",)), ("omsorg", ("dc",)), ("trygghetslarm", ("omsorg",)),
    ]  # fmt: skip
    assert not Checker(_city(), ["elnat"]).objections(proof)
    assert _fails(_city(), "elnat").broken == ()


def test_both_networks_down_break_the_redundancy_and_share_nothing() -> None:
    only_networks = [t for t in _city().relationships if t.source == "trygghetslarm" and t.target != "omsorg"]
    (broken,) = _fails(_snapshot(_city().nodes, only_networks), "net", "mobilnat").broken
    assert (broken.id, broken.needed, broken.lost, broken.single) == ("trygghetslarm", "1/2", ("mobilnat", "net"), None)


def _required(snapshot: Snapshot, aspect: str) -> dict[str, Row]:
    return {row.id: row for row in escalation.run(snapshot, Params.model_validate({"aspect": aspect})).rows}


def test_availability_is_required_of_suppliers_with_a_level_less_where_soft_or_redundant() -> None:
    own = {"trygghetslarm": 3, "omsorg": 2, "minasidor": 1}
    rows = _required(_city(own, soft=("omsorg", "intplat")), "t")
    assert {id_: row.required_low for id_, row in rows.items()} == {
        "trygghetslarm": 3, "omsorg": 3, "dc": 3, "idp": 3, "elnat": 3, "net": 2, "mobilnat": 2, "intplat": 2,
        "minasidor": 1,
    }  # fmt: skip
    assert rows["omsorg"].raised
    assert rows["omsorg"].witness == ("trygghetslarm", "omsorg")
    assert not rows["minasidor"].raised
    assert rows["elnat"].witness == ("trygghetslarm", "omsorg", "dc", "elnat")


ASSETS = {
    "A1": ("adress", 1, 2, 1, 1), "A2": ("elev", 2, 2, 2, 2), "A3": ("bistånd", 3, 3, 3, 3), "A4": ("lån", 1, 1, 1, 1),
    "A5": ("passer", 1, 1, 1, 1), "A6": ("trafik", 0, 1, 1, 0),
}  # fmt: skip
HOLDERS = {
    "adressregister": "A1", "elevregister": "A2", "socialtjänst": "A3", "bibliotek": "A4", "trafikkontoret": "A5",
    "trafiksensorer": "A6",
}  # fmt: skip
SENT = {"analys": ("A1", "A4", "A5", "A6"), "minasidor": ("A1", "A2", "A4")}


def _information() -> Snapshot:
    places = [*HOLDERS, *SENT, "öppna data"]
    nodes = [Node(place, "DigitalService" if place in SENT else "System", {}) for place in places]
    nodes += [
        Node(id_, "InformationAsset", {"name": name, "k": k, "r": r, "t": t, "s": s})
        for id_, (name, k, r, t, s) in ASSETS.items()
    ]
    ties = [Relationship(holder, "HOLDS", asset) for holder, asset in HOLDERS.items()]
    holder = {asset: place for place, asset in HOLDERS.items()}
    ties += [Relationship(holder[a], "FLOW", place, {"carries": (a,)}) for place, assets in SENT.items() for a in assets]
    filtered: dict[str, Value] = {"carries": SENT["analys"], "filter": "anonymise"}
    return _snapshot(nodes, [*ties, Relationship("analys", "FLOW", "öppna data", filtered)])


def test_confidentiality_is_the_high_water_mark_of_what_meets_in_a_place() -> None:
    rows = _required(_information(), "k")
    assert {place: rows[place].required_low for place in (*SENT, "öppna data", "trafiksensorer")} == {
        "analys": 1, "minasidor": 2, "öppna data": 1, "trafiksensorer": 0,
    }  # fmt: skip
    assert rows["minasidor"].witness == ("A2", "elevregister", "minasidor")
    assert rows["minasidor"].rules == ("high-water-mark",)


def test_a_filter_without_evidence_lowers_nothing_and_is_told() -> None:
    answer = escalation.run(_information(), Params(aspect="k"))
    assert any(reason.en.startswith("1 flows have a filter") for reason in answer.completeness.reasons)


LOW, MODERATE, HIGH = 1, 2, 3


@pytest.mark.parametrize(
    ("types", "system"),
    [
        ([(MODERATE, MODERATE, LOW), (LOW, LOW, LOW)], (MODERATE, MODERATE, LOW)),
        ([(0, HIGH, HIGH), (LOW, LOW, LOW)], (LOW, HIGH, HIGH)),
    ],
    ids=["contract and administrative information", "sensor data of a power plant and administrative information"],
)
def test_a_system_is_as_sensitive_as_the_highest_of_its_types_aspect_by_aspect(
    types: list[tuple[int, int, int]], system: tuple[int, int, int]
) -> None:
    assets = [Node(f"type{i}", "InformationAsset", dict(zip("krt", levels, strict=True))) for i, levels in enumerate(types)]
    held = [Relationship("system", "HOLDS", asset.id) for asset in assets]
    snapshot = _snapshot([Node("system", "System", {}), *assets], held)
    found = tuple((r.required_low, r.required_high) for r in (_required(snapshot, a)["system"] for a in "krt"))
    assert found == tuple((level, level) for level in system)


ATTRIBUTES = {
    "identifier": ((0, 0), (1, 2), (1, 1)),
    "name": ((0, 1), (0, 0), (0, 0)),
    "address": ((0, 3), (1, 1), (1, 1)),
    "coordinates": ((0, 3), (1, 1), (1, 1)),
}
"""Attributes of public properties with K, R and T as the lower and the upper value a city may choose."""


def ends(pair: tuple[int, int]) -> list[tuple[str, int]]:
    return [("", pair[0]), ("_high", pair[1])]


def test_a_register_of_attributes_with_intervals_is_the_interval_of_their_highest() -> None:
    nodes = [
        Node(name, "InformationAsset", {a + end: v for a, pair in zip("krt", levels, strict=True) for end, v in ends(pair)})
        for name, levels in ATTRIBUTES.items()
    ]
    snapshot = _snapshot([Node("register", "System", {}), *nodes], [Relationship("register", "HOLDS", n.id) for n in nodes])
    found = [_required(snapshot, aspect)["register"] for aspect in "krt"]
    assert tuple(row.required_low for row in found) == (0, 1, 1)
    assert tuple(row.required_high for row in found) == (3, 2, 1)
    assert Interval(0, 1).join(Interval(0, 3)) == Interval(0, 3)

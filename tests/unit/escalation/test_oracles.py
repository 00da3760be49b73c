"""Required levels worked out by hand elsewhere, or published: by the engine, and by the independent evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from eagraph.escalation import escalate, reference
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from tests.unit.care_alarm import city, drawn_up

Properties = dict[str, Value]
NOT_LARGE: Properties = {
    "records": 1000, "resolution_s": 86400.0, "retention_d": 10.0, "special_category": False, "personal": True,
}  # fmt: skip


def intervals(snapshot: Snapshot, aspect: Aspect) -> dict[str, tuple[int, int]]:
    """Both ends by id, on which the two code paths agree."""
    escalation = escalate(snapshot)
    ends = [reference.levels(snapshot, end="low"), reference.levels(snapshot, end="high")]
    for i in range(len(snapshot.nodes)):
        found = escalation.required(i, aspect)
        assert (found.low, found.high) == tuple(end[i, aspect].value for end in ends)
    return {
        n.id: (escalation.required(i, aspect).low, escalation.required(i, aspect).high) for i, n in enumerate(snapshot.nodes)
    }


def certain(snapshot: Snapshot, aspect: Aspect) -> dict[str, int]:
    """Levels by id where nothing is unknown."""
    found = intervals(snapshot, aspect)
    assert all(low == high for low, high in found.values())
    return {id_: low for id_, (low, _) in found.items()}


# Information of several boards on overview services

ASSETS: Mapping[str, tuple[str, tuple[int, int, int, int], str, str, int]] = {
    "A1": ("adress", (1, 2, 1, 1), "identity address", "KS", 975_000),
    "A2": ("elev", (2, 2, 2, 2), "identity school", "UtbN", 140_000),
    "A3": ("bistånd", (3, 3, 3, 3), "identity social", "SocN", 60_000),
    "A4": ("lån", (1, 1, 1, 1), "identity reading", "KultN", 400_000),
    "A5": ("passer", (1, 1, 1, 1), "location time", "FastN", 30_000),
}
HOLDERS = {
    "adressregister": "A1", "elevregister": "A2", "socialtjänst": "A3", "bibliotek": "A4", "trafikkontoret": "A5",
    "trafiksensorer": "A6",
}  # fmt: skip
SENT = {"analys": ("A1", "A4", "A5", "A6"), "minasidor": ("A1", "A2", "A4")}
EVIDENCE: Properties = {
    "filter_method": "k-anonymitet", "filter_decision": "KS 2026/17", "filter_decided_by": "informationsägare adress",
    "filter_date": "2026-01-15", "filter_review": "2027-01-15", "filter_evidence": "prov 2026-01-10",
}  # fmt: skip


def overview(evidence: Properties) -> Snapshot:
    """Two services that put information of several boards together, and what one of them publishes through a filter."""
    places = [*HOLDERS, *SENT, "öppna data"]
    nodes = [Node(place, "DigitalService" if place in SENT else "System", {}) for place in places]
    for id_, (name, levels, categories, _, subjects) in ASSETS.items():
        said: Properties = {"subject_kind": "resident", "categories": tuple(categories.split()), "subjects": subjects}
        nodes.append(
            Node(id_, "InformationAsset", {"name": name, **NOT_LARGE, **said, **dict(zip("krts", levels, strict=True))})
        )
    counted: Properties = {"name": "trafik", "subject_kind": "none", "categories": ("case",), "subjects": 0}
    nodes.append(Node("A6", "InformationAsset", {**NOT_LARGE, **counted, "personal": False, "k": 0, "r": 1, "t": 1, "s": 0}))
    boards = {id_: board for id_, (_, _, _, board, _) in ASSETS.items()} | {"A6": "TrafN"}
    nodes += [Node(board, "Organisation", {"kind": "board"}) for board in boards.values()]
    holder = {asset: place for place, asset in HOLDERS.items()}
    ties = [Relationship(asset, "OWNED_BY", board) for asset, board in boards.items()]
    ties += [Relationship(place, "HOLDS", asset) for place, asset in HOLDERS.items()]
    ties += [Relationship(holder[a], "FLOW", place, {"carries": (a,)}) for place, assets in SENT.items() for a in assets]
    filtered: Properties = {"carries": SENT["analys"], "filter": "anonymise", **evidence}
    return drawn_up(nodes, [*ties, Relationship("analys", "FLOW", "öppna data", filtered)])


@pytest.mark.parametrize(
    ("evidence", "published"),
    [(EVIDENCE, 0), ({}, 3), *(({k: v for k, v in EVIDENCE.items() if k != name}, 3) for name in EVIDENCE)],
    ids=["all evidence", "none", *(f"without {name}" for name in EVIDENCE)],
)
def test_overview_services_require_more_than_their_parts_and_a_filter_counts_with_all_evidence(
    evidence: Properties, published: int
) -> None:
    found = certain(overview(evidence), "k")
    assert {place: found[place] for place in (*SENT, *HOLDERS, "öppna data")} == {
        "analys": 3, "minasidor": 3, "öppna data": published, "trafiksensorer": 0,
        "adressregister": 1, "elevregister": 2, "socialtjänst": 3, "bibliotek": 1, "trafikkontoret": 1,
    }  # fmt: skip


def test_the_rules_that_raise_the_overview_services_are_those_worked_out_by_hand() -> None:
    snapshot = overview(EVIDENCE)
    low = escalate(snapshot).low
    rules = {
        place: {r for r, where in low.applies.items() if where[snapshot.index[place]]} for place in (*SENT, "öppna data")
    }
    assert rules["analys"] == {"AGG-COUNT", "AGG-OWNERS", "AGG-COMBO-MOVES", "AGG-VOLUME"}
    assert rules["minasidor"] == {"AGG-COUNT", "AGG-OWNERS", "AGG-VOLUME"}
    assert rules["öppna data"] == set()


def test_traceability_rises_with_several_owners_and_what_is_anonymised_keeps_one_for_its_log() -> None:
    found = certain(overview(EVIDENCE), "s")
    assert (found["analys"], found["minasidor"], found["öppna data"], found["socialtjänst"]) == (2, 3, 1, 3)


def test_integrity_and_availability_stay_where_information_is_at_home() -> None:
    assert certain(overview(EVIDENCE), "r")["minasidor"] == certain(overview(EVIDENCE), "t")["minasidor"] == 0
    assert certain(overview(EVIDENCE), "r")["elevregister"] == 2


# Availability along dependencies

OWN = {"trygghetslarm": 3, "omsorg": 2, "minasidor": 1}
SOFT = ("omsorg", "intplat")
REQUIRED = {
    "trygghetslarm": 3, "omsorg": 3, "dc": 3, "idp": 3, "elnat": 3, "net": 2, "mobilnat": 2, "intplat": 2, "minasidor": 1,
}  # fmt: skip


def with_discounts(**levels: int) -> Schema:
    """The shipped model with discounts of its own."""
    shipped = ClassificationModel.standard()
    own = shipped.model_copy(update={"discounts": shipped.discounts.model_copy(update=levels)})
    return replace(Schema.standard(), classification=own)


def test_availability_is_required_of_suppliers_with_a_level_less_where_soft_or_redundant() -> None:
    assert certain(city(OWN, SOFT), "t") == REQUIRED


def test_a_buffer_as_long_as_the_target_of_restoring_takes_a_level_off_unless_the_model_turns_that_off() -> None:
    off = with_discounts(soft=1, redundancy=1, buffer=0)
    assert certain(city(OWN, SOFT, rto_h=2, schema=off), "t") == REQUIRED
    assert certain(city(OWN, SOFT, rto_h=2), "t") == REQUIRED | {
        "omsorg": 2, "dc": 2, "idp": 1, "elnat": 1, "net": 2, "intplat": 1,
    }  # fmt: skip


def test_of_a_soft_dependency_and_a_redundancy_the_whole_level_is_required_where_the_model_takes_nothing_off() -> None:
    found = certain(city(OWN, SOFT, schema=with_discounts(soft=0, redundancy=0, buffer=0)), "t")
    assert found == dict.fromkeys(REQUIRED, 3) | {"minasidor": 1}


# FIPS 199, as applied in the examples of NIST SP 800-60 vol. 1 rev. 1, §4.4.1

NOT_APPLICABLE, LOW, MODERATE, HIGH = 0, 1, 2, 3
CONTRACTS, ADMINISTRATION, SENSORS = (MODERATE, MODERATE, LOW), (LOW, LOW, LOW), (NOT_APPLICABLE, HIGH, HIGH)
OF_NOBODY: Properties = {**NOT_LARGE, "subject_kind": "none", "personal": False, "subjects": 0, "categories": ("economy",)}


def system_of(types: list[tuple[int, int, int]], **own: int) -> Snapshot:
    assets = [
        Node(f"type{i}", "InformationAsset", {**OF_NOBODY, **dict(zip("krt", levels, strict=True))})
        for i, levels in enumerate(types)
    ]
    held = [Relationship("system", "HOLDS", asset.id) for asset in assets]
    return drawn_up([Node("system", "System", dict(own)), *assets], held)


@pytest.mark.parametrize(
    ("types", "system"),
    [([CONTRACTS, ADMINISTRATION], (MODERATE, MODERATE, LOW)), ([SENSORS, ADMINISTRATION], (LOW, HIGH, HIGH))],
    ids=["contract and administrative information", "sensor data of a power plant and administrative information"],
)
def test_a_system_is_as_sensitive_as_the_highest_of_its_types_aspect_by_aspect(
    types: list[tuple[int, int, int]], system: tuple[int, int, int]
) -> None:
    snapshot = system_of(types)
    assert tuple(certain(snapshot, aspect)["system"] for aspect in ASPECTS[:3]) == system


def test_management_may_decide_more_than_is_required_and_is_then_asked_for_nothing() -> None:
    """The power plant: confidentiality raised to moderate by its management."""
    found = escalate(system_of([SENSORS, ADMINISTRATION], k=MODERATE))
    system = found.snapshot.index["system"]
    assert (found.assigned(system, "k").low, found.asked(system, "k").low) == (MODERATE, LOW)
    assert not found.is_raised(system, "k")
    lower = escalate(system_of([SENSORS, ADMINISTRATION], k=NOT_APPLICABLE))
    assert lower.is_raised(system, "k")


# KLASSA, worked example of public properties, table 6: K, R and T as the lowest and the highest a city may choose

ATTRIBUTES = {
    "identifier": ((0, 0), (1, 2), (1, 1)),
    "name": ((0, 1), (0, 0), (0, 0)),
    "address": ((0, 3), (1, 1), (1, 1)),
    "coordinates": ((0, 3), (1, 1), (1, 1)),
}


def test_a_register_of_attributes_with_intervals_is_the_interval_of_their_highest() -> None:
    nodes = []
    for name, levels in ATTRIBUTES.items():
        said = {f"{a}{end}": pair[i] for a, pair in zip("krt", levels, strict=True) for i, end in enumerate(("", "_high"))}
        nodes.append(Node(name, "InformationAsset", {**OF_NOBODY, "categories": ("property",), **said}))
    held = [Relationship("register", "HOLDS", node.id) for node in nodes]
    snapshot = drawn_up([Node("register", "System", {}), *nodes], held)
    assert tuple(intervals(snapshot, aspect)["register"] for aspect in ASPECTS[:3]) == ((0, 3), (1, 2), (1, 1))

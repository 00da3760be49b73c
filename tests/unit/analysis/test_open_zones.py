"""Open zones: what counts as a zone of sensors, which ways are open, and what is told where nobody says."""

from __future__ import annotations

import pytest

from eagraph.analysis import open_zones
from eagraph.analysis.open_zones import Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from eagraph.results import Result
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Result[Row]:
    return open_zones.run(snapshot, Params.model_validate(params))


def told(snapshot: Snapshot, **params: object) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    return [(row.id, row.open, row.into, row.path) for row in ask(snapshot, **params).rows]


def city(*more: Relationship, nodes: tuple[Node, ...] = ()) -> Snapshot:
    """A control network, a field network of sensors between, and an office network with a system of level 2."""
    return snapshot_of(
        [
            node("control", "NetworkZone", ot=True), node("field", "NetworkZone"), node("office", "NetworkZone"),
            node("meter", "Sensor"), node("crm", system_kind="business", k=2, r=1, t=1, s=1), *nodes,
        ],
        [tie("meter", "CONNECTED_TO", "field"), tie("crm", "CONNECTED_TO", "office"), *more],
    )  # fmt: skip


def link(one: str, other: str, barrier: str | None) -> Relationship:
    return tie(one, "CONNECTED_TO", other, **({"barrier": barrier} if barrier else {}))


@pytest.mark.parametrize(
    ("barrier", "is_open"),
    [("none", "yes"), (None, "unknown"), ("firewall", "no"), ("gateway", "no"), ("diode", "no")],
)
def test_a_barrier_closes_and_an_unknown_one_perhaps(barrier: str | None, is_open: str) -> None:
    found = {row.id: row.open for row in ask(city(link("field", "office", barrier))).rows}
    assert found == {"control": "no", "field": is_open}


def test_the_way_goes_on_through_other_such_zones_and_both_ways() -> None:
    snapshot = city(link("field", "control", "none"), link("office", "field", "none"))
    assert told(snapshot) == [
        ("control", "yes", "office", ("control", "field", "office")), ("field", "yes", "office", ("field", "office"))
    ]  # fmt: skip


def test_what_is_open_for_certain_goes_before_what_perhaps_is() -> None:
    snapshot = city(link("control", "office", None), link("control", "field", "none"), link("field", "office", "none"))
    assert told(snapshot)[0] == ("control", "yes", "office", ("control", "field", "office"))


def test_a_shared_thing_perhaps_opens_and_a_gateway_does_not() -> None:
    def shared(label: str, **said: str) -> str:
        thing = node("both", label, **said)
        ties = [tie("both", "CONNECTED_TO", zone) for zone in ("field", "office")]
        return next(
            row.open
            for row in ask(city(*ties, link("control", "office", "diode"), nodes=(thing,))).rows
            if row.id == "field"
        )

    assert (shared("System"), shared("Device", device_kind="gateway")) == ("unknown", "no")


def test_sensors_among_business_systems_need_no_way() -> None:
    sensor = tie("lamp", "CONNECTED_TO", "office")
    rows = {row.id: row for row in ask(city(sensor, nodes=(node("lamp", "Sensor"),))).rows}
    assert (rows["office"].open, rows["office"].how, rows["office"].into) == ("yes", "shared", "office")
    printer = city(tie("printer", "CONNECTED_TO", "office"), nodes=(node("printer", "Device", device_kind="printer"),))
    assert "office" not in {row.id for row in ask(printer).rows}


def test_only_systems_of_a_level_count_and_the_day_decides() -> None:
    snapshot = city(tie("field", "CONNECTED_TO", "office", barrier="none", valid_to="2026-01-31"))
    assert [row.open for row in ask(snapshot, at="2026-01-31").rows] == ["yes", "no"]
    assert [row.open for row in ask(snapshot, at="2026-02-01").rows] == ["unknown", "unknown"]
    assert [row.open for row in ask(snapshot, least_level=3).rows] == ["no", "no"]


def test_what_is_not_known_is_told() -> None:
    answer = ask(city(nodes=(node("loose"),)))
    assert [row.open for row in answer.rows] == ["unknown", "unknown"]
    reasons = " ".join(reason.en for reason in answer.completeness.reasons)
    assert "how network zones are connected" in reasons
    assert "1 systems are in no known network zone" in reasons
    assert ask(snapshot_of([node("a")], [])).summary.en == "There is no zone of sensors or control systems."

"""Planted: a water-level sensor nobody thinks of, on which flood warning and the harbour tunnel hang.

Eight sensors measure one brook; four of seven are enough, but the one in the culvert stands alone.
"""

from __future__ import annotations

from eagraph.demo import services
from eagraph.demo._draft import Draft
from eagraph.demo.flows import exchange
from eagraph.demo.organisations import role
from eagraph.demo.planted._stories import goes_on, happened, stops
from eagraph.model.fields import Value

_NUMBERS = range(38, 46)
_ALONE = 42
_CONTROL, _TUNNEL = "system:dagvattenstyrningen", "system:tunnelstyrningen"
_GROUP: dict[str, Value] = {"group": "nivågivare", "k": 4}


def build(draft: Draft) -> None:
    """The sensors, what hangs on them, and the incident that showed it."""
    asset = _asset(draft)
    sensors = {number: _sensor(draft, number, asset) for number in _NUMBERS}
    draft.counters["sensor vattenniva"] = _NUMBERS.stop
    stopped = _consequences(draft, asset)
    critical = [thing for thing in stopped if thing.startswith("service:") and draft.facts(thing)["criticality"] == 4]
    stops(draft, "small-cause", (sensors[_ALONE],), stopped, criticality=0, critical_services=critical)
    for number, sensor in sensors.items():
        if number != _ALONE:
            goes_on(draft, "small-cause", sensor, stopped)
    happened(draft, "Igensatt nivågivare i Kvarnbäcken", 203, sensors[_ALONE], stopped)


def _asset(draft: Draft) -> str:
    levels = {"k": 1, "r": 3, "t": 3, "s": 1}
    asset = draft.node("InformationAsset", "Nivådata för Kvarnbäcken", levels, asset_kind="primary", subject_kind="none")
    draft.facts(asset)["personal"] = False
    draft.tie(_CONTROL, "HOLDS", asset, how="stored")
    draft.tie(asset, "OWNED_BY", role(draft, draft.places[_CONTROL].org, "Informationsägare"))
    return asset


def _sensor(draft: Draft, number: int, asset: str) -> str:
    name = f"Vattennivågivare {number:03d} {'Kvarnbäckens kulvert' if number == _ALONE else 'Kvarnbäcken'}"
    about: dict[str, Value] = {"device_kind": "sensor", "observed_property": "vattennivå", "source": "Sensorregistret"}
    sensor = draft.node("Sensor", name, about, key=f"vattenniva-{number:03d}", criticality=0, resolution_s=300.0)
    group = {} if number == _ALONE else _GROUP
    draft.tie(sensor, "FLOW", _CONTROL, needed=True, carries=(asset,), mode="update", **group)
    draft.tie(sensor, "CONNECTED_TO", "zone:styrnat-va")
    draft.tie(sensor, "OWNED_BY", role(draft, draft.places[_CONTROL].org, "Systemägare"))
    return sensor


def _consequences(draft: Draft, asset: str) -> tuple[str, ...]:
    """What the storm water control carries, itself first."""
    pumps = draft.node("Device", "Hamntunnelns pumpar", device_kind="actuator", criticality=3)
    draft.tie(pumps, "OWNED_BY", role(draft, draft.places[_TUNNEL].org, "Systemägare"))
    draft.tie(_CONTROL, "FLOW", pumps, needed=True, mode="command", carries=(asset,))
    draft.tie(_TUNNEL, "DEPENDS_ON", pumps, dependency_kind="physical")
    name = "Nivålarm från Dagvattenstyrningen till Tunnelstyrningen"
    alarm = draft.node("Integration", name, key="dagvattenstyrningen--tunnelstyrningen", pattern="stream")
    exchange(draft, _CONTROL, alarm, _TUNNEL, (asset,), needed=True, mode="update")
    overflow = ("Bräddvarning för badplatser", "Overflow warning")
    flood, tunnel = ("Översvämningsvarning", "Flood warning"), ("Hamntunneln öppen för trafik", "Harbour tunnel open")
    return (
        _CONTROL, pumps, alarm, _TUNNEL,
        services.add(draft, overflow, _CONTROL, targets="invanare", criticality=2, mtpd_h=24.0),
        services.add(draft, flood, _CONTROL, targets="invanare", criticality=4, mtpd_h=1.0),
        services.add(draft, tunnel, _TUNNEL, targets="trafikanter", criticality=4, mtpd_h=2.0),
    )  # fmt: skip

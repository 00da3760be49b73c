"""Sensors, devices and their networks: whose they are, where they sit, and which risk analysis they are part of."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._wrong import wrong
from eagraph.locale import both

_PUMPS, _UNOWNED = "device:hamntunnelns-pumpar", "sensor:vattenniva-045"
_SENSORS = "evidence:riskanalys-sensorer"


def build(draft: Draft) -> None:
    """A risk analysis of every network that sensors and devices are in."""
    chance = draft.stream("devices")
    ties = draft.ties.values()
    fields = {t.target for t in ties if t.type == "CONNECTED_TO" and draft.nodes[t.source].label in {"Sensor", "Device"}}
    for zone in sorted(fields):
        analysis = draft.node(
            "Evidence", f"Riskanalys av {draft.name(zone)} med givare och styrenheter",
            key=f"riskanalys-{zone.partition(':')[2]}", evidence_kind="risk_analysis", outcome="godtagbar",
            date=draft.day(-chance.randint(30, 300)), covers=("sensors", "devices", "control_systems"),
        )  # fmt: skip
        draft.tie(analysis, "ABOUT", zone)
    if _SENSORS in draft.nodes:
        draft.facts(_SENSORS)["covers"] = ("sensors", "devices")


def settle(draft: Draft) -> None:
    """One sensor nobody owns, and pumps that are in no network and no risk analysis."""
    for key in [key for key in draft.ties if key[:2] == (_UNOWNED, "OWNED_BY")]:
        del draft.ties[key]
    wrong(draft, "IOT-01", _UNOWNED, both("Nobody owns {thing}."), kind="owner")
    wrong(draft, "IOT-01", _PUMPS, both("Nobody has recorded which network {thing} are in."), kind="zone")
    wrong(draft, "IOT-01", _PUMPS, both("{thing} are part of no risk analysis."), kind="risk")

"""The sensors: fleets by district, each behind a gateway or two, from which a system needs enough of them.

A large fleet of meters is one node with a count; all others are nodes of their own. Positions lie in the open sea.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from eagraph.demo import information
from eagraph.demo._draft import Draft, kept
from eagraph.demo._tables import Row, table, words
from eagraph.demo.facilities import zone
from eagraph.demo.organisations import board_of, organisation, role
from eagraph.model.fields import Value

AT_DEFAULT, FLEETS_AT_DEFAULT = 400, 25
_COUNTED = {"vattenmatare": 1800, "elmatare": 2600, "papperskorg": 140}
"""Fleets told as one node, with how many they may stand for."""
_LATITUDE, _LONGITUDE = 56.9, 18.9
_FIRMWARE = ("1.4.2", "2.0.0", "2.1.7", "3.0.1")


@dataclass(frozen=True, slots=True)
class _Fleet:
    """What the members of a fleet share."""

    line: Row
    area: str
    number: int
    owner: str
    wire: str
    asset: str
    latitude: float
    longitude: float


def build(draft: Draft) -> None:
    """Fleets until there are enough sensors, planted ones among them."""
    chance = draft.stream("sensors")
    lines, areas = table("sensors"), [d.name for d in draft.districts] or words()["places"]
    count = round(draft.scale.count(FLEETS_AT_DEFAULT) * min(1.0, 3 * draft.scale.richness))
    fleets = [lines[i % len(lines)] for i in range(count)]
    already = sum(1 for node in draft.nodes.values() if node.label == "Sensor")
    left = draft.scale.count(AT_DEFAULT, already=already)
    sizes = _sizes(fleets, round(left * min(1.0, 3 * draft.scale.richness)))
    for i, (line, size) in enumerate(zip(fleets, sizes, strict=True)):
        if size:
            _members(draft, chance, _fleet(draft, chance, line, areas[i % len(areas)], i + 1), size)


def _sizes(fleets: list[Row], sensors: int) -> list[int]:
    """How many sensor nodes each fleet has: one for a counted fleet, the rest shared evenly."""
    single = [line["kind"] not in _COUNTED for line in fleets]
    each, over = divmod(max(0, sensors - single.count(False)), max(1, single.count(True)))
    turns = accumulate(single)
    return [each + (turn <= over) if one else 1 for one, turn in zip(single, turns, strict=True)]


def _fleet(draft: Draft, chance: random.Random, line: Row, area: str, number: int) -> _Fleet:
    org = organisation(draft, line["org"])
    name = f"{line['name'].lower()} {area} {number}"
    asset = information.of_fleet(
        draft, chance, line["information"], name, role(draft, board_of(draft, org), "Informationsägare")
    )
    latitude, longitude = _LATITUDE + chance.uniform(-0.08, 0.08), _LONGITUDE + chance.uniform(-0.1, 0.1)
    return _Fleet(line, area, number, role(draft, org, "Systemägare"), zone(draft, line["zone"]), asset, latitude, longitude)


def _members(draft: Draft, chance: random.Random, fleet: _Fleet, size: int) -> None:
    gateways = [_gateway(draft, chance, fleet, first=n == 0) for n in range(1 + (size > 10))]
    for n, gateway in enumerate(gateways):
        members = size // len(gateways) + (n < size % len(gateways))
        facts: dict[str, Value] = (
            {"needed": True, "group": "givare", "k": max(1, members // 2)} if members > 1 else {"needed": False}
        )
        for _ in range(members):
            sensor = _sensor(draft, chance, fleet)
            draft.tie(sensor, "FLOW", gateway, carries=(fleet.asset,), mode="update", **facts)
            draft.tie(sensor, "CONNECTED_TO", fleet.wire)
            draft.tie(sensor, "OWNED_BY", fleet.owner)
    _received(draft, gateways, fleet)


def _sensor(draft: Draft, chance: random.Random, fleet: _Fleet) -> str:
    kind = fleet.line["kind"]
    number, most = draft.numbered(f"sensor {kind}"), _COUNTED.get(kind)
    name = (
        f"{fleet.line['name']}, flottan i {fleet.area} {number}"
        if most
        else f"{fleet.line['name']} {number:03d} {fleet.area}"
    )
    count = chance.randint(most // 3, most) if most else None
    return draft.node("Sensor", name, _facts(draft, chance, fleet), key=f"{kind}-{number:03d}", count=count)


def _facts(draft: Draft, chance: random.Random, fleet: _Fleet) -> Mapping[str, Value | None]:
    return {
        "device_kind": "sensor",
        "observed_property": kept(chance, fleet.line["observed"]),
        "resolution_s": kept(chance, float(fleet.line["resolution_s"])),
        "firmware": kept(chance, chance.choice(_FIRMWARE)),
        "latitude": kept(chance, round(fleet.latitude + chance.uniform(-0.004, 0.004), 5)),
        "longitude": kept(chance, round(fleet.longitude + chance.uniform(-0.006, 0.006), 5)),
        "criticality": kept(chance, chance.choice((0, 0, 1))),
        "source": "Sensorregistret",
        **draft.verified(chance),
    }


def _gateway(draft: Draft, chance: random.Random, fleet: _Fleet, *, first: bool) -> str:
    number = draft.numbered("gateway")
    facts: dict[str, Value | None] = {
        "firmware": kept(chance, chance.choice(_FIRMWARE)),
        "criticality": kept(chance, 1),
        "source": "Sensorregistret",
        **draft.verified(chance),
    }
    name = f"Samlingsnod {number:03d} {fleet.area}"
    gateway = draft.node("Device", name, facts, key=f"samlingsnod-{number:03d}", device_kind="gateway")
    draft.tie(gateway, "CONNECTED_TO", fleet.wire)
    draft.tie(gateway, "OWNED_BY", fleet.owner)
    draft.tie(gateway, "HOLDS", fleet.asset, how="processed")
    if first and fleet.line["zone"] == "iot-nat":
        draft.tie(gateway, "DEPENDS_ON", "system:stadsnatet", mode="hard", buffer_h=float(chance.choice((0, 1, 12))))
    return gateway


def _received(draft: Draft, gateways: list[str], fleet: _Fleet) -> None:
    place = draft.places.get(f"system:{fleet.line['receiver']}") or draft.places["system:iot-plattformen"]
    both_needed: dict[str, Value] = {"needed": True, "group": f"samlingsnoder {fleet.number}", "k": 1}
    for gateway in gateways:
        facts = both_needed if len(gateways) > 1 else {"needed": False}
        draft.tie(gateway, "FLOW", place.id, carries=(fleet.asset,), mode="update", **facts)
    if len(place.content) < 12:
        place.content.append(fleet.asset)

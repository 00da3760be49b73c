"""What the systems stand on and lean on: hosts, access control, zones, and what they depend on."""

from __future__ import annotations

import random

from eagraph.demo._draft import Draft, Place
from eagraph.demo._tables import Row, table
from eagraph.demo.facilities import zone
from eagraph.model.fields import Value

_CLUSTERS = ("system:virtualiseringskluster-norr", "system:virtualiseringskluster-soder")
_IDENTITY, _NETWORK = "system:identitetsplattformen", "system:stadsnatet"
_SITES = {"hall-norr": "datahall-norr", "hall-soder": "datahall-soder", "plats": "driftcentralen"}
_OT_ZONES = {
    "trafikkontoret": "styrnat-trafik",
    "almhamns-energi": "styrnat-energi",
    "fastighetskontoret": "styrnat-fastighet",
}
_LEANED_ON: tuple[tuple[str, str, float, int], ...] = (
    ("stadsnatet", "hard", 0.0, 9),
    ("invanarregistret", "hard", 24.0, 4),
    ("e-postplattformen", "soft", 0.0, 5),
    ("dokumentplattformen", "soft", 8.0, 3),
    ("kartplattformen", "optional", 0.0, 3),
    ("e-underskriftstjansten", "soft", 4.0, 3),
    ("sakerhetskopieringen", "optional", 0.0, 3),
    ("logghanteringen", "optional", 0.0, 2),
    ("telefoniplattformen", "soft", 0.0, 2),
    ("personalsystemet", "soft", 72.0, 2),
)
"""What a system may lean on: (system, strength, buffer in hours, how often)."""


def build(draft: Draft) -> None:
    """Host, access, zone and dependencies of every system that no planted truth closes."""
    chance = draft.stream("dependencies")
    lines = {line["name"]: line for line in (*table("systems"), *table("planted_systems"))}
    _foundations(draft)
    for place in draft.places.values():
        if place.closed:
            continue
        _host(draft, chance, place, lines.get(place.name))
        if place.kind in {"business", "platform"} and chance.random() < 0.65 * draft.scale.richness:
            draft.tie(_IDENTITY, "CONTROLS_ACCESS_TO", place.id, kind="sso")
        if chance.random() < 0.8 * draft.scale.richness:
            draft.tie(place.id, "CONNECTED_TO", _zone_of(draft, place))
        if place.rank > draft.places[_IDENTITY].rank:
            _lean(draft, chance, place)


def _foundations(draft: Draft) -> None:
    for route in ("fiberstrak-ost", "fiberstrak-vast"):
        draft.tie(
            _NETWORK,
            "DEPENDS_ON",
            f"facility:{route}",
            group="fiberväg",
            k=1,
            required_for_start=True,
            dependency_kind="physical",
        )
    for cluster in _CLUSTERS:
        draft.tie(cluster, "DEPENDS_ON", _NETWORK, mode="hard", required_for_start=True)


def _host(draft: Draft, chance: random.Random, place: Place, line: Row | None) -> None:
    host = line["host"] if line else "room"
    if host == "bada":
        for cluster in _CLUSTERS:
            draft.tie(place.id, "DEPENDS_ON", cluster, group="kluster", k=1, required_for_start=True)
    elif host in _SITES:
        draft.tie(f"facility:{_SITES[host]}", "HOSTS", place.id)
    elif host in {"norr", "soder"}:
        draft.tie(_CLUSTERS[host == "soder"], "HOSTS", place.id)
    elif host == "room":
        _local_host(draft, chance, place)


def _local_host(draft: Draft, chance: random.Random, place: Place) -> None:
    kind = chance.random()
    if kind < 0.4:
        draft.tie(draft.districts[place.district].room, "HOSTS", place.id)
    elif kind < 0.7:
        draft.tie(_CLUSTERS[chance.random() < 0.5], "HOSTS", place.id)
    elif kind < 0.8:
        for cluster in _CLUSTERS:
            draft.tie(place.id, "DEPENDS_ON", cluster, group="kluster", k=1, required_for_start=True)


def _zone_of(draft: Draft, place: Place) -> str:
    if place.district >= 0:
        return draft.districts[place.district].zones[place.rank % 2]
    if place.kind == "equipment":
        return zone(draft, _OT_ZONES.get(place.org.partition(":")[2], "iot-nat"))
    return zone(draft, {"platform": "dmz", "business": "kontorsnat"}.get(place.kind, "servernat"))


def _lean(draft: Draft, chance: random.Random, place: Place) -> None:
    neighbours = draft.districts[place.district].systems if place.district >= 0 else []
    if neighbours and chance.random() < 0.4:
        other = draft.places[chance.choice(neighbours)]
        if other.rank < place.rank and not other.closed:
            draft.tie(
                place.id,
                "DEPENDS_ON",
                other.id,
                mode=chance.choice(("hard", "soft")),
                buffer_h=float(chance.choice((0, 4, 24))),
            )
    for key, mode, buffer_h, _ in chance.choices(_LEANED_ON, [often for *_, often in _LEANED_ON], k=chance.randint(1, 5)):
        found = draft.places.get(f"system:{key}")
        if found is None or found.rank >= place.rank or chance.random() > draft.scale.richness:
            continue
        stated: dict[str, Value] = {"mode": mode}
        if buffer_h:
            stated["buffer_h"] = buffer_h
        if mode == "hard" and chance.random() < 0.4:
            stated["required_for_start"] = True
        if chance.random() < 0.3:
            stated["confidence"] = chance.choice(("confirmed", "stated", "inferred", "assumed"))
        draft.tie(place.id, "DEPENDS_ON", found.id, **stated)

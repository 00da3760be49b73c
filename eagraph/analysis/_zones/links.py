"""Which network zones lie open to each other, and what is in them?

Two zones that are connected without a barrier are open to each other, both ways; where nobody says whether there is one they
are perhaps. So are two zones that share a thing, unless it is a gateway, which is a barrier, or is itself behind one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships

ZONE = "NetworkZone"
_CONTROL = frozenset({"actuator", "control_system", "controller", "plc", "rtu", "styrsystem", "styrenhet", "ställdon"})
_OPEN = (None, "none")


@dataclass(frozen=True, eq=False)
class Zones:
    """By zone: what is in it, and the zones it is open to: True for certain, None perhaps."""

    snapshot: Snapshot
    at: dt.date | None

    @cached_property
    def inside(self) -> dict[int, list[int]]:
        """By zone, the things that are in it behind no barrier of their own; sorted."""
        found: dict[int, set[int]] = defaultdict(set)
        for thing, zone, barrier in self._connected:
            if self._label(thing) != ZONE and barrier in _OPEN:
                found[zone].add(thing)
        return {zone: sorted(things) for zone, things in found.items()}

    @cached_property
    def of_field(self) -> list[int]:
        """Zones of sensors and control systems: those that say so, and those with any in them."""
        nodes = self.snapshot.nodes
        holding = {zone for thing, zone, _ in self._connected if self._is_of_field(thing)}
        zones = [i for i, node in enumerate(nodes) if node.label == ZONE]
        return [z for z in zones if nodes[z].properties.get("ot") is True or z in holding]

    def _is_of_field(self, thing: int) -> bool:
        node = self.snapshot.nodes[thing]
        return node.label == "Sensor" or (node.label == "Device" and node.properties.get("device_kind") in _CONTROL)

    @cached_property
    def open_to(self) -> dict[int, dict[int, bool | None]]:
        """By zone, those it is open to."""
        found: dict[int, dict[int, bool | None]] = defaultdict(dict)
        for one, other, barrier in self._connected:
            if self._label(one) == ZONE and barrier in _OPEN:
                self._link(found, one, other, is_open=True if barrier == "none" else None)
        for one, other in self._sharing:
            self._link(found, one, other, is_open=None)
        return {zone: dict(sorted(others.items())) for zone, others in found.items()}

    @cached_property
    def is_mapped(self) -> bool:
        """Does anybody say how zones are connected?"""
        return any(self._label(one) == ZONE for one, _, _ in self._connected)

    @cached_property
    def _sharing(self) -> list[tuple[int, int]]:
        """Pairs of zones that share a thing which is no gateway."""
        zones: dict[int, set[int]] = defaultdict(set)
        for zone, things in self.inside.items():
            for thing in things:
                if self.snapshot.nodes[thing].properties.get("device_kind") != "gateway":
                    zones[thing].add(zone)
        return sorted({(a, b) for shared in zones.values() for a in shared for b in shared if a < b})

    @staticmethod
    def _link(found: dict[int, dict[int, bool | None]], one: int, other: int, *, is_open: bool | None) -> None:
        for a, b in ((one, other), (other, one)):
            found[a][b] = found[a].get(b) or is_open

    @cached_property
    def _connected(self) -> list[tuple[int, int, object]]:
        """Thing or zone, zone, and the barrier between them; those valid on the day."""
        snapshot, valid = self.snapshot, valid_relationships(self.snapshot, self.at)
        return [
            (int(snapshot.source[j]), int(snapshot.target[j]), tie.properties.get("barrier"))
            for j, tie in enumerate(snapshot.relationships)
            if tie.type == "CONNECTED_TO" and valid[j]
        ]

    def _label(self, node: int) -> str:
        return self.snapshot.nodes[node].label

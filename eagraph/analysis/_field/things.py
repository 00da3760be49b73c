"""Which sensors and devices there are: how many, in which network zone, whose, where, and of what kind?

One node may stand for a fleet (`count`). A thing is in every zone it is CONNECTED_TO; what is in none, has no owner or no
place is kept, and told: unknown is never left out of a sum.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships, valid_things

THINGS = ("Sensor", "Device")
ZONE = "NetworkZone"
NOWHERE = "?"
"""The id and name of what nobody says: no zone, no product, no version, nobody's."""


class Place(NamedTuple):
    """Degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Fleet:
    """Things of one label and kind that measure the same and that one board or company answers for; node numbers."""

    id: str
    name: str
    label: str
    kind: str
    measures: str
    board: int | None
    nodes: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Things:
    """The sensors and devices of a landscape on a day (or whenever)."""

    snapshot: Snapshot
    at: dt.date | None = None

    @cached_property
    def all(self) -> tuple[int, ...]:
        """Node numbers, sorted."""
        there = valid_things(self.snapshot, self.at)
        return tuple(i for i, node in enumerate(self.snapshot.nodes) if node.label in THINGS and there[i])

    @cached_property
    def zones(self) -> dict[int, tuple[int, ...]]:
        """By thing, the network zones it is in; those in none are missing."""
        snapshot, found = self.snapshot, defaultdict[int, set[int]](set)
        connected = [t.type for t in snapshot.schema.relationship_types].index("CONNECTED_TO")
        chosen = np.flatnonzero((snapshot.kind == connected) & valid_relationships(snapshot, self.at))
        for one, other in zip(snapshot.source[chosen].tolist(), snapshot.target[chosen].tolist(), strict=True):
            if snapshot.nodes[other].label == ZONE and snapshot.nodes[one].label in THINGS:
                found[one].add(other)
        return {thing: tuple(sorted(zones)) for thing, zones in found.items()}

    @cached_property
    def board(self) -> dict[int, int]:
        """By thing that has one, the board or company that answers for it."""
        return boards(self.snapshot)

    @cached_property
    def fleets(self) -> dict[str, Fleet]:
        """By id, sorted by it."""
        found = defaultdict[tuple[str, str, str, int | None], list[int]](list)
        for i in self.all:
            found[self.snapshot.nodes[i].label, self.said(i, "device_kind"), self.measures(i), self.board.get(i)].append(i)
        fleets = [self._fleet(*key, nodes=tuple(nodes)) for key, nodes in found.items()]
        return {fleet.id: fleet for fleet in sorted(fleets, key=lambda fleet: fleet.id)}

    def number(self, nodes: Iterable[int]) -> int:
        """How many things some nodes stand for."""
        return sum(self._count(i) for i in nodes)

    def stands_for_many(self, node: int) -> bool:
        """Does a node stand for more than one thing?"""
        return self._count(node) > 1

    def place(self, node: int) -> Place | None:
        """Where it is; None where nobody says, or says what is no place on earth."""
        said = self.snapshot.nodes[node].properties
        latitude, longitude = _degrees(said.get("latitude"), 90), _degrees(said.get("longitude"), 180)
        return None if latitude is None or longitude is None else Place(latitude, longitude)

    def said(self, node: int, name: str) -> str:
        """A property in words; empty where it is unknown."""
        value = self.snapshot.nodes[node].properties.get(name)
        return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)

    def measures(self, node: int) -> str:
        """What it observes."""
        return self.said(node, "observed_property")

    def _count(self, node: int) -> int:
        said = self.snapshot.nodes[node].properties.get("count")
        return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 1

    def _fleet(self, label: str, kind: str, measures: str, board: int | None, *, nodes: tuple[int, ...]) -> Fleet:
        whose = None if board is None else self.snapshot.nodes[board]
        parts = (label, kind, measures, whose.id if whose else "")
        name = " · ".join(filter(None, (measures or kind or label, whose.name if whose else "")))
        return Fleet("/".join(map(_escaped, parts)), name, label, kind, measures, board, nodes)


def _escaped(part: str) -> str:
    """Parts that are joined by a slash and can be told apart again."""
    return part.replace("%", "%25").replace("/", "%2F").replace(NOWHERE, "%3F") or NOWHERE


def _degrees(value: object, most: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        return None
    return float(value)

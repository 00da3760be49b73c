"""The city while it is drawn up: nodes and relationships that can still change, and streams of chance that never meet.

Each theme draws from a stream of its own, so that a change in one leaves the others as they were.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

from eagraph.demo._scale import Scale
from eagraph.demo._ties import Ties
from eagraph.demo.expected import PlantedFinding
from eagraph.model.fields import Value
from eagraph.model.identity import slug
from eagraph.model.landscape import Node, Relationship

PREFIXES = {
    "Organisation": "org", "DigitalService": "service", "InformationAsset": "asset", "InformationType": "type",
    "NetworkZone": "zone", "TargetGroup": "target-group", "ManagementObject": "object", "CommonCause": "cause",
}  # fmt: skip
MISSING = 0.08
"""The share of optional facts nobody has written down."""
CONFIDENCE = ("confirmed", "stated", "inferred", "assumed")
_OFTEN = (45, 80, 95, 100)
"""How often each confidence, cumulated."""
_EMPTY: tuple[Value, ...] = ("", ())
Facts = Mapping[str, Value | None]
NOTHING: Facts = MappingProxyType({})


@dataclass(slots=True)
class Place:
    """One system as the generator sees it: what it holds, what has reached it, and whether others may lean on it.

    `closed` ones belong to a planted truth that a chance relationship would make untrue.
    """

    id: str
    name: str
    org: str
    rank: int
    scope: str
    kind: str
    closed: bool
    planted: bool
    district: int
    information: tuple[str, ...]
    assets: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)


@dataclass(slots=True)
class District:
    """A part of the city with a board, an administration, units, a server room, zones and systems of its own."""

    name: str
    board: str
    administration: str
    units: list[str] = field(default_factory=list)
    room: str = ""
    zones: list[str] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)


@dataclass
class Draft:
    """Everything drawn so far."""

    scale: Scale
    seed: int
    today: dt.date
    nodes: dict[str, Node] = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
    places: dict[str, Place] = field(default_factory=dict)
    districts: list[District] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    masters: dict[str, str] = field(default_factory=dict)
    """The system that is master, by information type."""
    copies: list[tuple[str, str, str]] = field(default_factory=list)
    """(asset, place it is copied from, place that keeps the copy): each is to have a flow that brings it."""
    required: dict[str, dict[str, int]] = field(default_factory=dict)
    """By aspect, the level that all that is known requires of a thing."""
    expected: list[PlantedFinding] = field(default_factory=list)

    def stream(self, theme: str) -> random.Random:
        """The chance of one theme."""
        return random.Random(f"{self.seed}/{theme}")  # noqa: S311

    def node(self, label: str, name: str, facts: Facts = NOTHING, *, key: str = "", **more: Value | None) -> str:
        """Add a node, or find the one there is; its id. A property of None or an empty text is left out."""
        id_ = f"{PREFIXES.get(label, label.casefold())}:{key or slug(name)}"
        if id_ not in self.nodes:
            stated: dict[str, Value] = {"name": name}
            for known in (facts, more):
                stated.update((n, v) for n, v in known.items() if v is not None and v not in _EMPTY)
            self.nodes[id_] = Node(id_, label, stated)
        return id_

    def tie(self, source: str, type_: str, target: str, **properties: Value) -> None:
        """Add a relationship, unless the same one is there."""
        key = (source, type_, target, str(properties.get("source_key", "")))
        if key not in self.ties:
            self.ties[key] = Relationship(source, type_, target, properties)

    def facts(self, id_: str) -> dict[str, Value]:
        """A node's properties, to be changed."""
        return cast("dict[str, Value]", self.nodes[id_].properties)

    def numbered(self, what: str) -> int:
        """The next number of a series, from 1."""
        self.counters[what] = self.counters.get(what, 0) + 1
        return self.counters[what]

    def name(self, id_: str) -> str:
        """What a node is called."""
        return self.nodes[id_].name

    def day(self, days: int) -> str:
        """The date some days from today, negative before it."""
        if days not in self.days:
            self.days[days] = (self.today + dt.timedelta(days=days)).isoformat()
        return self.days[days]

    def plant(self, finding: PlantedFinding) -> None:
        """Write down a planted truth."""
        self.expected.append(finding)

    def verified(self, chance: random.Random) -> dict[str, Value | None]:
        """When and how surely a record was verified: within the last year, now and then not said."""
        return {
            "last_verified": kept(chance, self.day(-chance.randint(5, 330))),
            "confidence": kept(chance, chance.choices(CONFIDENCE, cum_weights=_OFTEN)[0]),
        }


def kept(chance: random.Random, value: Value, missing: float = MISSING) -> Value | None:
    """A value, or None where nobody has written it down."""
    return None if chance.random() < missing else value

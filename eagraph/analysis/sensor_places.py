"""Sensor places: where are sensors and devices, and where would the failure of one already be too much?

What stands near each other in one network zone is drawn together: the ground of what is asked about is laid out in squares,
so many along its longer side (a plain local projection: one degree of longitude is as long as at the middle latitude), and
everything in one square, zone and state is one row. Where that gives more rows than can be looked at, zones go together, and
then squares, two by two. The state is what the failure of one of them alone means: it stops something else; or nothing
else, for others are enough; or nobody is said to need it. Few things stand each by itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import cos, fsum, radians
from typing import ClassVar

from pydantic import Field, field_validator

from eagraph.analysis._field.chosen import Chosen, chosen, unsaid
from eagraph.analysis._field.states import ABOUT, State, states
from eagraph.analysis._field.things import NOWHERE, Place, Things
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Sensor places")
question = both("Where are sensors and devices, in which network zone, and where would the failure of one be too much?")
KM_A_DEGREE = 111.32
"""Kilometres in a degree of latitude, and in one of longitude at the equator."""
_LISTED, _NAMED = 20, 3
SEVERAL = "*"
"""The zone of what is in several."""


class Params(Chosen):
    """Which part of the ground, and how fine."""

    box: tuple[float, ...] = Field(
        default=(), description="south, west, north and east in degrees: only what is between them; empty is everywhere"
    )
    squares: int = Field(default=40, ge=1, le=400, description="so many squares along the longer side")
    marks: int = Field(default=1200, ge=10, le=100_000, description="no more rows than this; what is near goes together")
    apart: int = Field(default=400, ge=0, le=5000, description="no more things than this stand each by itself")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")

    @field_validator("box")
    @classmethod
    def _is_a_box(cls, box: tuple[float, ...]) -> tuple[float, ...]:
        if box and not (len(box) == 4 and -90 <= box[0] <= box[2] <= 90 and -180 <= box[1] <= box[3] <= 180):
            raise ValueError(both("say south, west, north and east in degrees, the lesser first").en)
        return box


class Row(Named):
    """What stands together; id, name and label are those of the first of them."""

    brief: ClassVar = ("zone_name", "state", "number", "latitude", "longitude", "things")

    zone: str = Field(description="id of the network zone, ? where nobody says, * where they are in several")
    zone_name: str = Field(title="network zone", description="its name; of several the first")
    state: State = Field(title="if one fails", description=ABOUT)
    number: int = Field(description="how many sensors and devices, with what each node stands for")
    nodes: int = Field(title="in the register", description="how many nodes they are in the register")
    latitude: float = Field(description="the middle of them, in degrees")
    longitude: float = Field(description="the middle of them, in degrees")
    things: tuple[str, ...] = Field(description="ids of the first of them")
    box: tuple[float, float, float, float] = Field(description="south, west, north and east of them, in degrees")


class Answer(Result[Row]):
    """Rows, and the ground that they are on."""

    placed: int = Field(default=0, title="with a place", description="how many nodes have a place there")
    unplaced: int = Field(default=0, title="without a place", description="how many nodes have no known place")
    outside: int = Field(default=0, title="outside the box", description="how many nodes have a place outside the box")
    ground: tuple[float, ...] = Field(
        default=(), title="ground", description="south, west, north and east of them, in degrees; empty: there are none"
    )


@dataclass(frozen=True)
class Ground:
    """The squares that a piece of ground is laid out in."""

    south: float
    west: float
    north: float
    east: float
    side_km: float

    @classmethod
    def of(cls, places: list[Place], squares: int) -> Ground:
        """So that there are so many along the longer side."""
        south, north = min(p.latitude for p in places), max(p.latitude for p in places)
        west, east = min(p.longitude for p in places), max(p.longitude for p in places)
        high, wide = (north - south) * KM_A_DEGREE, (east - west) * KM_A_DEGREE * cos(radians((south + north) / 2))
        return cls(south, west, north, east, max(high, wide) / squares or 1.0)

    def square(self, place: Place) -> tuple[int, int]:
        """Its square, counted from the south-western corner."""
        shrunk = cos(radians((self.south + self.north) / 2))
        east, north = (place.longitude - self.west) * KM_A_DEGREE * shrunk, (place.latitude - self.south) * KM_A_DEGREE
        return int(east / self.side_km), int(north / self.side_km)


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What stands where, from north to south.

    Raises:
        UnknownName: there is no such zone or fleet.
        UsageError: what is named is no network zone.
    """
    things = Things(snapshot, params.at)
    nodes = chosen(things, params)
    places = {i: place for i in nodes if (place := things.place(i))}
    inside = {i: place for i, place in places.items() if _is_inside(place, params.box)}
    ground = Ground.of(list(inside.values()), params.squares) if inside else None
    rows = _rows(things, inside, params, ground) if ground else []
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    outside = len(places) - len(inside)
    return Answer(
        analysis="sensor-places",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(things, inside, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*unsaid(things, nodes), *plan.reasons]),
        hidden=outside,
        rows=tuple(sorted(rows, key=lambda row: (-row.latitude, row.longitude, row.id))),
        placed=len(inside),
        unplaced=len(nodes) - len(places),
        outside=outside,
        ground=(ground.south, ground.west, ground.north, ground.east) if ground else (),
    )


def _is_inside(place: Place, box: tuple[float, ...]) -> bool:
    return not box or (box[0] <= place.latitude <= box[2] and box[1] <= place.longitude <= box[3])


def _rows(things: Things, places: dict[int, Place], params: Params, squares: Ground) -> list[Row]:
    means = states(things.snapshot, sorted(places), at=params.at, assume_needed=params.assume_needed)
    found = _together(things, places, means, squares, params)
    return [_row(things, zone, state, [(i, places[i]) for i in own]) for (zone, state, _), own in found.items()]


_Key = tuple[str, State, tuple[int, ...]]


def _together(
    things: Things, places: dict[int, Place], means: dict[int, State], squares: Ground, params: Params
) -> dict[_Key, list[int]]:
    """What is one row: by zone, state and square, and coarser as long as there are too many."""
    zone = {i: _zone(things, i) for i in places}
    if len(places) <= params.apart:
        return {(zone[i], means[i], (i,)): [i] for i in places}
    square = {i: squares.square(place) for i, place in places.items()}
    found = _grouped([((zone[i], means[i], square[i]), i) for i in places])
    coarser = 1
    while len(found) > params.marks and coarser <= 2 * params.squares:
        found = _grouped([((SEVERAL, means[i], (x // coarser, y // coarser)), i) for i, (x, y) in square.items()])
        coarser *= 2
    return {(_common(zone, own), state, key): own for (_, state, key), own in found.items()} if coarser > 1 else found


def _grouped(pairs: list[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    found = defaultdict[_Key, list[int]](list)
    for key, node in pairs:
        found[key].append(node)
    return dict(found)


def _zone(things: Things, node: int) -> str:
    zones = things.zones.get(node, ())
    return SEVERAL if len(zones) > 1 else things.snapshot.nodes[zones[0]].id if zones else NOWHERE


def _common(zone: dict[int, str], nodes: list[int]) -> str:
    found = {zone[i] for i in nodes}
    return found.pop() if len(found) == 1 else SEVERAL


def _row(things: Things, zone: str, state: State, own: list[tuple[int, Place]]) -> Row:
    nodes, first = things.snapshot.nodes, things.snapshot.nodes[own[0][0]]
    latitudes, longitudes = [place.latitude for _, place in own], [place.longitude for _, place in own]
    names = sorted({nodes[home].name for i, _ in own for home in things.zones.get(i, ())})
    return Row(
        id=first.id,
        name=first.name,
        label=first.label,
        zone=zone,
        zone_name=(", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")) or NOWHERE,
        state=state,
        number=things.number(i for i, _ in own),
        nodes=len(own),
        latitude=fsum(latitudes) / len(own),
        longitude=fsum(longitudes) / len(own),
        things=tuple(nodes[i].id for i, _ in own[:_LISTED]),
        box=(min(latitudes), min(longitudes), max(latitudes), max(longitudes)),
    )


def _summary(things: Things, places: dict[int, Place], rows: list[Row]) -> Text:
    if not rows:
        return both("No sensor and no device has a known place there.")
    return both(
        "Sensors and devices with a known place: {number}, in {nodes} nodes of the register. The failure of one of them "
        "alone stops something: {alone}; others are enough: {spared}; nobody is said to need it: {unneeded}.",
        number=things.number(places),
        nodes=len(places),
        alone=sum(row.nodes for row in rows if row.state == "stops_something"),
        spared=sum(row.nodes for row in rows if row.state == "others_suffice"),
        unneeded=sum(row.nodes for row in rows if row.state == "not_needed"),
    )

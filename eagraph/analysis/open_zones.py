"""Open zones: from which networks of sensors and control systems does one get to administrative systems past no barrier?

From each such zone the zones are followed that lie open to it, both ways (see `_zones.links`), until one is met that is no
zone of sensors or control systems: there the systems are that one gets to. A zone that sensors share with business systems
and platforms needs no way at all, unless it is a control network. Systems count that are classified at least so high, or of
which as much is required (escalation). One hop or many makes no difference to an intruder, or to a worm.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._things import named
from eagraph.analysis._zones.links import ZONE, Zones
from eagraph.escalation import Escalation, escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Open zones")
question = both("From which networks of sensors and control systems does one get to administrative systems past no barrier?")
_NAMED = 3
_ADMINISTRATIVE = ("business", "platform", "identity")


class Params(BaseModel):
    """What counts as an administrative system worth protecting."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_level: int = Field(
        default=2,
        ge=0,
        le=4,
        title="at least of level",
        description="systems count of which at least this level is required",
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One zone of sensors or control systems, and one zone it leads into; or that it leads into none."""

    brief: ClassVar = ("name", "open", "into_name", "systems", "examples", "path")

    open: Literal["yes", "no", "unknown"] = Field(
        description="does one get there past no barrier? unknown: nobody says whether there is one, or what the level is"
    )
    how: Literal["way", "shared"] | None = Field(
        title="how open", description="way: a way leads there; shared: they are in one zone; empty: neither"
    )
    into: str | None = Field(title="leads into", description="id of the first zone beyond that is no such zone")
    into_name: str | None = Field(title="leads into, by name", description="its name")
    systems: int = Field(title="systems reached", description="how many systems of that level are in it, at most")
    examples: tuple[str, ...] = Field(description="names of some of them, those of the highest level first")
    level: int | None = Field(title="highest level there", description="the highest level required of any, at least")
    path: tuple[str, ...] = Field(description="ids of the zones on the way, both ends included")


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Zones of sensors and control systems: open ones first, then those of which it cannot be told."""
    zones, required = Zones(snapshot, params.at), escalate(snapshot, at=params.at)
    rows = [row for zone in zones.of_field for row in _rows(zones, required, zone, params.least_level)]
    rows.sort(key=lambda row: (("yes", "unknown", "no").index(row.open), row.id, row.into or ""))
    return Result[Row](
        analysis="open-zones",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(_reasons(zones)),
        hidden=0,
        rows=tuple(rows),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """The zones from a start to the first one beyond; is it open for certain?"""

    zones: tuple[int, ...]
    certain: bool


def _rows(zones: Zones, required: Escalation, zone: int, least: int) -> Iterator[Row]:
    ways = [_Way((zone,), certain=True), *_ways(zones, zone)]
    found = [row for way in ways if (row := _row(zones, required, way, least))]
    isolated: Literal["no", "unknown"] = "no" if zones.is_mapped else "unknown"
    nothing: dict[str, Any] = {"into": None, "into_name": None, "systems": 0, "examples": (), "level": None, "path": ()}
    yield from found or [Row(**named(zones.snapshot, zone), open=isolated, how=None, **nothing)]


def _ways(zones: Zones, start: int) -> Iterator[_Way]:
    """Shortest ways to every zone beyond: those open for certain, and then those that perhaps are."""
    field, done = {*zones.of_field}, set[int]()
    for is_perhaps in (False, True):
        came: dict[int, int] = {start: start}
        front = deque([start])
        while front:
            here = front.popleft()
            for there, is_open in zones.open_to.get(here, {}).items():
                if there in came or not (is_open or is_perhaps):
                    continue
                came[there] = here
                if there in field:
                    front.append(there)
                elif there not in done:
                    done.add(there)
                    yield _Way(_back(came, there), certain=not is_perhaps)


def _back(came: dict[int, int], at: int) -> tuple[int, ...]:
    way = [at]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return tuple(way[::-1])


def _row(zones: Zones, required: Escalation, way: _Way, least: int) -> Row | None:
    """None where nothing of that level is beyond."""
    nodes = zones.snapshot.nodes
    there = [i for i in zones.inside.get(way.zones[-1], ()) if nodes[i].label == "System"]
    if is_shared := len(way.zones) == 1:
        controls = nodes[way.zones[0]].properties.get("ot") is True
        there = [i for i in there if nodes[i].properties.get("system_kind") in _ADMINISTRATIVE and not controls]
    levels = {i: [e for a in ASPECTS for e in (required.required(i, a), required.assigned(i, a))] for i in there}
    low = {i: max(level.low for level in ends) for i, ends in levels.items()}
    reached = [i for i in there if max(level.high for level in levels[i]) >= least]
    if not reached:
        return None
    reached.sort(key=lambda i: (-low[i], nodes[i].name))
    surely = way.certain and low[reached[0]] >= least
    return Row(
        **named(zones.snapshot, way.zones[0]),
        open="yes" if surely else "unknown",
        how="shared" if is_shared else "way",
        into=nodes[way.zones[-1]].id,
        into_name=nodes[way.zones[-1]].name,
        systems=sum(low[i] >= least for i in reached) if surely else len(reached),
        examples=tuple(nodes[i].name for i in reached[:_NAMED]),
        level=low[reached[0]],
        path=tuple(nodes[i].id for i in way.zones),
    )


def _summary(rows: list[Row]) -> Text:
    if not rows:
        return both("There is no zone of sensors or control systems.")
    return both(
        "Zones of sensors and control systems: {zones}; open to administrative systems: {open}; perhaps: {perhaps}.",
        zones=len({row.id for row in rows}),
        open=len({row.id for row in rows if row.open == "yes"}),
        perhaps=len({row.id for row in rows if row.open == "unknown"} - {row.id for row in rows if row.open == "yes"}),
    )


def _reasons(zones: Zones) -> Iterator[Text]:
    if zones.of_field and not zones.is_mapped:
        yield both("Nobody says how network zones are connected; whether they are open to each other cannot be told.")
    snapshot = zones.snapshot
    within = {thing for things in zones.inside.values() for thing in things}
    loose = sum(node.label == "System" and i not in within for i, node in enumerate(snapshot.nodes))
    if loose and any(node.label == ZONE for node in snapshot.nodes):
        yield both("{count} systems are in no known network zone; that one gets to them is not seen.", count=loose)

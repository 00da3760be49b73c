"""Single points: which single failures stop a service, however redundant it looks?

x is a single point of v when its failure alone reaches v: SPOF(v) = {v} ∪ ⋃ over groups of {x : x is a single point of at
least n − k + 1 members}, the least solution, exact with k-of-n groups and rings. It is solved for thousands of starts at a
time, a bit each: measured on 63 000 things, all starts and all targets take 5 s where one cascade after the other takes
eight minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import criticality_of
from eagraph.analysis._fault_tree.structure import Structure, chain, fall, single_starts, structure
from eagraph.analysis._things import found, named, owner_names
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import advanced

title = both("Single points")
question = both("Which single failures stop a service, however redundant it looks?")
SERVICE = "DigitalService"


class Params(BaseModel):
    """Of what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: tuple[str, ...] = Field(
        default=(),
        description="the things that stop: id, source key or unique name; empty is all digital services",
        json_schema_extra={"names": "thing"},
    )
    limit: int = Field(default=500, ge=1, le=100_000, description="show no more rows than this")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One single point of one thing."""

    brief: ClassVar = ("name", "label", "stops", "of_name", "criticality", "owner")

    of: str = Field(description="id of what it stops")
    of_name: str = Field(description="the name of what it stops")
    of_criticality: int | None = Field(title="criticality of that", description="0-4 as its source states; empty is unknown")
    held_lower: Literal["yes", "no", "unknown"] = Field(
        title="held to be less critical", description="is it said to be less critical than what it stops?"
    )
    stops: int = Field(description="how many of the things asked for it stops, itself left out")
    owner: str | None = Field(description="who owns the single point; empty where nobody is said to")
    criticality: int | None = Field(description="0-4 as its source states; empty is unknown")
    chain: tuple[str, ...] = Field(description="ids on one way its failure gets there, both ends included")


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """The single points that stop most first; a thing is not listed as a single point of itself.

    Raises:
        UnknownName: a thing does not exist.
    """
    things = found(snapshot, params.of) or [i for i, node in enumerate(snapshot.nodes) if node.label == SERVICE]
    failure = views.failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    whole = structure(failure, things)
    points = _points(whole, things)
    points.sort(key=lambda point: (-len(point[1]), snapshot.nodes[point[0]].id))
    total = sum(len(stopped) for _, stopped in points)
    rows = tuple(_rows(snapshot, whole, points, params.limit))
    told = [both("{shown} of {total} rows are shown.", shown=len(rows), total=total)] if total > len(rows) else []
    return Result[Row](
        analysis="single-points",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, points, things)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*failure.reasons, *told], truncated=bool(told)),
        hidden=failure.view.hidden,
        rows=rows,
    )


Point = tuple[int, list[int]]
"""A single point, and those of the things asked for that it stops, itself left out."""


def _points(whole: Structure, things: Sequence[int]) -> list[Point]:
    points = []
    for starts, reached in single_starts(whole, whole.order, things):
        stopped: list[list[int]] = [[] for _ in starts]
        for thing, bits in zip(things, reached, strict=True):
            while bits:
                lowest = bits & -bits
                stopped[lowest.bit_length() - 1].append(thing)
                bits ^= lowest  # noqa: PLW2901
        points += [(start, [t for t in of if t != start]) for start, of in zip(starts, stopped, strict=True)]
    return [point for point in points if point[1]]


def _rows(snapshot: Snapshot, whole: Structure, points: Sequence[Point], limit: int) -> Iterator[Row]:
    left = limit
    for start, stopped in points:
        if left <= 0:
            return
        because = fall(whole, start)
        own = criticality_of(snapshot, start)
        for thing in sorted(stopped)[:left]:
            yield Row(
                **named(snapshot, start),
                of=snapshot.nodes[thing].id,
                of_name=snapshot.nodes[thing].name,
                of_criticality=criticality_of(snapshot, thing),
                held_lower=_held_lower(own, criticality_of(snapshot, thing)),
                stops=len(stopped),
                owner=owner_names(snapshot, start),
                criticality=own,
                chain=tuple(snapshot.nodes[i].id for i in chain(because, thing)),
            )
        left -= len(stopped)
        advanced(limit - max(left, 0), limit)


def _held_lower(own: int | None, of: int | None) -> Literal["yes", "no", "unknown"]:
    if own is None or of is None:
        return "unknown"
    return "yes" if own < of else "no"


def _summary(snapshot: Snapshot, points: Sequence[Point], things: Sequence[int]) -> Text:
    if not things:
        return both("There are no digital services; say of what.")
    if not points:
        return both("No single failure stops any of the {count} things asked for.", count=len(things))
    worst, stopped = points[0]
    return both(
        "Single points: {points}; they stop, of what is asked for: {hit} of {count}. {worst} stops most of them: {stops}.",
        points=len(points),
        hit=len({thing for _, of in points for thing in of}),
        count=len(things),
        worst=snapshot.nodes[worst].name,
        stops=len(stopped),
    )

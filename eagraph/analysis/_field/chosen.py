"""Which sensors and devices a question is about: all, or those in some zones, of some fleets, in a square on the ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._field.things import NOWHERE, ZONE, Things
from eagraph.analysis._things import found
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.locale import Text, both


class Chosen(BaseModel):
    """The parameters that every question about the field has; several of one kind: any of them, of two kinds: both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: tuple[str, ...] = Field(
        default=(),
        description="only what is CONNECTED_TO these network zones; ? is what is in none",
        json_schema_extra={"names": "thing"},
    )
    fleet: tuple[str, ...] = Field(
        default=(), description="only these fleets, by the id that the analysis fleets gives them"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


def chosen(things: Things, params: Chosen) -> list[int]:
    """The node numbers that are asked about, sorted.

    Raises:
        UnknownName: there is no such zone or fleet.
        UsageError: what is named is no network zone.
    """
    zones = zones_asked(things, params.zone)
    fleets = {node for fleet in params.fleet for node in _fleet(things, fleet)}
    return [
        i
        for i in things.all
        if (not params.zone or zones & set(things.zones.get(i, (-1,)))) and (not params.fleet or i in fleets)
    ]


def zones_asked(things: Things, said: tuple[str, ...]) -> set[int]:
    """The zones that are asked about as node numbers, -1 for none known; nothing where all are."""
    snapshot = things.snapshot
    named = found(snapshot, [zone for zone in said if zone != NOWHERE])
    for zone in named:
        if snapshot.nodes[zone].label != ZONE:
            raise UsageError(both("{thing} is no network zone.", thing=repr(snapshot.nodes[zone].name)))
    return {*named, *([-1] if NOWHERE in said else [])}


def _fleet(things: Things, fleet: str) -> tuple[int, ...]:
    if fleet not in things.fleets:
        raise UnknownName(both("There is no fleet {fleet}.", fleet=repr(fleet)), nearest_names(fleet, things.fleets))
    return things.fleets[fleet].nodes


def unsaid(things: Things, nodes: list[int]) -> Iterator[Text]:
    """What nobody says of some things, in words; nothing where all is known."""
    if homeless := sum(i not in things.zones for i in nodes):
        yield both("{count} sensors and devices are in no known network zone.", count=homeless)
    if unowned := sum(i not in things.board for i in nodes):
        yield both("{count} sensors and devices have no known owner.", count=unowned)
    if unplaced := sum(things.place(i) is None for i in nodes):
        yield both("{count} sensors and devices have no known place.", count=unplaced)

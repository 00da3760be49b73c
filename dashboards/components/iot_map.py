"""The map of sensors and devices, and its table: nearer by a click or by a link, until each thing stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from dash import dcc
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import chart, iot_list
from dashboards.components.boxes import Part, row, small
from dashboards.components.frame import section
from dashboards.components.iot_view import NAME, UNKNOWN, Seen
from dashboards.components.result_head import exports, result_head
from dashboards.components.tables import Column, Rows, table
from dashboards.figures import places
from dashboards.figures.places import STATES
from eagraph.analysis.sensor_places import SEVERAL, Answer, Row
from eagraph.locale import say

CHART = f"{NAME}-places"
TABLE = f"{NAME}-place-rows"
_PLAIN = 3.0
"""Degrees that a plain map may span."""
_ROOM = 0.0005
"""Degrees around what is looked at nearer."""


@dataclass(frozen=True, slots=True)
class _Linked(Column):
    """A column that leads where its row says."""

    def definition(self) -> dict[str, Any]:
        return {**Column.definition(self), "cellRenderer": "PlaceLink"}


def draw(seen: Seen) -> Sequence[Part]:
    """The map, and the same as a table."""
    answer = ask(seen)
    if not answer.rows:
        return [result_head(answer), _around(seen), iot_list.missing(seen, iot_list.unsaid(seen))]
    label = say("Map of sensors and devices by state; the table below says the same")
    drawn = chart.chart(
        CHART,
        label,
        lambda scheme: places.places(answer, lambda r: href(seen, r), called, scheme),
        places.HEIGHT,
    )
    told = [
        _together(answer),
        _wide(answer),
        say("Follow a mark to come nearer, or to the thing itself; the table below has the same links."),
    ]
    listed = table(TABLE, say("Places"), columns(), rows(seen), height=420)
    return [
        result_head(answer),
        section(say("Map"), [_around(seen), drawn, small(" ".join(filter(None, told)))]),
        section(say("The map as a table"), [listed]),
        iot_list.missing(seen, iot_list.unsaid(seen)),
        exports("sensor-places", _asked(seen)),
    ]


def ask(seen: Seen) -> Answer:
    """What stands where."""
    return cast("Answer", seen.ask("sensor-places", **_asked(seen)))


def columns() -> list[Column]:
    """What is told of each place."""
    return [
        _Linked("name", say("What"), share=3),
        Column("zone", say("Network zone"), share=2),
        Column("means", say("If one fails"), share=2),
        Column("number", say("Number"), kind="number", width=100),
        Column("latitude", say("Latitude"), kind="number", width=110),
        Column("longitude", say("Longitude"), kind="number", width=110),
    ]


def rows(seen: Seen) -> Rows:
    """The rows as they are shown, from north to south."""
    return [
        {
            "name": called(one),
            "href": href(seen, one),
            "zone": _zone(one),
            "means": str(STATES[one.state]),
            "number": one.number,
            "latitude": round(one.latitude, 5),
            "longitude": round(one.longitude, 5),
        }
        for one in ask(seen).rows
    ]


def called(one: Row) -> str:
    """A thing by its name, several by how many there are."""
    return one.name if one.nodes == 1 else say("{count} together: {name} …", count=words.number(one.nodes), name=one.name)


def href(seen: Seen, one: Row) -> str:
    """A thing leads to its page, several to the ground that they are on."""
    if one.nodes == 1:
        return address.link("/thing", id=one.id)
    south, west, north, east = one.box
    nearer = (max(south - _ROOM, -90), max(west - _ROOM, -180), min(north + _ROOM, 90), min(east + _ROOM, 180))
    return seen.state.to(
        box=",".join(f"{degree:.5f}" for degree in nearer), **({} if one.zone == SEVERAL else {"zone": one.zone})
    )


def _asked(seen: Seen) -> dict[str, Any]:
    box = {"box": [float(part) for part in seen.state.box.split(",")]} if seen.state.box else {}
    return {**seen.state.needed, **box}


def _zone(one: Row) -> str:
    return say("in no known zone") if one.zone == UNKNOWN else one.zone_name


def _together(answer: Answer) -> str:
    marks = len(answer.rows)
    if marks == answer.placed:
        return say("Every mark is one node of the register: {count}.", count=words.number(marks))
    said = {"marks": words.number(marks), "count": words.number(answer.placed)}
    return say("{count} nodes in {marks} marks: what is near each other and alike is drawn together.", **said)


def _wide(answer: Answer) -> str:
    """A plain projection is right near its middle only."""
    south, west, north, east = answer.ground
    if max(north - south, east - west) <= _PLAIN:
        return ""
    return say("The ground is wide: distances are right near the middle only. Is every place right?")


def _around(seen: Seen) -> Component | None:
    if not seen.state.box:
        return None
    outside = ask(seen).outside
    link = dcc.Link(say("The whole map"), href=seen.state.to(box="", zone=""), className="eagraph-button")
    return row([link, small(say("Outside this piece of ground: {count}.", count=words.number(outside)))])

"""Fleets on zones: a matrix of how many of each fleet stand in each network zone; every number leads to its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components import iot_list
from dashboards.components.boxes import Part, aria, columns, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.iot_view import UNKNOWN, Seen
from dashboards.components.result_head import exports, result_head
from eagraph.locale import say

MOST_FLEETS = 200
MOST_SERVICES = 3


def draw(seen: Seen) -> Sequence[Part]:
    """The matrix; below it the list of what is chosen, and what nobody says."""
    answer = seen.ask("fleets", **asked(seen))
    parts: list[Part] = [result_head(answer), _cards(answer.rows), _matrix(seen, answer.rows)]
    if seen.state.zone or seen.state.fleet or seen.state.missing:
        parts.append(iot_list.listed(seen))
    return [*parts, iot_list.missing(seen, iot_list.unsaid(seen)), exports("fleets", asked(seen))]


def asked(seen: Seen) -> dict[str, Any]:
    """The parameters of the matrix."""
    return {**seen.state.needed, "limit": MOST_FLEETS}


def _cards(rows: Sequence[Any]) -> Component:
    bearing = sum(bool(row.stopped_services) for row in rows)
    told = [
        (say("Sensors and devices"), sum(row.number for row in rows), False),
        (say("Fleets"), len(rows), False),
        (say("Fleets that digital services stop without"), bearing, bearing > 0),
        (say("Nodes in no known zone"), sum(row.zoneless for row in rows), any(row.zoneless for row in rows)),
    ]
    return columns([figure_card(name, words.number(value), warn=warn) for name, value, warn in told], 4, small=2)


def _matrix(seen: Seen, rows: Sequence[Any]) -> Part:
    if not rows:
        return small(say("No sensor and no device is loaded that fits what is chosen."))
    sums: dict[str, int] = {}
    for row in rows:
        for part in row.split:
            sums[part.id] = sums.get(part.id, 0) + part.number
    zones = [*sorted(sums, key=lambda zone: (-sums[zone], zone)), *([UNKNOWN] if any(row.zoneless for row in rows) else [])]
    head = [html.Th(say("Fleet")), html.Th(say("Number")), html.Th(say("Digital services that stop without it")),
            *(_zone_head(seen, zone) for zone in zones), html.Th(say("Gateways"))]  # fmt: skip
    body = [html.Tr(_line(seen, row, zones)) for row in rows]
    matrix = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="eagraph-matrix eagraph-fleets")
    about = small(
        say("A number is how many sensors and devices; it leads to their list. A thing in several zones counts in each.")
    )
    frame = html.Div(
        matrix, className="eagraph-matrix-frame", tabIndex=0, role="region", **aria(label=say("Fleets on zones"))
    )
    return section(say("Fleets on zones"), [frame, about])


def _zone_head(seen: Seen, zone: str) -> Component:
    name = say("in no known zone") if zone == UNKNOWN else seen.name(zone)
    chosen = seen.state.zone == zone
    link = dcc.Link(name, href=seen.state.to(zone="" if chosen else zone), className="eagraph-link")
    return html.Th(link, scope="col", className="eagraph-is-chosen" if chosen else "")


def _line(seen: Seen, row: Any, zones: Sequence[str]) -> list[Component]:
    chosen = seen.state.fleet == row.id
    called = dcc.Link(row.name, href=seen.state.to(fleet="" if chosen else row.id), className="eagraph-link")
    kind = small(", ".join(words.word(kind) for kind in row.kinds), span=True) if row.kinds else None
    count = {part.id: part.number for part in row.split} | ({UNKNOWN: row.zoneless} if row.zoneless else {})
    cells = [html.Td(_number(seen, row.id, zone, count.get(zone, 0)), className="eagraph-count-cell") for zone in zones]
    head = html.Th(
        [html.Div(called), kind] if kind else called, scope="row", className="eagraph-is-chosen" if chosen else ""
    )
    shown = row.stopped_services[:MOST_SERVICES]
    links = [part for id_ in shown for part in (", ", thing_link(seen.name(id_), id_))][1:]
    more = len(row.stopped_services) - len(shown)
    services = html.Td([*links, say(" … and {count} more", count=more) if more else ""] if shown else "–")
    gateways = html.Td(words.number(len(row.gateways)), className="eagraph-count-cell")
    return [head, html.Td(words.number(row.number), className="eagraph-count-cell"), services, *cells, gateways]


def _number(seen: Seen, fleet: str, zone: str, count: int) -> Part:
    if not count:
        return ""
    return dcc.Link(words.number(count), href=seen.state.to(fleet=fleet, zone=zone), className="eagraph-link")

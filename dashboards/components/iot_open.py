"""Ways without a barrier from networks of sensors and control systems to administrative systems (IOT-02)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, chip, columns, row, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.iot_view import NAME, Seen
from dashboards.components.result_head import exports, result_head
from eagraph.locale import Text, both, say

RULE = "IOT-02"
_OPEN: dict[str, Text] = {"yes": both("open"), "unknown": both("perhaps open"), "no": both("no open way is known")}


def draw(seen: Seen) -> Sequence[Part]:
    """Every zone of sensors and control systems, the open ones first."""
    day = {"at": seen.state.at.isoformat()} if seen.state.at else {}
    answer: Any = seen.ask("open-zones", **day)
    shown = [one for one in answer.rows if seen.state.zone in {"", one.id}]
    hidden = len(answer.rows) - len(shown)
    count = {kind: len({one.id for one in shown if one.open == kind}) for kind in _OPEN}
    cards = [
        figure_card(str(_OPEN[kind]), words.number(count[kind]), warn=kind != "no" and count[kind] > 0) for kind in _OPEN
    ]
    rule = dcc.Link(say("Rule {rule}", rule=RULE), href=address.link("/governance", rule=RULE), className="eagraph-link")
    told = small(say("{count} hidden by filter", count=words.number(hidden))) if hidden else None
    return [
        result_head(answer),
        columns(cards, 3),
        section(say("Zones of sensors and control systems"), [row([rule, told]), _ways(seen, shown)], id=f"{NAME}-ways"),
        exports("open-zones", day),
    ]


def _ways(seen: Seen, found: Sequence[Any]) -> Component:
    if not found:
        return small(say("There is no zone of sensors or control systems here."))
    return html.Ul([html.Li(_way(seen, one)) for one in found], className="eagraph-ways")


def _way(seen: Seen, one: Any) -> list[Part]:
    head = html.H3([thing_link(one.name, one.id), " ", chip(str(_OPEN[one.open]), warn=one.open != "no")])
    if one.into is None:
        return [head]
    way = [part for id_ in one.path for part in (" → ", thing_link(seen.name(id_), id_))][1:]
    said = say("They share one zone.") if one.how == "shared" else ""
    names = ", ".join(one.examples)
    reached = say("Systems reached: {count}, among them {names}.", count=words.number(one.systems), names=names)
    attack = dcc.Link(
        say("Attack reach from the zone"), href=address.link("/attack-reach", inside=[one.id]), className="eagraph-link"
    )
    return [head, html.P(way), html.P([said, " ", reached]), attack]

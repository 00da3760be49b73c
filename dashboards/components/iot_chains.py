"""From sensor to service: past which gateways and platforms the data go, what rests on them, and what stops without them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components import iot_list
from dashboards.components.boxes import Part, row, small
from dashboards.components.frame import section, thing_link
from dashboards.components.iot_view import EVERY_ROW, MEANS, NAME, Seen
from dashboards.components.result_head import exports, result_head
from dashboards.components.tables import Column, Rows, table
from eagraph.locale import Text, both, say

TABLE = f"{NAME}-chain"
MOST_SHOWN = 12
ROLES: dict[str, Text] = {
    "gateway": both("Gateways and devices"),
    "platform": both("Platforms that take the data"),
    "system": both("Systems that rest on them"),
    "service": both("Digital services"),
    "other": both("Other things"),
}


def draw(seen: Seen) -> Sequence[Part]:
    """The chain in columns, and the whole of it as a table."""
    answer: Any = seen.ask("sensor-chains", **asked(seen))
    hint = None
    if not (seen.state.thing or seen.state.zone or seen.state.fleet):
        hint = small(say("All sensors and devices together; choose a zone, a fleet or one of them above."))
    listed = table(TABLE, say("The whole chain"), columns(), rows(seen), height=460)
    return [
        hint,
        result_head(answer),
        row([iot_list.blast(seen)]),
        _columns(answer),
        section(say("The whole chain"), [listed]),
        exports("sensor-chains", asked(seen)),
    ]


def asked(seen: Seen) -> dict[str, Any]:
    """The parameters of the question."""
    return {**seen.state.needed, **({"of": [seen.state.thing]} if seen.state.thing else {}), "limit": EVERY_ROW}


def columns() -> list[Column]:
    """What is told of a link of the chain."""
    return [
        Column("role", say("Part of the chain"), share=2),
        Column("name", say("Name"), kind="thing", share=3),
        Column("means", say("When all of them fail"), share=2),
        Column("hops", say("Steps"), kind="number", width=90),
        Column("path", say("Way"), share=4),
        Column("owner", say("Owner"), share=2),
    ]


def rows(seen: Seen) -> Rows:
    """The rows as they are shown."""
    return [
        {
            "id": one.id,
            "role": str(ROLES[one.role]),
            "name": one.name,
            "means": str(MEANS[one.means]),
            "hops": one.hops,
            "path": " → ".join(map(seen.name, one.path)),
            "owner": one.owner or "",
        }
        for one in seen.ask("sensor-chains", **asked(seen)).rows
    ]


def _columns(answer: Any) -> Component:
    begun = html.Div(
        [
            html.H3(say("Sensors and devices")),
            html.P(words.number(answer.number), className="eagraph-figure"),
            small(say("in {count} nodes of the register", count=words.number(answer.nodes))),
        ],
        className="eagraph-link-of-chain",
    )
    parts = [begun, *(_column(role, [one for one in answer.rows if one.role == role]) for role in ROLES if role != "other")]
    return section(say("The chain"), [html.Div(parts, className="eagraph-chain")], id=f"{NAME}-links")


def _column(role: str, found: Sequence[Any]) -> Component:
    stops = sum(one.means == "stops" for one in found)
    lines = [html.Li(_one(one)) for one in sorted(found, key=lambda one: one.means != "stops")[:MOST_SHOWN]]
    more = len(found) - MOST_SHOWN
    if more > 0:
        lines.append(html.Li(small(say("and {count} more, in the table below", count=words.number(more)))))
    told = say("{count}, of which stop: {stops}", count=words.number(len(found)), stops=words.number(stops))
    head = [html.H3(str(ROLES[role])), small(told)]
    return html.Div([*head, html.Ul(lines)], className="eagraph-link-of-chain")


def _one(one: Any) -> list[Part]:
    mark = html.Span(str(MEANS[one.means]), className=f"eagraph-means eagraph-{one.means.replace('_', '-')}")
    return [thing_link(one.name, one.id), " ", mark]

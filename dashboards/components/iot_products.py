"""Products and versions: how many sensors and devices of each, in which zones, and what stops when all of one fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboards import address, words
from dashboards.components import iot_list
from dashboards.components.boxes import Part, plain_table, small
from dashboards.components.frame import section
from dashboards.components.iot_view import NAME, UNKNOWN, Seen
from dashboards.components.result_head import exports, result_head
from eagraph.locale import say

MOST_LINES = 200


def draw(seen: Seen) -> Sequence[Part]:
    """Products, versions, and the list of what is chosen."""
    products: Any = seen.ask("fleets", **seen.state.needed, by="product", limit=MOST_LINES)
    versions: Any = seen.ask("fleets", **seen.state.needed, by="firmware", limit=MOST_LINES)
    parts: list[Part] = [
        result_head(products),
        section(say("Products"), [_table(seen, products.rows, "product")], id=f"{NAME}-products"),
        section(say("Versions"), [_table(seen, versions.rows, "firmware")], id=f"{NAME}-versions"),
    ]
    if seen.state.product or seen.state.firmware or seen.state.missing:
        parts.append(iot_list.listed(seen))
    return [*parts, exports("fleets", {**seen.state.needed, "by": "firmware"})]


def _table(seen: Seen, rows: Sequence[Any], by: str) -> Part:
    if not rows:
        return small(say("No sensor and no device is loaded that fits what is chosen."))
    head = [
        say("Name"),
        say("Number"),
        say("In the register"),
        say("Network zones"),
        say("Other things stop"),
        say("Services that stop"),
    ]
    return plain_table(head, [_line(seen, row, by) for row in rows])


def _line(seen: Seen, row: Any, by: str) -> list[Part]:
    name = say("not said") if UNKNOWN in row.name.split() and len(row.name) == 1 else row.name
    chosen: dict[str, Any] = {"product": row.id} if by == "product" else _version(row)
    link = dcc.Link(name, href=seen.state.to(**chosen), className="eagraph-link")
    zones = ", ".join(map(seen.name, row.zones)) or say("in no known zone")
    stops: list[Part] = [words.number(row.stopped)]
    if by == "product" and row.id != UNKNOWN:
        href = address.link("/blast-radius", failed_product=[row.id])
        stops.append(dcc.Link(say("if all fail"), href=href, className="eagraph-link"))
    told = html.Span([part for one in stops for part in (" ", one)][1:])
    return [link, words.number(row.number), words.number(row.nodes), zones, told, words.number(len(row.stopped_services))]


def _version(row: Any) -> dict[str, str]:
    return {"firmware": row.versions[0] if row.versions else UNKNOWN, "product": row.products[0] if row.products else ""}

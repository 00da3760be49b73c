"""The sensors and devices that are chosen, one by one, what nobody says of them, and what stops when they fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, row, small
from dashboards.components.frame import button_link, section
from dashboards.components.iot_view import EVERY_ROW, MISSING, NAME, Seen
from dashboards.components.tables import Column, table
from dashboards.figures.places import STATES
from eagraph.locale import say

TABLE = f"{NAME}-things"
MOST_NAMED = 150
"""No more things than this go into an address."""
_LONGEST = 6000


def asked(seen: Seen) -> dict[str, Any]:
    """The parameters of the list."""
    state = seen.state
    named = {
        name: [value]
        for name, value in (("product", state.product), ("firmware", state.firmware), ("missing", state.missing))
        if value
    }
    return {**state.needed, **named, "limit": EVERY_ROW}


def listed(seen: Seen) -> Part:
    """The list, where a zone, a fleet, a product, a version or what is missing is chosen."""
    found = rows(seen)
    heading = say("Sensors and devices: {count}", count=words.number(len(found)))
    parts: list[Part] = [row([blast(seen), _all(seen)]), table(TABLE, heading, columns(), found, height=440)]
    return section(heading, parts, id=f"{NAME}-list")


def columns() -> list[Column]:
    """What is told of each."""
    return [
        Column("name", say("Name"), kind="thing", share=3),
        Column("kind", say("Kind"), share=1),
        Column("observed", say("Measures"), share=2),
        Column("number", say("Number"), kind="number", width=120),
        Column("zones", say("Network zones"), share=2),
        Column("owner", say("Owner"), share=2),
        Column("version", say("Version"), width=100),
        Column("means", say("If it fails"), share=2),
        Column("missing", say("Not said"), share=2),
    ]


def rows(seen: Seen) -> list[dict[str, Any]]:
    """The rows as they are shown."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "kind": words.word(one.kind or ""),
            "observed": one.observed or "",
            "number": one.number,
            "zones": ", ".join(map(seen.name, one.zones)),
            "owner": one.owner or "",
            "version": one.firmware or "",
            "means": str(STATES[one.means]),
            "missing": ", ".join(str(MISSING[name]) for name in one.missing),
        }
        for one in seen.ask("devices", **asked(seen)).rows
    ]


def missing(seen: Seen, counted: Sequence[tuple[str, int]]) -> Component:
    """How many of what is not said; each leads to its list."""
    lines = []
    for name, count in counted:
        told = f"{str(MISSING[name])[:1].upper()}{str(MISSING[name])[1:]}: {words.number(count)}"
        link = dcc.Link(told, href=seen.state.to(view="zones", missing=name), className="eagraph-link")
        lines.append(html.Li(link if count else told))
    return section(say("What nobody says"), [html.Ul(lines, className="eagraph-list")], id=f"{NAME}-missing")


def unsaid(seen: Seen) -> list[tuple[str, int]]:
    """Of the sensors and devices that zone and fleet leave, how many lack what."""
    found = seen.ask("devices", **seen.state.needed, limit=EVERY_ROW).rows
    count = Counter(name for one in found for name in one.missing)
    return [(name, count[name]) for name in MISSING]


def blast(seen: Seen) -> Part:
    """What stops when all that is chosen fails: the page of that, or why there is no link to it."""
    state = seen.state
    said: dict[str, Any] = {"at": state.at.isoformat() if state.at else "", "assume_needed": state.assume_needed}
    if state.thing:
        return button_link(say("If it fails"), address.link("/blast-radius", failed=[state.thing], **said), primary=True)
    ids = [one.id for one in seen.ask("devices", **asked(seen)).rows]
    href = address.link("/blast-radius", failed=ids[: MOST_NAMED + 1], **said)
    if ids and len(ids) <= MOST_NAMED and len(href) <= _LONGEST:
        return button_link(say("If all of them fail"), href, primary=True)
    if state.zone in seen.snapshot.index and not (state.fleet or state.product or state.firmware or state.missing):
        href = address.link("/blast-radius", failed_zone=[state.zone], **said)
        return button_link(say("If the zone fails with everything in it"), href, primary=True)
    if not ids:
        return None
    return small(say("{count} are too many for an address; what stops when all fail stands under From sensor to service.",
                     count=words.number(len(ids))))  # fmt: skip


def _all(seen: Seen) -> Part:
    if seen.state.missing or seen.state.product or seen.state.firmware:
        told = say("Without this filter")
        return dcc.Link(told, href=seen.state.to(missing="", product="", firmware=""), className="eagraph-link")
    return None

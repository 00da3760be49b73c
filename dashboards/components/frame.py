"""The parts every page is made of: its frame with a heading, sections, notices, and links to things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address
from dashboards.components.boxes import Parts, card, row, small, stack
from eagraph.locale import Text, say


def page_frame(title: Text | str, children: Parts, *, told: Iterable[Text] = ()) -> Component:
    """A page: heading, what was wrong with its address, and its content."""
    return stack([html.H1(str(title), tabIndex=-1), *(notice(str(text)) for text in told), *children], gap="md")


def section(title: str, children: Parts, *, id: str | None = None) -> Component:  # noqa: A002
    """A part of a page under a heading of its own."""
    named: dict[str, Any] = {"id": id} if id else {}
    return html.Section(stack([html.H2(title), *children]), **named)


def answer_place(id: str) -> Component:  # noqa: A002
    """Where an answer will stand; what stood there pales while a slow one is worked out."""
    faded = {"visibility": "visible", "opacity": 0.45}
    return dcc.Loading(html.Div(id=id), delay_show=500, overlay_style=faded, color="var(--mantine-primary-color-filled)")


def notice(text: str, *, colour: str = "yellow") -> Component:
    """Something the reader should know before he reads on."""
    box: Component = dmc.Alert(text, color=colour, variant="light", p="sm")
    return box


def thing_link(name: str, id: str) -> Component:  # noqa: A002
    """A thing by name, with a link to its page."""
    return dcc.Link(name, href=address.link("/thing", id=id), className="eagraph-link")


def button_link(text: str, href: str, *, primary: bool = False) -> Component:
    """A link of ours that looks like a button."""
    return dcc.Link(text, href=href, className="eagraph-button eagraph-primary" if primary else "eagraph-button")


def figure_card(text: str, value: str, *, note: str = "", warn: bool = False) -> Component:
    """One figure with what it counts, and a note beside it."""
    shown = html.Span(value, className="eagraph-figure eagraph-warn" if warn else "eagraph-figure")
    noted = small(note, span=True) if note else None
    return card([html.Div([small(text, className="eagraph-name"), row([shown, noted], align="baseline")])], px="sm", py="xs")


def nothing_loaded() -> Component:
    """What an empty store shows: how to fill it."""
    parts = [
        html.P(say("Nothing is loaded yet. Load a landscape, or start with the demo city:")),
        dmc.Code("eagraph load PATH…", block=True),
        dmc.Code("eagraph demo", block=True),
        html.P(say("Then load this page again.")),
    ]
    return card(parts, p="lg", maw=640)

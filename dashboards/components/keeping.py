"""Keeping what is looked at as a scenario, sharing it by link, comparing it, and handing it on as picture and report."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address
from dashboards.components.boxes import Part, aria, grid, row, small, stack
from dashboards.components.frame import button_link, section
from dashboards.components.result_head import FORMATS, REPORTS
from eagraph.locale import say
from eagraph.scenarios import in_use
from eagraph.scenarios.book import Kept

PICTURES = (("svg", "SVG"), ("png", "PNG"))
LONGEST_NAME = 60


def tools() -> Component:
    """What stands beside the answer's sentence: the link, and the way to comparing."""
    texts = {"copied": say("Copied"), "failed": say("Copy the address of this page by hand, please.")}
    copy = html.Button(say("Copy the link"), id="blast-radius-copy", n_clicks=0, className="eagraph-button")
    said = html.Span(id="blast-radius-copied", className="eagraph-count", **aria(live="polite"))
    name = in_use.get()
    compare = button_link(say("Compare scenarios"), address.link("/scenarios", compare=[name] if name else []))
    store = dcc.Store(id="blast-radius-copy-texts", data=texts)
    keep = html.A(say("Keep as a scenario"), href="#blast-radius-keep", className="eagraph-button")
    return row([store, copy, compare, keep, said])


def form(kept: Kept | None, suggested: str) -> Component:
    """Name and titles of a scenario; kept under the name of one there is, it becomes its next version."""
    name = kept.scenario.name if kept else slug(suggested)
    titles = (kept.scenario.title.sv, kept.scenario.title.en) if kept else (suggested, suggested)
    cells = [
        (_text("blast-radius-keep-name", say("Name (a-z, 0-9, -)"), name), 4),
        (_text("blast-radius-keep-sv", say("Title in Swedish"), titles[0]), 4),
        (_text("blast-radius-keep-en", say("Title in English"), titles[1]), 4),
    ]
    button = html.Button(say("Keep"), id="blast-radius-keep-button", n_clicks=0, className="eagraph-button eagraph-primary")
    said = html.Div(id="blast-radius-kept", **aria(live="polite"))
    note = small(
        say(
            "What fails, its hours, the day and the changes of the scenario in use are kept. "
            "Under a name there is already it becomes a new version; the old ones stay."
        )
    )
    parts = [grid(cells, wide="md", align="end"), row([button]), note, said]
    return section(say("Keep as a scenario"), parts, id="blast-radius-keep")


def exports(questions: list[tuple[str, str, dict[str, Any]]]) -> Component:
    """Picture, report and rows of each question, from the API: all of it, whatever the page shows.

    Args:
        questions: how each is called here, its name, and its parameters.
    """
    rows: list[Part] = []
    for text, question, params in questions:
        forms = (*(PICTURES if question == "blast-radius" else ()), *REPORTS, *FORMATS)
        links = [_link(question, params, *form) for form in forms]
        rows.append(row([small(f"{text}:"), *links]))
    return section(say("Hand it on"), [stack(rows)], id="blast-radius-exports")


def slug(text: str) -> str:
    """A name for a scenario, made of a text."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or "scenario"


def _link(question: str, params: dict[str, Any], form: str, text: str) -> Component:
    href = address.link(f"/api/v1/analyses/{question}", **params, format=form)
    return html.A(text, href=href, className="eagraph-button", download="")


def _text(id_: str, label: str, value: str) -> Component:
    box: Component = dmc.TextInput(id=id_, label=label, value=value)
    return box

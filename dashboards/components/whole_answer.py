"""An answer as it stands: its sentence and worth, what it must not be used for, its pictures, every table, and files."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address
from dashboards.asked import NOTHING
from dashboards.components import answer_tables
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.frame import notice, section
from dashboards.components.result_head import result_head
from eagraph import analysis, report
from eagraph.drawing import Picture
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.results import Result

_FILES = {"csv": "CSV", "xlsx": "Excel", "markdown": "Markdown", "json": "JSON"}
_PAGES = {"html": "HTML", "pdf": "PDF"}
_PICTURES = {"svg": "SVG", "png": "PNG"}


def whole_answer(page: str, snapshot: Snapshot, result: Result[Any], asked: Mapping[str, Any]) -> Component:
    """Everything an answer tells.

    Args:
        page: what ids begin with.
        snapshot: what the answer is about.
        result: the answer.
        asked: the `name` of the question, and what was `said` of its parameters.
    """
    document = report.of_result(analysis.find(result.analysis).title, result)
    drawn = document.draw()
    parts: list[Part] = [result_head(result)]
    parts += [notice(str(text), colour="gray") for _, _, text in report.remarks_of(result)]
    parts += map(_picture, drawn)
    parts += answer_tables.tables(page, snapshot, document)
    return stack([*parts, _exports(asked, drawn=bool(drawn))], gap="lg")


def _picture(picture: Picture) -> Component:
    """A picture in the colours of paper, in light and in dark."""
    source = f"data:image/svg+xml;base64,{b64encode(picture.svg.encode()).decode()}"
    image = html.Img(src=source, alt=str(picture.about))
    return section(str(picture.title), [html.Div(image, className="eagraph-paper eagraph-scroll", tabIndex=0)])


def _exports(asked: Mapping[str, Any], *, drawn: bool) -> Component:
    """The same answer as a file, from the API: all rows, whatever the tables show."""
    if any(NOTHING in values for values in asked["said"].values()):
        return small(
            say("A list is emptied on purpose, which a link to a file cannot say; ask the command line for a file.")
        )
    path = f"/api/v1/analyses/{asked['name']}"
    links = [
        html.A(name, href=address.link(path, **asked["said"], format=form), className="eagraph-button", download="")
        for form, name in {**_FILES, **_PAGES, **(_PICTURES if drawn else {})}.items()
    ]
    return row([small(say("Export all rows:")), *links])

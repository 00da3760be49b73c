"""Pictures of answers, as places: boxes and arrows worked out here, drawn by the screens and as SVG in reports.

A drawing is a module named after its analysis, with `picture(answer) -> Picture`; not every analysis has one. Pure
functions: no browser, no workspace, no clock. A `Drawing` holds elements as dash-cytoscape has them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

from eagraph import plugins
from eagraph.locale import Text
from eagraph.results import Result

BOX_WIDTH, BOX_HEIGHT = 176, 34
GAP_ACROSS, GAP_DOWN = 44, 12
HEADING = 30

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a reader: what it shows, in words too, and the drawing as SVG in the colours of paper."""

    title: Text
    about: Text
    svg: str = field(repr=False)


def pictures(result: Result[Any]) -> tuple[Picture, ...]:
    """The pictures of an answer, in the reader's language; none where nobody has drawn its kind."""
    name = result.analysis.replace("-", "_")
    if name not in plugins.member_names(sys.modules[__name__]):
        return ()
    return (plugins.member(sys.modules[__name__], name).picture(result),)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Elements with places; `left_out` boxes are not drawn. `fits`: small enough to be shown whole from the start."""

    elements: tuple[Element, ...]
    height: int
    left_out: int = 0
    fits: bool = True


def box(id: str, label: str, x: float, y: float, *, classes: str = "", **data: Any) -> Element:  # noqa: A002
    """A box whose middle stands at a place."""
    told = {"id": id, "label": label, "width": BOX_WIDTH, "height": BOX_HEIGHT, "room": BOX_WIDTH - 14, **data}
    return {"data": told, "position": {"x": round(x, 1), "y": round(y, 1)}, "classes": classes}


def heading(id: str, label: str, x: float, y: float) -> Element:  # noqa: A002
    """Words over a column."""
    return {**box(id, label, x, y, classes="heading", room=400), "selectable": False, "grabbable": False}


def arrow(source: str, target: str, *, classes: str = "", **data: Any) -> Element:
    """An arrow from one box to another."""
    return {"data": {"id": f"{source}→{target}", "source": source, "target": target, **data}, "classes": classes}

"""Pictures as pure functions: from a result to elements with their places. No browser, no workspace, no clock.

A `Drawing` holds what dash-cytoscape draws: boxes at the places worked out here, and arrows between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

BOX_WIDTH, BOX_HEIGHT = 176, 34
GAP_ACROSS, GAP_DOWN = 44, 12
HEADING = 30

Element = dict[str, Any]


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

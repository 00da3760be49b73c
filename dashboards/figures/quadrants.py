"""TIME's two by two: every judged system by technical and functional fit, and those that go to a common solution marked.

Fits are whole numbers, so many systems share a place; they stand side by side around it, in the order of their names. What
is to be migrated to a common solution is a filled diamond whatever its quadrant: the programme's rule goes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from dashboards.figures._looks import COLOURS, axis, ground, short
from dashboards.theme import PICTURES, Scheme
from eagraph.analysis.time_quadrants import Row
from eagraph.locale import Text, both, say
from eagraph.report import choice

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

HEIGHT = 520
MOST_AT_A_PLACE = 36
MOST_NAMES = 14
TOP = 4
_EDGE = 0.5
_ROOM = 0.8
_CORNERS: tuple[tuple[str, bool, bool], ...] = (
    ("invest", True, True), ("tolerate", False, True), ("migrate", True, False), ("eliminate", False, False),
)  # fmt: skip
"""By high functional and high technical fit."""
_MARKS: dict[bool, tuple[str, Text]] = {
    True: ("diamond", both("to a common solution, whatever its quadrant")),
    False: ("circle-open", both("by its quadrant")),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A system and where it stands."""

    row: Row
    x: float
    y: float

    @property
    def dominated(self) -> bool:
        """Does the programme's rule go before its quadrant?"""
        return self.row.advice == "migrate-to-common"


def points(rows: Iterable[Row], most: int = MOST_AT_A_PLACE) -> list[Point]:
    """Judged systems with their places; of those that share one no more than so many, the dominated first."""
    by_place: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        if row.technical_fit is not None and row.functional_fit is not None:
            by_place.setdefault((row.technical_fit, row.functional_fit), []).append(row)
    found = []
    for (x, y), own in sorted(by_place.items()):
        own.sort(key=lambda row: (row.advice != "migrate-to-common", row.name, row.id))
        shown = own[:most]
        side = ceil(sqrt(len(shown)))
        for i, row in enumerate(shown):
            across, down = i % side, i // side
            lines = ceil(len(shown) / side)
            found.append(Point(row, x + _offset(across, side), y - _offset(down, lines)))
    return found


def left_out(rows: Sequence[Row], most: int = MOST_AT_A_PLACE) -> int:
    """How many judged systems have no place in the picture."""
    judged = sum(row.technical_fit is not None and row.functional_fit is not None for row in rows)
    return judged - len(points(rows, most))


def quadrants(rows: Sequence[Row], high_from: int, scheme: Scheme = "light") -> Figure:
    """The figure."""
    from plotly.graph_objects import Figure

    told = points(rows)
    figure = Figure([_scatter(told, dominated, scheme, named=len(told) <= MOST_NAMES) for dominated in _MARKS])
    line, middle = PICTURES[scheme]["line"], high_from - 0.5
    figure.add_hline(y=middle, line={"color": line, "width": 2})
    figure.add_vline(x=middle, line={"color": line, "width": 2})
    for name, functional, technical in _CORNERS:
        figure.add_annotation(**_corner(name, functional, technical, scheme))
    ticks: dict[str, Any] = {"range": [-_EDGE, TOP + _EDGE], "tickvals": list(range(TOP + 1)), "showgrid": False}
    figure.update_layout(
        **ground(scheme, HEIGHT, margin={"l": 56, "r": 16, "t": 44, "b": 52}),
        xaxis=axis(scheme, title={"text": say("Technical fit")}, **ticks),
        yaxis=axis(scheme, title={"text": say("Functional fit")}, **ticks),
    )
    return figure


def _offset(place: int, count: int) -> float:
    return 0.0 if count < 2 else _ROOM * (place / (count - 1) - 0.5) * min(1.0, count / 5)


def _corner(name: str, functional: bool, technical: bool, scheme: Scheme) -> dict[str, Any]:  # noqa: FBT001
    return {
        "text": f"<b>{escape(str(choice(name))).upper()}</b>", "showarrow": False,
        "font": {"color": PICTURES[scheme]["muted"], "size": 12},
        "x": TOP + _EDGE - 0.05 if technical else -_EDGE + 0.05, "xanchor": "right" if technical else "left",
        "y": TOP + _EDGE - 0.05 if functional else -_EDGE + 0.05, "yanchor": "top" if functional else "bottom",
    }  # fmt: skip


def _scatter(told: Sequence[Point], dominated: bool, scheme: Scheme, *, named: bool) -> Scatter:  # noqa: FBT001
    from plotly.graph_objects import Scatter

    symbol, name = _MARKS[dominated]
    own = [point for point in told if point.dominated == dominated]
    colour = COLOURS["yes" if dominated else "plain"][scheme]
    return Scatter(
        name=str(name), x=[point.x for point in own], y=[point.y for point in own],
        mode="markers+text" if named else "markers", text=[short(point.row.name, 20) for point in own],
        textposition="bottom center", textfont={"size": 11}, hovertext=[_hover(point.row) for point in own],
        hoverinfo="text", marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2, "color": colour}},
        showlegend=bool(own),
    )  # fmt: skip


def _hover(row: Row) -> str:
    parts = [f"<b>{escape(row.name)}</b>", escape(str(choice(row.advice))), escape(str(row.says))]
    parts += [escape(say("common solution: {name}", name=row.common_name))] if row.common_name else []
    return "<br>".join(parts)

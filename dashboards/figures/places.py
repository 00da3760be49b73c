"""Sensors and devices on the ground: a plain local projection with a net of degrees and a scale bar, and no tiles of others.

Kilometres east and north of the middle, with one degree of longitude as long as at the middle latitude: right to a per mille
within some tens of kilometres, which is what a municipality is. Colour and shape say the same: what the failure of one
means. What stands together is one ring with its number; its area grows with how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, cos, floor, log10, radians, sqrt
from typing import TYPE_CHECKING, Any

from dashboards import words
from dashboards.figures._looks import COLOURS, ground
from dashboards.theme import PICTURES, Scheme
from eagraph.analysis.sensor_places import KM_A_DEGREE, Answer, Row
from eagraph.locale import Text, both, say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

HEIGHT = 560
SMALLEST, LARGEST = 8, 46
_ROOM = 480
"""Pixels across the ground, at least."""
MOST_NUMBERED = 150
_LEAST_KM = 0.2
_MARGIN = 1.08
_WIDTH = 1.7
"""As wide as the frame mostly is, in its heights."""
STATES: dict[str, Text] = {
    "stops_something": both("its failure alone stops something"),
    "others_suffice": both("others are enough"),
    "not_needed": both("not said to be needed"),
}
_LOOKS = {"stops_something": ("diamond", "yes"), "others_suffice": ("circle", "no"), "not_needed": ("square", "unknown")}
"""Shape and colour of a state."""
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Projection:
    """Degrees to kilometres east and north of a middle."""

    latitude: float
    longitude: float

    def east(self, longitude: float) -> float:
        """Kilometres east of the middle."""
        return (longitude - self.longitude) * KM_A_DEGREE * cos(radians(self.latitude))

    def north(self, latitude: float) -> float:
        """Kilometres north of the middle."""
        return (latitude - self.latitude) * KM_A_DEGREE


def places(answer: Answer, href: Callable[[Row], str], name: Callable[[Row], str], scheme: Scheme = "light") -> Figure:
    """The map of an answer that has places.

    Args:
        answer: what stands where.
        href: where a click on a row leads.
        name: what a row is called.
        scheme: light or dark.
    """
    from plotly.graph_objects import Figure

    south, west, north, east = answer.ground
    middle = Projection((south + north) / 2, (west + east) / 2)
    wide, high = (max(km, _LEAST_KM) * _MARGIN for km in (middle.east(east), middle.north(north)))
    half = (max(wide, high * _WIDTH), high)
    size = _Size(max(row.nodes for row in answer.rows), len(answer.rows))
    figure = Figure()
    for rank, state in reversed([*enumerate(STATES)]):
        own = [row for row in answer.rows if row.state == state]
        figure.add_trace(_scatter(own, state, middle, scheme))
        figure.data[-1].update(
            marker_size=[size.of(row.nodes) for row in own],
            hovertext=[_hover(row, name(row)) for row in own],
            customdata=[href(row) for row in own],
            legendrank=rank,
        )
    figure.update_layout(
        **ground(scheme, HEIGHT, margin={"l": 64, "r": 12, "t": 40, "b": 44}),
        xaxis=_axis(scheme, half[0], middle.longitude, KM_A_DEGREE * cos(radians(middle.latitude)), ("E", "W")),
        yaxis={
            **_axis(scheme, half[1], middle.latitude, KM_A_DEGREE, ("N", "S")),
            "scaleanchor": "x",
            "scaleratio": 1,
        },
    )
    figure.update_layout(legend_y=1.02)
    _scale_bar(figure, half, scheme)
    return figure


def _scatter(rows: Sequence[Row], state: str, middle: Projection, scheme: Scheme) -> Scatter:
    from plotly.graph_objects import Scatter

    shape, kind = _LOOKS[state]
    numbered = any(row.nodes > 1 for row in rows) and len(rows) <= MOST_NUMBERED
    return Scatter(
        name=str(STATES[state]), x=[middle.east(row.longitude) for row in rows],
        y=[middle.north(row.latitude) for row in rows], mode="markers+text" if numbered else "markers",
        text=[words.number(row.nodes) if row.nodes > 1 else "" for row in rows], textposition="middle right",
        textfont={"size": 11, "color": PICTURES[scheme]["text"]}, hoverinfo="text", showlegend=bool(rows),
        marker={
            "symbol": shape, "color": COLOURS[kind][scheme], "opacity": 0.72,
            "line": {"width": 1, "color": PICTURES[scheme]["paper"]},
        },
    )  # fmt: skip


@dataclass(frozen=True)
class _Size:
    """Area by how many things a mark stands for; the more marks, the smaller all of them."""

    most: int
    marks: int

    def of(self, nodes: int) -> float:
        """In pixels."""
        largest = max(SMALLEST, min(LARGEST, _ROOM / sqrt(self.marks)))
        return SMALLEST if self.most == 1 else SMALLEST + (largest - SMALLEST) * sqrt((nodes - 1) / (self.most - 1))


def _hover(row: Row, name: str) -> str:
    return "<br>".join(
        [f"<b>{escape(name)}</b>", escape(say("Network zone: {zone}", zone=row.zone_name)), escape(str(STATES[row.state]))]
    )


def rounded(span: float, parts: int) -> float:
    """A round step, 1, 2 or 5 times a power of ten, that divides a span in about so many parts.

    >>> rounded(3.7, 4)
    1.0
    """
    power = 10.0 ** floor(log10(span / parts))
    return next(step * power for step in _STEPS if step * power >= span / parts * 0.999)


def degrees(value: float, step: float, sides: tuple[str, str]) -> str:
    """A degree with as many decimals as its step has."""
    decimals = max(0, ceil(-log10(step)))
    shown = f"{abs(value):.{decimals}f}".replace(".", words.decimal_sign())
    return f"{shown}°{'' if abs(value) < step / 2 else sides[value < 0]}"


def _axis(scheme: Scheme, half: float, middle: float, km: float, sides: tuple[str, str]) -> dict[str, Any]:
    """Kilometres along, with lines at round degrees."""
    step = rounded(2 * half / km, 4)
    first, last = ceil((middle - half / km) / step), floor((middle + half / km) / step)
    at = [number * step for number in range(first, last + 1)]
    line = PICTURES[scheme]["line"]
    return {
        "range": [-half, half], "tickvals": [(degree - middle) * km for degree in at],
        "ticktext": [degrees(degree, step, sides) for degree in at], "gridcolor": line, "gridwidth": 0.5, "griddash": "dot",
        "linecolor": line, "mirror": True, "showline": True, "zeroline": False, "fixedrange": True, "constrain": "domain",
    }  # fmt: skip


def _scale_bar(figure: Figure, half: tuple[float, float], scheme: Scheme) -> None:
    """A round number of metres or kilometres in the lower left corner."""
    length, colour = rounded(2 * half[0], 6), PICTURES[scheme]["text"]
    told = f"{words.figure(length)} km" if length >= 1 else f"{words.figure(round(length * 1000, 3))} m"
    left, low = -half[0] * 0.95, -half[1] * 0.93
    figure.add_shape(type="line", x0=left, x1=left + length, y0=low, y1=low, line={"color": colour, "width": 4})
    figure.add_annotation(
        x=left, y=low, xanchor="left", yanchor="bottom", text=told, showarrow=False, font={"color": colour, "size": 12}
    )

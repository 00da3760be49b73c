"""Links past the platform, as chords of a circle: systems around it, board by board, and a line for every exchange.

Boards follow each other round the circle, each with an arc of its own and its name outside; systems with most links are
drawn where there are too many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from dashboards import words
from dashboards.figures._looks import COLOURS, ground, short
from dashboards.theme import PICTURES, Scheme
from eagraph.locale import say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

HEIGHT = 560
MOST_SYSTEMS = 120
_GAP = 1.5
"""Room between boards, in systems."""
_STEPS = 24
_ARC, _NAME = 1.06, 1.12


@dataclass(frozen=True, slots=True)
class End:
    """A system and whose it is."""

    id: str
    name: str
    board: str


@dataclass(frozen=True, slots=True)
class Link:
    """An exchange from one system to another, and whether it surely goes past the platform."""

    sender: str
    receiver: str
    name: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    """Where systems stand, as angles from the top clockwise; the arc of every board; and the links that are drawn."""

    angle: dict[str, float]
    arcs: tuple[tuple[str, float, float], ...]
    links: tuple[Link, ...]
    left_out: int
    """Links that are not drawn."""


def circle(ends: Iterable[End], links: Sequence[Link], most: int = MOST_SYSTEMS) -> Circle:
    """The places of the systems with most links, board by board; the board with most systems first."""
    count = Counter(id_ for link in links for id_ in (link.sender, link.receiver))
    known = {end.id: end for end in ends}
    chosen = sorted((id_ for id_ in count if id_ in known), key=lambda id_: (-count[id_], id_))[:most]
    boards: dict[str, list[str]] = {}
    for id_ in chosen:
        boards.setdefault(known[id_].board, []).append(id_)
    ordered = sorted(boards, key=lambda board: (-len(boards[board]), board))
    step = 2 * pi / max(1.0, len(chosen) + _GAP * len(ordered))
    angle, arcs, at = {}, [], _GAP * step / 2
    for board in ordered:
        begin = at
        for id_ in sorted(boards[board], key=lambda one: (known[one].name, one)):
            angle[id_] = at + step / 2
            at += step
        arcs.append((board, begin, at))
        at += _GAP * step
    drawn = tuple(link for link in links if link.sender in angle and link.receiver in angle)
    return Circle(angle, tuple(arcs), drawn, len(links) - len(drawn))


def point_to_point(ends: Sequence[End], links: Sequence[Link], scheme: Scheme = "light") -> Figure:
    """The figure."""
    from plotly.graph_objects import Figure

    told = circle(ends, links)
    figure = Figure([
        _chords(told, scheme, is_certain=True), _chords(told, scheme, is_certain=False), *_arcs(told, scheme),
        _systems(told, ends, scheme),
    ])  # fmt: skip
    hidden = {"visible": False, "fixedrange": True, "range": [-1.75, 1.75]}
    figure.update_layout(
        **ground(scheme, HEIGHT, margin={"l": 8, "r": 8, "t": 40, "b": 8}, hovermode="closest"),
        xaxis=hidden,
        yaxis={**hidden, "range": [-1.25, 1.25], "scaleanchor": "x"},
        annotations=[_name(arc, scheme) for arc in told.arcs],
    )
    return figure


def _place(angle: float, radius: float = 1.0) -> tuple[float, float]:
    return round(radius * sin(angle), 4), round(radius * cos(angle), 4)


def _chords(told: Circle, scheme: Scheme, *, is_certain: bool) -> Scatter:
    """Every link as a curve that bends towards the middle (a quadratic Bézier), with None between them."""
    from plotly.graph_objects import Scatter

    xs: list[float | None] = []
    ys: list[float | None] = []
    for link in told.links:
        if link.is_certain == is_certain:
            (ax, ay), (bx, by) = _place(told.angle[link.sender]), _place(told.angle[link.receiver])
            for i in range(_STEPS + 1):
                t = i / _STEPS
                xs.append(round((1 - t) ** 2 * ax + t**2 * bx, 4))
                ys.append(round((1 - t) ** 2 * ay + t**2 * by, 4))
            xs.append(None)
            ys.append(None)
    kind = "yes" if is_certain else "unknown"
    return Scatter(
        name=say("past the platform") if is_certain else say("perhaps past it"), x=xs, y=ys, mode="lines", hoverinfo="skip",
        line={"color": COLOURS[kind][scheme], "width": 1.2, "dash": "solid" if is_certain else "dot"}, opacity=0.75,
        showlegend=bool(xs),
    )  # fmt: skip


def _arcs(told: Circle, scheme: Scheme) -> list[Scatter]:
    from plotly.graph_objects import Scatter

    found = []
    for board, begin, end in told.arcs:
        places = [_place(begin + (end - begin) * i / _STEPS, _ARC) for i in range(_STEPS + 1)]
        line = {"color": COLOURS["plain"][scheme], "width": 5}
        found.append(
            Scatter(x=[x for x, _ in places], y=[y for _, y in places], mode="lines", line=line, hoverinfo="text",
                    hovertext=escape(board), showlegend=False)
        )  # fmt: skip
    return found


def _systems(told: Circle, ends: Sequence[End], scheme: Scheme) -> Scatter:
    from plotly.graph_objects import Scatter

    count = Counter(id_ for link in told.links for id_ in (link.sender, link.receiver))
    shown = [end for end in ends if end.id in told.angle]
    places = [_place(told.angle[end.id]) for end in shown]
    return Scatter(
        name=say("system"), x=[x for x, _ in places], y=[y for _, y in places], mode="markers", hoverinfo="text",
        hovertext=[_hover(end, count[end.id]) for end in shown], showlegend=bool(shown),
        marker={"size": [min(16, 6 + count[end.id]) for end in shown], "color": PICTURES[scheme]["text"]},
    )  # fmt: skip


def _hover(end: End, count: int) -> str:
    links = say("links past the platform: {count}", count=words.number(count))
    return f"<b>{escape(end.name)}</b><br>{escape(end.board)}<br>{escape(links)}"


def _name(arc: tuple[str, float, float], scheme: Scheme) -> dict[str, Any]:
    board, begin, end = arc
    middle = (begin + end) / 2
    x, y = _place(middle, _NAME)
    anchor = "center" if abs(x) < 0.25 else "left" if x > 0 else "right"
    return {
        "x": x, "y": y, "text": short(board, 26), "showarrow": False, "xanchor": anchor,
        "yanchor": "bottom" if y > 0.9 else "top" if y < -0.9 else "middle",
        "font": {"size": 12, "color": PICTURES[scheme]["text"]},
    }  # fmt: skip

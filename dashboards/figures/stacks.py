"""Bars of parts that add up: by board how many exchanges go over the platform and past it; of a process what splits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from dashboards import words
from dashboards.figures._looks import axis, ground, lines_of, marker
from dashboards.theme import Scheme

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure

MOST_LINES = 25
LINE_HEIGHT = 26
_FEW = 12
MARGIN_TOP, MARGIN_BOTTOM = 56, 48


@dataclass(frozen=True, slots=True)
class Stack:
    """A line: its id and name, and how long each part of it is, in the order of the parts."""

    id: str
    name: str
    lengths: tuple[float, ...]


def height(count: int) -> int:
    """How high the figure of so many lines is, in pixels."""
    return MARGIN_TOP + MARGIN_BOTTOM + LINE_HEIGHT * max(1, min(count, MOST_LINES))


def stacks(told: Sequence[Stack], parts: Sequence[tuple[str, str]], unit: str, scheme: Scheme = "light") -> Figure:
    """The figure of the first lines.

    Args:
        told: the lines, from the top.
        parts: what each part is called, and the kind of its colour and pattern.
        unit: what the axis counts.
        scheme: light or dark.
    """
    from plotly.graph_objects import Figure

    shown = told[:MOST_LINES]
    figure = Figure([_part(shown, i, name, kind, scheme) for i, (name, kind) in enumerate(parts)])
    figure.update_layout(
        **ground(scheme, height(len(shown)), barmode="stack", bargap=0.35,
                 margin={"l": 8, "r": 16, "t": MARGIN_TOP, "b": MARGIN_BOTTOM}),
        xaxis=axis(scheme, title={"text": unit}, rangemode="tozero", **_ticks(shown)),
        yaxis=lines_of(scheme, [one.id for one in shown], [one.name for one in shown]),
    )  # fmt: skip
    return figure


def _ticks(shown: Sequence[Stack]) -> dict[str, int]:
    """Whole numbers alone: where few are counted, each of them."""
    return {"dtick": 1} if max((sum(one.lengths) for one in shown), default=0) <= _FEW else {}


def _part(shown: Sequence[Stack], i: int, name: str, kind: str, scheme: Scheme) -> Bar:
    from plotly.graph_objects import Bar

    told = [f"<b>{escape(one.name)}</b><br>{escape(name)}: {words.number(one.lengths[i])}" for one in shown]
    return Bar(
        name=name, orientation="h", y=[one.id for one in shown], x=[one.lengths[i] for one in shown], hovertext=told,
        hoverinfo="text", marker=marker(scheme, kind), showlegend=any(one.lengths[i] for one in shown),
    )  # fmt: skip

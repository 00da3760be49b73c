"""The trend: how many findings were open at each recorded check, by severity, as lines that differ in dash and mark too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboards.theme import FONT, PICTURES, Scheme
from eagraph.findings.runs import Run
from eagraph.locale import say
from eagraph.report import choice
from eagraph.rules.rule import SEVERITIES

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 260
_LINES: dict[str, tuple[str, str, dict[Scheme, str]]] = {
    "error": ("solid", "circle", {"light": "#a01818", "dark": "#ff8a80"}),
    "warning": ("dash", "diamond", {"light": "#8a4b00", "dark": "#f0b866"}),
    "info": ("dot", "square", {"light": "#2b46b8", "dark": "#9db4ff"}),
}
"""Dash, mark and colour by severity."""


def counted(runs: Sequence[Run], organisation: str = "") -> dict[str, list[int]]:
    """By severity how many were open at each run; of one board or company, or of all."""
    return {
        severity: [
            sum(told.get(severity, 0) for org, told in run.counts.items() if organisation in ("", org)) for run in runs
        ]
        for severity in SEVERITIES
    }


def trend(runs: Sequence[Run], scheme: Scheme = "light", organisation: str = "") -> Figure:
    """The figure; its words are in the reader's language."""
    from plotly.graph_objects import Figure, Scatter

    colours = PICTURES[scheme]
    lines = [
        Scatter(
            x=[run.at for run in runs], y=counts, name=str(choice(severity)), mode="lines+markers",
            line={"dash": _LINES[severity][0], "color": _LINES[severity][2][scheme], "width": 2},
            marker={"symbol": _LINES[severity][1], "size": 8},
        )
        for severity, counts in counted(runs, organisation).items()
    ]  # fmt: skip
    axis = {"gridcolor": colours["line"], "linecolor": colours["line"], "zeroline": False}
    return Figure(
        lines,
        {
            "height": HEIGHT, "margin": {"l": 48, "r": 16, "t": 16, "b": 40}, "paper_bgcolor": colours["paper"],
            "plot_bgcolor": colours["paper"], "font": {"family": FONT, "color": colours["text"], "size": 13},
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "rangemode": "tozero", "title": {"text": say("Open findings")}},
            "legend": {"orientation": "h", "y": 1.12}, "hovermode": "x unified",
        },
    )  # fmt: skip

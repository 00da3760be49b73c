"""The Gantt of a timeline: one line a thing, a bar for each time it is down, in the order of the first hour.

What is longer than can be borne is told by more than a colour: the part after the limit is hatched, and a diamond marks the
limit (MTPD). An arrow head at the right edge says that no end was reached. Where there are more things than lines, those
down longer than can be borne are drawn first, then the most critical; the others are counted, and the table has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from dashboards import words
from dashboards.theme import FONT, PICTURES, Scheme, wave_colour
from eagraph.analysis.timeline import Answer, Row
from eagraph.locale import current, say

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure, Scatter

MOST_LINES = 40
LINE_HEIGHT = 26
MARGIN_TOP, MARGIN_BOTTOM = 64, 56
LONGEST_NAME = 34
_ROOM_AFTER = 0.12
"""Of the hours told, how much stands free to the right of them, where what has no end goes on."""
_SEPARATORS = {"sv": ",\u00a0", "en": ".,"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line, in hours, and what is said of it."""

    line: str
    begin: float
    end: float
    told: str


def lines(answer: Answer, most: int = MOST_LINES) -> dict[str, list[Row]]:
    """The outages of the things that are drawn, by id, in the order of their first hour."""
    by_thing: dict[str, list[Row]] = {}
    for row in answer.rows:
        by_thing.setdefault(row.id, []).append(row)
    first = sorted(by_thing.values(), key=_importance)[:most]
    return {rows[0].id: rows for rows in sorted(first, key=lambda rows: (rows[0].down_from_h, _importance(rows)))}


def left_out(answer: Answer, most: int = MOST_LINES) -> int:
    """How many things of the answer have no line."""
    return max(0, len({row.id for row in answer.rows}) - most)


def height(answer: Answer, most: int = MOST_LINES) -> int:
    """How high the figure is, in pixels."""
    return MARGIN_TOP + MARGIN_BOTTOM + LINE_HEIGHT * max(1, len(lines(answer, most)))


def gantt(answer: Answer, scheme: Scheme = "light", most: int = MOST_LINES) -> Figure:
    """The figure of an answer, with at most so many lines; its words are in the reader's language."""
    from plotly.graph_objects import Figure

    shown = lines(answer, most)
    outages = [row for rows in shown.values() for row in rows]
    end = _last_hour(outages)
    borne, longer = _parts(outages, end)
    colours = PICTURES[scheme]
    figure = Figure(
        [
            _bars(borne, say("down"), wave_colour(scheme, 1), colours["paper"], hatched=False),
            _bars(longer, say("longer than can be borne"), wave_colour(scheme, 0), colours["paper"], hatched=True),
            _marks(_limits(outages, end), say("limit of what can be borne (MTPD)"), "diamond", colours["text"]),
            _marks(_endless(outages, end), say("no end reached"), "triangle-right", colours["text"]),
        ]
    )
    names = [_short(rows[0].name) for rows in shown.values()]
    line = {"gridcolor": colours["line"], "linecolor": colours["line"], "gridwidth": 0.5, "fixedrange": True}
    figure.update_layout(
        template="none",
        barmode="overlay",
        bargap=0.35,
        height=height(answer, most),
        margin={"l": 8, "r": 16, "t": MARGIN_TOP, "b": MARGIN_BOTTOM},
        paper_bgcolor=colours["paper"],
        plot_bgcolor=colours["paper"],
        font={"family": FONT, "size": 13, "color": colours["text"]},
        separators=_SEPARATORS[current.get()],
        hoverlabel={"bgcolor": colours["box"], "font": {"color": colours["text"]}, "align": "left"},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
        xaxis={**line, "range": [0, end], "title": {"text": say("hours from the beginning")}, "zeroline": False},
        yaxis={**line, "range": [len(shown) - 0.4, -0.6], "automargin": True, "tickvals": list(shown), "ticktext": names,
               "type": "category", "categoryorder": "array", "categoryarray": list(shown), "showgrid": False},
    )  # fmt: skip
    return figure


def _importance(rows: list[Row]) -> tuple[bool, bool, int, float, str]:
    itself = any(not row.because for row in rows)
    late = any(row.breach for row in rows)
    return not itself, not late, -(rows[0].criticality or 0), rows[0].down_from_h, rows[0].id


def _last_hour(outages: Iterable[Row]) -> float:
    """Where the axis ends: after every hour that is told."""
    told = [hour for row in outages for hour in (row.down_from_h, row.down_to_h, row.breach_from_h) if hour is not None]
    return max(told, default=0) * (1 + _ROOM_AFTER) or 1


def _parts(outages: Iterable[Row], end: float) -> tuple[list[_Part], list[_Part]]:
    """The pieces that can be borne or of which it is unknown, and those that are longer."""
    borne, longer = [], []
    for row in outages:
        last = end if row.down_to_h is None else row.down_to_h
        limit = row.breach_from_h if row.breach and row.breach_from_h is not None else last
        told = _told(row)
        if limit > row.down_from_h:
            borne.append(_Part(row.id, row.down_from_h, min(limit, last), told))
        if last > limit:
            longer.append(_Part(row.id, limit, last, told))
    return borne, longer


def _limits(outages: Iterable[Row], end: float) -> list[_Part]:
    marks = ((row, row.down_from_h + row.mtpd_h) for row in outages if row.mtpd_h is not None)
    return [_Part(row.id, hour, hour, _told(row)) for row, hour in marks if hour <= end]


def _endless(outages: Iterable[Row], end: float) -> list[_Part]:
    return [_Part(row.id, end, end, _told(row)) for row in outages if row.down_to_h is None]


def _told(row: Row) -> str:
    """What is said of an outage where somebody points at it."""
    hours = {"begin": words.number(round(row.down_from_h, 2)), "end": words.number(round(row.down_to_h or 0, 2))}
    if row.down_to_h is None:
        said = say("down from {begin} h, no end reached", begin=hours["begin"])
    else:
        said = say("down from {begin} to {end} h", **hours)
    parts = [f"<b>{escape(row.name)}</b>", said]
    if row.mtpd_h is not None:
        parts.append(say("can be borne for {hours} h", hours=words.number(round(row.mtpd_h, 2))))
    return "<br>".join(parts)


def _short(name: str) -> str:
    return escape(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")


def _bars(parts: list[_Part], name: str, colour: str, paper: str, *, hatched: bool) -> Bar:
    from plotly.graph_objects import Bar

    pattern = {"shape": "/", "size": 7, "solidity": 0.35, "fgcolor": paper, "bgcolor": colour, "fillmode": "overlay"}
    return Bar(
        name=name,
        orientation="h",
        y=[part.line for part in parts],
        base=[part.begin for part in parts],
        x=[part.end - part.begin for part in parts],
        hovertext=[part.told for part in parts],
        hoverinfo="text",
        marker={"color": colour, "line": {"width": 1.5, "color": colour}, **({"pattern": pattern} if hatched else {})},
        showlegend=bool(parts),
    )


def _marks(parts: list[_Part], name: str, symbol: str, colour: str) -> Scatter:
    from plotly.graph_objects import Scatter

    return Scatter(
        name=name,
        mode="markers",
        y=[part.line for part in parts],
        x=[part.begin for part in parts],
        hovertext=[part.told for part in parts],
        hoverinfo="text",
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 0}},
        cliponaxis=False,
        showlegend=bool(parts),
    )

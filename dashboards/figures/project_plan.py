"""The plan of one organisation: a bar a project, its collisions hatched, and above it how many run against what is carried.

A collision lies over the bar of every project in it, for the days it lasts; one that is only possible is dotted. A day that
nobody has stated is told by an arrow head at the edge. The load is a step line over the days, what is carried a dashed one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from dashboards import words
from dashboards.figures._looks import COLOURS, axis, ground, lines_of, marker
from dashboards.theme import PICTURES, Scheme
from eagraph.analysis.project_collisions import Planned, Row
from eagraph.locale import say
from eagraph.report import choice

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure, Scatter

MOST_LINES = 30
LINE_HEIGHT = 28
LOAD_HEIGHT = 110
MARGIN_TOP, MARGIN_BOTTOM = 60, 44
_DAY_MS = 86_400_000
_ROOM = dt.timedelta(days=30)
_LEAST = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line and what is said of it."""

    line: str
    first: dt.date
    last: dt.date
    told: str


def shown(plan: Sequence[Planned], rows: Iterable[Row], most: int = MOST_LINES) -> list[Planned]:
    """The projects that have a line: those that collide first in the choice, then in the order in which they start."""
    worse = {"yes": 0, "unknown": 1}
    rank: dict[str, int] = {}
    for row in rows:
        for project in (row.id, *row.projects):
            rank[project] = min(rank.get(project, 2), worse.get(row.violation, 2))
    order = {one.id: i for i, one in enumerate(plan)}
    chosen = sorted(plan, key=lambda one: (rank.get(one.id, 2), order[one.id]))[:most]
    return sorted(chosen, key=lambda one: order[one.id])


def height(count: int) -> int:
    """How high the figure of so many lines is, in pixels."""
    return MARGIN_TOP + MARGIN_BOTTOM + LOAD_HEIGHT + LINE_HEIGHT * max(1, count)


def load(plan: Iterable[Planned]) -> list[tuple[dt.date, int]]:
    """How many projects with both days known run from each day on, until the next."""
    change: dict[dt.date, int] = {}
    for one in plan:
        if one.first and one.last:
            change[one.first] = change.get(one.first, 0) + 1
            after = one.last + dt.timedelta(days=1)
            change[after] = change.get(after, 0) - 1
    steps, running = [], 0
    for day in sorted(change):
        running += change[day]
        steps.append((day, running))
    return steps


def project_plan(plan: Sequence[Planned], rows: Sequence[Row], scheme: Scheme = "light") -> Figure:
    """The figure of an organisation's projects and the collisions they are in."""
    from plotly.graph_objects import Figure

    drawn = shown(plan, rows)
    first, last = _span(plan)
    bars, arrows = _bars(drawn, first, last)
    hit = {name: _collisions(drawn, rows, name, (first, last)) for name in ("yes", "unknown")}
    count = len(drawn)
    part = LOAD_HEIGHT / (LOAD_HEIGHT + LINE_HEIGHT * max(1, count))
    figure = Figure([
        *_load(plan, scheme, last),
        _bar(bars, say("project"), {"color": COLOURS["plain"][scheme], "opacity": 0.45}, width=0.62),
        _bar(hit["yes"], say("collision"), marker(scheme, "yes"), width=0.34),
        _bar(hit["unknown"], say("perhaps a collision"), marker(scheme, "unknown"), width=0.34),
        _arrows(arrows, scheme),
    ])  # fmt: skip
    days = axis(scheme, type="date", range=[first.isoformat(), last.isoformat()], showgrid=True, tickformat="%Y-%m")
    most = max([plan[0].capacity if plan else 0, *(many for _, many in load(plan))])
    figure.update_layout(
        **ground(scheme, height(count), barmode="overlay", margin={"l": 8, "r": 16, "t": MARGIN_TOP, "b": MARGIN_BOTTOM}),
        xaxis={**days, "anchor": "y"},
        yaxis={**lines_of(scheme, [one.id for one in drawn], [one.name for one in drawn]), "domain": [0, 0.96 - part]},
        yaxis2=axis(scheme, domain=[1 - part, 1], range=[0, most + 0.6], dtick=max(1, most // 4), automargin=True),
    )
    return figure


def _span(plan: Sequence[Planned]) -> tuple[dt.date, dt.date]:
    """The days of the axis: all that are stated, with room where something has no end."""
    days = [day for one in plan for day in (one.first, one.last) if day]
    if not days:
        return dt.date(2000, 1, 1), dt.date(2000, 1, 1) + _LEAST
    return min(days) - _ROOM, max(*days, min(days) + _LEAST) + _ROOM


def _bars(plan: Sequence[Planned], first: dt.date, last: dt.date) -> tuple[list[_Part], list[tuple[str, dt.date, str]]]:
    bars, arrows = [], []
    for one in plan:
        bars.append(_Part(one.id, one.first or first, one.last or last, _told(one)))
        arrows += [(one.id, first, "triangle-left")] if one.first is None else []
        arrows += [(one.id, last, "triangle-right")] if one.last is None else []
    return bars, arrows


def _collisions(plan: Sequence[Planned], rows: Iterable[Row], violation: str, span: tuple[dt.date, dt.date]) -> list[_Part]:
    windows = {one.id: (one.first or span[0], one.last or span[1]) for one in plan}
    found = []
    for row in rows:
        if row.violation != violation or row.wrong == "dates_missing":
            continue
        said = _said(row)
        begin, end = row.first or span[0], row.last or span[1]
        for project in {row.id, *row.projects} & windows.keys():
            own = windows[project]
            days = max(min(begin, end), own[0]), min(max(begin, end), own[1])
            if days[0] <= days[1]:
                found.append(_Part(project, *days, said))
    return sorted(found, key=lambda one: (one.line, one.first, one.told))


def _told(one: Planned) -> str:
    days = {"first": _day(one.first), "last": _day(one.last)}
    return f"<b>{escape(one.name)}</b><br>{escape(say('{first} to {last}', **days))}"


def _said(row: Row) -> str:
    parts = [
        f"<b>{escape(str(choice(row.wrong)))}</b>",
        escape(say("{first} to {last}", first=_day(row.first), last=_day(row.last))),
    ]
    parts += [escape(text) for text in (row.name, row.project_names, row.system_names) if text]
    return "<br>".join(parts)


def _day(day: dt.date | None) -> str:
    return words.day(day.isoformat()) if day else say("not stated")


def _bar(parts: Sequence[_Part], name: str, look: dict[str, Any], *, width: float) -> Bar:
    from plotly.graph_objects import Bar

    return Bar(
        name=name, orientation="h", y=[part.line for part in parts], base=[part.first.isoformat() for part in parts],
        x=[((part.last - part.first).days + 1) * _DAY_MS for part in parts], hovertext=[part.told for part in parts],
        hoverinfo="text", marker=look, width=width, showlegend=bool(parts),
    )  # fmt: skip


def _arrows(arrows: Sequence[tuple[str, dt.date, str]], scheme: Scheme) -> Scatter:
    from plotly.graph_objects import Scatter

    return Scatter(
        name=say("day not stated"), mode="markers", y=[line for line, _, _ in arrows],
        x=[day.isoformat() for _, day, _ in arrows], hoverinfo="skip", cliponaxis=False, showlegend=bool(arrows),
        marker={"symbol": [symbol for *_, symbol in arrows], "size": 11, "color": PICTURES[scheme]["text"]},
    )  # fmt: skip


def _load(plan: Sequence[Planned], scheme: Scheme, last: dt.date) -> list[Scatter]:
    """The step line of how many run, and the dashed line of how many are carried."""
    from plotly.graph_objects import Scatter

    steps = [*load(plan), (last, 0)]
    carried = plan[0].capacity if plan else 0
    days = [day.isoformat() for day, _ in steps]
    ends = [_span(plan)[0].isoformat(), last.isoformat()]
    running = [many for _, many in steps]
    return [
        Scatter(
            name=say("projects at a time"), x=days, y=running, yaxis="y2", mode="lines", line_shape="hv", fill="tozeroy",
            line={"color": COLOURS["plain"][scheme], "width": 2}, hovertemplate="%{x|%Y-%m-%d}: %{y}<extra></extra>",
        ),
        Scatter(
            name=say("can carry {count}", count=carried), x=ends, y=[carried] * 2, yaxis="y2", mode="lines",
            line={"color": COLOURS["yes"][scheme], "width": 2, "dash": "dash"}, hoverinfo="skip",
        ),
    ]  # fmt: skip

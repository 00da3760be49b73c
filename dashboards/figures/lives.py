"""The ends in the lives of systems: a line a system, with the days its support, contract and use end, and the gap between.

Where support or contract ends before the system goes, the days between are hatched, dotted where that is only possible. A
vertical line marks the day on which all is judged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from dashboards import words
from dashboards.figures._looks import COLOURS, axis, ground, lines_of, marker
from dashboards.theme import PICTURES, Scheme
from eagraph.analysis.lifecycle_conflicts import Row
from eagraph.locale import Text, both, say
from eagraph.report import choice

if TYPE_CHECKING:
    from plotly.graph_objects import Bar, Figure, Scatter

MOST_LINES = 40
LINE_HEIGHT = 26
MARGIN_TOP, MARGIN_BOTTOM = 84, 44
_DAY_MS = 86_400_000
_ROOM = dt.timedelta(days=60)
_MARKS: dict[str, tuple[str, Text, str]] = {
    "support": ("triangle-down", both("support ends"), "yes"),
    "contract": ("square", both("contract ends"), "second"),
    "goes": ("diamond", both("replaced or retired"), "plain"),
    "other": ("x", both("what it needs goes, or what follows is ready"), "unknown"),
}
Ends = tuple[dt.date | None, dt.date | None]
"""When support and contract end."""
_NEEDED = ("depends_on_", "successor_")


@dataclass(frozen=True, slots=True)
class Life:
    """A thing and its days: `goes` as recorded, `other` of what it depends on or is followed by."""

    id: str
    name: str
    support: dt.date | None = None
    contract: dt.date | None = None
    goes: dt.date | None = None
    other: tuple[dt.date, ...] = ()
    gaps: tuple[tuple[dt.date, dt.date, str], ...] = ()
    """From, to, and the verdict."""
    wrong: tuple[str, ...] = field(default=())
    """What is wrong with it, in words."""

    @property
    def days(self) -> list[dt.date]:
        """All that are known."""
        return [day for day in (self.support, self.contract, self.goes, *self.other) if day]


def lives(rows: Iterable[Row], judged_on: dt.date, stated: Mapping[str, Ends] | None = None) -> list[Life]:
    """The things of an answer that have a day, those that end first at the top.

    Args:
        rows: the conflicts.
        judged_on: the day on which they are judged.
        stated: when support and contract of a thing end, where that is in no conflict.
    """
    by_thing: dict[str, list[Row]] = {}
    for row in rows:
        by_thing.setdefault(row.id, []).append(row)
    found = [_life(own, judged_on, (stated or {}).get(id_, (None, None))) for id_, own in by_thing.items()]
    return sorted((life for life in found if life.days), key=lambda life: (min(life.days), life.name, life.id))


def height(count: int) -> int:
    """How high the figure of so many lines is, in pixels."""
    return MARGIN_TOP + MARGIN_BOTTOM + LINE_HEIGHT * max(1, min(count, MOST_LINES))


def figure(told: Sequence[Life], judged_on: dt.date, scheme: Scheme = "light") -> Figure:
    """The figure of the first of them."""
    from plotly.graph_objects import Figure

    shown = told[:MOST_LINES]
    days = [day for life in shown for day in life.days] or [judged_on]
    span = min(*days, judged_on) - _ROOM, max(*days, judged_on) + _ROOM
    drawn = Figure([
        _gaps(shown, "yes", say("without support or contract"), scheme),
        _gaps(shown, "unknown", say("perhaps without"), scheme),
        *(_points(shown, kind, scheme) for kind in _MARKS),
    ])  # fmt: skip
    text = PICTURES[scheme]["text"]
    drawn.add_vline(x=judged_on.isoformat(), line={"color": text, "width": 1.5, "dash": "dot"})
    drawn.update_layout(
        **ground(scheme, height(len(shown)), barmode="overlay",
                 margin={"l": 8, "r": 16, "t": MARGIN_TOP, "b": MARGIN_BOTTOM}),
        xaxis=axis(scheme, type="date", range=[day.isoformat() for day in span], tickformat="%Y-%m"),
        yaxis=lines_of(scheme, [life.id for life in shown], [life.name for life in shown]),
    )  # fmt: skip
    return drawn


def _life(rows: Sequence[Row], judged_on: dt.date, stated: Ends) -> Life:
    def first(prefix: str) -> dt.date | None:
        return min((row.ends_on for row in rows if row.wrong.startswith(prefix) and row.ends_on), default=None)

    goes = min((row.goes_on for row in rows if row.goes_on), default=None)
    other = sorted({row.ends_on for row in rows if row.wrong.startswith(_NEEDED) and row.ends_on})
    gaps = []
    for row in rows:
        if row.wrong.startswith(("support_", "contract_")) and row.ends_on:
            until = max(row.goes_on or judged_on, judged_on) if row.wrong.endswith("ended") else row.goes_on
            if until and until > row.ends_on:
                gaps.append((row.ends_on, until, row.violation))
    wrong = tuple(dict.fromkeys(str(choice(row.wrong)) for row in rows))
    return Life(
        rows[0].id,
        rows[0].name,
        first("support_") or stated[0],
        first("contract_") or stated[1],
        goes,
        tuple(other),
        tuple(sorted(gaps)),
        wrong,
    )


def _told(life: Life) -> str:
    named = (("support", life.support), ("contract", life.contract), ("goes", life.goes))
    days = [f"{_MARKS[kind][1]}: {words.day(day.isoformat())}" for kind, day in named if day]
    return "<br>".join([f"<b>{escape(life.name)}</b>", *map(escape, days), *map(escape, life.wrong)])


def _gaps(shown: Sequence[Life], verdict: str, name: str, scheme: Scheme) -> Bar:
    from plotly.graph_objects import Bar

    parts = [(life, first, last) for life in shown for first, last, own in life.gaps if own == verdict]
    return Bar(
        name=name, orientation="h", y=[life.id for life, *_ in parts], base=[first.isoformat() for _, first, _ in parts],
        x=[(last - first).days * _DAY_MS for _, first, last in parts], hovertext=[_told(life) for life, *_ in parts],
        hoverinfo="text", marker=marker(scheme, verdict), width=0.5, showlegend=bool(parts),
    )  # fmt: skip


def _points(shown: Sequence[Life], kind: str, scheme: Scheme) -> Scatter:
    from plotly.graph_objects import Scatter

    symbol, name, colour = _MARKS[kind]
    told = [(life, day) for life in shown for day in _days(life, kind)]
    return Scatter(
        name=str(name), mode="markers", y=[life.id for life, _ in told], x=[day.isoformat() for _, day in told],
        hovertext=[_told(life) for life, _ in told], hoverinfo="text", cliponaxis=False, showlegend=bool(told),
        marker={"symbol": symbol, "size": 11, "color": COLOURS[colour][scheme]},
    )  # fmt: skip


def _days(life: Life, kind: str) -> tuple[dt.date, ...]:
    if kind == "other":
        return life.other
    day: dt.date | None = getattr(life, kind)
    return (day,) if day else ()

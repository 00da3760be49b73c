"""The course of a failure, hour by hour: at which hours something happens, what is down then, and what is said of it.

Where everything stops at one hour, since nobody has said of buffers and repair, it goes wave by wave instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards import words
from eagraph.analysis.blast_radius import Answer as Stops
from eagraph.analysis.blast_radius import Row as Stopped
from eagraph.analysis.timeline import Answer, Row
from eagraph.locale import say

MOST_STEPS = 240
MOST_NAMED = 6
Interval = tuple[int, int | None]
"""The step at which a thing stops, and the one at which it is back; None is never."""


@dataclass(frozen=True, slots=True)
class Course:
    """Hours at which something happens, by thing the steps between which it is down, and what to say at each step."""

    hours: tuple[float, ...]
    """Numbers of waves, where everything stops at one hour (`is_by_wave`)."""
    down: dict[str, tuple[Interval, ...]]
    said: tuple[str, ...]
    is_by_wave: bool = False

    def as_data(self, drawn: Iterable[str]) -> dict[str, Any]:
        """What the browser needs to play it: the hours, what is said, and the things that are drawn."""
        return {"hours": self.hours, "said": self.said, "down": {id_: self.down.get(id_, ()) for id_ in drawn}}

    def step_of(self, hour: float | None) -> int:
        """The last step that is not after an hour; -1 is the whole course."""
        return -1 if hour is None else sum(known <= hour for known in self.hours) - 1


def course(answer: Answer) -> Course:
    """The course of a timeline; where too many hours are told, neighbours are taken together."""
    told = sorted({0.0, *(h for row in answer.rows for h in (row.down_from_h, row.down_to_h) if h is not None)})
    hours = _thinned(told)
    step = {hour: bisect_left(hours, hour) for hour in told}
    down: dict[str, list[Interval]] = defaultdict(list)
    for row in answer.rows:
        down[row.id].append((step[row.down_from_h], None if row.down_to_h is None else step[row.down_to_h]))
    return Course(hours, {id_: tuple(found) for id_, found in down.items()}, tuple(_said(answer.rows, hours, step)))


def by_wave(answer: Stops) -> Course:
    """The same wave by wave, for where nobody has said of any hours: all stop at once, one because of the other."""
    waves: dict[int, list[Stopped]] = defaultdict(list)
    for row in sorted(answer.rows, key=_importance):
        waves[row.wave].append(row)
    said, down = [], 0
    for wave in range(max(waves, default=0) + 1):
        down += len(waves[wave])
        figures = {"down": words.number(down), "later": words.number(len(answer.rows) - down)}
        text = say("Wave {wave}: {down} down, {later} not yet stopped.", wave=words.number(wave), **figures)
        said.append(" ".join([text, say("Stop now: {names}.", names=_named(waves[wave]))]))
    steps = tuple(float(wave) for wave in range(len(said)))
    return Course(steps, {row.id: ((row.wave, None),) for row in answer.rows}, tuple(said), is_by_wave=True)


def _thinned(hours: Sequence[float]) -> tuple[float, ...]:
    """At most so many of them, the first and the last among them."""
    if len(hours) <= MOST_STEPS:
        return tuple(hours)
    every = (len(hours) - 1) / (MOST_STEPS - 1)
    return tuple(hours[round(i * every)] for i in range(MOST_STEPS))


def _said(rows: Sequence[Row], hours: Sequence[float], step: dict[float, int]) -> Iterable[str]:
    stops: dict[int, list[Row]] = defaultdict(list)
    returns: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_importance):
        stops[step[row.down_from_h]].append(row)
        if row.down_to_h is not None:
            returns[step[row.down_to_h]].append(row)
    everything, begun, down = {row.id for row in rows}, set[str](), 0
    for i, hour in enumerate(hours):
        down += len(stops[i]) - len(returns[i])
        begun |= {row.id for row in stops[i]}
        figures = {"down": down, "back": len(begun) - down, "later": len(everything) - len(begun)}
        counted = {name: words.number(count) for name, count in figures.items()}
        text = say(
            "Hour {hour}: {down} down, {back} back, {later} not yet stopped.", hour=words.number(round(hour, 2)), **counted
        )
        parts = [text]
        if stops[i]:
            parts.append(say("Stop now: {names}.", names=_named(stops[i])))
        if returns[i]:
            parts.append(say("Back now: {names}.", names=_named(returns[i])))
        yield " ".join(parts)


def _importance(row: Row | Stopped) -> tuple[int, str, str]:
    return -(row.criticality or 0), row.name.casefold(), row.id


def _named(rows: Sequence[Row | Stopped]) -> str:
    names = ", ".join(row.name for row in rows[:MOST_NAMED])
    more = len(rows) - MOST_NAMED
    return say("{names} and {count} more", names=names, count=words.number(more)) if more > 0 else names

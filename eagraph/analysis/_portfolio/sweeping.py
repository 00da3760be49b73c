"""When do more windows than may be lie over each other? A sweep line over the days on which any begins or ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overload:
    """From the first day to the last, more at a time than may be; `peak` at most; who takes part in it, sorted."""

    first: dt.date
    last: dt.date
    peak: int
    members: tuple[int, ...]


def overloads(windows: Mapping[int, tuple[dt.date, dt.date]], most: int) -> list[Overload]:
    """The longest stretches of days on each of which there are more windows than `most`; both ends of a window are in it.

    >>> day = dt.date(2026, 1, 1).replace
    >>> windows = {0: (day(day=1), day(day=9)), 1: (day(day=4), day(day=6)), 2: (day(day=6), day(day=7))}
    >>> [(o.first.day, o.last.day, o.peak, o.members) for o in overloads(windows, 1)]
    [(4, 7, 3, (0, 1, 2))]
    """
    events = sorted([(a.toordinal(), 1, i) for i, (a, _) in windows.items()]
                    + [(b.toordinal() + 1, -1, i) for i, (_, b) in windows.items()])  # fmt: skip
    found: list[Overload] = []
    running: set[int] = set()
    begun, peak, members = 0, 0, set[int]()
    for number, (day, _, one) in enumerate(events):
        running ^= {one}
        is_last_of_day = number + 1 == len(events) or events[number + 1][0] != day
        if not is_last_of_day:
            continue
        if len(running) > most:
            begun = begun or day
            peak, members = max(peak, len(running)), members | running
        elif begun:
            found.append(Overload(dt.date.fromordinal(begun), dt.date.fromordinal(day - 1), peak, tuple(sorted(members))))
            begun, peak, members = 0, 0, set()
    return found

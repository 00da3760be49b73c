"""Days as things state them, the day on which a landscape is judged, and windows of which an end may be unknown."""

from __future__ import annotations

import calendar as months_of_a_year
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.fields import Value

NO_DAY = dt.date.min
MONTHS = 12


def day_of(snapshot: Snapshot, at: dt.date | None) -> dt.date:
    """The day on which things are judged: the one said, else that of the data; `NO_DAY` where neither is known."""
    if at is not None:
        return at
    return dt.date.fromisoformat(snapshot.date[:10]) if snapshot.date else NO_DAY


def no_day(day: dt.date) -> list[Text]:
    """That no day is known, in words."""
    return [both("No day is known on which to judge; nothing counts as late. Say one (at).")] if day == NO_DAY else []


def stated(said: Mapping[str, Value], name: str) -> dt.date | None:
    """The day a property states; None where it states none that can be read."""
    try:
        return dt.date.fromisoformat(str(said[name])[:10])
    except (KeyError, ValueError):
        return None


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier; the last of the month where that has no such day.

    >>> months_before(dt.date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    count = day.year * MONTHS + day.month - 1 - months
    year, month = max(divmod(count, MONTHS), (1, 0))
    return dt.date(year, month + 1, min(day.day, months_of_a_year.monthrange(year, month + 1)[1]))


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later.

    >>> months_after(dt.date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    return months_before(day, -months)


@dataclass(frozen=True, slots=True)
class Window:
    """From one day to another, both of them in it; an end that nobody has stated is None."""

    first: dt.date | None
    last: dt.date | None

    @property
    def is_stated(self) -> bool:
        """Are both ends known?"""
        return self.first is not None and self.last is not None

    def widest(self) -> tuple[dt.date, dt.date]:
        """The longest it may be."""
        return self.first or dt.date.min, self.last or dt.date.max

    def surely(self) -> tuple[dt.date, dt.date] | None:
        """The days that are in it whatever is unknown; None where neither end is known."""
        first, last = self.first or self.last, self.last or self.first
        return (first, last) if first and last else None

    def meets(self, other: Window) -> tuple[dt.date, dt.date] | None:
        """The longest they may have in common; None where they surely have no day."""
        (a, b), (c, d) = self.widest(), other.widest()
        first, last = max(a, c), min(b, d)
        return (first, last) if first <= last else None

    def surely_meets(self, other: Window) -> bool:
        """Have they a day in common, whatever is unknown?"""
        one, two = self.surely(), other.surely()
        return one is not None and two is not None and max(one[0], two[0]) <= min(one[1], two[1])


def bounded(day: dt.date) -> dt.date | None:
    """A day, or None where it stands for no bound."""
    return None if day in {dt.date.min, dt.date.max} else day

"""Which days does a yearly report look at?

The year up to today where it is not over, and the same days of the year before beside it: a part of a year is never held
against a whole one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.rules.durations import shifted

FIRST_YEAR = 2


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both among them; today may be later, and states are those of today."""

    since: dt.date
    until: dt.date
    today: dt.date

    @classmethod
    def of(cls, year: int | None, today: dt.date) -> Period:
        """A year, or the current one; no later than today.

        Raises:
            UsageError: the year has not begun.
        """
        chosen = today.year if year is None else year
        if not FIRST_YEAR <= chosen <= today.year:
            raise UsageError(both("The year is {found}; expected one up to {latest}.", found=chosen, latest=today.year))
        return cls(dt.date(chosen, 1, 1), min(dt.date(chosen, 12, 31), today), today)

    @property
    def before(self) -> Period:
        """The same days a year earlier."""
        return Period(shifted(self.since, "-P12M"), shifted(self.until, "-P12M"), self.today)

    @property
    def is_whole(self) -> bool:
        """Is the year over?"""
        return (self.until.month, self.until.day) == (12, 31)

    @property
    def days(self) -> dict[str, str]:
        """Since and until as queries ask for them."""
        return {"since": self.since.isoformat(), "until": self.until.isoformat()}

    @property
    def limits(self) -> dict[str, str]:
        """The days that queries count from today."""
        told = {
            "year_ago": "-P12M", "two_years_ago": "-P24M", "three_years_ago": "-P36M", "in_90_days": "P90D",
            "in_a_year": "P12M",
        }  # fmt: skip
        return {"today": self.today.isoformat(), **{name: shifted(self.today, by).isoformat() for name, by in told.items()}}

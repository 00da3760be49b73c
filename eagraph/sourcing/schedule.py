"""How long ago was a source loaded, and is it time again? A schedule is a hint: nothing here starts by itself."""

from __future__ import annotations

import datetime as dt
import re

_UNITS = {"min": dt.timedelta(minutes=1), "h": dt.timedelta(hours=1), "d": dt.timedelta(days=1), "w": dt.timedelta(weeks=1)}
_EARLY = 0.95
"""The share of its time after which a source is due: a daily run at the same hour shall find it due every day."""


def interval(every: str) -> dt.timedelta | None:
    """How much time a hint means; None where there is none.

    >>> interval("12 h") == dt.timedelta(hours=12), interval("")
    (True, None)
    """
    found = re.fullmatch(r"(\d+) ?(\w+)", every)
    return int(found[1]) * _UNITS[found[2]] if found else None


def is_due(age: dt.timedelta | None, every: dt.timedelta | None) -> bool:
    """Should a source be loaded again, or for the first time?"""
    return age is None or (every is not None and age >= _EARLY * every)


def in_short(age: dt.timedelta | None) -> str:
    """A span in its two largest units; a dash where there is none.

    >>> in_short(dt.timedelta(days=3, hours=4, minutes=5)), in_short(dt.timedelta(seconds=5))
    ('3 d 4 h', '0 min')
    """
    if age is None:
        return "–"
    minutes = max(0, int(age.total_seconds() // 60))
    parts = [(minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min")]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    return " ".join(f"{count} {unit}" for count, unit in parts[:2] if count or unit == parts[0][1])

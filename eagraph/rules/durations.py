"""Days counted from a day, as ISO 8601 durations of years, months, weeks and days.

>>> shifted(dt.date(2026, 3, 31), "-P1M"), shifted(dt.date(2026, 3, 1), "P90D")
(datetime.date(2026, 2, 28), datetime.date(2026, 5, 30))
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

PATTERN = re.compile(r"([+-]?)P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")


def shifted(day: dt.date, duration: str) -> dt.date:
    """The day so much later, or earlier where it begins with `-`; the last of a month where that month is shorter.

    Raises:
        ValueError: it is not a duration of days or more, or leads beyond the years 1 to 9999.
    """
    found = PATTERN.fullmatch(duration)
    if not found:
        raise ValueError(duration)
    sign = -1 if found[1] == "-" else 1
    years, months, weeks, days = (sign * int(part or 0) for part in found.groups()[1:])
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    try:
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last)) + dt.timedelta(days=weeks * 7 + days)
    except (OverflowError, ValueError) as error:
        raise ValueError(duration) from error

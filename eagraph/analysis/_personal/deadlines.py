"""Until when has a breach to be notified, and to whom?

GDPR 33: the supervisory authority within 72 hours of becoming aware; 34: the persons without undue delay where their risk is
high. Cybersäkerhetslagen (2025:1506, NIS2 article 23): early warning within 24 hours, incident notification within 72 hours,
final report within a month of the notification. A date has no clock: hours are counted from its first moment, so a deadline
is never later than it is told to be; the moment the clock really started is for people to say.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

from pydantic import Field

from eagraph.locale import Text, both
from eagraph.results import Value, Words

Applies = Literal["yes", "to_judge", "no"]
Duty = Literal["supervisory_authority", "persons", "early_warning", "incident_notification", "final_report"]
_HOURS: dict[Duty, int | None] = {
    "early_warning": 24, "incident_notification": 72, "final_report": None, "supervisory_authority": 72, "persons": None,
}  # fmt: skip
_CYBER, _GDPR = "cybersäkerhetslagen (2025:1506)", "GDPR"


class Deadline(Value):
    """One duty to notify."""

    duty: Duty = Field(description="what is to be notified, or to whom")
    law: str = Field(description="the law it follows from")
    applies: Applies = Field(title="does it apply", description="to judge: it depends on what only people can say")
    hours: int | None = Field(title="within hours", description="hours from when it was detected; empty: another time")
    at_latest: str | None = Field(
        title="at the latest",
        description="moment counted from the start of the day; empty: no day is known, or no time is set",
    )
    why: Words = Field(description="when it applies")


def deadlines(detected: dt.date | None, *, personal: Applies) -> tuple[Deadline, ...]:
    """All duties, the most urgent first."""
    notified = _after(detected, 72)
    report = _a_month_after(notified) if notified else None
    significant = both("Where the incident is significant.")
    by_law: list[tuple[Duty, str, Applies, dt.datetime | None, Text]] = [
        ("early_warning", _CYBER, "to_judge", _after(detected, 24), significant),
        ("supervisory_authority", f"{_GDPR} 33", personal, notified, both("Unless a risk to the persons is unlikely.")),
        ("incident_notification", _CYBER, "to_judge", notified, significant),
        ("final_report", _CYBER, "to_judge", report, both("A month after the incident notification.")),
        ("persons", f"{_GDPR} 34", "no" if personal == "no" else "to_judge", None,
         both("Without undue delay, where the risk to the persons is high.")),
    ]  # fmt: skip
    return tuple(
        Deadline(
            duty=duty, law=law, applies=applies, hours=_HOURS[duty],
            at_latest=due.isoformat(timespec="minutes") if due else None, why=Words.of(why),
        )
        for duty, law, applies, due, why in by_law
    )  # fmt: skip


def _after(day: dt.date | None, hours: int) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=hours) if day else None


def _a_month_after(moment: dt.datetime) -> dt.datetime:
    """The same day of the next month, or its last where it is shorter."""
    year, month = divmod(moment.year * 12 + moment.month, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, calendar.monthrange(year, month + 1)[1]))

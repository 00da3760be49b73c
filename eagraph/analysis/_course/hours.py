"""Hours as the model states them, reckoned in whole milliseconds: sums are exact, and no sliver of time is left over."""

from __future__ import annotations

from collections.abc import Mapping

from eagraph.locale import Text
from eagraph.model.fields import Value

HOUR = 3_600_000
LONGEST = 1e9
"""Hours that no sum and no answer is the worse for being bounded by: more than a hundred thousand years."""


def milliseconds(hours: float) -> int:
    """Hours in milliseconds, rounded; at most `LONGEST`.

    >>> milliseconds(0.25), milliseconds(1e308) == milliseconds(LONGEST)
    (900000, True)
    """
    return round(min(hours, LONGEST) * HOUR)


def in_hours(time: int) -> float:
    """Milliseconds in hours."""
    return time / HOUR


def stated(properties: Mapping[str, Value], *names: str) -> int | None:
    """The first of these properties that states hours, in milliseconds; None where none does."""
    for name in names:
        value = properties.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return milliseconds(value)
    return None


def told(time: int) -> Text:
    """Hours as a text, in no more digits than needed.

    >>> told(16_200_000)
    Text(sv='4,5', en='4.5')
    """
    text = f"{round(time / HOUR, 2):.15g}"
    return Text(sv=text.replace(".", ","), en=text)

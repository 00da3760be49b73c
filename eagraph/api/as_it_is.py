"""Does the reader look at the landscape as it is now? Only that is decided about."""

from __future__ import annotations

from eagraph.errors import UsageError
from eagraph.history import at_point
from eagraph.locale import both
from eagraph.scenarios import in_use


def as_it_is() -> None:
    """See that neither a scenario nor a point in time stands between the reader and the landscape.

    Raises:
        UsageError: one does.
    """
    if in_use.get():
        text = both("Decisions are about the landscape as it is; leave the scenario {name} first.", name=in_use.get())
        raise UsageError(text)
    if at_point.get():
        text = both("Decisions are about the landscape as it is; leave the point in time {name} first.", name=at_point.get())
        raise UsageError(text)

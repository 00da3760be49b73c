"""Outages that are given: windows of time in which a thing is down by itself, written as thing=from..to in hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from eagraph.analysis._course.hours import milliseconds
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, joined

Window = tuple[int, int | None]
"""From and to, in milliseconds; None is never."""
Windows = Mapping[int, tuple[Window, ...]]
"""By node, sorted; windows of one thing do not overlap or touch."""
_FORM = re.compile(r"\s*(\d*\.?\d*)\s*\.\.\s*(\d*\.?\d*)\s*")


def windows(snapshot: Snapshot, said: Iterable[str]) -> dict[int, tuple[Window, ...]]:
    """The windows people mean: `elnat=0..10`, `elnat=2..` (never repaired); a thing may have several.

    Raises:
        UnknownName: the only thing wrong is that a thing does not exist.
        UsageError: not of that form, an end not after its beginning, or several things wrong; every one is named.
    """
    found: dict[int, list[Window]] = {}
    wrong: list[UsageError] = []
    for text in said:
        thing, _, hours = text.rpartition("=")
        try:
            window = _window(text, hours)
            found.setdefault(snapshot.find(thing.strip()), []).append(window)
        except UsageError as error:
            wrong.append(error)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else UsageError(joined([error.text for error in wrong], " "))
    return {node: merged(of_node) for node, of_node in found.items()}


def _window(text: str, hours: str) -> Window:
    match = _FORM.fullmatch(hours)
    ends = match.groups() if match else (".", ".")
    if "." in ends or "=" not in text:
        told = both("An outage is written thing=from..to in hours (elnat=0..10); found {text}.", text=repr(text))
        raise UsageError(told)
    begin, end = milliseconds(float(ends[0] or 0)), milliseconds(float(ends[1])) if ends[1] else None
    if end is not None and end <= begin:
        raise UsageError(both("The outage {text} ends before it begins; give the later hour last.", text=repr(text)))
    return begin, end


def merged(found: Iterable[Window]) -> tuple[Window, ...]:
    """The same time in the fewest windows.

    >>> merged([(4, 8), (0, 4), (9, None), (10, 12)])
    ((0, 8), (9, None))
    """
    out: list[Window] = []
    for begin, end in sorted(found, key=lambda window: window[0]):
        if out and (out[-1][1] is None or begin <= out[-1][1]):
            last = out[-1][1]
            out[-1] = out[-1][0], None if last is None or end is None else max(last, end)
        else:
            out.append((begin, end))
    return tuple(out)

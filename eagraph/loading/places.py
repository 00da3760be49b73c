"""Where in its source does a problem stand, and which one comes first to somebody who reads the source from the top?

A place is `file:line`, `file [sheet]:cell` or anything else a loader tells; text and numbers in it are compared as such.

>>> from eagraph.locale import Text
>>> wrong = [Problem(where, Text("fel", "wrong")) for where in ("a.csv:10", "a.csv:B2", "a.csv:A2", "a.csv:9", "a.csv:AA2")]
>>> [problem.where for problem in in_source_order(wrong)]
['a.csv:A2', 'a.csv:B2', 'a.csv:AA2', 'a.csv:9', 'a.csv:10']
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from eagraph.errors import Problem

_PLACE = re.compile(r"(?P<file>.*):(?P<column>[A-Z]{0,3})(?P<row>\d{1,18})(?P<rest>\D.*)?", re.DOTALL)


def in_source_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, row and column; those at one place, or at a place without a row, in the order they were found."""
    return sorted(problems, key=lambda problem: _place(problem.where))


def _place(where: str) -> tuple[str, int, int, str]:
    found = _PLACE.fullmatch(where)
    if not found:
        return (where, 0, 0, "")
    return (found["file"], int(found["row"]), len(found["column"]), found["column"])

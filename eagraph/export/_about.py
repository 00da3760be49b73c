"""What does a file say of itself? Which landscape it comes from (hash and date), which part it is, and what is not in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from eagraph.graph.extract import Extract
from eagraph.locale import Text, both

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class Fact(NamedTuple):
    """One line: its key for machines, what people call it, and what it says."""

    key: str
    called: Text
    value: str | int


def facts(extract: Extract) -> tuple[Fact, ...]:
    """All of it."""
    things, relationships = extract.left_out
    return (
        Fact("hash", both("Data hash"), extract.hash),
        Fact("date", both("Date of the data"), extract.date),
        Fact("selection", both("Selection"), str(extract.selected)),
        Fact("things", both("Things"), len(extract.nodes)),
        Fact("relationships", both("Relationships"), len(extract.relationships)),
        Fact("things_left_out", both("Things of the landscape that are not here"), things),
        Fact("relationships_left_out", both("Relationships of the landscape that are not here"), relationships),
    )


def lines(extract: Extract) -> list[str]:
    """The same as lines for a comment: none of them can end the comment it stands on."""
    return [f"{fact.called}: {one_line(str(fact.value))}" for fact in facts(extract)]


def one_line(text: str) -> str:
    """A text without line ends, control characters, and marks that turn the direction of what follows."""
    return _BREAKS.sub(" ", text).strip()

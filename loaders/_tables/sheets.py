"""One sheet of cells, wherever it came from: a CSV file is one, a workbook has several.

Cells are addressed as a spreadsheet does: `systems.csv:C7`, `list.xlsx [Systems]:C7`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from eagraph.errors import Problem
from eagraph.locale import Text

LONGEST_CELL = 1_000_000
"""Characters in one cell; Excel itself stops at 32 767."""
MOST_ROWS = 1_048_576
"""Rows in one sheet, as in Excel."""
Row = tuple[int, list[object]]


def letters(index: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass
class Sheet:
    """Rows with their numbers from 1, blank ones included. `hints` is filled while the rows are read."""

    file: str
    name: str
    rows: Iterator[Row]
    why_not: Text | None = None
    hints: list[Problem] = field(default_factory=list)
    short_end: bool = False
    """Does the text end in the middle of a line? Known from the start, for CSV only."""

    @property
    def title(self) -> str:
        """The sheet in a message: its file, and its name where it has one."""
        return f"{self.file} [{self.name}]" if self.name else self.file

    def where(self, row: int, index: int | None = None) -> str:
        """The place of a row, or of one cell of it."""
        return f"{self.title}:{row}" if index is None else f"{self.title}:{letters(index)}{row}"

"""Cells that people open in a spreadsheet."""

from __future__ import annotations

import re

from eagraph.report import Cell

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_MISREAD = re.compile(r"""
    (?!\d{4}-\d\d-\d\d$)             # a date as a date should be may be read as one
    (\d{1,4}[/.:-]\d{1,4}([/.:-]\d{1,4})?   # 1/1, 1-2, 1.10, 12:30
    | 0\d+ | \d{16,} | \d+e\d+)$       # 007, more digits than a spreadsheet keeps, 12e3
    """, re.VERBOSE | re.ASCII | re.IGNORECASE)  # fmt: skip


def kept(value: Cell) -> Cell:
    """The same, with an apostrophe in front of a text too that a spreadsheet would read as a date or as another number.

    CSV has no types: without it `1/1`, one of one, becomes the first of January. It is the mark people type themselves to
    keep a text, it stands before formulas already, and a script takes one off wherever it stands first.
    """
    return f"'{value}" if isinstance(value, str) and _MISREAD.match(value) else safe(value)


def safe(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: such text gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value

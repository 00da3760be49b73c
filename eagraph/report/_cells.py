"""Cells that people open in a spreadsheet: texts made safe, everything else as it is."""

from __future__ import annotations

from eagraph import spreadsheets
from eagraph.report import Cell


def safe(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return spreadsheets.safe(value) if isinstance(value, str) else value


def kept(value: Cell) -> Cell:
    """The same, with an apostrophe in front of a text too that a spreadsheet would read as a date or as another number.

    CSV has no types: without it `1/1`, one of one, becomes the first of January. It is the mark people type themselves to
    keep a text, it stands before formulas already, and a script takes one off wherever it stands first.
    """
    return spreadsheets.kept(value) if isinstance(value, str) else value

"""Cells that people open in a spreadsheet."""

from __future__ import annotations

from eagraph.report import Cell

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: such text gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value

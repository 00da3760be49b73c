"""Complaint: one thing in a query that is not in the portable subset, and where."""

from __future__ import annotations

from dataclasses import dataclass

from eagraph.locale import Text


@dataclass(frozen=True)
class Complaint:
    """What is not in the subset and what to write instead. Line and column begin at 1; the column counts characters."""

    line: int
    column: int
    text: Text

"""What is on record about common solutions, information, projects and finance."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme.commons import (
    exchanges,
    functions,
    masters,
    meaning,
    openness,
    portfolio,
    projects,
    sharing,
)


def build(draft: Draft) -> None:
    """Add what is on record."""
    for theme in (functions, sharing, masters, meaning, projects):
        theme.build(draft)


def settle(draft: Draft) -> None:
    """Say of what is drawn up what the rules ask about it."""
    for theme in (functions, masters, exchanges, openness, portfolio, projects):
        theme.settle(draft)

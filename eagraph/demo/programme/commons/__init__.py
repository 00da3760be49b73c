"""What is on record about common solutions, information, projects and finance."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme.commons import functions, projects, sharing


def build(draft: Draft) -> None:
    """Add what is on record."""
    functions.build(draft)
    sharing.build(draft)
    projects.build(draft)


def settle(draft: Draft) -> None:
    """Say of what is drawn up what the rules ask about it."""
    functions.settle(draft)
    projects.settle(draft)

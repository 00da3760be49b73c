"""What is on record about classification, sensors, personal data and secrecy."""

from __future__ import annotations

from eagraph.demo._draft import Draft


def build(draft: Draft) -> None:
    """Add what is on record."""


def settle(draft: Draft) -> None:
    """Say of what is drawn up what the rules ask about it."""

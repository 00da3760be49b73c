"""What is on record about classification, sensors, personal data and secrecy."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme.security import (
    classes,
    consequences,
    devices,
    incidents,
    privacy,
    projects,
    protected,
    recovery,
    secrecy,
    storing,
)


def build(draft: Draft) -> None:
    """Add what is on record."""
    incidents.build(draft)
    devices.build(draft)


def record(draft: Draft) -> None:
    """Add what is on record of all information, before flows fill the city up."""
    privacy.record(draft)


def settle(draft: Draft) -> None:
    """Say of what is drawn up what the rules ask about it."""
    for theme in (devices, storing, privacy, incidents, projects, secrecy, protected, classes, recovery, consequences):
        theme.settle(draft)

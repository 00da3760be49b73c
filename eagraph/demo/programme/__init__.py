"""What the programme asks for, as the city tells it: mostly followed, now and then not said, broken where planted.

A theme has `build`, which adds what is on record before flows fill the city up (`record`: of all information), and
`settle`, which says of things that are drawn up what the rules ask about them, and adds no relationship that a size would
notice.
"""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme import commons, integrity, register, security

_THEMES = (register, commons, security)


def build(draft: Draft) -> None:
    """What is on record."""
    for theme in _THEMES:
        theme.build(draft)


def record(draft: Draft) -> None:
    """What is on record of all information."""
    security.record(draft)


def settle(draft: Draft) -> None:
    """What is said of all that is drawn up, last of all; what is on record about everything comes last."""
    for theme in (commons, security, register, integrity):
        theme.settle(draft)

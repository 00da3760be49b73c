"""What is on record about the system map, ownership, information security management, resources and target groups."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme.register import (
    boards,
    devices,
    dialogues,
    incidents,
    objects,
    owners,
    priorities,
    reviews,
    risks,
    roles,
    services,
    system_map,
    tied_together,
)

_BUILD = (objects, owners, devices, boards, roles, reviews, risks, dialogues, system_map, services)
_SETTLE = (
    objects, owners, devices, roles, reviews, risks, dialogues, system_map, tied_together, services, incidents, priorities,
    boards,
)  # fmt: skip


def build(draft: Draft) -> None:
    """Add what is on record."""
    for part in _BUILD:
        part.build(draft)


def settle(draft: Draft) -> None:
    """Say of what is drawn up what the rules ask about it."""
    for part in _SETTLE:
        part.settle(draft)

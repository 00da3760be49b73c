"""How surely a city knows how its things fail: intervals of probability, repair times, buffers, strengths of dependency.

Facts alone; no relationship comes or goes, so that what is planted stays true.
"""

from __future__ import annotations

import random
from typing import cast

from eagraph.demo._draft import Draft
from eagraph.model.fields import Value

_REPAIR_H = {"Facility": (8.0, 24.0), "NetworkZone": (1.0, 6.0), "Device": (4.0, 48.0), "System": (1.0, 12.0)}
"""The shortest and the longest time to repair that is written down, by label."""
_HARDWARE = {"Facility": (0.0005, 0.01), "NetworkZone": (0.001, 0.01), "CommonCause": (0.0002, 0.004)}
"""The failure probability of what no contract names, from and to."""
_SHARE_OF_STATED = 0.6
_SHARE_OF_INTERVALS = 0.25
_STRENGTH = {"hard": (0.8, 1.0, 0, 20), "soft": (0.3, 0.7, 30, 70), "optional": (0.05, 0.3, 70, 95)}
"""Strength (alpha) from and to, criticality (beta) from and to, by mode of a dependency."""


def build(draft: Draft) -> None:
    """Repair times and probabilities of things, buffers and strengths of dependencies."""
    chance = draft.stream("reliability")
    for id_, node in draft.nodes.items():
        facts = draft.facts(id_)
        if node.label in _REPAIR_H and chance.random() < _SHARE_OF_STATED:
            _repaired(chance, facts, *_REPAIR_H[node.label])
        if node.label in _HARDWARE and chance.random() < _SHARE_OF_STATED:
            facts["failure_probability"] = round(chance.uniform(*_HARDWARE[node.label]), 5)
        stated = facts.get("failure_probability")
        if isinstance(stated, float) and chance.random() < _SHARE_OF_INTERVALS:
            facts["failure_probability_high"] = round(min(1.0, stated * chance.uniform(1.5, 4.0)), 5)
    for tie in draft.ties.values():
        properties = cast("dict[str, Value]", tie.properties)
        if tie.type == "DEPENDS_ON":
            _leaned_on(chance, properties)


def _repaired(chance: random.Random, facts: dict[str, Value], shortest: float, longest: float) -> None:
    usual = round(chance.uniform(shortest, longest), 1)
    facts["repair_h"] = usual
    if chance.random() < 0.5:
        facts["repair_h_low"], facts["repair_h_high"] = round(usual * 0.5, 2), round(usual * 2.5, 2)


def _leaned_on(chance: random.Random, properties: dict[str, Value]) -> None:
    low, high, least, most = _STRENGTH[str(properties.get("mode", "hard"))]
    if chance.random() < _SHARE_OF_STATED:
        properties["alpha"], properties["beta"] = round(chance.uniform(low, high), 2), float(chance.randint(least, most))
    buffer_h = properties.get("buffer_h")
    if isinstance(buffer_h, float) and buffer_h and chance.random() < 0.5:
        properties["buffer_h_low"], properties["buffer_h_high"] = round(buffer_h * 0.5, 2), round(buffer_h * 1.5, 2)

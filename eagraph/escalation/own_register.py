"""How sensitive is this register itself? It tells how every system in the landscape is built and protected.

The rules in force are asked as if one asset of the categories architecture and control, about every system there is, lay in
one more place (shipped: AGG-SECMETA). What leaves the register, exports and memos, is to be handled at no less than that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.requirements import Levels
from eagraph.model.aggregation import Condition, Flag, Rule
from eagraph.model.classification import Interval

CATEGORIES = frozenset({"architecture", "control"})
"""What kinds of information the register is."""


@dataclass(frozen=True, slots=True)
class OwnRegister:
    """What confidentiality is required of the register, at least and at most, and by which rules (ids, sorted)."""

    level: Interval
    rules: tuple[str, ...]
    perhaps: tuple[str, ...]
    """Those that apply only if what is unknown turns out high."""
    flags: tuple[Flag, ...]
    systems: int
    """How many systems it tells of."""
    of_level: int
    """The lowest confidentiality from which a rule counts a system; 0 where none does."""
    sensitive: tuple[int, int]
    """How many systems are of that confidentiality, at least and at most."""


def own_register(escalation: Escalation) -> OwnRegister:
    """The register as a place of its own, by the rules in force."""
    model = escalation.ground.model
    is_system = np.array([node.label == "System" for node in escalation.snapshot.nodes], dtype=np.bool_)
    low, high = (solution.required["k"].value[is_system] for solution in (escalation.low, escalation.high))
    certain = [rule for rule in model.rules if any(_applies(way, low) for way in rule.when)]
    possible = [rule for rule in model.rules if any(_applies(way, high) for way in rule.when)]
    of_level = min((way.of_level for rule in model.rules for way in rule.when if _is_about_systems(way)), default=0)
    return OwnRegister(
        Interval(_proposed(certain, model.cap), _proposed(possible, model.cap)),
        tuple(sorted(rule.id for rule in certain)),
        tuple(sorted({rule.id for rule in possible} - {rule.id for rule in certain})),
        tuple(sorted({flag for rule in certain for flag in rule.flags})),
        int(is_system.sum()),
        of_level,
        (int((low >= of_level).sum()), int((high >= of_level).sum())),
    )


def _is_about_systems(asked: Condition) -> bool:
    """Does a condition ask for information of the register's kinds, and how many systems it is about?"""
    return asked.about_systems is not None and all(CATEGORIES.intersection(part) for part in asked.categories)


def _applies(asked: Condition, levels: Levels) -> bool:
    """Does one asset about systems of some levels, of which no more is known, fulfil a condition?"""
    needs_more = (asked.dependants, asked.owners, asked.sources, asked.one_with)
    if asked.linkable or (asked.assets or 1) > 1 or any(part is not None for part in needs_more):
        return False
    counted = int((levels >= asked.of_level).sum())
    return all(CATEGORIES.intersection(part) for part in asked.categories) and counted >= (asked.about_systems or 0)


def _proposed(rules: list[Rule], cap: int) -> int:
    """The level that rules propose of information that nobody has classified."""
    raised = min(max((rule.raises.get("k", 0) for rule in rules), default=0), cap)
    return max([raised, *(rule.floors.get("k", 0) for rule in rules)])

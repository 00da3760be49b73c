"""How sensitive is a report? At least as this register is, and as the most sensitive of the board's own that it tells of.

It tells which systems rest on what and where less is assured than required: how things are protected.
"""

from __future__ import annotations

from collections.abc import Collection

from eagraph.board import Marking
from eagraph.board._words import level_text
from eagraph.escalation import escalate
from eagraph.escalation.own_register import own_register
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, joined
from eagraph.results import Words


def marking(snapshot: Snapshot, told_of: Collection[int]) -> Marking:
    """The class of a report that names some things (node numbers)."""
    found = escalate(snapshot)
    own, model = own_register(found), found.ground.model
    ends = [found.required(node, "k") for node in told_of]
    level = max([own.level.low, *(end.low for end in ends)])
    may_reach = max([level, own.level.high, *(end.high for end in ends)])
    text = both(
        "Class: confidentiality (K) {level}. Assess secrecy before it is handed out (OSL 18:8, 18:13).",
        level=level_text(model, level),
    )  # fmt: skip
    because = [
        both(
            "The highest confidentiality of what it names, and at least that of this register ({own}), since it tells how "
            "things are protected.", own=level_text(model, own.level.low),
        )
    ]  # fmt: skip
    if may_reach > level:
        because.append(both("Depending on what is unknown it may be up to {level}.", level=level_text(model, may_reach)))
    return Marking(level=level, may_reach=may_reach, text=Words.of(text), because=Words.of(joined(because, " ")))

"""What information is made of: pairs of columns, of what something is DERIVED_FROM and of that.

What was made anonymous by a dated decision is no longer made of anything (see `eagraph.escalation.requirements`).
"""

from __future__ import annotations

from eagraph.escalation.ground import Ground
from eagraph.escalation.requirements import RULES


def derivations(ground: Ground) -> list[tuple[int, int]]:
    """Parent and child by column, sorted."""
    demands = ground.required.by_aspect["k"]
    made = demands.where(demands.rule == RULES.index("derivation"))
    pairs = {*zip(made.giver.tolist(), made.taker.tolist(), strict=True)}
    column = ground.column
    return sorted((column[parent], column[child]) for parent, child in pairs if {parent, child} <= column.keys())

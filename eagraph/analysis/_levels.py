"""Levels that rise until every demand is met, and which demand raised each end of an interval.

The ends rise apart, so each keeps its own cause, written anew whenever that end rises. At the fixpoint every level of 1 or
more is exactly what its cause asks for; following the causes of one end therefore comes to where that level was given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from eagraph.model.classification import Interval

End = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Demand:
    """What `giver` requires `taker` must meet, some steps lower."""

    giver: int
    taker: int
    discount: int
    rule: str


class Cause(NamedTuple):
    """Who raised a level, and by which rule; its own where the rule is empty."""

    origin: int
    rule: str


@dataclass
class Levels:
    """By node: the level, what others ask of it (nothing where nobody does), and by end the cause of each."""

    value: dict[int, Interval] = field(default_factory=dict)
    asked: dict[int, Interval] = field(default_factory=dict)
    cause: dict[tuple[int, End], Cause] = field(default_factory=dict)
    asker: dict[tuple[int, End], Cause] = field(default_factory=dict)

    def join(self, node: int, value: Interval, cause: Cause) -> bool:
        """Join a level into a node's; has it risen?"""
        if cause.rule:
            _raise(self.asked, self.asker, node, value, cause)
        return _raise(self.value, self.cause, node, value, cause)

    def settle(self, demands: Iterable[Demand]) -> None:
        """The least levels at which every demand is met (Knaster-Tarski: all demands are monotone), in waves."""
        by_giver: dict[int, list[Demand]] = defaultdict(list)
        for demand in demands:
            if demand.giver != demand.taker:
                by_giver[demand.giver].append(demand)
        front = sorted(self.value)
        while front:
            risen = set()
            for giver in front:
                given = self.value[giver]
                for demand in by_giver.get(giver, ()):
                    value = given.lowered(demand.discount) if demand.discount else given
                    if self.join(demand.taker, value, Cause(giver, demand.rule)):
                        risen.add(demand.taker)
            front = sorted(risen)


def _raise(
    levels: dict[int, Interval], causes: dict[tuple[int, End], Cause], node: int, value: Interval, cause: Cause
) -> bool:
    before = levels.get(node)
    if before is not None and value.low <= before.low and value.high <= before.high:
        return False
    joined = value if before is None else before.join(value)
    if before is None or joined.low > before.low:
        causes[node, "low"] = cause
    if before is None or joined.high > before.high:
        causes[node, "high"] = cause
    levels[node] = joined
    return True

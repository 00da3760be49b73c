"""Which relationships can a level rest on at all, so that only these need to be thought away?

One reason for each level is enough to tell: more information and more demands never lower a level, so what one reason does
not use can be thought away and the level stays. A relationship can therefore lower a place from level l by n levels only if
it is used by the reasons for l, l - 1, …, l - n + 1 alike: an upper bound, for all relationships at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from eagraph.analysis._raised import Asked, Pair
from eagraph.escalation import Escalation
from eagraph.escalation.derivation import Derivation
from eagraph.escalation.moves import ALL
from eagraph.escalation.steps import Step, Unexplained
from eagraph.work import counted


@dataclass(frozen=True, slots=True)
class Bounds:
    """By relationship, the most levels that can be less without it, and how many more where no reason was found."""

    most: Counter[int]
    whatever: int

    @classmethod
    def none(cls) -> Bounds:
        """Where nothing is asked about, nothing can be less."""
        return cls(Counter(), 0)

    def of(self, tie: int) -> int:
        """The most levels that can be less without a relationship."""
        return self.most[tie] + self.whatever


def reason_of(derivation: Derivation, pair: Pair, level: int, *, beside_own: bool = True) -> Step | None:
    """Why at least a level is required; None where no reason can be told, which then bounds nothing."""
    try:
        return derivation.of(*pair, level, beside_own=beside_own)
    except (Unexplained, RecursionError, ValueError):
        return None


def bounds(asked: Asked) -> Bounds:
    """What each relationship can lower at most of what is asked about."""
    escalation = asked.escalation
    derivation = Derivation(escalation.low)
    most, whatever = Counter[int](), 0
    pairs = list(zip(asked.pairs, asked.before.tolist(), strict=True))
    for (place, aspect), level in counted(pairs, len(pairs), every=50):
        used: set[int] | None = None
        for at in range(level, 0, -1):
            reason = reason_of(derivation, (place, aspect), at)
            if reason is None:
                whatever += at
                break
            ties = set(_ties(reason, escalation))
            used = ties if used is None else used & ties
            if not used:
                break
            most.update(used)
    return Bounds(most, whatever)


def _ties(reason: Step, escalation: Escalation) -> Iterator[int]:
    """Every relationship that a reason uses; where filtered information is opened again, whatever may bring it there."""
    for step in reason.steps():
        if step.tie >= 0:
            yield step.tie
        if step.way is not None:
            yield step.way.tie
            yield from (leg.tie for leg in step.way.legs)
            if step.way.reopened:
                yield from _before_meeting(escalation, step.way.home)


def _before_meeting(escalation: Escalation, place: int) -> Iterator[int]:
    """All by which the information that is opened again in a place may have come there: its homes and moves."""
    ground, there = escalation.ground, escalation.content.plane()
    for column in {c for met in escalation.content.rejoined if met.place == place for c in met.columns}:
        word, bit = column // 64, np.uint64(1) << np.uint64(column % 64)
        moves = ground.moves
        passes = (moves.mask == ALL) | ((moves.masks[moves.mask, word] & bit) != 0)
        brings = passes & ((there[moves.sender, word] & bit) != 0)
        yield from moves.tie[brings].tolist()
        yield from ground.homes.tie[ground.homes.column == column].tolist()

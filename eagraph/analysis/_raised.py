"""What is classified too low for certain, and what of it is left when something is thought away?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.levels import Solution
from eagraph.escalation.requirements import Levels
from eagraph.graph.snapshot import Numbers
from eagraph.model.classification import ASPECTS, Aspect

Pair = tuple[int, Aspect]
"""A place (node) in an aspect."""


def assigned_high(escalation: Escalation, aspect: Aspect) -> Levels:
    """By node, the highest level its owner may have decided; of what nobody classified that is the highest there is."""
    levels = (escalation.assigned(node, aspect).high for node in range(len(escalation.snapshot.nodes)))
    return np.fromiter(levels, dtype=np.int8, count=len(escalation.snapshot.nodes))


def raised(escalation: Escalation, aspects: Sequence[Aspect] = ASPECTS) -> list[Pair]:
    """Where more is required for certain than was decided, by node."""
    found = []
    for aspect in aspects:
        more = escalation.low.required[aspect].asked > assigned_high(escalation, aspect)
        found += [(node, aspect) for node in np.flatnonzero(more).tolist()]
    return sorted(found, key=lambda pair: (pair[0], ASPECTS.index(pair[1])))


@dataclass(frozen=True, slots=True)
class Less:
    """How much less is required: levels at the places asked about and everywhere, and where no more than was decided."""

    levels: int
    everywhere: int
    settled: tuple[Pair, ...]


@dataclass(frozen=True, eq=False)
class Asked:
    """What is required of some places for certain, to be held against the same where something is thought away."""

    escalation: Escalation
    pairs: tuple[Pair, ...]
    before: Numbers
    assigned: Numbers

    @classmethod
    def of(cls, escalation: Escalation, pairs: Sequence[Pair]) -> Asked:
        """What is required of some pairs."""
        assigned = [escalation.assigned(*pair).high for pair in pairs]
        return cls(escalation, tuple(pairs), _asked(escalation.low, pairs), np.array(assigned, dtype=np.int32))

    def less(self, supposed: Escalation) -> Less:
        """How much less is required in the same landscape otherwise."""
        after = _asked(supposed.low, self.pairs)
        settled = np.flatnonzero((self.before > self.assigned) & (after <= self.assigned))
        return Less(
            int(np.maximum(self.before - after, 0).sum()),
            lowered(self.escalation.low, supposed.low),
            tuple(self.pairs[i] for i in settled.tolist()),
        )


def _asked(low: Solution, pairs: Sequence[Pair]) -> Numbers:
    return np.array([low.required[aspect].asked[node] for node, aspect in pairs], dtype=np.int32)


def lowered(before: Solution, after: Solution) -> int:
    """How many levels less are required, over all places and aspects."""
    pairs = ((before.required[a].value.astype(np.int16), after.required[a].value) for a in ASPECTS)
    return sum(int(np.maximum(earlier - later, 0).sum()) for earlier, later in pairs)

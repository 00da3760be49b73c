"""Which grade of safeguard is asked for, which is in force, and is any missing, for certain or perhaps?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eagraph.escalation.assurance import Assured
from eagraph.model.classification import Aspect, Interval
from eagraph.model.classification_model import ClassificationModel


@dataclass(frozen=True, slots=True)
class Lack:
    """A thing in an aspect: what is required, which grade that asks for, which is in force.

    `declared`: the grade asked for by what is declared alone.
    """

    node: int
    aspect: Aspect
    required: Interval
    needed: Interval
    grade: Interval
    declared: int

    @property
    def missing(self) -> int:
        """How many grades are missing for certain."""
        return max(0, self.needed.low - self.grade.high)

    @property
    def is_possible(self) -> bool:
        """Is any missing, for certain or perhaps?"""
        return self.needed.high > self.grade.low

    @property
    def is_assumed(self) -> bool:
        """Is it certain only if flows carry what nobody says they do?"""
        return self.missing > 0 and self.declared <= self.grade.high

    @property
    def rank(self) -> tuple[object, ...]:
        """The certain first, those by what is declared before the others, the largest first; the unknown last."""
        perhaps = (self.needed.low - self.grade.low, self.needed.high - self.grade.low)
        return (not self.missing, self.is_assumed, -self.missing, self.grade.is_unknown, -perhaps[0], -perhaps[1])


def lacks(given: Assured, things: Sequence[int], aspects: Sequence[Aspect]) -> Iterator[Lack]:
    """Every thing in every aspect."""
    required, model = given.escalation, given.escalation.ground.model
    for aspect in aspects:
        declared = required.declared.required[aspect].value
        for node in things:
            level = required.required(node, aspect)
            needed = Interval(_asked_for(model, aspect, level.low), _asked_for(model, aspect, level.high))
            known = _asked_for(model, aspect, int(declared[node]))
            yield Lack(node, aspect, level, needed, given.safeguards.grade(node, aspect), known)


def _asked_for(model: ClassificationModel, aspect: Aspect, level: int) -> int:
    """The grade of safeguard that a level asks for."""
    return max((row.grade for row in model.controls if row.aspect == aspect and row.level <= level), default=0)

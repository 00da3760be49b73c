"""A reason in short: the things along the way to a level, the rules it went by, and whether any of it is assumed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from eagraph.escalation import Escalation
from eagraph.escalation.derivation import Derivation
from eagraph.escalation.planes import End
from eagraph.escalation.steps import Step, Unexplained
from eagraph.model.classification import Aspect

HELD = "high-water-mark"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Node numbers from where the level was given to the place; the rules in that order."""

    way: tuple[int, ...]
    rules: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, eq=False)
class Reasons:
    """Reasons of one landscape; by what is declared alone wherever that suffices."""

    escalation: Escalation
    _derivations: dict[str, Derivation] = field(default_factory=dict)

    def of(self, node: int, aspect: Aspect, *, end: End = "low") -> Explanation:
        """Why a level is required: the lower end of what is, or the upper end of what others ask."""
        if end == "high":
            step = self._highest(node, aspect)
        else:
            step = self.step(node, aspect, int(self.escalation.low.required[aspect].value[node]))
        return Explanation((node,), (), assumed=False) if step is None else in_short(step)

    def step(self, node: int, aspect: Aspect, level: int, *, beside_own: bool = False) -> Step | None:
        """Why at least a level is required of a place; None for no level at all, or where nothing requires it."""
        if level <= 0:
            return None
        declared = self.escalation.declared.required[aspect].value[node] >= level
        try:
            return self._derivation("declared" if declared else "low").of(node, aspect, level, beside_own=beside_own)
        except Unexplained:
            return None

    def _highest(self, node: int, aspect: Aspect) -> Step | None:
        level = int(self.escalation.high.required[aspect].asked[node])
        try:
            return self._derivation("high").of(node, aspect, level, beside_own=True) if level else None
        except Unexplained:
            return None

    def _derivation(self, of: Literal["declared", "low", "high"]) -> Derivation:
        if of not in self._derivations:
            self._derivations[of] = Derivation(getattr(self.escalation, of))
        return self._derivations[of]


def in_short(step: Step) -> Explanation:
    """The main line of a reason: at every rule, what it raises, else the first it looks at."""
    way: list[int] = []
    rules: list[str] = []
    at: Step | None = step
    while at is not None:
        if at.kind == "content":
            arrives = at.premises[-1].way
            rules.append(HELD)
            way += [] if arrives is None else arrives.places[::-1]
        elif at.kind == "arrives":
            way += [] if at.way is None else at.way.places[::-1]
            way.append(at.asset)
        else:
            way.append(at.place)
        if at.rule:
            rules.append(at.rule)
        at = at.premises[0] if at.premises else None
    line = [place for i, place in enumerate(way) if i == 0 or place != way[i - 1]]
    return Explanation(tuple(line[::-1]), tuple(dict.fromkeys(reversed(rules))), step.guessed)

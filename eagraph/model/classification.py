"""Classification: aspects K R T S, levels 0-4, intervals, and their lattice.

A level that is not known is an interval: `[low, high]`, and wholly unknown is [0, 4]. `join` (the higher of two, on both
ends) and `meet` (the lower) make the product lattice of Denning (1976); unknown never becomes "no" by joining.

>>> Interval(1, 2).join(Interval(0, 4))
Interval(low=1, high=4)
>>> str(Interval(2, 2)), str(Interval(0, 4))
('2', '0-4')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from eagraph.model.fields import LEVEL_KEYS, Value

Aspect = Literal["k", "r", "t", "s"]
ASPECTS: tuple[Aspect, ...] = ("k", "r", "t", "s")
TOP = len(LEVEL_KEYS) - 1


@dataclass(frozen=True, slots=True, order=False)
class Interval:
    """A level known to lie from `low` to `high`, both included."""

    low: int = 0
    high: int = TOP

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= TOP:
            raise ValueError(f"expected 0 ≤ low ≤ high ≤ {TOP}, found [{self.low}, {self.high}]")

    def join(self, other: Interval) -> Interval:
        """The level of both together: the higher, on both ends."""
        return Interval(max(self.low, other.low), max(self.high, other.high))

    def meet(self, other: Interval) -> Interval:
        """What both reach: the lower, on both ends."""
        return Interval(min(self.low, other.low), min(self.high, other.high))

    def lowered(self, steps: int) -> Interval:
        """The level some steps lower, never under 0."""
        return Interval(max(0, self.low - steps), max(0, self.high - steps))

    @property
    def is_unknown(self) -> bool:
        """Is nothing known about it?"""
        return (self.low, self.high) == (0, TOP)

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


BOTTOM = Interval(0, 0)
UNKNOWN = Interval()


def is_stated(properties: Mapping[str, Value], aspect: str) -> bool:
    """Has the thing a level in an aspect, or at least one end of it?"""
    return isinstance(properties.get(aspect), int) or isinstance(properties.get(f"{aspect}_high"), int)


def interval(properties: Mapping[str, Value], aspect: str) -> Interval:
    """A thing's level in one aspect: `k` is the lower end, `k_high` the upper; both absent is unknown.

    >>> interval({"k": 2}, "k"), interval({"k_high": 2}, "k"), interval({"k": "3"}, "k") == UNKNOWN
    (Interval(low=2, high=2), Interval(low=0, high=2), True)
    """
    if not is_stated(properties, aspect):
        return UNKNOWN
    low, high = properties.get(aspect), properties.get(f"{aspect}_high")
    lower = low if isinstance(low, int) else 0
    return Interval(lower, high if isinstance(high, int) else lower)

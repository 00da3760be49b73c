"""A thing in an aspect, weighed: is less assured than required, for certain or perhaps, and what holds it down?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eagraph.escalation.assurance import Assured
from eagraph.model.classification import Aspect, Interval

Limiting = Literal["safeguards", "sources", "hours", "uptime"]


@dataclass(frozen=True, slots=True)
class Gap:
    """`declared`: required at least by what is declared; `late`: restored later than its own MTPD, for certain and perhaps.

    `inherited`: not its own safeguards or its own failure hold it down, but a source or a supplier.
    """

    node: int
    aspect: Aspect
    required: Interval
    assured: Interval
    declared: int
    late: tuple[bool, bool]
    inherited: bool

    @property
    def levels(self) -> int:
        """How many levels are missing for certain."""
        return max(0, self.required.low - self.assured.high)

    @property
    def is_certain(self) -> bool:
        """Is something missing, whatever is unknown?"""
        return self.levels > 0 or self.late[0]

    @property
    def is_possible(self) -> bool:
        """Is something missing for certain or perhaps?"""
        return self.required.high > self.assured.low or self.late[1]

    @property
    def is_assumed(self) -> bool:
        """Is it certain only if flows carry what nobody says they do?"""
        return self.is_certain and not self.late[0] and self.declared <= self.assured.high

    @property
    def rank(self) -> tuple[object, ...]:
        """Certain ones first, those by what is declared before the others, the largest first."""
        missing = (self.required.low - self.assured.low, self.required.high - self.assured.low)
        return (
            not self.is_certain,
            self.is_assumed,
            -self.levels,
            not self.late[0],
            self.inherited,
            -missing[0],
            -missing[1],
        )


def gaps(given: Assured, things: Sequence[int], aspects: Sequence[Aspect]) -> Iterator[Gap]:
    """Every thing in every aspect."""
    required = given.escalation
    for aspect in aspects:
        declared = required.declared.required[aspect].value
        for node in things:
            late = _late(given, node) if aspect == "t" else (False, False)
            ends = required.required(node, aspect), given.of(node, aspect)
            yield Gap(node, aspect, *ends, int(declared[node]), late, _inherited(given, node, aspect))


def tolerated(given: Assured, node: int) -> float | None:
    """The hours a thing says that it tolerates (MTPD)."""
    stated = given.escalation.snapshot.nodes[node].properties.get("mtpd_h")
    return float(stated) if isinstance(stated, int | float) else None


def limits(given: Assured, gap: Gap) -> tuple[Limiting, tuple[int, ...]]:
    """What holds the assured level down, at the end that decides whether there is a gap, and the nodes that show it."""
    if gap.aspect == "t":
        return _limits_availability(given, gap)
    if gap.aspect == "r":
        way = given.weakest_way(gap.node, "high" if gap.is_certain else "low")
        if len(way) > 1:
            return "sources", way
    return "safeguards", given.safeguards.of(gap.node, gap.aspect, "in_force")


def root(given: Assured, gap: Gap) -> int | None:
    """Where a certain gap begins that others hand on: the weakest source, or what takes longest to restore."""
    if not (gap.is_certain and gap.inherited):
        return None
    if gap.aspect == "r":
        return given.weakest_way(gap.node, "high")[0]
    return given.longest_path(gap.node, "low")[0] if _takes_too_long(given, gap) else None


def _takes_too_long(given: Assured, gap: Gap) -> bool:
    """Are the hours more than what is tolerated, at the end that decides?"""
    meaning = given.escalation.ground.model.availability_of(gap.required.low if gap.is_certain else gap.required.high)
    allowed = [hours for hours in (tolerated(given, gap.node), meaning.mtpd_h if meaning else None) if hours is not None]
    took = given.hours["low" if gap.is_certain else "high"][gap.node]
    return any(took > hours for hours in allowed)


def _late(given: Assured, node: int) -> tuple[bool, bool]:
    own = tolerated(given, node)
    return (False, False) if own is None else (given.hours["low"][node] > own, given.hours["high"][node] > own)


def _inherited(given: Assured, node: int, aspect: Aspect) -> bool:
    if aspect == "t":
        return given.hours["low"][node] > given.supply.hours[node][0]
    return aspect == "r" and int(given.vouched["high"].source[node]) >= 0


def _limits_availability(given: Assured, gap: Gap) -> tuple[Limiting, tuple[int, ...]]:
    if _takes_too_long(given, gap):
        return "hours", given.longest_path(gap.node, "low" if gap.is_certain else "high")
    meaning = given.escalation.ground.model.availability_of(gap.required.low if gap.is_certain else gap.required.high)
    target = (meaning.availability if meaning else None) or 0.0
    unsaid = () if gap.is_certain else given.silent(gap.node)
    return "uptime", unsaid or given.stopping(gap.node, target)

"""Systems by capability and organisation, and what each costs there.

A system stands in the cell of every capability it SUPPORTS and every board or company that uses it; where nobody is said to
use it, in that of the one that answers for it. Its cost is divided among its capabilities (by the `share` of SUPPORTS where
all state one, else equally) and among its organisations (by their users where all state them, else equally), so that all
cells together cost what the systems do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from eagraph.analysis._portfolio.links import NOT_YET, RETIRED, Links
from eagraph.analysis._portfolio.uses import Uses, shares

NOBODY = -1
"""Stands for the organisation of a system of which neither who uses it nor who answers for it is known."""


@dataclass(slots=True)
class Cell:
    """The systems of one capability in one organisation; `cost`: what falls on the cell of the cost of those in use."""

    systems: list[int] = field(default_factory=list)
    cost: float = 0.0
    assumed: int = 0
    """Systems that stand here because nobody is said to use them."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """The matrix of a day. Retired systems are not in it; planned ones cost nothing yet."""

    links: Links
    uses: Uses

    @cached_property
    def systems(self) -> list[int]:
        """Every system that is not retired."""
        return [i for i in self.links.things("System") if self.links.lifecycle(i) != RETIRED]

    @cached_property
    def in_use(self) -> list[int]:
        """Those that are not only planned."""
        return [i for i in self.systems if self.links.lifecycle(i) not in NOT_YET]

    @cached_property
    def capabilities(self) -> dict[int, dict[int, float]]:
        """By system that supports any, its capabilities and the share of it that each has."""
        snapshot, wanted = self.links.snapshot, set(self.systems)
        stated: dict[int, dict[int, float | None]] = defaultdict(dict)
        for system, capability, tie in self.links.ends("SUPPORTS"):
            if system in wanted and snapshot.nodes[capability].label == "Capability":
                said = snapshot.relationships[tie].properties.get("share")
                stated[system][capability] = float(said) if isinstance(said, int | float) else None
        return {system: _divided(own) for system, own in stated.items()}

    def cost(self, system: int) -> float | None:
        """What a system costs a year; None where that is not known."""
        said = self.links.snapshot.nodes[system].properties.get("cost_year")
        return float(said) if isinstance(said, int | float) and not isinstance(said, bool) else None

    def places(self, system: int) -> tuple[dict[int, float], bool]:
        """The organisations of a system and the share each has of it; and whether they are said to use it."""
        users = self.uses.of(system)
        if users:
            return shares(users)[0], True
        return {self.uses.board.get(system, NOBODY): 1.0}, False

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """By capability and organisation."""
        found: dict[tuple[int, int], Cell] = defaultdict(Cell)
        running = set(self.in_use)
        for system, capabilities in sorted(self.capabilities.items()):
            places, is_said = self.places(system)
            cost = (self.cost(system) or 0.0) if system in running else 0.0
            for capability, part in capabilities.items():
                for organisation, share in places.items():
                    cell = found[capability, organisation]
                    cell.systems.append(system)
                    cell.cost += cost * part * share
                    cell.assumed += not is_said
        return dict(sorted(found.items()))

    def is_common(self, system: int) -> bool:
        """Is it a common solution?"""
        return self.links.snapshot.nodes[system].properties.get("scope") == "common"

    def measured(self, system: int, *, per_user: bool) -> float | None:
        """What outliers are measured by: cost a year, or that divided by users; None where it is not known."""
        cost = self.cost(system)
        if not per_user or cost is None:
            return cost
        users = self.uses.users(system)
        return cost / users if users else None

    def outliers(self, factor: float, *, per_user: bool) -> list[tuple[int, int, float, float]]:
        """System, capability, its figure and the median of those in use, where it is more than so many times as much."""
        figures: dict[int, dict[int, float]] = defaultdict(dict)
        for system in self.in_use:
            figure = self.measured(system, per_user=per_user)
            for capability in self.capabilities.get(system, ()) if figure is not None else ():
                figures[capability][system] = figure or 0.0
        found = []
        for capability, by_system in figures.items():
            middle = median(by_system.values())
            found += [(s, capability, own, middle) for s, own in by_system.items() if middle and own > factor * middle]
        return sorted(found)


def _divided(stated: dict[int, float | None]) -> dict[int, float]:
    known = {one: share for one, share in stated.items() if share is not None}
    total = sum(known.values())
    if len(known) == len(stated) and total > 0:
        return {one: share / total for one, share in sorted(known.items())}
    return dict.fromkeys(sorted(stated), 1 / len(stated))

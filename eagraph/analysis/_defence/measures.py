"""What can be done against an impact, and what it costs: an alternative, a buffer, a looser tie, a thing that does not fail.

In the failure view each of them is a smaller k: an alternative lets a group lose one member more, a dependency that only
degrades asks for no member, and a thing that is protected has no group that stops it and does not fail by itself. A buffer
lengthens the time until a loss is felt. An alternative is taken to be new, and to share nothing with what fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._prices import CHEAPEST, DEAREST, NEVER, prices
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Failure

Kind = Literal["redundant", "buffer", "break", "protect"]
KINDS: tuple[Kind, ...] = ("redundant", "buffer", "break", "protect")
SHARED = "MEMBER_OF"


class Prices(BaseModel):
    """Which measures may be taken and what each costs, in a unit of one's own: assumptions, until somebody states better."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[Kind, ...] = Field(
        default=KINDS,
        description="measures that may be taken: redundant (an alternative), buffer, break (a looser tie), protect",
    )
    cost_redundant: float = Field(
        default=100, ge=CHEAPEST, le=DEAREST, title="price: alternative", description="one alternative to what is needed"
    )
    cost_buffer_hour: float = Field(
        default=2,
        ge=CHEAPEST,
        le=DEAREST,
        title="price: an hour of buffer",
        description="one hour more that is managed without",
    )
    cost_break: float = Field(
        default=50,
        ge=CHEAPEST,
        le=DEAREST,
        title="price: looser tie",
        description="a need that degrades and no longer stops",
    )
    cost_protect: float = Field(
        default=150, ge=CHEAPEST, le=DEAREST, title="price: protection", description="a thing that does not fail any more"
    )
    redundant_prices: tuple[str, ...] = Field(
        default=(),
        title="other prices: alternative",
        description="other prices of an alternative, by what is needed: LABEL=PRICE, THING=PRICE; never is a price too",
    )
    protect_prices: tuple[str, ...] = Field(
        default=(),
        title="other prices: protection",
        description="other prices of protecting: LABEL=PRICE or THING=PRICE; never is a price too",
    )
    buffer_hours: tuple[float, ...] = Field(
        default=(4, 24), title="buffers longer by (h)", description="by how many hours a buffer may be lengthened"
    )
    protect_failed: bool = Field(
        default=False, title="protect what fails", description="what fails by itself may be protected too"
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `group` -1: none (protect). `steps` are those of its group, or the one that is buffered."""

    kind: Kind
    node: int
    price: float
    group: int = -1
    steps: tuple[int, ...] = ()
    hours: float = 0
    number: int = 1
    """Of several alternatives in one group, which."""


@dataclass(frozen=True, eq=False)
class Measures:
    """The measures there are against the loss of some groups."""

    failure: Failure
    price: Prices
    timed: bool
    """Is it a matter of time? Without that a buffer is of no use."""

    @property
    def snapshot(self) -> Snapshot:
        """Where they are taken."""
        return self.failure.view.snapshot

    def find(self, broken: dict[int, int], failed: set[int], kept: set[int]) -> list[Measure]:
        """The measures, in a fixed order.

        Args:
            broken: by hard group that breaks, how many members it may lose at most.
            failed: what fails by itself.
            kept: what has to keep running; protecting that itself would answer nothing.
        """
        found: list[Measure] = []
        if "redundant" in self.price.kinds:
            found += self._alternatives(broken)
        if "break" in self.price.kinds:
            found += [m for g in sorted(broken) if (m := self._looser(g))]
        if "protect" in self.price.kinds:
            stopped = {int(self.failure.groups.needer[g]) for g in broken} - failed
            found += self._protected((stopped | (failed if self.price.protect_failed else set())) - kept)
        if "buffer" in self.price.kinds and self.timed:
            found += [m for g in sorted(broken) for m in self._buffers(g)]
        return found

    def steps(self, group: int) -> tuple[int, ...]:
        """The steps of a group."""
        return tuple(self.failure.groups.members.of(group).tolist())

    def _alternatives(self, broken: dict[int, int]) -> Iterator[Measure]:
        """As many alternatives to a group as let it lose all that it may lose. What shares a cause has none."""
        price = prices(self.snapshot, self.price.redundant_prices, self.price.cost_redundant)
        groups = self.failure.groups
        for g in sorted(broken):
            steps = self.steps(g)
            dear = max(price[int(self.failure.view.origin[s])] for s in steps)
            if dear == NEVER or any(self._type(s) == SHARED for s in steps):
                continue
            for number in range(1, broken[g] - int(groups.breaks_at[g]) + 2):
                yield Measure("redundant", int(groups.needer[g]), dear, g, steps, number=number)

    def _looser(self, group: int) -> Measure | None:
        """A group of which every member may be soft, not needed, or no longer of a shared cause."""
        steps = self.steps(group)
        if not all(self._can_be_loose(self._type(s)) for s in steps):
            return None
        return Measure("break", int(self.failure.groups.needer[group]), self.price.cost_break, group, steps)

    def _can_be_loose(self, type_: str) -> bool:
        declared = self.snapshot.schema.relationship[type_]
        mode = next((f for f in declared.fields if f.name == "mode"), None)
        return bool(declared.failure_if or type_ == SHARED or (mode and "soft" in mode.choices))

    def _protected(self, nodes: Iterable[int]) -> Iterator[Measure]:
        """Things that can fail by themselves, as their label declares."""
        price = prices(self.snapshot, self.price.protect_prices, self.price.cost_protect)
        fields = self.snapshot.schema.node_fields
        for node in sorted(nodes):
            if price[node] != NEVER and "failure_probability" in fields.get(self.snapshot.nodes[node].label, {}):
                yield Measure("protect", node, price[node])

    def _buffers(self, group: int) -> Iterator[Measure]:
        """Longer buffers on each relationship that may state one."""
        needer = int(self.failure.groups.needer[group])
        for step in self.steps(group):
            if "buffer_h" in self.snapshot.schema.relationship_fields.get(self._type(step), {}):
                for hours in sorted({h for h in self.price.buffer_hours if h > 0}):
                    yield Measure("buffer", needer, hours * self.price.cost_buffer_hour, group, (step,), hours)

    def _type(self, step: int) -> str:
        return self.snapshot.relationships[int(self.failure.view.tie[step])].type


def after(measures: Sequence[Measure]) -> dict[int, int]:
    """A second alternative of a group is only had with the first."""
    number = {(m.group, m.number): i for i, m in enumerate(measures) if m.kind == "redundant"}
    return {i: number[group, nth - 1] for (group, nth), i in number.items() if nth > 1}


def asked(failure: Failure, taken: Iterable[Measure]) -> Numbers:
    """By group, how many members it still asks for once the measures are taken."""
    k: Numbers = failure.groups.k.copy()
    loose = np.zeros(len(k), dtype=np.bool_)
    for measure in taken:
        if measure.kind == "redundant":
            k[measure.group] -= 1
        elif measure.kind == "break":
            loose[measure.group] = True
        elif measure.kind == "protect":
            loose |= failure.groups.needer == measure.node
    k[loose] = 0
    return k

"""What is not known exactly of a failure: buffers, repair times, probabilities, and whether a relationship is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from eagraph.analysis._chance.draws import Triangle, triangle
from eagraph.analysis._probabilities import Chance
from eagraph.analysis._starts import Starts
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure
from eagraph.model.fields import Value

Kind = Literal["buffer", "repair", "probability", "failure", "needed", "exists"]
CERTAIN = 1.0


class Doubts(Starts):
    """How uncertain what is not stated is; part of the parameters."""

    buffer_spread: float = Field(
        default=0, ge=0, le=1, description="a buffer with one figure may be longer or shorter by this share; 0 is exact"
    )
    repair_spread: float = Field(
        default=0, ge=0, le=1, description="a repair time with one figure may be longer or shorter by this share; 0 is exact"
    )
    repair: bool = Field(default=True, description="what fails is repaired; otherwise the worst case, nothing is")
    repair_h: float | None = Field(
        default=None, gt=0, le=1e6, description="hours a repair takes where none is stated; empty is never"
    )
    failure_probability: float = Field(
        default=0, ge=0, le=1, description="probability that a thing fails that states none (where nothing is said to fail)"
    )
    needed_probability: float = Field(
        default=0.5, ge=0, le=1, description="probability that a flow is needed where nobody has said"
    )
    inferred_probability: float = Field(
        default=0.9, ge=0, le=1, description="probability that an inferred relationship is there"
    )
    assumed_probability: float = Field(
        default=0.7, ge=0, le=1, description="probability that an assumed relationship is there"
    )


@dataclass(frozen=True, slots=True)
class Unknown:
    """One unknown of a node, or of a relationship (`tie`) into it.

    `hours` is its distribution; a yes-or-no (failure, needed, exists) has a `probability`: from its low to its high end.
    """

    kind: Kind
    node: int
    name: str
    tie: int = -1
    hours: Triangle | None = None
    probability: tuple[float, float] = (0.0, 0.0)

    @property
    def stated(self) -> str:
        """The distribution in figures."""
        if self.hours:
            return "–".join(f"{value:g}" for value in self.hours) + " h"
        low, high = self.probability
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def of_ties(needs: Failure, steps: Iterable[int], doubts: Doubts) -> Iterator[Unknown]:
    """The unknowns of the relationships that some steps are made by."""
    view = needs.view
    snapshot, types = view.snapshot, view.snapshot.schema.relationship_types
    holds = {"inferred": doubts.inferred_probability, "assumed": doubts.assumed_probability}
    needed = CERTAIN if doubts.assume_needed else doubts.needed_probability
    seen: set[int] = set()
    for step in steps:
        j, needer = int(view.tie[step]), int(view.reached[step])
        if j in seen:
            continue
        seen.add(j)
        tie = snapshot.relationships[j]
        name = "|".join(map(str, tie.key))
        hours = _hours(tie.properties, "buffer_h", spread=doubts.buffer_spread)
        if hours and not hours.is_fixed:
            yield Unknown("buffer", needer, f"buffer|{name}", j, hours)
        condition = types[int(snapshot.kind[j])].failure_if
        if condition and condition not in tie.properties and needed < CERTAIN:
            yield Unknown("needed", needer, f"needed|{name}", j, None, (needed, needed))
        probability = holds.get(str(tie.properties.get("confidence")), CERTAIN)
        if probability < CERTAIN:
            yield Unknown("exists", needer, f"exists|{name}", j, None, (probability, probability))


def repair_of(snapshot: Snapshot, node: int, doubts: Doubts) -> Triangle | None:
    """How long the repair of a thing takes, in hours; None is never."""
    stated = _hours(snapshot.nodes[node].properties, "repair_h", spread=doubts.repair_spread)
    if stated is None and doubts.repair_h is not None:
        return triangle(None, doubts.repair_h, None, spread=doubts.repair_spread)
    return stated


def of_repair(snapshot: Snapshot, node: int, doubts: Doubts) -> Iterator[Unknown]:
    """The repair time of a thing, where it is not exact."""
    hours = repair_of(snapshot, node, doubts) if doubts.repair else None
    if hours and not hours.is_fixed:
        yield Unknown("repair", node, f"repair|{snapshot.nodes[node].id}", hours=hours)


def of_failing(snapshot: Snapshot, node: int, chance: Chance) -> Iterator[Unknown]:
    """Whether a thing fails, and how probable that is where only an interval is known."""
    id_, (low, high) = snapshot.nodes[node].id, chance
    if low < high:
        yield Unknown("probability", node, f"probability|{id_}", probability=chance)
    if high > 0:
        yield Unknown("failure", node, f"failure|{id_}", probability=chance)


def _hours(properties: Mapping[str, Value], name: str, *, spread: float) -> Triangle | None:
    """The distribution of `name`, `name_low` and `name_high`."""
    stated = (properties.get(key) for key in (f"{name}_low", name, f"{name}_high"))
    low, mode, high = (float(value) if isinstance(value, int | float) else None for value in stated)
    return triangle(low, mode, high, spread=spread)

"""How much stops, and is that within a limit? Worked out again for every set of measures that is tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._consequence import criticality_of
from eagraph.analysis._course.hours import in_hours, milliseconds
from eagraph.analysis._course.needs import Needs
from eagraph.analysis._course.worst_case import worst_case
from eagraph.analysis._defence.measures import Measure, asked
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Booleans, Failure

SERVICE = "DigitalService"


class Limits(BaseModel):
    """How much may stop; all that is said has to be kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most_stopped: int | None = Field(
        default=None, ge=0, title="at most so many stop", description="no more things than this may stop because of it"
    )
    most_services: int | None = Field(
        default=None, ge=0, title="at most so many services stop", description="no more digital services than this may stop"
    )
    most_criticality: int | None = Field(
        default=None,
        ge=0,
        title="criticality at most, in all",
        description="the criticality of all that stops may add up to no more than this",
    )
    of: tuple[str, ...] = Field(
        default=(),
        description="things that have to keep running: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    least_hours: float | None = Field(
        default=None,
        gt=0,
        le=100_000,
        title="hours that are enough",
        description="it is enough that they stop no sooner than after so many hours",
    )

    @property
    def on_count(self) -> bool:
        """Is it limited how much stops?"""
        return any(most is not None for most in (self.most_stopped, self.most_services, self.most_criticality))


@dataclass(frozen=True, slots=True)
class Impact:
    """What a failure does: what stops because of it, of which services, their criticality; `hours` until a thing stops
    that has to keep running, none where all do."""

    stopped: int
    services: int
    criticality: int
    hours: float | None

    def worse(self, other: Impact) -> Impact:
        """The worse of both in everything."""
        hours = [h for h in (self.hours, other.hours) if h is not None]
        return Impact(
            max(self.stopped, other.stopped),
            max(self.services, other.services),
            max(self.criticality, other.criticality),
            min(hours, default=None),
        )


@dataclass(frozen=True, eq=False)
class Failing:
    """Failures, one at a time, and the limit that each has to keep. `kept`: what has to keep running."""

    failure: Failure
    needs: Needs
    cases: tuple[tuple[int, ...], ...]
    limits: Limits
    kept: tuple[int, ...]
    is_given: bool = True
    """Did somebody say what fails? Else every single failure that stops one of the kept is a case."""

    @cached_property
    def criticality(self) -> npt.NDArray[np.int64]:
        """By node, what is known of its criticality; unknown adds nothing."""
        snapshot = self.failure.view.snapshot
        known = (criticality_of(snapshot, i) or 0 for i in range(len(snapshot.nodes)))
        return np.fromiter(known, dtype=np.int64, count=len(snapshot.nodes))

    @cached_property
    def services(self) -> Booleans:
        """By node: is it a digital service?"""
        return np.array([node.label == SERVICE for node in self.failure.view.snapshot.nodes], dtype=np.bool_)

    def wave(self, case: Sequence[int], taken: Sequence[Measure]) -> Numbers:
        """By node, in which wave it stops, -1 where it does not; `blast-radius` with the measures taken."""
        safe = {m.node for m in taken if m.kind == "protect"}
        groups = replace(self.failure.groups, k=asked(self.failure, taken))
        return kernels.cascade(self.failure.view, groups, [node for node in case if node not in safe])[0]

    def impact(self, taken: Sequence[Measure]) -> Impact:
        """The worst of all cases in everything."""
        worst = Impact(0, 0, 0, None)
        for case in self.cases:
            wave = self.wave(case, taken)
            worst = worst.worse(
                Impact(
                    int((wave > 0).sum()),
                    int((self.services & (wave >= 0)).sum()),
                    int(self.criticality[wave >= 0].sum()),
                    self._hours(case, taken) if self.kept else None,
                )
            )
        return worst

    def is_kept(self, taken: Sequence[Measure]) -> bool:
        """Is the limit kept in every case?"""
        return self.shortfall(taken) <= 0

    def shortfall(self, taken: Sequence[Measure]) -> float:
        """How far the limit is from being kept, over all cases; 0 where it is."""
        return sum(self._shortfall(case, taken) for case in self.cases)

    def _shortfall(self, case: Sequence[int], taken: Sequence[Measure]) -> float:
        limits, wave = self.limits, self.wave(case, taken)
        short = 0.0
        if limits.most_stopped is not None:
            short += max(0, int((wave > 0).sum()) - limits.most_stopped)
        if limits.most_services is not None:
            short += max(0, int((self.services & (wave >= 0)).sum()) - limits.most_services)
        if limits.most_criticality is not None:
            short += max(0, int(self.criticality[wave >= 0].sum()) - limits.most_criticality)
        lost = int((wave[list(self.kept)] >= 0).sum())
        if lost and limits.least_hours:
            hours = self._hours(case, taken)
            return short if hours is None else short + max(0.0, limits.least_hours - hours)
        return short + lost

    def _hours(self, case: Sequence[int], taken: Sequence[Measure]) -> float | None:
        """When the first thing stops that has to keep running, where nothing is repaired; none where all keep running."""
        safe = {m.node for m in taken if m.kind == "protect"}
        begins = {node: ((0, None),) for node in case if node not in safe}
        outages = worst_case(self._with(taken), begins)
        return min((in_hours(o.since) for o in outages if o.node in self.kept), default=None)

    def _with(self, taken: Iterable[Measure]) -> Needs:
        """The needs with the measures taken."""
        taken = tuple(taken)
        breaks_at = self.failure.groups.size - asked(self.failure, taken) + 1
        more: dict[int, float] = {}
        for measure in taken:
            if measure.kind == "buffer":
                more[measure.steps[0]] = max(more.get(measure.steps[0], 0), measure.hours)
        buffer = list(self.needs.buffer)
        for step, hours in more.items():
            buffer[step] += milliseconds(hours)
        return replace(self.needs, breaks_at=breaks_at.tolist(), buffer=buffer)

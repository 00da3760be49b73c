"""What each sample comes to: how much stops, how soon, and how it goes for those one asks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from eagraph.analysis._chance.samples import Sample
from eagraph.analysis._consequence import criticality_of
from eagraph.analysis._course.hours import in_hours
from eagraph.analysis._segments import Floats
from eagraph.graph.snapshot import Snapshot

Measure = Literal["stopped", "services", "criticality", "first_impact_h", "hours_to_impact", "hours_down"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
OF_TARGETS: tuple[Measure, ...] = ("hours_to_impact", "hours_down")
SERVICE = "DigitalService"


@dataclass(frozen=True, eq=False)
class Outcomes:
    """By measure, a value a sample; of the targets, one row each. Hours to an impact that does not come are not a number."""

    whole: dict[Measure, Floats]
    of_target: dict[Measure, Floats]
    targets: Sequence[int]

    def of(self, measure: Measure) -> Floats:
        """One value a sample: of several targets the first impact, and the sum of the hours down."""
        if measure == "hours_down":
            total: Floats = self.of_target[measure].sum(axis=0)
            return total
        if measure == "hours_to_impact":
            return earliest(self.of_target[measure])
        return self.whole[measure]


def earliest(hours: Floats) -> Floats:
    """By column the least number; not a number where there is none."""
    found = np.where(np.isnan(hours), np.inf, hours).min(axis=0, initial=np.inf)
    return np.where(np.isinf(found), np.nan, found)


class Collector:
    """Fills in the outcomes, sample by sample.

    Where something is said to fail, what counts is all that stops beside it; else the targets alone.
    """

    def __init__(self, snapshot: Snapshot, samples: int, targets: Sequence[int], *, targets_alone: bool) -> None:
        self._service = [node.label == SERVICE for node in snapshot.nodes]
        self._criticality = [criticality_of(snapshot, i) or 0 for i in range(len(snapshot.nodes))]
        self._alone = frozenset(targets) if targets_alone else None
        self._row = {node: row for row, node in enumerate(targets)}
        self._whole = {measure: np.zeros(samples) for measure in MEASURES if measure not in OF_TARGETS}
        self._down = np.zeros((len(targets), samples))
        self._until = np.full((len(targets), samples), np.nan)

    def add(self, number: int, sample: Sample, horizon: int) -> None:
        """Take in one sample; an outage without an end lasts to the horizon."""
        first: dict[int, int] = {}
        for outage in sample.outages:
            first.setdefault(outage.node, outage.since)
            if (row := self._row.get(outage.node)) is not None:
                end = horizon if outage.until is None else min(outage.until, horizon)
                self._down[row, number] += in_hours(end - outage.since)
        for node, row in self._row.items():
            if node in first:
                self._until[row, number] = in_hours(first[node])
        counted = first.keys() - sample.failed if self._alone is None else first.keys() & self._alone
        self._whole["stopped"][number] = len(counted)
        self._whole["services"][number] = sum(self._service[node] for node in counted)
        self._whole["criticality"][number] = sum(self._criticality[node] for node in counted)
        soonest = min((first[node] for node in counted), default=None)
        self._whole["first_impact_h"][number] = np.nan if soonest is None else in_hours(soonest)

    def outcomes(self, targets: Sequence[int]) -> Outcomes:
        """What was taken in."""
        return Outcomes(self._whole, {"hours_to_impact": self._until, "hours_down": self._down}, targets)

"""Recorded incidents beside the blast radius of where they started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from eagraph.analysis._degradation import degraded, passed_on
from eagraph.graph.cascades import Cascade
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure

Why = Literal["needed", "degraded", "redundancy", "weak", "unexplained"]
"""How near the relationships come to a consequence they do not foretell; see `backtest`."""


class Incident(NamedTuple):
    """What one incident says: where it started and what it affected, and the day it is read on."""

    node: int
    day: dt.date | None
    started: frozenset[int]
    affected: frozenset[int]


class Readings(NamedTuple):
    """The failure view of a day, read in looser ways than it is stated.

    needed: flows nobody has judged are needed. redundancy: no group can spare a member. weak: both, and nothing is soft.
    """

    stated: Failure
    needed: Failure
    redundancy: Failure
    weak: Failure


@dataclass(frozen=True)
class Outcome:
    """One incident beside the blast radius of where it started; `why` is of what was hit and not predicted."""

    incident: Incident
    predicted: frozenset[int]
    if_needed: frozenset[int]
    why: dict[int, Why]

    @property
    def right(self) -> frozenset[int]:
        """What was predicted, and hit."""
        return self.predicted & self.incident.affected


def recorded(snapshot: Snapshot, nodes: Iterable[int], *, on_the_day: bool) -> Iterator[Incident]:
    """What some incidents say; each is read on the day it was detected, or on all days."""
    for node in nodes:
        ends: dict[str, set[int]] = {"STARTED_IN": set(), "AFFECTED": set()}
        for j in snapshot.outgoing.of(node).tolist():
            if (type_ := snapshot.relationships[j].type) in ends:
                ends[type_].add(int(snapshot.target[j]))
        said = snapshot.nodes[node].properties.get("detected_on")
        day = dt.date.fromisoformat(str(said)) if said and on_the_day else None
        yield Incident(node, day, frozenset(ends["STARTED_IN"]), frozenset(ends["AFFECTED"]))


def readings(snapshot: Snapshot, day: dt.date | None, *, assume_needed: bool) -> Readings:
    """The readings of a day."""
    stated = failure(snapshot, at=day, assume_needed=assume_needed)
    needed = failure(snapshot, at=day, assume_needed=True)
    unspared = Failure(stated.view, replace(stated.groups, k=stated.groups.size))
    every = replace(needed.groups, k=needed.groups.size, mode=("hard",) * len(needed.groups.mode))
    return Readings(stated, needed, unspared, Failure(needed.view, every))


def outcome(read: Readings, incident: Incident, labels: frozenset[str]) -> Outcome:
    """An incident beside its blast radius, compared in things of some labels."""
    nodes = read.stated.view.snapshot.nodes

    def others(cascade: Cascade) -> frozenset[int]:
        return frozenset(i for i in cascade.stopped.tolist() if nodes[i].label in labels) - incident.started

    stated, needed, redundancy, weak = (Cascade.of(reading, sorted(incident.started)) for reading in read)
    hit = frozenset(i for i in incident.affected if nodes[i].label in labels) - incident.started
    begun = degraded(stated)
    index = read.stated.view.snapshot.index
    worse = frozenset(index[row.id] for row in (*begun, *passed_on(stated, begun)))
    nearest: tuple[tuple[Why, frozenset[int]], ...] = (
        ("needed", others(needed)), ("degraded", worse), ("redundancy", others(redundancy)), ("weak", others(weak)),
    )  # fmt: skip
    missed = hit - others(stated)
    why: dict[int, Why] = {i: next((name for name, found in nearest if i in found), "unexplained") for i in missed}
    return Outcome(incident._replace(affected=hit), others(stated), others(needed), why)

"""Functional dependency network analysis (FDNA): how well everything works when some things work badly.

Operability is 0-100. A feeder i of j has a strength α (0-1, how much of j it carries) and a criticality β (0-100, how far
above a dead feeder j can get):

    SODP_j = mean over feeders of  α P_i + 100 (1 - α)        strength: what j has on average
    CODP_j = min over feeders of   P_i + β                    criticality: the weakest link
    P_j    = min(SODP_j, CODP_j), and no more than its ceiling

A redundancy group (k of n) is one feeder: it gives the k-th best of its members' α P + 100 (1 - α) to the mean and the k-th
best of their P + β to the minimum. With one member that is the formula itself; with k = n it is the worst of them.
Everything grows with P, so in loops the greatest solution is the one meant: from 100 downward until nothing changes.

Source: Garvey & Pinto, Introduction to functional dependency network analysis, MIT Engineering Systems Symposium 2009.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from eagraph.analysis._segments import Floats, distinct, gathered, kth_largest, starts_of
from eagraph.graph.snapshot import Numbers, Rows
from eagraph.graph.views import Failure
from eagraph.work import advanced

FULL = 100.0
_LEAST_CHANGE = 1e-10
MOST_ROUNDS = 20_000


@dataclass(frozen=True, eq=False)
class Feeding:
    """Who feeds whom, how strongly and how critically: `strength` (α) and `criticality` (β) by step of the failure view."""

    failure: Failure
    strength: Floats
    criticality: Floats

    @cached_property
    def groups_of(self) -> Rows:
        """Group numbers by the node they feed."""
        return Rows.grouped(self.failure.groups.needer, len(self.failure.view.snapshot.nodes))

    def strength_terms(self, steps: Numbers, level: Floats) -> Floats:
        """α P + 100 (1 - α) by step."""
        share = self.strength[steps]
        terms: Floats = share * level[self.failure.view.origin[steps]] + FULL * (1 - share)
        return terms

    def criticality_terms(self, steps: Numbers, level: Floats) -> Floats:
        """P + β by step."""
        terms: Floats = level[self.failure.view.origin[steps]] + self.criticality[steps]
        return terms


class Settled(NamedTuple):
    """Operability by node; `exact` is false where rounds ran out, and then every level is an upper bound."""

    level: Floats
    exact: bool


def operability(feeding: Feeding, ceiling: Floats, *, rounds: int = MOST_ROUNDS) -> Settled:
    """The greatest operability of everything that respects the ceilings and the two rules.

    Only what hangs on a change is worked out again: a round costs what it touches.
    """
    view, groups = feeding.failure
    level = np.minimum(ceiling, FULL)
    mean_part = np.full(len(groups.k), FULL)
    least_part = np.full(len(groups.k), FULL)
    changed = np.flatnonzero(level < FULL).astype(np.int32)
    for number in range(rounds):
        if not len(changed):
            return Settled(level, exact=True)
        touched = distinct(groups.group[gathered(view.onward, changed)[0]], len(groups.k))
        mean_part[touched], least_part[touched] = _parts(feeding, touched, level)
        fed = distinct(groups.needer[touched], len(level))
        least = np.minimum(ceiling[fed], _from_groups(feeding, fed, mean_part, least_part))
        lower = least < level[fed] - _LEAST_CHANGE
        changed = fed[lower]
        level[changed] = least[lower]
        if number % 64 == 0:
            advanced(number)
    return Settled(level, exact=not len(changed))


def _parts(feeding: Feeding, wanted: Numbers, level: Floats) -> tuple[Floats, Floats]:
    """What each group gives to the mean and to the minimum."""
    groups = feeding.failure.groups
    steps, lengths = gathered(groups.members, wanted)
    by_strength, by_criticality = feeding.strength_terms(steps, level), feeding.criticality_terms(steps, level)
    k = groups.k[wanted]
    return by_strength[kth_largest(by_strength, lengths, k)], by_criticality[kth_largest(by_criticality, lengths, k)]


def _from_groups(feeding: Feeding, fed: Numbers, mean_part: Floats, least_part: Floats) -> Floats:
    """min(SODP, CODP) of nodes that have groups."""
    own, lengths = gathered(feeding.groups_of, fed)
    starts = starts_of(lengths)
    strength = np.add.reduceat(mean_part[own], starts) / lengths
    bound: Floats = np.minimum(strength, np.minimum.reduceat(least_part[own], starts))
    return bound


class Bound(NamedTuple):
    """What holds one node down: its two rules, and by each the feeders that set it."""

    strength: float
    criticality: float
    baseline: float
    """BOLP: 100 (1 - α), averaged over its feeders: what strength alone leaves when all of them are at zero."""
    weakening: tuple[int, ...]
    """Nodes that lower the mean, those that lower it most first."""
    limiting: tuple[int, ...]
    """Nodes that set the minimum."""


def bound(feeding: Feeding, node: int, level: Floats) -> Bound:
    """What holds a node down at given levels; without feeders nothing does."""
    own = feeding.groups_of.of(node)
    if not len(own):
        return Bound(FULL, FULL, FULL, (), ())
    steps, lengths = gathered(feeding.failure.groups.members, own)
    k = feeding.failure.groups.k[own]
    origin = feeding.failure.view.origin[steps]
    mean_terms, least_terms = feeding.strength_terms(steps, level), feeding.criticality_terms(steps, level)
    at_zero = FULL * (1 - feeding.strength[steps])
    weak, limit = kth_largest(mean_terms, lengths, k), kth_largest(least_terms, lengths, k)
    weakening = sorted((float(mean_terms[i]), int(origin[i])) for i in weak if mean_terms[i] < FULL)
    least = float(least_terms[limit].min())
    limiting = sorted({int(origin[i]) for i in limit if least_terms[i] == least})
    return Bound(
        float(mean_terms[weak].mean()),
        min(least, FULL),
        float(at_zero[kth_largest(at_zero, lengths, k)].mean()),
        tuple(dict.fromkeys(i for _, i in weakening)),
        tuple(limiting) if least < FULL else (),
    )

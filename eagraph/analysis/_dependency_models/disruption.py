"""What something that fails does to every thing in the inoperability model: while it lasts, and while all recover."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eagraph.analysis._dependency_models import inoperability as iim
from eagraph.analysis._dependency_models.interdependency import Interdependency
from eagraph.analysis._segments import Floats
from eagraph.graph.snapshot import Snapshot


class Followed(NamedTuple):
    """How the recovery is followed: what counts as recovered, and in how many steps of how many hours."""

    left: float
    steps: int
    step_h: float


class Disruption(NamedTuple):
    """By thing, in the order of the matrix."""

    inoperability: Floats
    """While the loss lasts, clipped to 1."""
    clipped: int
    """How many things were clipped."""
    recovery: iim.Recovery
    assumed: int
    """How many things state neither repair nor restart time."""


def disruption(
    snapshot: Snapshot, found: Interdependency, lost: dict[int, float], *, followed: Followed, otherwise_h: float
) -> Disruption:
    """Static inoperability under a lasting loss, and the recovery that begins with the loss alone.

    Args:
        snapshot: where repair and restart times stand: a thing recovers in the sum of the two.
        found: the interdependency matrix.
        lost: node of the snapshot → percent of it that is lost.
        followed: how the recovery is followed.
        otherwise_h: hours to recover where neither time is stated.
    """
    perturbation = np.array([lost.get(i, 0.0) / 100 for i in found.nodes.tolist()])
    static, clipped = iim.static(found.matrix, perturbation)
    times = [_recovery_time(snapshot, i) for i in found.nodes.tolist()]
    hours = np.array([otherwise_h if time is None else time for time in times])
    k = iim.resilience(hours / followed.step_h, left=followed.left)
    steps = iim.trajectory(found.matrix, k, perturbation, steps=followed.steps)
    recovery = iim.recovered(steps, left=followed.left)
    return Disruption(static, clipped, recovery, sum(time is None for time in times))


def _recovery_time(snapshot: Snapshot, node: int) -> float | None:
    stated = [snapshot.nodes[node].properties.get(name) for name in ("repair_h", "restart_h")]
    known = [float(value) for value in stated if isinstance(value, int | float)]
    return sum(known) if known else None

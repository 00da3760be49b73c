"""How likely a thing fails by itself, as it states it: two ends of a probability, and what a shared cause takes of it."""

from __future__ import annotations

from eagraph.graph.snapshot import Snapshot

CAUSE = "CommonCause"
ENDS = ("failure_probability", "failure_probability_high")
Chance = tuple[float, float]
"""The lower and the upper end of a probability."""


def states_any(snapshot: Snapshot, node: int) -> bool:
    """Does a thing state a probability to fail, or an end of one?"""
    return any(isinstance(snapshot.nodes[node].properties.get(end), int | float) for end in ENDS)


def stated(snapshot: Snapshot, node: int, default: float | None) -> Chance:
    """The ends a thing states: of an upper end alone the lower is 0, of a lower one alone the upper the same.

    One that states none has the default; without a default anything is possible.
    """
    if not states_any(snapshot, node):
        return (0.0, 1.0) if default is None else (default, default)
    low, high = (snapshot.nodes[node].properties.get(end) for end in ENDS)
    lower = float(low) if isinstance(low, int | float) else 0.0
    return lower, max(lower, float(high)) if isinstance(high, int | float) else lower


def beta_of(snapshot: Snapshot, node: int) -> float | None:
    """The part of its members' probability that a cause takes over; None where it is no such cause."""
    beta = snapshot.nodes[node].properties.get("beta")
    shares = snapshot.nodes[node].label == CAUSE and not states_any(snapshot, node)
    return float(beta) if shares and isinstance(beta, int | float) else None

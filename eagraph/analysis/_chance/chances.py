"""How likely each thing fails by itself, between which ends, where some of them share a cause.

Members of a CommonCause with `beta` share a part of their probability (beta factor, Fleming 1975): (1 - β) q for each of
them, β q for the cause, q being the geometric mean of its members. A cause that states a probability of its own has just
that, and its members keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, fsum, log

from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure

CAUSE = "CommonCause"
ENDS = ("failure_probability", "failure_probability_high")
Chance = tuple[float, float]
"""The lower and the upper end of a probability."""


def chances(needs: Failure, things: Iterable[int], *, default: float) -> dict[int, Chance]:
    """The chance of each of some things; `default` is that of a thing that states none and shares no cause."""
    snapshot = needs.view.snapshot
    found = {node: stated(snapshot, node, default) for node in things}
    kept = dict.fromkeys(found, 1.0)
    for cause in found:
        beta = beta_of(snapshot, cause)
        if beta is None:
            continue
        members = {int(needs.view.reached[step]) for step in needs.view.onward.of(cause).tolist()}
        able = {m: chance for m in sorted(members) if (chance := stated(snapshot, m, default))[1] > 0}
        found[cause] = beta * _mean([low for low, _ in able.values()]), beta * _mean([high for _, high in able.values()])
        for member in able:
            kept[member] = max(0.0, kept.get(member, 1.0) - beta)
    return {node: (low * kept[node], high * kept[node]) for node, (low, high) in found.items()}


def beta_of(snapshot: Snapshot, node: int) -> float | None:
    """The part of its members' probability that a cause takes over; None where it is no such cause."""
    beta = snapshot.nodes[node].properties.get("beta")
    shares = snapshot.nodes[node].label == CAUSE and not states_any(snapshot, node)
    return float(beta) if shares and isinstance(beta, int | float) else None


def states_any(snapshot: Snapshot, node: int) -> bool:
    """Does a thing state a probability to fail, or an end of one?"""
    return any(isinstance(snapshot.nodes[node].properties.get(end), int | float) for end in ENDS)


def stated(snapshot: Snapshot, node: int, default: float) -> Chance:
    """The ends a thing states; of an upper end alone the lower is 0, of a lower one alone the upper the same."""
    low, high = (snapshot.nodes[node].properties.get(end) for end in ENDS)
    if not states_any(snapshot, node):
        return default, default
    lower = float(low) if isinstance(low, int | float) else 0.0
    return lower, max(lower, float(high)) if isinstance(high, int | float) else lower


def _mean(values: list[float]) -> float:
    """The geometric mean; 0 of none."""
    return exp(fsum(map(log, values)) / len(values)) if values and min(values) > 0 else 0.0

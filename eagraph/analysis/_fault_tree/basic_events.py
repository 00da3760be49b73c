"""The basic events: what may fail by itself, and how likely, between which ends.

A thing that states a failure probability of 0 never fails by itself (a gate). One that states none is unknown: it may fail,
with a default where one is given. Members of a CommonCause with `beta` share a part of their probability (beta factor,
Fleming 1975): q_ind = (1 - β) q for each, q_cc = β q for the cause. Where members differ, q of the cause is their geometric
mean. A CommonCause with a failure probability of its own is an event with just that; its beta is then not used, and its
members keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, fsum, log

from eagraph.analysis._probabilities import CAUSE, beta_of, stated, states_any
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.views import Failure
from eagraph.locale import Text, both


@dataclass
class Events:
    """By thing that may fail by itself, the ends of its probability; of `unknown` ones nobody has said it."""

    low: dict[int, float] = field(default_factory=dict)
    high: dict[int, float] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)
    has_default: bool = False
    """Has every unknown one the default, rather than anything from 0 to 1?"""
    never: int = 0
    """How many say that they never fail by themselves."""
    shares: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By cause with a beta in use, its members."""
    unused: int = 0
    """How many causes state both a beta and a probability of their own."""

    @property
    def is_exact(self) -> bool:
        """Has every event one probability, rather than an interval?"""
        return self.low == self.high

    def reasons(self, default: float | None) -> list[Text]:
        """What was assumed, in words."""
        unknown, never, unused = len(self.unknown), self.never, self.unused
        if default is None:
            text = both("{count} things do not say how likely they fail; anything is possible.", count=unknown)
        else:
            text = both(
                "{count} things do not say how likely they fail; {default} is assumed of each.",
                count=unknown,
                default=default,
            )
        told = [
            (unknown, text),
            (never, both("{count} things say that they fail only because of others.", count=never)),
            (unused, both("{count} shared causes have a probability of their own; their beta is not used.", count=unused)),
        ]
        return [text for count, text in told if count]


def basic_events(
    failure: Failure, things: Iterable[int], *, labels: Sequence[str] = (), default: float | None = None
) -> Events:
    """What of some things may fail by itself.

    Args:
        failure: tells the members of a shared cause.
        things: among which to look.
        labels: only these may fail; empty is all.
        default: the probability of those that state none; None leaves anything from 0 to 1.

    Raises:
        UnknownName: there is no such label.
    """
    snapshot = failure.view.snapshot
    for label in labels:
        if label not in snapshot.schema.node:
            text = both("There is no label {label}.", label=repr(label))
            raise UnknownName(text, nearest_names(label, snapshot.schema.node))
    found = Events(has_default=default is not None)
    chosen = [i for i in things if not labels or snapshot.nodes[i].label in labels]
    for node in chosen:
        low, high = stated(snapshot, node, default)
        if high == 0 and beta_of(snapshot, node) is None:
            found.never += 1
            continue
        found.low[node], found.high[node] = low, high
        if not states_any(snapshot, node):
            found.unknown.add(node)
    _share(failure, found, default)
    return found


def _share(failure: Failure, found: Events, default: float | None) -> None:
    """Give every cause with a beta its part of what its members state, and leave them the rest."""
    snapshot = failure.view.snapshot
    kept: dict[int, float] = {}
    for cause in [node for node in found.low if snapshot.nodes[node].label == CAUSE]:
        beta = snapshot.nodes[cause].properties.get("beta")
        if not isinstance(beta, int | float):
            continue
        if states_any(snapshot, cause):
            found.unused += 1
            continue
        members = sorted({int(failure.view.reached[s]) for s in failure.view.onward.of(cause).tolist()})
        ends = [stated(snapshot, m, default) for m in members]
        able = [(m, end) for m, end in zip(members, ends, strict=True) if end[1] > 0]
        found.shares[cause] = tuple(m for m, _ in able)
        found.low[cause] = beta * _geometric_mean([low for _, (low, _) in able])
        found.high[cause] = beta * _geometric_mean([high for _, (_, high) in able])
        if all(states_any(snapshot, m) for m, _ in able):
            found.unknown.discard(cause)
        for member, _ in able:
            kept[member] = max(0.0, kept.get(member, 1.0) - beta)
    for member, part in kept.items():
        if member in found.low:
            found.low[member] *= part
            found.high[member] *= part
    for node in [node for node, high in found.high.items() if high == 0]:
        del found.low[node], found.high[node]


def _geometric_mean(values: Sequence[float]) -> float:
    return exp(fsum(log(v) for v in values) / len(values)) if values and min(values) > 0 else 0.0

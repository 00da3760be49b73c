"""What a thing cannot do without: hard k-of-n groups, with how long it holds out, and what things state of themselves.

Soft and optional groups do not bind. What is stated comes as two ends, in hours or as the share of time a thing is down;
what is not stated may be anything. Processes, capabilities and target groups do not fail by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, fsum, inf, log
from typing import NamedTuple

import numpy as np

from eagraph.escalation.ground import Ground
from eagraph.graph.kernels import onward
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import failure
from eagraph.model.fields import Value

Ends = tuple[float, float]
"""The lower and the upper end."""
_NEVER_BY_ITSELF = frozenset({"Capability", "Process", "TargetGroup"})


class Member(NamedTuple):
    """One supplier of a group; `buffer` in hours; `in_ring`: it also needs, in the end, who needs it."""

    supplier: int
    buffer: Ends
    in_ring: bool


class Group(NamedTuple):
    """Of its members, k must serve."""

    k: int
    members: tuple[Member, ...]


@dataclass(frozen=True, eq=False)
class Supply:
    """By node its groups; `order` has suppliers before those who need them, rings kept together."""

    snapshot: Snapshot
    order: tuple[int, ...]
    groups: tuple[tuple[Group, ...], ...]

    def upstream(self, node: int) -> tuple[int, ...]:
        """A thing and all it may need, in order."""
        found, stack = {node}, [node]
        while stack:
            needed = {member.supplier for group in self.groups[stack.pop()] for member in group.members}
            stack += needed - found
            found |= needed
        return tuple(sorted(found, key=self._place.__getitem__))

    @cached_property
    def _place(self) -> Mapping[int, int]:
        return {node: place for place, node in enumerate(self.order)}

    @cached_property
    def restart(self) -> tuple[float, ...]:
        """By node, hours to start again once what it needs is there; 0 where not stated."""
        return tuple(_number(node.properties, "restart_h") or 0.0 for node in self.snapshot.nodes)

    @cached_property
    def hours(self) -> tuple[Ends, ...]:
        """By node, how long until it is restored after a failure of its own: its RTO, else its repair and restart."""
        return tuple(_hours(node.properties, node.label) for node in self.snapshot.nodes)

    @cached_property
    def down(self) -> tuple[Ends, ...]:
        """By node, the share of time it is down by itself; what causes with `beta` share is theirs (Fleming 1975)."""
        found = [_probability(node.properties, node.label) for node in self.snapshot.nodes]
        shared = {cause: beta for cause, beta in self._betas.items() if self._members[cause]}
        for cause, beta in shared.items():
            ends = [found[m] for m in self._members[cause]]
            found[cause] = (beta * _geometric_mean([e[0] for e in ends]), beta * _geometric_mean([e[1] for e in ends]))
        for node in {m for cause in shared for m in self._members[cause]}:
            kept = max(0.0, 1 - sum(beta for cause, beta in shared.items() if node in self._members[cause]))
            low, high = found[node]
            found[node] = (low * kept, high * kept if high < 1 else 1.0)
        return tuple(found)

    @cached_property
    def _betas(self) -> dict[int, float]:
        """Causes that take over a part of what their members state."""
        nodes = enumerate(self.snapshot.nodes)
        causes = [(i, n.properties) for i, n in nodes if n.label == "CommonCause" and _unstated(n.properties)]
        return {i: beta for i, said in causes if (beta := _number(said, "beta")) is not None}

    @cached_property
    def _members(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, set[int]] = {cause: set() for cause in self._betas}
        for node, groups in enumerate(self.groups):
            for member in (m for group in groups for m in group.members if m.supplier in found):
                if _probability(self.snapshot.nodes[node].properties, self.snapshot.nodes[node].label)[1] > 0:
                    found[member.supplier].add(node)
        return {cause: tuple(sorted(members)) for cause, members in found.items()}


def supply(ground: Ground) -> Supply:
    """The hard needs of a day."""
    view, groups = failure(ground.snapshot, at=ground.at)
    kept = np.flatnonzero(groups.hard[groups.group] & np.isin(view.tie, ground.required.tie))
    count = len(ground.snapshot.nodes)
    label = _components(count, view.origin[kept], view.reached[kept])
    members: dict[int, list[Member]] = {}
    for step in kept.tolist():
        origin, reached = int(view.origin[step]), int(view.reached[step])
        buffer = _buffer(ground.snapshot.relationships[int(view.tie[step])].properties)
        members.setdefault(int(groups.group[step]), []).append(Member(origin, buffer, bool(label[origin] == label[reached])))
    found: list[list[Group]] = [[] for _ in range(count)]
    for g, some in members.items():
        found[int(groups.needer[g])].append(Group(min(int(groups.k[g]), len(some)), tuple(some)))
    order = onward(count, view.origin[kept], view.reached[kept])
    return Supply(ground.snapshot, tuple(order.tolist()), tuple(map(tuple, found)))


def _components(count: int, origin: Numbers, reached: Numbers) -> Numbers:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    arrows = csr_array((np.ones(len(origin), dtype=np.int32), (origin, reached)), shape=(count, count))
    label: Numbers = connected_components(arrows, connection="strong")[1]
    return label


def _number(said: Mapping[str, Value], name: str) -> float | None:
    value = said.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _buffer(said: Mapping[str, Value]) -> Ends:
    low, usual, high = (_number(said, name) for name in ("buffer_h_low", "buffer_h", "buffer_h_high"))
    known = [value for value in (low, usual, high) if value is not None] or [0.0]
    return min(known), max(known)


def _hours(said: Mapping[str, Value], label: str) -> Ends:
    if (promised := _number(said, "rto_h")) is not None:
        return promised, promised
    low, usual, high = (_number(said, name) for name in ("repair_h_low", "repair_h", "repair_h_high"))
    restart = _number(said, "restart_h") or 0.0
    if low is None and usual is None and high is None:
        return (0.0, 0.0) if label in _NEVER_BY_ITSELF else (0.0, inf)
    shortest = next((value for value in (low, usual) if value is not None), 0.0)
    longest = next((value for value in (high, usual) if value is not None), inf)
    return min(shortest, longest) + restart, longest + restart


def _unstated(said: Mapping[str, Value]) -> bool:
    return _number(said, "failure_probability") is None and _number(said, "failure_probability_high") is None


def _probability(said: Mapping[str, Value], label: str) -> Ends:
    if _unstated(said):
        return (0.0, 0.0) if label in _NEVER_BY_ITSELF else (0.0, 1.0)
    low, high = _number(said, "failure_probability") or 0.0, _number(said, "failure_probability_high")
    return low, max(low, low if high is None else high)


def _geometric_mean(values: list[float]) -> float:
    return exp(fsum(map(log, values)) / len(values)) if min(values) > 0 else 0.0

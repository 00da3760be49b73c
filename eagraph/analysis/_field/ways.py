"""The ways that the data of sensors and devices go: past which gateways, to which platforms, and which are single?

Data go on by FLOW, and from what is needed to the one who needs it, through sensors, devices
and integrations until a system or service takes them: that is a platform. Of all ways from a thing to any platform a
gateway is single where every one goes past it: it is a post-dominator (Lengauer & Tarjan 1979; Cooper, Harvey & Kennedy
2001). Whether anybody needs a flow makes no difference here: it is about what is heard, not about what stops.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.analysis._field.things import THINGS
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships

BETWEEN = frozenset({*THINGS, "Integration"})
TAKERS = frozenset({"System", "DigitalService"})
_ONWARD, _AGAINST = ("FLOW",), ("DEPENDS_ON",)


@dataclass(frozen=True, eq=False)
class Ways:
    """By thing, who takes its data next."""

    snapshot: Snapshot
    at: dt.date | None = None

    @cached_property
    def onward(self) -> dict[int, tuple[int, ...]]:
        """By sensor, device or integration, what takes its data; sorted."""
        snapshot, found = self.snapshot, defaultdict[int, set[int]](set)
        types, valid = [t.type for t in snapshot.schema.relationship_types], valid_relationships(snapshot, self.at)
        for names, (giver, taker) in (
            (_ONWARD, (snapshot.source, snapshot.target)),
            (_AGAINST, (snapshot.target, snapshot.source)),
        ):
            chosen = np.flatnonzero(np.isin(snapshot.kind, [types.index(name) for name in names]) & valid)
            for one, other in zip(giver[chosen].tolist(), taker[chosen].tolist(), strict=True):
                if self._label(one) in BETWEEN and self._label(other) in BETWEEN | TAKERS and one != other:
                    found[one].add(other)
        return {one: tuple(sorted(others)) for one, others in found.items()}

    def reached(self, starts: Iterable[int]) -> dict[int, int]:
        """What the data of some things get to, up to the first systems and services, and from which thing on a shortest way.

        A start is among them where another thing that is reached sends to it.
        """
        came: dict[int, int] = {}
        front, done = deque(sorted(starts)), set(starts)
        while front:
            here = front.popleft()
            for there in self.onward.get(here, ()):
                came.setdefault(there, here)
                if there not in done and self._label(there) not in TAKERS:
                    done.add(there)
                    front.append(there)
        return came

    def gateways(self, came: Iterable[int]) -> list[int]:
        """The devices among what is reached."""
        return sorted(i for i in came if self._label(i) == "Device")

    def platforms(self, came: Iterable[int]) -> list[int]:
        """The systems and services among what is reached."""
        return sorted(i for i in came if self._label(i) in TAKERS)

    @cached_property
    def single(self) -> dict[int, tuple[int, ...]]:
        """By thing whose data some platform takes, the other devices that every one of its ways goes past, nearest first."""
        import rustworkx as rx

        sink = len(self.snapshot.nodes)
        edges = [(sink if self._label(b) in TAKERS else b, a) for a, takers in self.onward.items() for b in takers]
        used = sorted({end for edge in edges for end in edge} | {sink})
        place = {node: number for number, node in enumerate(used)}
        graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
        graph.add_nodes_from([None] * len(used))
        graph.add_edges_from_no_data([(place[a], place[b]) for a, b in edges])
        nearest = {used[a]: used[b] for a, b in rx.immediate_dominators(graph, place[sink]).items()}
        return {node: self._past(node, nearest, sink) for node in nearest if node != sink}

    def _past(self, node: int, nearest: dict[int, int], sink: int) -> tuple[int, ...]:
        found, here = [], nearest[node]
        while here != sink:
            if self._label(here) == "Device":
                found.append(here)
            here = nearest[here]
        return tuple(found)

    def _label(self, node: int) -> str:
        return self.snapshot.nodes[node].label

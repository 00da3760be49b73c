"""What hangs on a system: who needs it, what flows to and from it, what it holds, whom it serves, which contract it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from eagraph.analysis._facts import Facts, facts
from eagraph.escalation import Escalation, escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure, valid_relationships
from eagraph.model.classification import ASPECTS, Interval

SERVED = frozenset({"DigitalService", "Capability", "Process"})
USERS = frozenset({"Organisation", "TargetGroup"})


@dataclass(frozen=True, slots=True)
class Tied:
    """A relationship of the system, and the thing at its other end."""

    tie: int
    other: int


@dataclass(frozen=True, eq=False)
class Ending:
    """Everything a system is tied to on a day, sorted by the thing at the other end."""

    snapshot: Snapshot
    node: int
    at: dt.date | None
    assume_needed: bool

    @cached_property
    def plan(self) -> Failure:
        """Who fails when the system does."""
        return failure(self.snapshot, at=self.at, assume_needed=self.assume_needed)

    @cached_property
    def escalation(self) -> Escalation:
        """What the information requires."""
        return escalate(self.snapshot, at=self.at)

    @cached_property
    def known(self) -> Facts:
        """Criticality and use."""
        return facts(self.snapshot, self.at)

    @cached_property
    def dependants(self) -> dict[int, tuple[int, ...]]:
        """Who needs it directly, by which relationships; not those it serves, nor its users."""
        view = self.plan.view
        found: dict[int, set[int]] = {}
        for step in view.onward.of(self.node).tolist():
            other = int(view.reached[step])
            if other != self.node and self.snapshot.nodes[other].label not in SERVED | USERS:
                found.setdefault(other, set()).add(int(view.tie[step]))
        return {other: tuple(sorted(found[other])) for other in sorted(found)}

    @cached_property
    def flows(self) -> tuple[Tied, ...]:
        """Flows from and to it."""
        return tuple(self._out("FLOW")) + tuple(self._in("FLOW"))

    @cached_property
    def served(self) -> tuple[Tied, ...]:
        """Services it realises, capabilities and processes it supports."""
        return (*self._out("REALISES"), *self._out("SUPPORTS"))

    @cached_property
    def users(self) -> tuple[Tied, ...]:
        """Organisations and target groups that use it."""
        return tuple(self._out("USED_BY"))

    @cached_property
    def information(self) -> tuple[Tied, ...]:
        """What it holds."""
        return tuple(self._out("HOLDS"))

    @cached_property
    def mastered(self) -> tuple[Tied, ...]:
        """The types of information it is master of."""
        return tuple(self._out("MASTER_OF"))

    def carried(self, tie: int) -> tuple[int, ...]:
        """The assets a flow says it carries; else those of the integration at its ends; empty where nobody says."""
        said = self.snapshot.relationships[tie].properties.get("carries")
        if isinstance(said, tuple):
            return tuple(self.snapshot.index[str(a)] for a in said if str(a) in self.snapshot.index)
        ends = (int(self.snapshot.source[tie]), int(self.snapshot.target[tie]))
        return tuple(one.other for end in ends for one in self._of(end, "CARRIES"))

    def partners(self, flow: Tied, *, onward: bool) -> tuple[int, ...]:
        """Who is at the other side of the integration a flow goes to or comes from; empty where there is none between."""
        if self.snapshot.nodes[flow.other].label != "Integration":
            return ()
        rows = self.snapshot.outgoing if onward else self.snapshot.incoming
        ends = self.snapshot.target if onward else self.snapshot.source
        return tuple(sorted({int(ends[j]) for j in rows.of(flow.other).tolist() if self._is(j, "FLOW")} - {self.node}))

    def class_of(self, assets: tuple[int, ...]) -> dict[str, Interval]:
        """What assets require together in each aspect; unknown (0-4) where there are none."""
        found = {}
        for aspect in ASPECTS:
            levels = [self.escalation.required(asset, aspect) for asset in assets]
            high = Interval(max((one.low for one in levels), default=0), max((one.high for one in levels), default=4))
            found[str(aspect)] = high
        return found

    def holders(self, asset: int) -> int:
        """How many places hold an asset."""
        ties = self.snapshot.incoming.of(asset).tolist()
        return len({int(self.snapshot.source[j]) for j in ties if self._is(j, "HOLDS")})

    def _out(self, type_: str) -> Iterator[Tied]:
        return self._of(self.node, type_)

    def _of(self, node: int, type_: str) -> Iterator[Tied]:
        ties = self.snapshot.outgoing.of(node).tolist()
        found = [Tied(j, int(self.snapshot.target[j])) for j in ties if self._is(j, type_)]
        yield from sorted(found, key=lambda one: (one.other, one.tie))

    def _in(self, type_: str) -> Iterator[Tied]:
        ties = self.snapshot.incoming.of(self.node).tolist()
        found = [Tied(j, int(self.snapshot.source[j])) for j in ties if self._is(j, type_)]
        yield from sorted(found, key=lambda one: (one.other, one.tie))

    def _is(self, tie: int, type_: str) -> bool:
        return self.snapshot.relationships[tie].type == type_ and bool(self._valid[tie])

    @cached_property
    def _valid(self) -> list[bool]:
        valid: list[bool] = valid_relationships(self.snapshot, self.at).tolist()
        return valid

"""Which systems does nobody use: no users, or nothing that goes in or out any more?

A system that others need directly is used by them. That no flow is recorded does not show that there is none; that all
recorded ones ended long ago does. Where a landscape records no users at all, or no flows, nothing is told of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._portfolio.calendar import stated
from eagraph.analysis._portfolio.direct import Direct
from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.links import Links
from eagraph.analysis._portfolio.uses import Uses
from eagraph.graph.snapshot import Snapshot

IdleWrong = Literal["no_users", "no_flows"]
_SUPPORTING = frozenset({"infrastructure", "equipment", "integration", "identity", "iot_platform"})
"""Kinds of systems that others use rather than people, and that need not exchange anything themselves."""
_USERS = ("System", "DigitalService", "Sensor", "Device")


@dataclass(frozen=True, eq=False)
class Idle:
    """The verdicts. `since`: flows that ended before this day are long gone."""

    links: Links
    uses: Uses
    direct: Direct
    since: dt.date

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.links.snapshot

    def verdicts(self, systems: Iterable[int]) -> Iterator[tuple[int, IdleWrong, Violation]]:
        """What is, or perhaps is, unused."""
        for system in systems:
            users, flows = self._without_users(system), self._without_flows(system)
            if users != "no" or flows != "no":
                needed = bool(self.direct.needers(system, _USERS))
                if users != "no":
                    yield system, "no_users", "no" if needed else users
                if flows != "no":
                    yield system, "no_flows", "no" if needed and flows == "yes" else flows

    def _without_users(self, system: int) -> Violation:
        """Has it no users? Unknown where it says so itself and others say otherwise, or nobody says anything."""
        users = self.links.out("USED_BY").get(system, ())
        count = self.uses.users(system)
        if count == 0:
            others = [said for said in self.uses.of(system).values() if said]
            return "unknown" if others else "yes"
        if self.uses.is_known and count is None and not users and not self._supports_others(system):
            return "unknown"
        return "no"

    def _without_flows(self, system: int) -> Violation:
        flows = [*self.snapshot.outgoing.of(system).tolist(), *self.snapshot.incoming.of(system).tolist()]
        ties = [tie for tie in (self.snapshot.relationships[j] for j in flows) if tie.type == "FLOW"]
        ended = [end for tie in ties if (end := stated(tie.properties, "valid_to"))]
        if len(ended) == len(ties) and all(end < self.since for end in ended):
            return "yes" if ties else "no" if self._supports_others(system) or not self._has_flows else "unknown"
        return "no"

    @cached_property
    def _has_flows(self) -> bool:
        return bool(len(self.links.ties("FLOW")))

    def _supports_others(self, system: int) -> bool:
        return self.snapshot.nodes[system].properties.get("system_kind") in _SUPPORTING

"""Which local systems take precedence over a common one, although common solutions do (COM-02)?

Two masters of one type of information, one local and one common; and a local master that feeds its information into a
common solution. Both are in order where a decision is recorded (MASTER_OF.decided_by).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eagraph.duplicates.parallel_systems import Compared

Precedes = Literal["two-masters", "feeds-common"]


@dataclass(frozen=True, slots=True)
class Precedence:
    """A local system before a common one, in one type of information. `meant` is None where unknown."""

    local: int
    common: int
    type_: int
    how: Precedes
    decided_by: str
    meant: bool | None


def precedences(systems: Compared) -> Iterator[Precedence]:
    """Every one, by local system."""
    for local in systems.local:
        masters = dict(_masters(systems, local))
        for common in systems.common:
            meant = systems.is_meant_for(systems.known.homes(local), common)
            for type_, _ in _masters(systems, common):
                if type_ in masters:
                    yield Precedence(local, common, type_, "two-masters", masters[type_], meant)
            for type_ in sorted(_fed(systems, local, common) & masters.keys()):
                yield Precedence(local, common, type_, "feeds-common", masters[type_], meant)


def _masters(systems: Compared, system: int) -> Iterator[tuple[int, str]]:
    """The types of information a system is master of, and who decided so."""
    known, snapshot = systems.known, systems.known.snapshot
    for j in snapshot.outgoing.of(system).tolist():
        tie = snapshot.relationships[j]
        if tie.type == "MASTER_OF" and known.lasts(tie.properties):
            yield known.one.first[int(snapshot.target[j])], str(tie.properties.get("decided_by") or "")


def _fed(systems: Compared, local: int, common: int) -> set[int]:
    """The types of information that flows bring from the one to the other, as far as flows say what they carry."""
    known, snapshot = systems.known, systems.known.snapshot
    found: set[int] = set()
    for j in snapshot.outgoing.of(local).tolist():
        tie = snapshot.relationships[j]
        if tie.type != "FLOW" or int(snapshot.target[j]) != common or not known.lasts(tie.properties):
            continue
        carries = tie.properties.get("carries")
        for asset in carries if isinstance(carries, tuple) else ():
            if str(asset) in snapshot.index:
                found |= known.things((snapshot.index[str(asset)],), "OF_TYPE")
    return found

"""Which projects upgrade or replace a local system that a common one could replace instead (COM-03)?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eagraph.duplicates.parallel import ParallelPair, Parallels
from eagraph.duplicates.parallel_standing import Exempted, exemption

RULE = "COM-03"
KINDS = frozenset({"upgrade", "replace"})


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A project that has not ended, the overlap it prolongs, and what spares it from the rule."""

    project: int
    pair: ParallelPair
    exempted: Exempted | None


def upgrades(found: Parallels) -> Iterator[Upgrade]:
    """Every one, as far as the local system is not to be replaced by the common one."""
    known, snapshot = found.known, found.known.snapshot
    projects = _projects(found)
    for pair in found.against_common:
        if pair.verdict == "to-be-replaced":
            continue
        local, common = snapshot.index[pair.a], snapshot.index[pair.b]
        decided_by = found.criteria.control_function
        decision = exemption(known, local, common, decided_by=decided_by, rule=RULE)
        for project in projects.get(local, ()):
            yield Upgrade(project, pair, decision)


def _projects(found: Parallels) -> dict[int, list[int]]:
    """By system, the projects that upgrade or replace it and have not ended."""
    known, snapshot = found.known, found.known.snapshot
    changed: dict[int, list[int]] = {}
    for project, node in enumerate(snapshot.nodes):
        said = node.properties
        if node.label == "Project" and said.get("project_kind") in KINDS and str(said.get("end") or known.day) >= known.day:
            for system in sorted({*known.ends(project, "CHANGES"), *known.ends(project, "RETIRES")}):
                changed.setdefault(system, []).append(project)
    return changed

"""Parallel solutions: which local systems do what a common one does or will do, or what another local one does?

The programme's rule (COM-01) is about function: an overlap is directed containment of capabilities, weighted so that what
every system has counts little, at or above a threshold. Information, processes and users speak for or against it, and the
probability is calibrated on drawn landscapes (`parallel.toml`). The verdict rests on scope, dates, replacement and
exemptions besides. Where no capability is recorded there is none, but a pair that shares half of the information and half
of the processes is told as unknown.

Local systems of one domain often have its one capability and nothing else in common; among them something more must be
contained, too: another capability, half of the information, or half of the processes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.duplicates.pairs import Kind, Pair
from eagraph.duplicates.parallel_needs import Needs, day_of, needs
from eagraph.duplicates.parallel_overlap import Candidates, Overlap, overlap
from eagraph.duplicates.parallel_standing import announced, began
from eagraph.duplicates.parallel_systems import Compared
from eagraph.duplicates.parallel_verdict import VERDICTS, Verdict, judged, would_change
from eagraph.duplicates.parallel_weights import Side, model
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Words
from eagraph.work import counted

__all__ = ["Criteria", "ParallelPair", "Parallels", "Verdict", "parallel_pairs", "parallels"]
_OFTEN = 50


class Criteria(BaseModel):
    """What counts as parallel: the threshold is that of COM-01, the probability keeps out what only looks alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: float = Field(
        default=0.5, gt=0, le=1, description="share of a system's capabilities that the other has, at least"
    )
    least_probability: float = Field(
        default=0.5, ge=0, le=1, title="least probability", description="pairs less probable than this are not told"
    )
    scope: Literal["users", "city"] = Field(
        default="users",
        title="common solutions are meant for",
        description="users: those who use it and all that are part of them; city: everybody",
    )
    control_function: str = Field(
        default="Kontrollfunktion för undantag", description="who may decide on exemptions; empty: anybody"
    )


class ParallelPair(Pair):
    """A local system `a` and what it is parallel to; `score` is the probability, by which pairs are ordered."""

    kind: Kind = "parallel-solution"
    verdict: Verdict
    containment: float | None = Field(description="share of a's capabilities that b has, weighted; empty is unknown")
    shared: tuple[str, ...] = Field(description="ids of the capabilities both have")
    missing: tuple[str, ...] = Field(description="ids of the capabilities b lacks")
    in_scope: bool | None = Field(default=None, description="b is meant for an organisation of a; empty is unknown")
    a_since: str | None = Field(default=None, description="the earliest day a is known to have been there")
    b_since: str | None = Field(default=None, description="the earliest day b is known to exist or be planned")
    exemption: str | None = Field(default=None, description="id of the decision in force")
    exempted_until: str | None = Field(default=None, description="the last day it holds")
    replaced_on: str | None = Field(default=None, description="the day a is to be replaced by b, where one is said")
    assumed: tuple[Words, ...] = Field(default=(), description="what the verdict assumes because it is unknown")

    b_is_common: bool = Field(default=True, description="b is a common solution, else another local system")


@dataclass(frozen=True, eq=False)
class Parallels:
    """The parallel solutions of a landscape on a day, the gravest verdict first, then the most probable."""

    systems: Compared
    criteria: Criteria

    @property
    def known(self) -> Needs:
        """What every system is for."""
        return self.systems.known

    @cached_property
    def pairs(self) -> tuple[ParallelPair, ...]:
        """All pairs that count."""
        told = [*self._against_common, *self._among_local]
        return tuple(sorted(told, key=lambda pair: (VERDICTS.index(pair.verdict), -pair.score, pair.a, pair.b)))

    @property
    def reasons(self) -> Iterator[Text]:
        """What limits them, in words."""
        yield from self.systems.reasons
        if self._alike:
            yield both(
                "{count} pairs reach the threshold only by capabilities that many systems have; they are not told.",
                count=len(self._alike),
            )

    def overlaps(self, local: int) -> Iterator[Overlap]:
        """The overlaps of a local system with common solutions that count, the most probable first."""
        yield from sorted(self._overlaps.get(local, ()), key=lambda one: (-one.probability, one.other))

    def pair(self, local: int, found: Overlap) -> ParallelPair:
        """An overlap as a pair with its verdict."""
        nodes, known = self.known.snapshot.nodes, self.known
        said = self.criteria
        everywhere, decided_by = said.scope == "city", said.control_function
        judgement = judged(self.systems, local, found, everywhere=everywhere, decided_by=decided_by)
        is_common, exempted = found.side == "common", judgement.exempted
        return ParallelPair(
            a=nodes[local].id,
            b=nodes[found.other].id,
            score=found.probability,
            probability=found.probability,
            evidence=found.evidence(known),
            would_change=tuple(Words.of(text) for text in would_change(known, local, found, judgement, said.threshold)),
            verdict=judgement.verdict,
            containment=found.share,
            shared=tuple(nodes[i].id for i in found.capabilities.shared),
            missing=tuple(nodes[i].id for i in found.capabilities.missing),
            in_scope=judgement.meant,
            a_since=began(known, local) if is_common else None,
            b_since=announced(known, found.other) if is_common else None,
            exemption=exempted.id if exempted else None,
            exempted_until=exempted.until if exempted else None,
            replaced_on=judgement.replaced_on or None,
            assumed=tuple(map(Words.of, judgement.assumed)),
            b_is_common=is_common,
        )

    @property
    def _against_common(self) -> Iterator[ParallelPair]:
        for local, found in self._overlaps.items():
            yield from (self.pair(local, one) for one in found)

    @cached_property
    def _compared(self) -> dict[int, list[Overlap]]:
        """Every candidate, by local system."""
        index, by_system = Candidates(self.known, self.systems.common, "common"), self.known.by_system
        return {
            local: [self._overlap(local, other, "common") for other in index.of(by_system[local])]
            for local in counted(self.systems.local, len(self.systems.local), every=_OFTEN)
        }

    @cached_property
    def _overlaps(self) -> dict[int, list[Overlap]]:
        counting = {local: [one for one in found if self._counts(one)] for local, found in self._compared.items()}
        return {local: found for local, found in counting.items() if found}

    @cached_property
    def _alike(self) -> list[Overlap]:
        """Those that reach the threshold and are not probable."""
        compared = [one for found in self._compared.values() for one in found]
        return [one for one in compared if one.reaches(self.criteria.threshold) and not self._counts(one)]

    def _overlap(self, local: int, other: int, side: Side) -> Overlap:
        need = self.known.by_system[local]
        return overlap(self.known, need, other, side, weights=model(self.criteria.threshold))

    def _counts(self, found: Overlap) -> bool:
        reached = found.reaches(self.criteria.threshold)
        if reached is None:
            return found.is_suspected
        return reached and found.probability >= self.criteria.least_probability

    @property
    def _among_local(self) -> Iterator[ParallelPair]:
        """Each pair of local systems once: the one that is contained most in the other first."""
        best: dict[tuple[int, int], tuple[int, Overlap]] = {}
        index, by_system = Candidates(self.known, self.systems.local, "local"), self.known.by_system
        for local in counted(self.systems.local, len(self.systems.local), every=_OFTEN):
            for other in index.of(by_system[local]):
                if other == local or self._is_one_product(local, other):
                    continue
                found = self._overlap(local, other, "local")
                key = (min(local, other), max(local, other))
                if (
                    self._counts(found)
                    and found.is_corroborated
                    and (key not in best or found.probability > best[key][1].probability)
                ):
                    best[key] = (local, found)
        yield from (self.pair(local, found) for local, found in best.values())

    def _is_one_product(self, one: int, other: int) -> bool:
        """Installations of one product are told as such, and not here."""
        said = [self.known.snapshot.nodes[i].properties for i in (one, other)]
        for what in ("product_id", "product"):
            first, second = (str(node.get(what) or "").strip().casefold() for node in said)
            if first and first == second:
                return True
        return False


def parallels(snapshot: Snapshot, *, at: dt.date | None = None, criteria: Criteria | None = None) -> Parallels:
    """The parallel solutions of a landscape, worked out once a snapshot, day and criteria.

    Args:
        snapshot: what is looked at.
        at: the day exemptions and validity are judged on; that of the data where empty.
        criteria: what counts as parallel.
    """
    said = criteria or Criteria()
    key = ("parallels", day_of(snapshot, at), said)
    if key not in snapshot.plans:
        snapshot.plans[key] = Parallels(Compared(needs(snapshot, at=at)), said)
    found: Parallels = snapshot.plans[key]
    return found


def parallel_pairs(
    snapshot: Snapshot, *, at: dt.date | None = None, criteria: Criteria | None = None
) -> tuple[ParallelPair, ...]:
    """The pairs of `parallels`."""
    return parallels(snapshot, at=at, criteria=criteria).pairs

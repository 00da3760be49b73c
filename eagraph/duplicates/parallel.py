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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eagraph.duplicates.parallel_containment import containment
from eagraph.duplicates.parallel_needs import Needs, day_of, needs
from eagraph.duplicates.parallel_overlap import Candidates, Overlap, overlap
from eagraph.duplicates.parallel_pair import Criteria, ParallelPair
from eagraph.duplicates.parallel_standing import announced, began
from eagraph.duplicates.parallel_systems import Compared
from eagraph.duplicates.parallel_verdict import VERDICTS, Verdict, judged, would_change
from eagraph.duplicates.parallel_weights import Side, model
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Words
from eagraph.work import counted

__all__ = ["Criteria", "ParallelPair", "Parallels", "Verdict", "parallel_pairs", "parallels"]
MOST_HAVING = 12
"""What more local systems have than this is a domain: no ground for two of them to do the same."""
_OFTEN = 50


@dataclass(frozen=True, eq=False)
class Parallels:
    """The parallel solutions of a landscape on a day, the gravest verdict first, then the most probable."""

    systems: Compared
    criteria: Criteria

    @property
    def known(self) -> Needs:
        """What every system is for."""
        return self.systems.known

    @property
    def pairs(self) -> tuple[ParallelPair, ...]:
        """All pairs that count."""
        return (*self.against_common, *self.among_local)

    @cached_property
    def against_common(self) -> tuple[ParallelPair, ...]:
        """Local systems that do what a common solution does."""
        return _ordered(self.pair(local, one) for local, found in self._overlaps.items() for one in found)

    @cached_property
    def among_local(self) -> tuple[ParallelPair, ...]:
        """Local systems that do what another local one does, each pair once: the one contained most in the other first."""
        best: dict[tuple[int, int], tuple[int, Overlap]] = {}
        for local in counted(self.systems.local, len(self.systems.local), every=_OFTEN):
            for found in self._beside(local):
                key = (min(local, found.other), max(local, found.other))
                if key not in best or found.probability > best[key][1].probability:
                    best[key] = (local, found)
        return _ordered(self.pair(local, found) for local, found in best.values())

    @property
    def reasons(self) -> Iterator[Text]:
        """What limits what is told against common solutions, in words."""
        yield from self.systems.reasons
        alike = [one for found in self._compared.values() for one in found if one.share is not None]
        if count := sum(not self._counts(one) for one in alike):
            yield both(
                "{count} pairs reach the threshold only by capabilities that many systems have; they are not told.",
                count=count,
            )

    @property
    def reasons_among_local(self) -> Iterator[Text]:
        """What limits what is told among local systems, besides."""
        if count := self._local_index.crowded:
            yield both(
                "{count} capabilities and processes are had by more than {most} local systems; that two have one of them is "
                "no ground.", count=count, most=MOST_HAVING,
            )  # fmt: skip

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
            shared=tuple(nodes[i].id for i in known.supported(local, found.capabilities.shared)),
            missing=tuple(nodes[i].id for i in known.supported(local, found.capabilities.missing)),
            in_scope=judgement.meant,
            a_since=began(known, local) if is_common else None,
            b_since=announced(known, found.other) if is_common else None,
            exemption=exempted.id if exempted else None,
            exempted_until=exempted.until if exempted else None,
            replaced_on=judgement.replaced_on or None,
            assumed=tuple(map(Words.of, judgement.assumed)),
            b_is_common=is_common,
        )

    @cached_property
    def _compared(self) -> dict[int, list[Overlap]]:
        """By local system, the common solutions that reach the threshold or of which that is unknown."""
        index, by_system = Candidates(self.known, self.systems.common), self.known.by_system
        return {
            local: list(self._reaching(local, index.of(by_system[local]), "common"))
            for local in counted(self.systems.local, len(self.systems.local), every=_OFTEN)
        }

    @cached_property
    def _overlaps(self) -> dict[int, list[Overlap]]:
        counting = {local: [one for one in found if self._counts(one)] for local, found in self._compared.items()}
        return {local: found for local, found in counting.items() if found}

    @cached_property
    def _local_index(self) -> Candidates:
        return Candidates(self.known, self.systems.local, MOST_HAVING)

    def _beside(self, local: int) -> Iterator[Overlap]:
        """The other local systems that do what one does."""
        there = self._local_index.of(self.known.by_system[local])
        others = (other for other in there if other != local and not self._is_one_product(local, other))
        for found in self._reaching(local, others, "local"):
            if self._counts(found) and found.is_corroborated:
                yield found

    def _reaching(self, local: int, others: Iterable[int], side: Side) -> Iterator[Overlap]:
        """Overlaps that reach the threshold, or of which that is unknown."""
        need, weights = self.known.by_system[local], model(self.criteria.threshold)
        for other in others:
            there = containment(self.known, "capabilities", need, self.known.by_system[other])
            if there.reaches(self.criteria.threshold) is not False:
                yield overlap(self.known, need, other, side, weights=weights)

    def _counts(self, found: Overlap) -> bool:
        if found.share is None:
            return found.is_suspected
        return found.probability >= self.criteria.least_probability

    def _is_one_product(self, one: int, other: int) -> bool:
        """Installations of one product are told as such, and not here."""
        said = [self.known.snapshot.nodes[i].properties for i in (one, other)]
        for what in ("product_id", "product"):
            first, second = (str(node.get(what) or "").strip().casefold() for node in said)
            if first and first == second:
                return True
        return False


def _ordered(pairs: Iterable[ParallelPair]) -> tuple[ParallelPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (VERDICTS.index(pair.verdict), -pair.score, pair.a, pair.b)))


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

"""One system's need beside another's: all features, how much they speak for the pair, and how probable it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eagraph.duplicates.pairs import Evidence
from eagraph.duplicates.parallel_containment import Containment, containments
from eagraph.duplicates.parallel_needs import FEATURES, Feature, Need, Needs
from eagraph.duplicates.parallel_weights import Model, Side, model, probability
from eagraph.duplicates.parallel_words import feature_text
from eagraph.results import Words

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a need a system covers. `bits` by feature sum with the prior to the log odds."""

    other: int
    side: Side
    features: Mapping[Feature, Containment]
    bits: Mapping[Feature, float]
    probability: float

    @property
    def capabilities(self) -> Containment:
        """The feature the threshold is about."""
        return self.features["capabilities"]

    @property
    def share(self) -> float | None:
        """How much of the capabilities are contained; None is unknown."""
        return self.capabilities.share

    def reaches(self, threshold: float) -> bool | None:
        """Is so much contained? None is unknown."""
        return None if self.share is None else self.share >= threshold - 1e-9

    @property
    def is_corroborated(self) -> bool:
        """Do at least two capabilities, or half of the information or processes besides, speak for it?"""
        return len(self.capabilities.shared) > 1 or any(share >= _HALF for share in self._beside)

    @property
    def is_suspected(self) -> bool:
        """Is half of the information and half of the processes contained, whatever the capabilities?"""
        return all(share >= _HALF for share in self._beside)

    @property
    def _beside(self) -> tuple[float, ...]:
        return tuple(self.features[feature].share or 0.0 for feature in ("information", "processes"))

    def evidence(self, known: Needs) -> tuple[Evidence, ...]:
        """Each feature in words, with its bits."""
        name = known.snapshot.nodes[self.other].name
        return tuple(
            Evidence(feature=feature, says=Words.of(feature_text(known, self.features[feature], name)), weight=bits)
            for feature, bits in self.bits.items()
        )


def overlap(known: Needs, need: Need, other: int, side: Side, *, weights: Model | None = None) -> Overlap:
    """How much of a need another system covers."""
    said = weights or model()
    features = containments(known, need, known.by_system[other])
    bits = {feature: said.bits(side, features[feature]) for feature in FEATURES}
    return Overlap(other, side, features, bits, probability(said.weights(side).prior + sum(bits.values())))


class Candidates:
    """Which of some systems share anything with a need that could make them parallel, without comparing all with all.

    A capability that many have is no ground among local systems; information is, only where a capability is unknown.
    """

    def __init__(self, known: Needs, others: Iterable[int], side: Side) -> None:
        self._known, self._others = known, tuple(others)
        least = model().local.usual_from if side == "local" else 0.0
        self._index: dict[Feature, dict[int, list[int]]] = {feature: defaultdict(list) for feature in FEATURES}
        for other in self._others:
            need = known.by_system[other]
            for feature in ("capabilities", "processes", "information"):
                for thing in need.of(feature):
                    if feature != "capabilities" or known.telling(feature, thing) >= least:
                        self._index[feature][thing].append(other)

    def of(self, need: Need) -> Iterator[int]:
        """Those that share something, sorted."""
        found = {*self._sharing(need, "capabilities"), *self._sharing(need, "processes")}
        for other in self._sharing(need, "information"):
            if not need.capabilities or not self._known.by_system[other].capabilities:
                found.add(other)
        yield from sorted(found)

    def _sharing(self, need: Need, feature: Feature) -> Iterator[int]:
        for thing in need.of(feature):
            yield from self._index[feature].get(thing, ())

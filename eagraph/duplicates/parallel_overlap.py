"""One system's need beside another's: all features, how much they speak for the pair, and how probable it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        """Is so much of the capabilities contained? None is unknown."""
        return self.capabilities.reaches(threshold)

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

    That is a capability or a process; information only where a capability is unknown of the one or the other. What more
    than `most` of them have is no ground.
    """

    def __init__(self, known: Needs, others: Iterable[int], most: int | None = None) -> None:
        self._known = known
        self._having: dict[Feature, dict[int, list[int]]] = {feature: defaultdict(list) for feature in FEATURES}
        for other in others:
            for feature in FEATURES:
                for thing in known.by_system[other].of(feature):
                    self._having[feature][thing].append(other)
        self._most = most

    @property
    def crowded(self) -> int:
        """How many capabilities and processes more than `most` have."""
        return sum(self._is_crowded(having) for f in ("capabilities", "processes") for having in self._having[f].values())

    def of(self, need: Need) -> Iterator[int]:
        """Those that share something, sorted."""
        found = {*self._sharing(need, "capabilities"), *self._sharing(need, "processes")}
        for other in self._sharing(need, "information"):
            if not need.capabilities or not self._known.by_system[other].capabilities:
                found.add(other)
        yield from sorted(found)

    def _sharing(self, need: Need, feature: Feature) -> Iterator[int]:
        for thing in need.of(feature):
            having = self._having[feature].get(thing, [])
            if not self._is_crowded(having):
                yield from having

    def _is_crowded(self, having: Sequence[int]) -> bool:
        return self._most is not None and len(having) > self._most

"""How much of what one system is for does another do, too? Directed, and weighted by how much each thing tells.

    containment = weight(features(local) ∩ features(other)) / weight(features(local)), weight = sum of squared idf

This is the length of the other's tf-idf vector along the local one (Salton and Buckley, 1988).
Directed, for the programme asks whether the local system duplicates the common one, not the reverse. Users are contained
where the other is used by them or by an organisation they are part of.
"""

from __future__ import annotations

from dataclasses import dataclass

from eagraph.duplicates.parallel_needs import FEATURES, Feature, Need, Needs


@dataclass(frozen=True, slots=True)
class Containment:
    """One feature of one system in another. `share` is None where it is not known of the one or the other."""

    feature: Feature
    shared: tuple[int, ...]
    missing: tuple[int, ...]
    share: float | None
    telling: float = 0.0
    """How much the most telling shared thing tells, in bits (see `Needs.telling`)."""

    @property
    def is_known(self) -> bool:
        """Is it recorded of both?"""
        return self.share is not None

    def reaches(self, threshold: float) -> bool | None:
        """Is so much contained? None is unknown."""
        return None if self.share is None else self.share >= threshold - 1e-9


def containment(known: Needs, feature: Feature, local: Need, other: Need) -> Containment:
    """How much of one feature of a need another covers, 0 to 1."""
    wanted, given = local.of(feature), other.of(feature)
    there = known.reached(given) if feature == "users" else given
    shared, missing = tuple(sorted(wanted & there)), tuple(sorted(wanted - there))
    if not wanted or not given:
        return Containment(feature, (), missing, None)
    pair = (local,) if local is other else (local, other)
    both, whole = known.weight(feature, shared, pair), known.weight(feature, wanted, pair)
    telling = max((known.telling(feature, thing, pair) for thing in shared), default=0.0)
    return Containment(feature, shared, missing, both / whole, telling)


def containments(known: Needs, local: Need, other: Need) -> dict[Feature, Containment]:
    """All features."""
    return {feature: containment(known, feature, local, other) for feature in FEATURES}

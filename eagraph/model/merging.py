"""What does a record say that several sources share, and where do they disagree?

An earlier source's value stands and a later one fills the gaps, unless a precedence says otherwise, property by property:
`{"lifecycle": ("cmdb", "register"), "*": ("register",)}`. Sources a precedence does not name come after those it names.
What belongs together is taken from one source: both ends of an interval, a latitude and its longitude, levels and who
set them when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eagraph.model.fields import Value
from eagraph.model.nodes import ASPECTS
from eagraph.model.provenance import Provenance

Precedence = Mapping[str, Sequence[str]]
NO_PRECEDENCE: Precedence = {}
EVERY = "*"
"""The name under which the order for all other properties stands."""
_OWN = frozenset({"source", "source_key"})
"""What every source says for itself."""
_WITH_LEVELS = frozenset({"classified_by", "classified_on", "classification_model"})


def merged(
    claims: Iterable[Provenance], precedence: Precedence = NO_PRECEDENCE
) -> tuple[dict[str, Value], tuple[Provenance, ...]]:
    """One record from what its sources say.

    Args:
        claims: in the order the sources became known, each with its content.
        precedence: source names by property, the first to be believed first.
    """
    kept = tuple(claims)
    if len(kept) == 1:
        only = kept[0]
        return dict(only.content or {}), (Provenance(only.source, only.run, only.place, None, only.removed),)
    properties: dict[str, Value] = {}
    for name in dict.fromkeys(name for claim in kept for name in claim.content or {}):
        speaker = _speaker(name, kept, precedence)
        if speaker.content and name in speaker.content:
            properties[name] = speaker.content[name]
    return properties, kept


def _speaker(name: str, claims: Sequence[Provenance], precedence: Precedence) -> Provenance:
    """The claim whose word on a property counts: that of the property it belongs to."""
    leader = _leader(name, claims)
    order = precedence.get(leader, precedence.get(EVERY, ()))
    ranked = sorted(claims, key=lambda claim: order.index(claim.source) if claim.source in order else len(order))
    return next(claim for claim in ranked if claim.content and leader in claim.content)


def _leader(name: str, claims: Sequence[Provenance]) -> str:
    """The property that another one goes along with, where anybody says it; else itself."""
    if name in _WITH_LEVELS:
        leaders: tuple[str, ...] = tuple(ASPECTS)
    else:
        leaders = ("latitude",) if name == "longitude" else (name.removesuffix("_high").removesuffix("_low"),)
    return next((leader for leader in leaders if any(leader in (claim.content or {}) for claim in claims)), name)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A property of which sources say different things: each with what it says, in the order they became known."""

    property: str
    said: tuple[tuple[str, Value], ...]


def disagreements(claims: Iterable[Provenance]) -> tuple[Disagreement, ...]:
    """Where the sources of one record differ, sorted by property; what a source does not say differs from nothing."""
    said: dict[str, list[tuple[str, Value]]] = {}
    for claim in claims:
        for name, value in (claim.content or {}).items():
            if name not in _OWN and not claim.removed:
                said.setdefault(name, []).append((claim.source, value))
    differing = {name: told for name, told in said.items() if any(value != told[0][1] for _, value in told)}
    return tuple(Disagreement(name, tuple(told)) for name, told in sorted(differing.items()))

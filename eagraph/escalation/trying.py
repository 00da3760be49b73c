"""What would be required if some relationships ended, or some flows were filtered? One try, held against how it is.

Nothing is kept: a try is another ground of the same landscape. A relationship is named as a proof names it: `source TYPE
target`, with `#n` for a further one of the kind between the same two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eagraph.escalation import Escalation
from eagraph.escalation.changing import Changed
from eagraph.escalation.filters import effect_of
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect, Interval

ANONYMISED = "anonymise"
FILTERED = frozenset("ks")
"""The aspects a filter can take from; integrity and availability pass it as they are."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What is then required of the place, and which places (with aspect) are no longer raised for certain, of how many."""

    required: Interval
    is_raised: bool
    is_perhaps_raised: bool
    settled: tuple[tuple[int, Aspect], ...]
    raised: int
    raised_before: int


def find_ties(snapshot: Snapshot, names: Iterable[str]) -> dict[str, int]:
    """Relationships by the names a proof gives them; a name that is none of this landscape is left out."""
    found = ((name, _tie(snapshot, name)) for name in dict.fromkeys(names))
    return {name: tie for name, tie in found if tie is not None}


def attempt(found: Escalation, *, ended: Iterable[int] = (), filtered: Iterable[int] = ()) -> Escalation:
    """The levels as if some relationships were not there, and some flows anonymised what they bring, with evidence."""
    standing, flows = Changed.without(found, ended), tuple(filtered)
    if not flows:
        return standing
    effect = effect_of({"filter": ANONYMISED}, found.ground.model)
    return Escalation(standing.ground.changed(dict.fromkeys(flows, effect)))


def compare(before: Escalation, after: Escalation, node: int, aspect: Aspect) -> Tried:
    """What a try comes to, for one place and in all."""
    was, now = _raised(before), _raised(after)
    return Tried(
        after.required(node, aspect),
        after.is_raised(node, aspect),
        after.is_perhaps_raised(node, aspect),
        tuple(sorted(was - now)),
        len(now),
        len(was),
    )


def _raised(found: Escalation) -> set[tuple[int, Aspect]]:
    asked = {aspect: found.low.required[aspect].asked for aspect in ASPECTS}
    return {(int(i), aspect) for aspect in ASPECTS for i in asked[aspect].nonzero()[0] if found.is_raised(int(i), aspect)}


def _tie(snapshot: Snapshot, name: str) -> int | None:
    ends, _, number = name.rpartition(" #")
    if not (ends and number.isdecimal()):
        ends, number = name, "0"
    for type_ in snapshot.schema.relationship:
        source, _, target = ends.partition(f" {type_} ")
        if target and source in snapshot.index:
            for j in snapshot.outgoing.of(snapshot.index[source]).tolist():
                tie = snapshot.relationships[j]
                if (tie.type, tie.target, tie.ordinal) == (type_, target, int(number)):
                    return int(j)
    return None

"""What would bring a level back? The smallest sets of relationships to end, or of flows to filter, tried one by one.

A set is a hit only if every witness of the level is hit; so candidates come from witnesses: whatever set leaves a witness
standing is extended by one of its relationships (implicit hitting sets, Reiter 1987), smallest sets first. Every set told
was tried on the whole landscape, and none of its subsets suffices.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pydantic import Field

from eagraph.escalation import Escalation
from eagraph.escalation.derivation import Derivation
from eagraph.escalation.steps import Step, Unexplained
from eagraph.escalation.trying import FILTERED, attempt
from eagraph.model.classification import Aspect
from eagraph.results import Value
from eagraph.work import advanced

MOST_SETS = 3
MOST_TIES = 4
MOST_TRIES = 120


class ChangedTie(Value):
    """One relationship, as a proof names it."""

    source: str
    type: str
    target: str
    ordinal: int


class Change(Value):
    """What would bring the level back: relationships ended, and whether a filter with evidence on them would do as well."""

    relationships: tuple[ChangedTie, ...]
    leaves: int = Field(description="the level that is then still required for certain")
    filter_suffices: bool = Field(description="what they bring may also be anonymised instead")
    smallest: bool = Field(
        description="found by trying sets in order of size; else by giving up one relationship after the other. Either way "
        "none of these can stay"
    )


def cheapest(found: Escalation, node: int, aspect: Aspect, *, down_to: int) -> tuple[Change, ...]:
    """Smallest sets after which no more than a level is required of a place, at most three; else one that cannot be less."""
    sets = tuple(hitting(found, node, aspect, down_to))
    smallest = bool(sets)
    if not smallest:
        sets = tuple(filter(None, [_irreducible(found, node, aspect, down_to)]))
    return tuple(_change(found, node, aspect, ties, down_to, smallest=smallest) for ties in sets)


def _change(found: Escalation, node: int, aspect: Aspect, ties: Collection[int], down_to: int, *, smallest: bool) -> Change:
    return Change(
        relationships=_named(found, ties),
        leaves=_asked(attempt(found, ended=ties), node, aspect),
        filter_suffices=_filter_suffices(found, node, aspect, ties, down_to),
        smallest=smallest,
    )


def _irreducible(found: Escalation, node: int, aspect: Aspect, down_to: int) -> tuple[int, ...]:
    """The last relationship of one witness after the other, until the level falls; then none that could stay."""
    ties: list[int] = []
    while (witness := _witness(attempt(found, ended=ties), node, aspect, down_to + 1)) is not None:
        last = _last(witness)
        if last is None or len(ties) >= MOST_TRIES:
            return ()
        ties.append(last)
        advanced(len(ties), MOST_TRIES)
    for tie in tuple(ties):
        fewer = [other for other in ties if other != tie]
        if _asked(attempt(found, ended=fewer), node, aspect) <= down_to:
            ties = fewer
    return tuple(sorted(ties))


def _last(witness: Step) -> int | None:
    """The relationship nearest to the place among those that could end."""
    for step in reversed(list(witness.steps())):
        if step.place == witness.place and step.tie >= 0:
            return step.tie
        if step.place == witness.place and step.way is not None:
            return step.way.legs[-1].tie if step.way.legs else step.way.tie if step.way.tie >= 0 else None
    return None


def _asked(found: Escalation, node: int, aspect: Aspect) -> int:
    return int(found.low.required[aspect].asked[node])


def hitting(found: Escalation, node: int, aspect: Aspect, down_to: int) -> Iterator[tuple[int, ...]]:
    """Sets of relationships whose end brings a level back, smallest first; none has a smaller one in it."""
    front: list[frozenset[int]] = [frozenset()]
    seen, told, tries = set(front), list[frozenset[int]](), 0
    while front and len(told) < MOST_SETS and tries < MOST_TRIES:
        ties = front.pop(0)
        if any(done <= ties for done in told):
            continue
        tries += 1
        advanced(tries, MOST_TRIES)
        standing = attempt(found, ended=ties) if ties else found
        witness = _witness(standing, node, aspect, down_to + 1)
        if witness is None:
            told.append(ties)
            yield tuple(sorted(ties))
            continue
        if len(ties) < MOST_TIES:
            for tie in sorted(_endable(witness)):
                larger = ties | {tie}
                if larger not in seen:
                    seen.add(larger)
                    front.append(larger)


def _witness(found: Escalation, node: int, aspect: Aspect, level: int) -> Step | None:
    if _asked(found, node, aspect) < level:
        return None
    try:
        return Derivation(found.low).of(node, aspect, level)
    except Unexplained:
        return None


def _endable(witness: Step) -> set[int]:
    """The relationships of a witness that could end: not that a place has at home what it is there to have."""
    ties = set[int]()
    for step in witness.steps():
        ties |= {step.tie} - {-1}
        if step.way is not None:
            ties |= {leg.tie for leg in step.way.legs}
            if step.way.home == witness.place or not step.way.legs:
                ties |= {step.way.tie}
    return {tie for tie in ties if tie >= 0}


def _filter_suffices(found: Escalation, node: int, aspect: Aspect, ties: Collection[int], down_to: int) -> bool:
    """Would it do to anonymise what the same relationships bring?"""
    if aspect not in FILTERED or any(found.snapshot.relationships[j].type != "FLOW" for j in ties):
        return False
    return _asked(attempt(found, filtered=ties), node, aspect) <= down_to


def _named(found: Escalation, ties: Collection[int]) -> tuple[ChangedTie, ...]:
    listed = (found.snapshot.relationships[j] for j in sorted(ties))
    return tuple(ChangedTie(source=t.source, type=t.type, target=t.target, ordinal=t.ordinal) for t in listed)

"""Who requires a level of whom, beside what information requires where it lies; worked out apart from the analyses.

A prudent owner takes no reduction for a buffer, nor for a redundancy of flows, so what is required here is never too little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from eagraph.demo._draft import Draft
from eagraph.model.landscape import Relationship
from eagraph.model.relationships import Travel
from eagraph.model.schema import Schema

_CARRIERS = frozenset({"HOSTS", "CONTROLS_ACCESS_TO"})
_VALIDATED = 2
_MANY, _MANY_VITAL = 10, 3
"""So many that depend on one thing with T 2, or with T 3, make it vital to the city."""
Demand = tuple[str, str, int]
"""(who requires, who must meet it, how many levels less)."""


def demands(draft: Draft, aspect: str) -> Iterator[Demand]:
    """All demands in one aspect."""
    types = Schema.standard().relationship
    sizes = Counter((tie.source, str(tie.properties["group"])) for tie in draft.ties.values() if "group" in tie.properties)
    for tie in draft.ties.values():
        if tie.type in _CARRIERS:
            yield tie.target, tie.source, 0
        elif tie.type == "VIA" and aspect == "r":
            yield tie.source, tie.target, 0
        elif tie.type == "FLOW" and aspect == "r":
            yield tie.target, tie.source, _VALIDATED * _is_validated(tie)
        elif aspect == "t" and _counts(tie):
            yield from _of_supplier(tie, types[tie.type].failure, redundant=_is_redundant(tie, sizes))


def settled(levels: Mapping[str, int], given: Iterable[Demand]) -> dict[str, int]:
    """The least levels that meet every demand."""
    found = defaultdict(int, levels)
    takers: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for giver, taker, discount in given:
        takers[giver].append((taker, discount))
    front = list(levels)
    while front:
        giver = front.pop()
        for taker, discount in takers.get(giver, ()):
            if found[giver] - discount > found[taker]:
                found[taker] = found[giver] - discount
                front.append(taker)
    return dict(found)


def vital(draft: Draft, availability: Mapping[str, int]) -> set[str]:
    """What so many depend on that a fault in it strikes the whole city, at some levels of T."""
    types = Schema.standard().relationship
    needers: dict[str, set[str]] = defaultdict(set)
    for tie in draft.ties.values():
        if tie.type != "FLOW" or tie.properties.get("needed"):
            for needer, needed, _ in _of_supplier(tie, types[tie.type].failure, redundant=False):
                needers[needed].add(needer)
    at_least = {level: {i for i, own in availability.items() if own >= level} for level in (2, 3)}
    return {
        needed
        for needed, all_ in needers.items()
        if len(all_ & at_least[2]) >= _MANY or len(all_ & at_least[3]) >= _MANY_VITAL
    }


def _counts(tie: Relationship) -> bool:
    return tie.properties.get("mode") != "optional" and (tie.type != "FLOW" or bool(tie.properties.get("needed")))


def _is_validated(tie: Relationship) -> bool:
    return bool(tie.properties.get("validated")) and bool(tie.properties.get("validation_evidence"))


def _is_redundant(tie: Relationship, sizes: Counter[tuple[str, str]]) -> bool:
    k = tie.properties.get("k", 1)
    return (
        tie.type == "DEPENDS_ON"
        and "group" in tie.properties
        and isinstance(k, int)
        and k < sizes[tie.source, str(tie.properties["group"])]
    )


def _of_supplier(tie: Relationship, failure: Travel, *, redundant: bool) -> Iterator[Demand]:
    discount = int(tie.properties.get("mode") == "soft") + int(redundant)
    if failure is Travel.WITH:
        yield tie.target, tie.source, discount
    elif failure is Travel.AGAINST:
        yield tie.source, tie.target, discount

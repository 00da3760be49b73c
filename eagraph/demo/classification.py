"""What the owners decided: nearly every system is classified as high as what reaches it requires; only the planted are not.

The directions are those of the analyses (domain: high-water mark for K and S, use for R, dependants for T, hosting and
access control for all four), worked out here on their own, so that neither is the other's proof.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from eagraph.demo._draft import Draft, kept
from eagraph.demo.information import MODEL
from eagraph.model.landscape import Relationship
from eagraph.model.relationships import Travel
from eagraph.model.schema import Schema

_UNKNOWN = 0.08
_INTEGRATIONS = 0.3
_HIGHEST = 3
_CARRIERS = frozenset({"HOSTS", "CONTROLS_ACCESS_TO"})
Demand = tuple[str, str, int]
"""(who requires, who must meet it, how many levels less)."""


def build(draft: Draft) -> None:
    """Levels on systems, services and some integrations, where none stands yet."""
    levels = {aspect: _settled(draft, aspect) for aspect in "krts"}
    chance = draft.stream("classification")
    for node in draft.nodes.values():
        drawn = chance.random()
        share = {"System": 1 - _UNKNOWN, "DigitalService": 1 - _UNKNOWN, "Integration": _INTEGRATIONS}.get(node.label, 0.0)
        facts = draft.facts(node.id)
        if drawn >= share and not any(aspect in facts for aspect in "krts"):
            continue
        if node.label in {"System", "DigitalService", "Integration"}:
            for aspect in "krts":
                facts.setdefault(aspect, levels[aspect].get(node.id, 0))
            facts["classification_model"] = MODEL
            day = kept(chance, draft.day(-chance.randint(30, 900)))
            if day:
                facts["classified_on"] = day


def _settled(draft: Draft, aspect: str) -> dict[str, int]:
    """The least levels that meet every demand."""
    levels = _own(draft, aspect)
    takers: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for giver, taker, discount in _demands(draft, aspect):
        takers[giver].append((taker, discount))
    front = list(levels)
    while front:
        giver = front.pop()
        for taker, discount in takers.get(giver, ()):
            if levels[giver] - discount > levels.get(taker, 0):
                levels[taker] = levels[giver] - discount
                front.append(taker)
    return levels


def _own(draft: Draft, aspect: str) -> dict[str, int]:
    """What is required of a thing by what it holds and, for K and S, by what is sent to it; by criticality for T."""
    known = {
        id_: int(str(node.properties.get(aspect, 0)))
        for id_, node in draft.nodes.items()
        if node.label == "InformationAsset"
    }
    levels: dict[str, int] = defaultdict(int)
    for tie in draft.ties.values():
        if tie.type == "HOLDS":
            levels[tie.source] = max(levels[tie.source], known[tie.target])
        elif tie.type == "FLOW" and aspect in "ks":
            carried = tie.properties.get("carries")
            sent = [known[asset] for asset in carried] if isinstance(carried, tuple) else []
            levels[tie.target] = max([levels[tie.target], *sent])
    if aspect == "t":
        for id_, node in draft.nodes.items():
            if node.label in {"System", "DigitalService"}:
                levels[id_] = max(levels[id_], min(_HIGHEST, int(str(node.properties.get("criticality", 0)))))
    return levels


def _demands(draft: Draft, aspect: str) -> Iterator[Demand]:
    types = Schema.standard().relationship
    sizes = Counter((tie.source, str(tie.properties["group"])) for tie in draft.ties.values() if "group" in tie.properties)
    for tie in draft.ties.values():
        if tie.type in _CARRIERS:
            yield tie.target, tie.source, 0
        elif tie.type == "VIA" and aspect in "ks":
            yield tie.source, tie.target, 0
        elif tie.type == "FLOW" and aspect == "r":
            yield tie.target, tie.source, 0
        elif (
            aspect == "t"
            and tie.properties.get("mode") != "optional"
            and (tie.type != "FLOW" or tie.properties.get("needed"))
        ):
            yield from _of_supplier(tie, types[tie.type].failure, redundant=_is_redundant(tie, sizes))


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

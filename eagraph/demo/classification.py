"""What the owners decided: nearly every place is classified as high as all that is known requires; only the planted are not.

The directions are those of the analyses (domain: high-water mark and what information says together for K and S, use for R,
dependants for T, hosting and access control for all four), worked out here on their own, so that neither is the other's
proof. Who carries so many that the whole city leans on it is put highest in R and T at once.
"""

from __future__ import annotations

from collections import defaultdict

from eagraph.demo._draft import Draft, kept
from eagraph.demo._needs import demands, settled, vital
from eagraph.demo._reach import Seen, reach
from eagraph.demo._together import HIGHEST, Information
from eagraph.demo.information import MODEL
from eagraph.model.fields import Value

_UNKNOWN = 0.08
_INTEGRATIONS = 0.3
_CLASSIFIED = frozenset({"System", "DigitalService", "Integration"})
Levels = dict[str, int]


def build(draft: Draft) -> None:
    """Levels on systems, services and some integrations, where none stands yet."""
    levels = draft.required = required(draft)
    chance = draft.stream("classification")
    for node in draft.nodes.values():
        drawn = chance.random()
        share = {"System": 1 - _UNKNOWN, "DigitalService": 1 - _UNKNOWN, "Integration": _INTEGRATIONS}.get(node.label, 0.0)
        facts = draft.facts(node.id)
        if drawn >= share and not any(aspect in facts for aspect in "krts"):
            continue
        if node.label in _CLASSIFIED:
            for aspect in "krts":
                facts.setdefault(aspect, levels[aspect].get(node.id, 0))
            facts["classification_model"] = MODEL
            day = kept(chance, draft.day(-chance.randint(30, 900)))
            if day:
                facts["classified_on"] = day


def required(draft: Draft) -> dict[str, Levels]:
    """By aspect, the least levels that meet every demand."""
    k, s = _of_information(draft)
    needs = {aspect: list(demands(draft, aspect)) for aspect in "krts"}
    r, t = _of_homes(draft, "r"), _of_homes(draft, "t")
    for node in draft.nodes.values():
        if node.label in {"System", "DigitalService"}:
            t[node.id] = max(t[node.id], min(HIGHEST, _level(node.properties.get("criticality"))))
    found = settled(t, needs["t"])
    while new := {place for place in vital(draft, found) if found.get(place, 0) < HIGHEST or r[place] < HIGHEST}:
        for place in new:
            r[place] = t[place] = HIGHEST
        found = settled(t, needs["t"])
    return {"k": settled(k, needs["k"]), "r": settled(r, needs["r"]), "t": found, "s": settled(s, needs["s"])}


def settle_information(draft: Draft) -> None:
    """Let owners class information as what it is by itself: large, fine, special, or telling enough alone.

    What is derived is at least as sensitive as what it was derived from.
    """
    information = Information(draft)
    for asset, node in draft.nodes.items():
        facts = draft.facts(asset)
        if node.label == "InformationAsset" and "k" in facts:
            alone, _ = information.lifted({asset: Seen(_level(facts["k"]), _level(facts["s"]))})
            _at_least(facts, "k", alone)
    for aspect in "ks":
        derived = [(tie.target, tie.source, 0) for tie in draft.ties.values() if tie.type == "DERIVED_FROM"]
        least = settled({i: _level(draft.facts(i).get(aspect)) for pair in derived for i in pair[:2]}, derived)
        for asset, level in least.items():
            if aspect in draft.facts(asset):
                _at_least(draft.facts(asset), aspect, level)


def _of_information(draft: Draft) -> tuple[Levels, Levels]:
    """K and S that information requires where it lies."""
    known = {
        id_: (_level(node.properties.get("k")), _level(node.properties.get("s")))
        for id_, node in draft.nodes.items()
        if node.label == "InformationAsset"
    }
    information = Information(draft)
    lifted = {place: information.lifted(there) for place, there in reach(draft, known).items()}
    return {place: k for place, (k, _) in lifted.items()}, {place: s for place, (_, s) in lifted.items()}


def _of_homes(draft: Draft, aspect: str) -> Levels:
    """The highest level among what a thing holds, and what was decided of it already."""
    levels: Levels = defaultdict(int)
    for tie in draft.ties.values():
        if tie.type == "HOLDS":
            levels[tie.source] = max(levels[tie.source], _level(draft.facts(tie.target).get(aspect)))
    for id_, node in draft.nodes.items():
        if node.label in _CLASSIFIED and aspect in node.properties:
            levels[id_] = max(levels[id_], _level(node.properties[aspect]))
    return levels


def _at_least(facts: dict[str, Value], aspect: str, level: int) -> None:
    facts[aspect] = max(_level(facts[aspect]), level)
    high = f"{aspect}_high"
    if high in facts and _level(facts[high]) <= _level(facts[aspect]):
        del facts[high]


def _level(value: Value | None) -> int:
    return value if isinstance(value, int) else 0

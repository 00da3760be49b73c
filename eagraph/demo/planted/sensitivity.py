"""Planted: a service that puts together what many boards know, a filter without evidence, classes set too low."""

from __future__ import annotations

import random

from eagraph.demo import services
from eagraph.demo._draft import Draft
from eagraph.demo.flows import exchange, integration
from eagraph.demo.organisations import board_of
from eagraph.demo.planted._places import classes, evidence, raised
from eagraph.locale import both
from eagraph.model.fields import Value

_PLATFORM, _PORTAL, _CASES = "system:integrationsplattformen", "system:oppna-data-portalen", "system:mina-arenden"
_SOURCES = ("system:elevregistret", "system:invanarregistret", "system:lanesystemet", "system:parkeringstillstand")
_TOO_LOW = (("system:placeringsregistret", 1), ("system:besoksbokningen", 0))


def build(draft: Draft) -> None:
    """All of them."""
    chance = draft.stream("planted sensitivity")
    _overview(draft, chance)
    _filters(draft, chance)
    for system, level in _TOO_LOW:
        _too_low(draft, system, level)


def _overview(draft: Draft, chance: random.Random) -> None:
    names = ("Invånarens helhetsbild", "The resident's overview")
    service = services.add(draft, names, _CASES, targets="invanare", criticality=2, mtpd_h=48.0)
    draft.facts(service).update({"materialised": True, "audience": ("resident", "employee"), **classes((2, 3, 3, 2))})
    assets = []
    for source in _SOURCES:
        asset = draft.places[source].assets[0]
        link = integration(draft, chance, source, service, what=draft.name(asset).split(" i ")[0])
        exchange(draft, source, link, service, (asset,), mode="replicate", needed=False)
        draft.tie(link, "VIA", _PLATFORM)
        draft.tie(service, "HOLDS", asset, how="presented")
        assets.append(asset)
    boards = [board_of(draft, draft.places[source].org) for source in _SOURCES]
    for kind, aspect in (("overview-service", "k"), ("several-owners", "s")):
        text = both(
            "{thing} is classified {aspect} {assigned}, as its parts are; what comes from {count} boards requires "
            "{aspect} {required} together.",
            thing=draft.name(service), aspect=aspect.upper(), assigned=2, count=len(boards), required=3,
        )  # fmt: skip
        details = {"rules": ["AGG-OWNERS"], "assets": assets, "boards": boards}
        raised(draft, kind, (service,), (aspect, 2, 3), text, **details)


def _filters(draft: Draft, chance: random.Random) -> None:
    draft.facts(_PORTAL)["k"] = 0
    _filtered(draft, chance, "system:lanesystemet", evidence(draft, "k-anonymitet, k = 10", number=44))
    link, asset = _filtered(draft, chance, "system:parkeringstillstand", {})
    text = both("The filter of {flow} has no method, decision or evidence; it counts as none.", flow=draft.name(link))
    required = int(str(draft.facts(asset)["k"]))
    ids, levels = (link, _PORTAL), ("k", 0, required)
    raised(draft, "filter-without-evidence", ids, levels, text, place=_PORTAL, assets=[asset])


def _filtered(draft: Draft, chance: random.Random, source: str, proof: dict[str, Value]) -> tuple[str, str]:
    asset = draft.places[source].assets[0]
    link = integration(draft, chance, source, _PORTAL, what="Statistik")
    draft.tie(source, "FLOW", link, carries=(asset,), mode="read", needed=False)
    draft.tie(link, "FLOW", _PORTAL, carries=(asset,), mode="read", needed=False, filter="anonymise", **proof)
    return link, asset


def _too_low(draft: Draft, system: str, level: int) -> None:
    draft.facts(system)["k"] = level
    assets = draft.places[system].assets
    required = max(int(str(draft.facts(asset)["k"])) for asset in assets)
    raised(draft, "under-classified", (system,), ("k", level, required), assets=assets)

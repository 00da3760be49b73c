"""Planted: a service that puts together what many boards know, a filter without evidence, classes set too low."""

from __future__ import annotations

import random

from eagraph.demo import services
from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.demo.flows import exchange, integration
from eagraph.demo.organisations import board_of
from eagraph.locale import both

_PLATFORM, _PORTAL, _CASES = "system:integrationsplattformen", "system:oppna-data-portalen", "system:mina-arenden"
_SOURCES = ("system:elevregistret", "system:omsorgssystemet", "system:lanesystemet", "system:ekonomiskt-bistand")
_TOO_LOW = (("system:placeringsregistret", 1), ("system:besoksbokningen", 0))


def build(draft: Draft) -> None:
    """All of them."""
    chance = draft.stream("planted sensitivity")
    _overview(draft, chance)
    _filters(draft, chance)
    for system, level in _TOO_LOW:
        _too_low(draft, system, level)


def _raised(
    draft: Draft, kind: str, ids: tuple[str, ...], assigned: int, sources: tuple[str, ...], **details: object
) -> None:
    """Plant that the first of some ids is required to meet the highest confidentiality among some assets."""
    required = max(int(str(draft.facts(asset)["k"])) for asset in sources)
    text = both(
        "{thing} is classified K {assigned}, but what is in it requires at least K {required}.",
        thing=draft.name(ids[0]), assigned=assigned, required=required,
    )  # fmt: skip
    told = {"aspect": "k", "assigned": assigned, "required_at_least": required, "assets": list(sources), **details}
    draft.plant(PlantedFinding(kind, ids, "escalation", text, {"aspect": "k"}, present=(ids[0],), details=told))


def _overview(draft: Draft, chance: random.Random) -> None:
    names = ("Invånarens helhetsbild", "The resident's overview")
    service = services.add(draft, names, _CASES, targets="invanare", criticality=2, mtpd_h=48.0)
    draft.facts(service).update({"materialised": True, "audience": ("resident", "employee"), "k": 2, "r": 3, "t": 3, "s": 3})
    assets = []
    for source in _SOURCES:
        asset = draft.places[source].assets[0]
        link = integration(draft, chance, source, service, what=draft.name(asset).split(" i ")[0])
        exchange(draft, source, link, service, (asset,), mode="replicate", needed=False)
        draft.tie(link, "VIA", _PLATFORM)
        draft.tie(service, "HOLDS", asset, how="presented")
        assets.append(asset)
    boards = [board_of(draft, draft.places[source].org) for source in _SOURCES]
    _raised(draft, "overview-service", (service,), 2, tuple(assets), boards=boards)


def _filters(draft: Draft, chance: random.Random) -> None:
    draft.facts(_PORTAL)["k"] = 0
    evidence = {
        "filter_method": "k-anonymitet, k = 10",
        "filter_decision": f"KIN {draft.day(-200)[:4]}/44",
        "filter_decided_by": "Informationsägaren",
        "filter_date": draft.day(-200),
        "filter_review": draft.day(500),
        "filter_evidence": "Prövning mot öppna register",
    }
    _filtered(draft, chance, "system:lanesystemet", evidence)
    link, asset = _filtered(draft, chance, "system:parkeringstillstand", {})
    text = both("The filter of {flow} has no method, decision or evidence; it counts as none.", flow=draft.name(link))
    details = {"aspect": "k", "assigned": 0, "required_at_least": draft.facts(asset)["k"], "asset": asset}
    ids = (link, _PORTAL)
    draft.plant(
        PlantedFinding(
            "filter-without-evidence", ids, "escalation", text, {"aspect": "k"}, present=(_PORTAL,), details=details
        )
    )


def _filtered(draft: Draft, chance: random.Random, source: str, evidence: dict[str, str]) -> tuple[str, str]:
    asset = draft.places[source].assets[0]
    link = integration(draft, chance, source, _PORTAL, what="Statistik")
    draft.tie(source, "FLOW", link, carries=(asset,), mode="read", needed=False)
    draft.tie(link, "FLOW", _PORTAL, carries=(asset,), mode="read", needed=False, filter="anonymise", **evidence)
    return link, asset


def _too_low(draft: Draft, system: str, level: int) -> None:
    draft.facts(system)["k"] = level
    _raised(draft, "under-classified", (system,), level, tuple(draft.places[system].assets))

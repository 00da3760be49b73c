"""Planted: filters that hold, that nobody has looked at again, and that open each other; a seal, and a check of data."""

from __future__ import annotations

import random

from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.demo.planted._places import evidence, kept_in, place, raised, sent, spared
from eagraph.locale import both
from eagraph.model.fields import Value

_PUPILS, _PERMITS, _TUNNEL = "system:elevregistret", "system:parkeringstillstand", "system:tunnelstyrningen"
_CARE, _SUPPORT, _CONTROL = "system:omsorgssystemet", "system:ekonomiskt-bistand", "system:dagvattenstyrningen"


def build(draft: Draft) -> None:
    """All of them."""
    chance = draft.stream("planted filters")
    _holding(draft, chance)
    _overdue(draft, chance)
    _meeting(draft, chance)
    _sealed(draft, chance)
    _validated(draft, chance)


def _holding(draft: Draft, chance: random.Random) -> None:
    figures = place(draft, chance, "Almhamn i siffror", (0, 1, 1, 1))
    grades = draft.places[_PUPILS].assets[1]
    filtered = {"filter": "anonymise", **evidence(draft, "k-anonymitet, k = 20", number=51)}
    link = sent(draft, (_PUPILS, figures), (grades,), last=filtered)
    text = both("Only the filter of {flow} keeps {place} open to all.", flow=draft.name(link), place=draft.name(figures))
    spared(draft, "load-bearing-filter", (link, figures), ("k", 0, 2), text)


def _overdue(draft: Draft, chance: random.Random) -> None:
    figures = place(draft, chance, "Skolsiffrorna", (0, 1, 1, 2))
    pupils = draft.places[_PUPILS].assets[0]
    filtered = {"filter": "anonymise", **evidence(draft, "k-anonymitet, k = 5", number=17, reviewed=-30)}
    link = sent(draft, (_PUPILS, figures), (pupils,), last=filtered)
    text = both(
        "The filter of {flow} was to be reviewed by {day}; until that is done it counts as none.",
        flow=draft.name(link), day=draft.day(-30),
    )  # fmt: skip
    raised(draft, "overdue-filter", (link, figures), ("k", 0, 2), text, place=figures, assets=[pupils])


def _meeting(draft: Draft, chance: random.Random) -> None:
    habits = place(draft, chance, "Resvaneanalysen", (1, 1, 1, 2))
    facts: dict[str, Value] = {
        "personal": True, "subject_kind": "resident", "categories": ("location", "time", "vehicle"), "subjects": 26_000,
        "records": 310_000, "resolution_s": 60.0, "retention_d": 14.0,
    }  # fmt: skip
    passages = kept_in(draft, _TUNNEL, "Passager vid Hamntunneln i Tunnelstyrningen", (2, 1, 1, 1), facts)
    permits = draft.places[_PERMITS].assets[0]
    without: dict[str, Value] = {"filter": "redact", "filter_removes": ("identity",), "filter_k": 1}
    links = (
        sent(draft, (_PERMITS, habits), (permits,), last={**without, **evidence(draft, "Borttagna namn", number=62)}),
        sent(
            draft, (_TUNNEL, habits), (passages,),
            last={"filter": "pseudonymise", **evidence(draft, "Löpnummer i stället för skyltar", number=63)},
        ),
    )  # fmt: skip
    text = both(
        "What two filters hide, {place} can put together again: place and vehicle are in both.", place=draft.name(habits)
    )
    details = {"place": habits, "assets": [permits, passages], "shared": ["location", "vehicle"]}
    raised(draft, "filters-that-meet", (*links, habits), ("k", 1, 3), text, **details)


def _sealed(draft: Draft, chance: random.Random) -> None:
    switch = place(draft, chance, "Meddelandeväxeln", (1, 3, 2, 3))
    decisions = draft.places[_CARE].assets[0]
    sealing = {"filter": "encrypt", **evidence(draft, "Kryptering från avsändare till mottagare", number=70)}
    link = sent(draft, (_CARE, _SUPPORT), (decisions,), first=sealing)
    draft.facts(link)["encrypted"] = "end_to_end"
    draft.tie(link, "VIA", switch)
    text = both(
        "{flow} is encrypted from end to end: {place} cannot read it.", flow=draft.name(link), place=draft.name(switch)
    )
    spared(draft, "sealed-transport", (link, switch), ("k", 1, 3), text)


def _validated(draft: Draft, chance: random.Random) -> None:
    reports = place(draft, chance, "Vattenrapporterna", (1, 1, 1, 1))
    facts: dict[str, Value] = {"personal": False, "subject_kind": "none", "categories": ("location",), "records": 2_700}
    asset = kept_in(draft, reports, "Allmänhetens rapporter i Vattenrapporterna", (1, 1, 1, 1), facts)
    photographs = kept_in(
        draft, reports, "Allmänhetens bilder i Vattenrapporterna", None,
        {"subject_kind": "resident", "categories": ("location",), "records": 900},
    )  # fmt: skip
    checked: dict[str, Value] = {"validated": True, "validation_evidence": "Rimlighetskontroll mot nivågivarna, prov 12"}
    link = sent(draft, (reports, _CONTROL), (asset, photographs), last=checked)
    text = both(
        "{receiver} checks {flow} by itself, so {sender} need not be as right as it.",
        receiver=draft.name(_CONTROL), flow=draft.name(link), sender=draft.name(reports),
    )  # fmt: skip
    spared(draft, "validated-flow", (link, reports), ("r", 1, 3), text)
    _unknown(draft, photographs, (reports, _CONTROL))


def _unknown(draft: Draft, asset: str, places: tuple[str, ...]) -> None:
    text = both(
        "Nobody has classified {asset}, and it matters to {place}.", asset=draft.name(asset), place=draft.name(places[0])
    )
    details = {"perhaps_raised": list(places)}
    draft.plant(PlantedFinding("unclassified-information", (asset,), "CLS-01", text, present=(asset,), details=details))

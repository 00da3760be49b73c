"""Planted: information that says more together than by itself, in places whose owners looked at each part alone."""

from __future__ import annotations

import random

from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.demo.organisations import board_of, role
from eagraph.demo.planted._places import classes, kept_in, place, raised, sent
from eagraph.locale import both
from eagraph.model.fields import Value

_PUPILS, _SUPPORT, _PORTAL = "system:elevregistret", "system:boendestodet", "system:oppna-data-portalen"
_RESIDENT: dict[str, Value] = {"personal": True, "subject_kind": "resident"}
_DAY_S = 86_400.0
_SENSITIVE = (
    "virtualiseringskluster-norr", "virtualiseringskluster-soder", "identitetsplattformen", "integrationsplattformen",
    "stadsnatet", "e-arkivet", "stadens-diarium", "mina-arenden", "invanarregistret", "omsorgssystemet",
    "ekonomiskt-bistand", "placeringsregistret", "besoksbokningen", "larmmottagningen", "va-driftcentralen",
    "passersystemet", "elevhalsojournalen", "orosanmalningar", "hemtjanstplaneringen", "lakemedelssigneringen",
    "ledningsdatabasen", "nyckelfri-hemtjanst", "boendeplaneringen", "lagesbilden", "logghanteringen",
)  # fmt: skip
"""Systems whose protection would be worth knowing to somebody who means harm."""


def build(draft: Draft) -> None:
    """All of them."""
    chance = draft.stream("planted together")
    _children(draft, chance)
    _loans(draft, chance)
    _electricity(draft, chance)
    _architecture(draft, chance)
    _published(draft)


def _children(draft: Draft, chance: random.Random) -> None:
    """School and social services in two places: one nobody has thought about, and one where somebody has decided."""
    pupils = draft.places[_PUPILS].assets[0]
    facts: dict[str, Value] = {**_RESIDENT, "categories": ("social",), "subjects": 900, "records": 2_300}
    measures = kept_in(draft, _SUPPORT, "Stödinsatser per elevkod i Boendestödet", (2, 2, 1, 2), facts)
    parts = (pupils, measures)
    bare, decided = (
        place(draft, chance, name, levels)
        for name, levels in (("Välfärdsanalysen", (2, 1, 1, 2)), ("Barnbilden", (2, 2, 1, 3)))
    )
    for system in (bare, decided):
        sent(draft, (_PUPILS, system), (pupils,))
        sent(draft, (_SUPPORT, system), (measures,))
    rules = ["AGG-COMBO-CARE", "AGG-COMBO-CHILD"]
    told = both(
        "{place} is classified K {assigned}, as its parts are; school and social services together require K {required}.",
        place=draft.name(bare), assigned=2, required=3,
    )  # fmt: skip
    raised(draft, "combination", (bare,), ("k", 2, 3), told, rules=rules, assets=list(parts))
    whole = _aggregate(draft, decided, parts)
    text = both(
        "What {place} puts together is an information asset of its own, {asset}, with a classification of its own.",
        place=draft.name(decided), asset=draft.name(whole),
    )  # fmt: skip
    raised(
        draft, "aggregate-of-its-own", (decided, whole), ("k", 2, 3), text, rules=rules, assets=list(parts), settled_by=whole
    )


def _aggregate(draft: Draft, system: str, parts: tuple[str, ...]) -> str:
    facts: dict[str, Value] = {**_RESIDENT, "asset_kind": "aggregate", "categories": ("identity", "school", "social")}
    whole = kept_in(draft, system, "Elever med stödinsatser i Barnbilden", (3, 2, 1, 3), facts)
    draft.facts(whole)["classified_on"] = draft.day(-5)
    for part in parts:
        draft.tie(whole, "DERIVED_FROM", part)
    return whole


def _loans(draft: Draft, chance: random.Random) -> None:
    memory = place(draft, chance, "Låneminnet", (2, 1, 1, 1))
    facts: dict[str, Value] = {
        **_RESIDENT, "categories": ("reading",), "subjects": 61_000, "records": 6_400_000, "resolution_s": _DAY_S,
        "retention_d": 9_000.0, "secrecy_basis": "OSL 40 kap.",
    }  # fmt: skip
    asset = kept_in(draft, memory, "Alla utlån i Låneminnet", (2, 1, 1, 1), facts)
    text = both(
        "{place} keeps every loan for decades; so many require K {required}, not K {assigned}.",
        place=draft.name(memory), assigned=2, required=3,
    )  # fmt: skip
    raised(draft, "large-volume", (memory,), ("k", 2, 3), text, rules=["AGG-VOLUME"], assets=[asset])


def _electricity(draft: Draft, chance: random.Random) -> None:
    meters = place(draft, chance, "Hushållselen", (2, 2, 1, 1))
    facts: dict[str, Value] = {
        **_RESIDENT, "categories": ("address", "reading", "time"), "subjects": 44_000, "records": 44_000,
        "resolution_s": 900.0, "retention_d": 1_095.0,
    }  # fmt: skip
    asset = kept_in(draft, meters, "Elmätning per kvart i Hushållselen", (2, 2, 1, 1), facts)
    text = both(
        "{place} shows the habits of each household by the quarter of an hour; that requires K {required}, "
        "not K {assigned}.",
        place=draft.name(meters), assigned=2, required=3,
    )  # fmt: skip
    raised(draft, "fine-time-series", (meters,), ("k", 2, 3), text, rules=["AGG-TIME"], assets=[asset])


def _architecture(draft: Draft, chance: random.Random) -> None:
    register = place(draft, chance, "Arkitekturregistret", (1, 2, 1, 2))
    facts: dict[str, Value] = {
        "personal": False, "subject_kind": "none", "categories": ("architecture", "vulnerability"), "records": 1_900
    }  # fmt: skip
    asset = kept_in(draft, register, "Uppbyggnad och kända brister i Arkitekturregistret", (1, 2, 1, 2), facts)
    about = [f"system:{key}" for key in _SENSITIVE if f"system:{key}" in draft.nodes]
    for system in about:
        draft.tie(asset, "RELATES_TO", system)
    text = both(
        "{place} tells how {count} systems are built and where they are weak; that requires K {required} or more, "
        "not K {assigned}.",
        place=draft.name(register), count=len(about), assigned=1, required=2,
    )  # fmt: skip
    raised(
        draft, "collected-architecture", (register,), ("k", 1, 2), text, rules=["AGG-SECMETA"], assets=[asset], systems=about
    )


def _published(draft: Draft) -> None:
    """Two open data sets, harmless apart, that share what may point to the same vehicle."""
    facts: dict[str, Value] = {
        "asset_kind": "open", "published": True, "subject_kind": "resident", "subjects": 26_000, "records": 310_000,
    }  # fmt: skip
    sets = {
        "Öppen datamängd: Parkeringar per gata och timme": ("location", "time", "vehicle"),
        "Öppen datamängd: Passager per mätplats och minut": ("location", "time", "vehicle"),
    }
    found = []
    for name, categories in sets.items():
        asset = draft.node("InformationAsset", name, {**facts, **classes((0, 1, 1, 1)), "categories": categories})
        draft.facts(asset).update(classified_on=draft.day(-120), classified_by="informationsägaren")
        draft.tie(_PORTAL, "HOLDS", asset, how="presented")
        draft.tie(asset, "OWNED_BY", role(draft, board_of(draft, "org:trafikkontoret"), "Informationsägare"))
        found.append(asset)
    text = both("{one} and {other} are published, and may together point to the same person.", **_pair(draft, found))
    shared = {"shared": ["location", "time", "vehicle"]}
    draft.plant(
        PlantedFinding(
            "published-together", tuple(found), "published-data", text, present=tuple(sorted(found)), details=shared
        )
    )


def _pair(draft: Draft, ids: list[str]) -> dict[str, str]:
    return {"one": draft.name(ids[0]), "other": draft.name(ids[1])}

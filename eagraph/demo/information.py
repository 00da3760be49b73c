"""The information: what each system holds, of which type, owned by whom, and how sensitive it is."""

from __future__ import annotations

import random

from eagraph.demo import catalogue
from eagraph.demo._draft import Draft, Place, kept
from eagraph.demo._tables import Row, row
from eagraph.demo.organisations import board_of, role
from eagraph.demo.systems import NEEDED
from eagraph.model.fields import Value

MODEL = "Almhamns klassningsmodell"
_UNKNOWN, _INTERVAL = 0.06, 0.08
_KEPT_IN_PLACE = (
    "asset:integrationslogg-",
    "asset:behorigheter-",
    "asset:drift-och-natdokumentation-",
    "asset:driftdata-",
    "asset:signalplaner-",
)
"""Assets that no system sends on."""
_HOW = ("stored", "stored", "stored", "processed", "presented")


def build(draft: Draft) -> None:
    """The primary assets of every system."""
    chance = draft.stream("information")
    for place in draft.places.values():
        for key in place.information:
            line = row("information", key)
            certain = place.planted or place.rank < NEEDED
            _primary(draft, chance, place, key, _levels(draft, chance, line, certain=certain))


def of_fleet(draft: Draft, chance: random.Random, key: str, fleet: str, owner: str) -> str:
    """What a fleet of sensors measures, as an asset of its own; its id."""
    line = row("information", key)
    facts: dict[str, Value | None] = {**_about(draft, chance, line), **_levels(draft, chance, line, certain=True)}
    asset = draft.node("InformationAsset", f"{line['name']} från {fleet}", facts, asset_kind="primary")
    draft.tie(asset, "OF_TYPE", catalogue.information_type(draft, key))
    draft.tie(asset, "OWNED_BY", owner)
    return asset


def _primary(draft: Draft, chance: random.Random, place: Place, key: str, levels: dict[str, Value | None]) -> None:
    line = row("information", key)
    facts = {**_about(draft, chance, line), **levels}
    asset = draft.node("InformationAsset", f"{line['name']} i {place.name}", facts, asset_kind="primary")
    held(draft, chance, place, asset, is_original=True)
    if chance.random() > 2 * draft.scale.richness:
        return
    type_ = catalogue.information_type(draft, key)
    draft.tie(asset, "OF_TYPE", type_)
    if draft.masters.setdefault(type_, place.id) == place.id:
        draft.tie(place.id, "MASTER_OF", type_)
    if line["subject"] == "resident" and chance.random() < 0.3 * draft.scale.richness:
        draft.tie(place.id, "COLLECTS", type_, **{"from": "Invånare"})


def _about(draft: Draft, chance: random.Random, line: Row) -> dict[str, Value | None]:
    categories = line["categories"].split()
    personal = line["subject"] in {"resident", "employee"}
    return {
        "personal": personal,
        "special_category": line["special"] == "1",
        "subject_kind": line["subject"],
        "subject_key": "personnummer" if personal and "identity" in categories else None,
        "categories": tuple(categories),
        "subjects": kept(chance, round(int(line["subjects"]) * chance.uniform(0.3, 1.0))),
        "records": kept(chance, round(int(line["records"]) * chance.uniform(0.3, 1.0))),
        "resolution_s": float(chance.choice(line["resolution_s"].split())) if line["resolution_s"] else None,
        "retention_d": kept(chance, float(chance.choice((90, 365, 1825, 3650)))),
        "secrecy_basis": line["secrecy"],
        **draft.verified(chance),
    }


def _levels(draft: Draft, chance: random.Random, line: Row, *, certain: bool) -> dict[str, Value | None]:
    drawn = 1.0 if certain else chance.random()
    if drawn < _UNKNOWN:
        return {}
    levels: dict[str, Value | None] = {aspect: int(line[aspect]) for aspect in "krts"}
    if drawn < _UNKNOWN + _INTERVAL:
        aspect = chance.choice("krt")
        levels[f"{aspect}_high"] = min(4, int(line[aspect]) + 1)
    return {**levels, **decided(draft, chance)}


def decided(draft: Draft, chance: random.Random) -> dict[str, Value | None]:
    """Who classified, when, and by which model."""
    return {
        "classified_by": kept(chance, "informationsägaren"),
        "classified_on": kept(chance, draft.day(-chance.randint(30, 900))),
        "classification_model": MODEL,
    }


def held(draft: Draft, chance: random.Random, place: Place, asset: str, *, is_original: bool = False) -> None:
    """Put an asset in a place, owned by the board the place answers to; originals are never only presented."""
    since = kept(chance, draft.day(-chance.randint(200, 4000)), missing=0.5)
    how = chance.choice(_HOW)
    how = "stored" if is_original and how == "presented" else how
    draft.tie(place.id, "HOLDS", asset, how=how, **({"since": since} if since else {}))
    draft.tie(asset, "OWNED_BY", role(draft, board_of(draft, place.org), "Informationsägare"))
    place.assets.append(asset)
    if not asset.startswith(_KEPT_IN_PLACE):
        place.content.append(asset)

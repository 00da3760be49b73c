"""The systems: common platforms first, then those of the organisations, the planted ones, and local ones in the districts.

Their order is their rank: a system leans only on systems of lower rank, so that the city has no ring but the planted one.
"""

from __future__ import annotations

import random

from eagraph.demo import catalogue
from eagraph.demo._draft import Draft, Place, kept
from eagraph.demo._tables import Row, table
from eagraph.demo.district_systems import local_systems
from eagraph.demo.organisations import organisation, role
from eagraph.model.fields import Value

AT_DEFAULT = 120
NEEDED = 19
"""The first rows of the table: the platforms and sources that planted truths are about."""
SOURCES = ("Systemförteckningen", "It-inventeringen", "Registerförteckningen")
_MTPD_H = (240.0, 120.0, 48.0, 8.0, 4.0)
_SUPPLIERS = ("kvistralund", "tranlovet", "nattviolens", "grastenshed", "vindfanan", "havrebackens", "solkattens")


def build(draft: Draft) -> None:
    """All systems with owner, object, supplier, capabilities and users."""
    chance = draft.stream("systems")
    rows, planted = table("systems"), table("planted_systems")
    total = draft.scale.count(AT_DEFAULT)
    ordinary = max(NEEDED, min(len(rows), total - len(planted)))
    for line in (*rows[:ordinary], *planted):
        org = organisation(draft, line["org"])
        add(draft, chance, line, org, planted=line in planted)
    for local in local_systems(draft, chance, total - ordinary - len(planted)):
        add(draft, chance, local.row, local.unit, district=local.district)


def add(draft: Draft, chance: random.Random, line: Row, org: str, *, planted: bool = False, district: int = -1) -> str:
    """A system as a row of a table tells of it; its id."""
    id_ = draft.node("System", line["name"], _facts(draft, chance, line))
    apart = (planted and not line["host"]) or line["scope"] == "external"
    closed = apart or line["lifecycle"] not in {"live", "pilot", "phase_out"}
    draft.places[id_] = Place(
        id_, line["name"], org, len(draft.places), line["scope"], line["kind"], closed, planted, district,
        tuple(line["information"].split()),
    )  # fmt: skip
    draft.tie(id_, "OWNED_BY", role(draft, org, "Systemägare"))
    local = draft.districts[district] if district >= 0 else None
    if local:
        local.systems.append(id_)
    if line["scope"] != "external":
        _managed(draft, chance, id_, local.administration if local else org)
        if line.get("origin") != "own":
            _supplied(draft, chance, id_)
    for key in line["capabilities"].split():
        draft.tie(id_, "SUPPORTS", catalogue.capability(draft, key))
        carried_out = catalogue.process(draft, key)
        if carried_out and chance.random() < draft.scale.richness / 2:
            draft.tie(id_, "SUPPORTS", carried_out)
    _used(draft, chance, id_, org, line["scope"])
    return id_


def _facts(draft: Draft, chance: random.Random, line: Row) -> dict[str, Value | None]:
    criticality = int(line["criticality"])
    mtpd = _MTPD_H[criticality]
    live = line["lifecycle"] in {"live", "phase_out"}
    return {
        "name_en": line["name_en"],
        "system_kind": line["kind"],
        "scope": line["scope"],
        "lifecycle": line["lifecycle"],
        "criticality": criticality,
        "mtpd_h": kept(chance, mtpd),
        "rto_h": kept(chance, mtpd * chance.choice((0.25, 0.5, 1.0))) if live else None,
        "rpo_h": kept(chance, float(chance.choice((1, 4, 24)))) if live else None,
        "restart_h": kept(chance, chance.choice((0.25, 0.5, 1.0, 2.0))) if live else None,
        "failure_probability": kept(chance, round(chance.uniform(0.002, 0.05), 4)) if live else None,
        "availability_source": chance.choice(("avtal", "uppskattning", "mätning")) if live else None,
        "cost_year": kept(chance, float(chance.randint(5, 400) * 10_000)),
        "users": kept(chance, chance.randint(4, 60) if line["host"] == "room" else chance.randint(20, 4_000)),
        "product": line["product"],
        "personal_data": kept(chance, bool(line["information"]) and chance.random() < 0.8),
        "layer": "overview" if line["scope"] == "common" else "detail",
        "source": chance.choices(SOURCES, (6, 3, 1))[0],
        **draft.verified(chance),
    }


def _managed(draft: Draft, chance: random.Random, id_: str, responsible: str) -> None:
    if chance.random() < draft.scale.richness:
        draft.tie(id_, "MANAGED_IN", catalogue.management_object(draft, responsible))


def _supplied(draft: Draft, chance: random.Random, id_: str) -> None:
    if chance.random() < 0.85 * draft.scale.richness:
        supplier = organisation(draft, _SUPPLIERS[chance.randrange(len(_SUPPLIERS))])
        draft.facts(id_)["vendor"] = draft.name(supplier)
        draft.tie(id_, "SUPPLIED_BY", supplier)


def _used(draft: Draft, chance: random.Random, id_: str, org: str, scope: str) -> None:
    draft.tie(id_, "USED_BY", org)
    if scope != "common":
        return
    others = [line["key"] for line in table("organisations") if line["kind"] == "administration"]
    for key in chance.sample(others, k=round(5 * draft.scale.richness)):
        draft.tie(id_, "USED_BY", organisation(draft, key), users=chance.randint(5, 900))
    for district in draft.districts:
        if chance.random() < 0.5:
            draft.tie(id_, "USED_BY", district.administration, users=chance.randint(5, 200))

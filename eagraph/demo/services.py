"""The digital services: what residents, businesses and employees meet, by which systems, and what else they need."""

from __future__ import annotations

import random

from eagraph.demo import catalogue
from eagraph.demo._draft import Draft, kept
from eagraph.demo._tables import Row, table
from eagraph.demo.organisations import role

AT_DEFAULT = 30
_NEEDED = 4
_LOCAL = ("Boka tid", "Anmäla intresse", "Lämna synpunkt", "Hyra lokal", "Följa kön", "Söka plats")


def build(draft: Draft) -> None:
    """The services of the table whose systems are there, then local ones in the districts; planted ones count."""
    chance = draft.stream("services")
    planted = sum(1 for node in draft.nodes.values() if node.label == "DigitalService")
    lines = table("services")
    count = max(_NEEDED, draft.scale.count(AT_DEFAULT, already=planted))
    for line in lines[:count]:
        if f"system:{line['realised_by']}" in draft.places:
            _add(draft, chance, line)
    for i in range(max(0, count - len(lines)) if draft.districts else 0):
        district, turn = draft.districts[i % len(draft.districts)], i // len(draft.districts)
        if turn < len(district.systems):
            _local(draft, chance, f"{_LOCAL[turn % len(_LOCAL)]} {district.name}", district.systems[turn], turn)


def add(
    draft: Draft, names: tuple[str, str], realised_by: str, *, targets: str, criticality: int, mtpd_h: float | None
) -> str:
    """A service, named in Swedish and English, with its owner and its users; its id."""
    name, name_en = names
    service = draft.node("DigitalService", name, name_en=name_en, criticality=criticality, mtpd_h=mtpd_h)
    draft.tie(realised_by, "REALISES", service)
    owner = role(draft, draft.places[realised_by].org, "Systemägare")
    draft.tie(service, "OWNED_BY", owner)
    for key in targets.split():
        draft.tie(service, "USED_BY", catalogue.target_group(draft, key))
    return service


def _add(draft: Draft, chance: random.Random, line: Row) -> None:
    realised_by = f"system:{line['realised_by']}"
    names, criticality = (line["name"], line["name_en"]), int(line["criticality"])
    service = add(draft, names, realised_by, targets=line["targets"], criticality=criticality, mtpd_h=float(line["mtpd"]))
    draft.facts(service).update({"audience": tuple(line["audience"].split()), "channel": line["channel"]})
    for key in line["needs"].split():
        if f"system:{key}" in draft.places:
            draft.tie(service, "DEPENDS_ON", f"system:{key}", mode=chance.choice(("hard", "soft")))
    if chance.random() < draft.scale.richness:
        draft.tie(service, "MANAGED_IN", catalogue.management_object(draft, draft.places[realised_by].org))


def _local(draft: Draft, chance: random.Random, name: str, system: str, turn: int) -> None:
    again = f" {turn // len(_LOCAL) + 1}" if turn >= len(_LOCAL) else ""
    mtpd = kept(chance, float(chance.choice((24, 72, 120))))
    hours = mtpd if isinstance(mtpd, float) else None
    service = add(
        draft, (name + again, ""), system, targets="invanare", criticality=chance.choice((0, 1, 1, 2)), mtpd_h=hours
    )
    draft.facts(service).update({"audience": ("resident",), "channel": "webb"})

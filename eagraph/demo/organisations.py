"""Who the city is: council, boards, administrations, companies, suppliers, authorities, districts; roles and people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from eagraph.demo._draft import District, Draft, Facts
from eagraph.demo._tables import row, table, words
from eagraph.model.identity import slug

AT_DEFAULT = 40
_UNITS = 18
_MAIL = "@almhamn.example"
"""Mail of nobody: the domain is reserved for examples (RFC 2606)."""
_SILENT = 6
"""One role in about so many has no address."""
_DECIDING = {"board", "company", "executive_board", "council"}


def build(draft: Draft) -> None:
    """The organisations of the table, then districts with units; then those who answer for information security."""
    for line in table("organisations")[: draft.scale.count(AT_DEFAULT)]:
        organisation(draft, line["key"])
    names = _district_names()
    left = draft.scale.count(AT_DEFAULT, already=len(table("organisations")))
    for _ in range(draft.scale.districts):
        draft.districts.append(_district(draft, next(names), units=max(1, min(_UNITS, left - 2))))
        left -= _UNITS + 2
    _offices(draft)
    _coordinators(draft)


def organisation(draft: Draft, key: str) -> str:
    """An organisation of the table, with those above it; its id."""
    line = row("organisations", key)
    id_ = draft.node(
        "Organisation", line["name"], key=key, name_en=line["name_en"], kind=line["kind"], function=line["function"]
    )
    if line["parent"]:
        part_of(draft, id_, organisation(draft, line["parent"]))
    return id_


def part_of(draft: Draft, child: str, parent: str) -> None:
    """Put an organisation under another."""
    draft.parents[child] = parent
    draft.tie(child, "PART_OF", parent)


def board_of(draft: Draft, org: str) -> str:
    """The board or company an organisation answers to; itself where nothing stands above it."""
    while draft.nodes[org].properties.get("kind") not in _DECIDING and org in draft.parents:
        org = draft.parents[org]
    return org


def role(draft: Draft, org: str, title: str) -> str:
    """The role of a title in an organisation; its id."""
    word = _word(title)
    key = f"{word}-{org.partition(':')[2]}"
    if f"role:{key}" in draft.nodes:
        return f"role:{key}"
    mail = None if len(key) % _SILENT == 0 else f"{key}{_MAIL}"
    facts: Facts = {"role_type": word.replace("-", "_"), "active": True, "email": mail}
    id_ = draft.node("Role", f"{title}, {draft.name(org)}", facts, key=key)
    draft.tie(id_, "BELONGS_TO", org)
    return id_


@cache
def _word(title: str) -> str:
    return slug(title)


def _district_names() -> Iterator[str]:
    first, last = words()["districts"]["first"], words()["districts"]["last"]
    turn = 0
    while True:
        for i in range(len(first) * len(last)):
            name = first[i % len(first)] + last[(i // len(first) + i % len(first)) % len(last)]
            yield name if turn == 0 else f"{name} {turn + 1}"
        turn += 1


def _district(draft: Draft, name: str, *, units: int) -> District:
    council = organisation(draft, "kommunfullmaktige")
    board = draft.node("Organisation", f"Stadsdelsnämnden {name}", kind="board", function="core")
    administration = draft.node("Organisation", f"Stadsdelsförvaltningen {name}", kind="administration", function="core")
    part_of(draft, board, council)
    part_of(draft, administration, board)
    district = District(name, board, administration)
    for kind in words()["units"]["kinds"][:units]:
        unit = draft.node("Organisation", f"{kind} {name}", kind="unit", function="core")
        part_of(draft, unit, administration)
        district.units.append(unit)
    return district


def _offices(draft: Draft) -> None:
    chance = draft.stream("offices")
    for line in table("people"):
        org = organisation(draft, line["org"])
        held = role(draft, org, line["name"])
        draft.facts(held)["name_en"] = line["name_en"]
        if line["person"] == "true":
            draft.tie(held, "HELD_BY", person(draft, org, chance.randrange(10**6)))


def _coordinators(draft: Draft) -> None:
    chance = draft.stream("coordinators")
    boards = [
        n.id for n in draft.nodes.values() if n.label == "Organisation" and n.properties["kind"] in {"board", "company"}
    ]
    for board in boards:
        if chance.random() < draft.scale.richness:
            held = role(draft, board, "Informationssäkerhetssamordnare")
            draft.tie(held, "HELD_BY", person(draft, board, chance.randrange(10**6)))


def person(draft: Draft, org: str, number: int) -> str:
    """Somebody of an organisation, by a number that gives the name; the id."""
    first, last = words()["people"]["first"], words()["people"]["last"]
    name = f"{first[number % len(first)]} {last[number // len(first) % len(last)]}"
    person = draft.node("Person", name, active=True, email=f"{slug(name)}{_MAIL}")
    draft.tie(person, "BELONGS_TO", org)
    return person

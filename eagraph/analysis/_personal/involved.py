"""Whom does a breach involve: who answers for the information and the places, who supplies them, who advises?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, get_args

from pydantic import Field

from eagraph.analysis._facts import Facts, facts
from eagraph.analysis._personal.hit import Hit
from eagraph.analysis._things import named
from eagraph.escalation.owners import boards
from eagraph.graph.views import valid_relationships, valid_things
from eagraph.results import Named

Part = Literal["controller", "information_owner", "system_owner", "processor", "data_protection_officer"]
_OFFICER = ("dataskyddsombud", "data_protection_officer", "dpo")


class Involved(Named):
    """One to involve, and why."""

    part: Part = Field(
        title="as what",
        description="controller: the board or company that answers for the information; processor: supplies a place",
    )
    holder: str | None = Field(description="who holds the role, by name; empty where nobody is said to")
    contact: str | None = Field(description="e-mail addresses; empty where none is known")
    things: tuple[str, ...] = Field(description="ids of the information or the places concerned")


def involved(hit: Hit) -> tuple[Involved, ...]:
    """Controllers first, then owners, processors and data protection officers."""
    ground, snapshot = hit.escalation.ground, hit.escalation.snapshot
    known, answering = facts(snapshot, ground.at), boards(snapshot)
    assets = [int(ground.assets[c]) for c in hit.columns]
    by_part: dict[Part, dict[int, set[int]]] = {
        "controller": _grouped((answering[a], a) for a in assets if a in answering),
        "information_owner": _grouped((owner, a) for a in assets for owner in known.owned_by.get(a, ())),
        "system_owner": _grouped((owner, p) for p in hit.places for owner in known.owned_by.get(p, ())),
        "processor": _grouped(_suppliers(hit)),
        "data_protection_officer": {role: set() for role in _officers(hit)} if assets else {},
    }
    return tuple(
        _one(known, part, who, things)
        for part in get_args(Part)
        for who, things in sorted(by_part[part].items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _one(known: Facts, part: Part, who: int, things: set[int]) -> Involved:
    snapshot = known.snapshot
    called = (who, *known.held_by.get(who, ()))
    mails = [str(snapshot.nodes[one].properties.get("email") or "") for one in called]
    return Involved(
        **named(snapshot, who),
        part=part,
        holder=known.names(called[1:]),
        contact=", ".join(filter(None, mails)) or None,
        things=tuple(snapshot.nodes[i].id for i in sorted(things)),
    )


def _suppliers(hit: Hit) -> Iterable[tuple[int, int]]:
    snapshot, places = hit.escalation.snapshot, {*hit.places}
    valid = valid_relationships(snapshot, hit.escalation.ground.at)
    for j, tie in enumerate(snapshot.relationships):
        if tie.type == "SUPPLIED_BY" and valid[j] and int(snapshot.source[j]) in places:
            yield int(snapshot.target[j]), int(snapshot.source[j])


def _officers(hit: Hit) -> Iterable[int]:
    snapshot = hit.escalation.snapshot
    valid = valid_things(snapshot, hit.escalation.ground.at)
    for i, node in enumerate(snapshot.nodes):
        if node.label == "Role" and valid[i] and str(node.properties.get("role_type") or "").lower() in _OFFICER:
            yield i


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found

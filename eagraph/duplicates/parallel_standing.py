"""What else decides whether an overlap is a violation: who was first, who replaces whom, and what is exempted.

A local system is as old as the earliest day it is known to be valid or to hold something; a planned one is not established.
A common solution is as old as the earliest day it is valid, listed, or decided in a project that delivers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eagraph.duplicates.parallel_needs import Needs
from eagraph.graph.in_force import is_in_force
from eagraph.model.fields import Value
from eagraph.model.landscape import Node

RULE = "COM-01"


@dataclass(frozen=True, slots=True)
class Exempted:
    """A decided exemption in force, and the last day of it."""

    id: str
    until: str


def began(known: Needs, local: int) -> str | None:
    """The earliest day a local system is known to have been there; None is unknown, or that it is only planned."""
    node = known.snapshot.nodes[local]
    if node.properties.get("lifecycle") == "planned":
        return None
    held = (known.snapshot.relationships[j] for j in known.snapshot.outgoing.of(local).tolist())
    return _first([node.properties.get("valid_from"), *(tie.properties.get("since") for tie in held if tie.type == "HOLDS")])


def announced(known: Needs, common: int) -> str | None:
    """The earliest day a common solution is known to exist or to be planned; None is unknown."""
    snapshot = known.snapshot
    said = snapshot.nodes[common].properties
    dates = [said.get("valid_from"), said.get("list_date")]
    for j in snapshot.incoming.of(common).tolist():
        if snapshot.relationships[j].type == "DELIVERS":
            project = snapshot.nodes[int(snapshot.source[j])].properties
            dates += [project.get("decided_on"), project.get("start")]
    return _first(dates)


def predates(known: Needs, local: int, common: int) -> bool | None:
    """Was the local system there before the common one was planned? None: a date is missing."""
    if known.snapshot.nodes[local].properties.get("lifecycle") == "planned":
        return False
    first, second = began(known, local), announced(known, common)
    return None if first is None or second is None else first < second


def replaced_by(known: Needs, local: int, common: int) -> str | None:
    """The day it is to be replaced by the common one; empty where no day is said; None where it is not to be."""
    for j in known.snapshot.outgoing.of(local).tolist():
        tie = known.snapshot.relationships[j]
        if tie.type == "REPLACED_BY" and int(known.snapshot.target[j]) == common:
            return str(tie.properties.get("date") or "")
    return None


def exemption(known: Needs, local: int, common: int, *, decided_by: str = "", rule: str = RULE) -> Exempted | None:
    """The decision in force on the day that exempts a local system, or an organisation it is for, from a rule.

    Of several the one that lasts longest. A decision counts from the day it was decided to the day it ends; one that lacks
    either, that somebody else than `decided_by` took, or that covers other findings than this pair, does not.
    """
    homes = {*known.homes(local), known.owner(local)} - {-1}
    spared = {local, *known.one.all(homes)}
    found = [one for thing in sorted(spared) for one in exempting(known, thing, rule, decided_by)]
    covering = [one for one in found if _covers(known, one, local, common)]
    last = max(covering, key=lambda one: (str(one.properties["valid_to"]), one.id), default=None)
    return Exempted(last.id, str(last.properties["valid_to"])) if last else None


def exempting(known: Needs, thing: int, rule: str, decided_by: str) -> Iterator[Node]:
    """Every decision in force that exempts one thing from a rule."""
    snapshot = known.snapshot
    for j in snapshot.incoming.of(thing).tolist():
        decision = snapshot.nodes[int(snapshot.source[j])]
        said = decision.properties
        is_of = snapshot.relationships[j].type == "EXEMPTS" and said.get("rule") == rule
        if is_of and is_in_force(said, known.day, decided_by):
            yield decision


def _covers(known: Needs, decision: Node, local: int, common: int) -> bool:
    """Does a decision that names findings (`rule|thing|other`) name this pair, or the local system alone?"""
    covers = decision.properties.get("covers")
    named = [set(str(one).split("|")[1:]) for one in covers] if isinstance(covers, tuple) else []
    a, b = (known.snapshot.nodes[i].id for i in (local, common))
    return not named or any(one == {a} or {a, b} <= one for one in named)


def _first(dates: list[Value | None]) -> str | None:
    return min((str(date) for date in dates if date), default=None)

"""What else decides whether an overlap is a violation: who was first, who replaces whom, and what is exempted.

A local system is as old as the earliest day it is known to be valid or to hold something; a planned one is not established.
A common solution is as old as the earliest day it is valid, listed, or decided in a project that delivers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eagraph.duplicates.parallel_needs import Needs
from eagraph.model.fields import Value

RULE = "COM-01"


@dataclass(frozen=True, slots=True)
class Exempted:
    """A decided exemption in force; `until` is empty where it has no end."""

    id: str
    until: str = ""


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


def exemption(known: Needs, local: int, common: int, *, rule: str = RULE) -> Exempted | None:
    """The decision in force on the day that exempts a local system from a rule; the one that lasts longest.

    A decision without a day it was decided on, or about other findings than this pair, does not count.
    """
    found = sorted(exempting(known, local, common, rule), key=lambda one: (one.until == "", one.until, one.id))
    return found[-1] if found else None


def exempting(known: Needs, local: int, common: int, rule: str) -> Iterator[Exempted]:
    """Every such decision."""
    snapshot = known.snapshot
    for j in snapshot.incoming.of(local).tolist():
        decision = snapshot.nodes[int(snapshot.source[j])]
        said, until = decision.properties, str(decision.properties.get("valid_to") or "")
        if snapshot.relationships[j].type != "EXEMPTS" or said.get("rule") != rule or not said.get("decided_on"):
            continue
        in_force = str(said["decided_on"]) <= known.day <= (until or known.day)
        if in_force and _covers(said.get("covers"), snapshot.nodes[common].id):
            yield Exempted(decision.id, until)


def _covers(said: Value | None, common: str) -> bool:
    """Does a decision that names findings name one about this common solution?"""
    named = said if isinstance(said, tuple | list) else (said,) if said else ()
    return not named or any(common in str(one) for one in named)


def _first(dates: list[Value | None]) -> str | None:
    return min((str(date) for date in dates if date), default=None)

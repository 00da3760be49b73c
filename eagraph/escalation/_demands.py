"""What does one relationship require of whom, how many levels less? In the words of the landscape, for `reference`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eagraph.escalation._declared import Declared
from eagraph.model.classification import TOP, Aspect
from eagraph.model.relationships import WEAK, Travel


class Demand(NamedTuple):
    """What one thing requires of another, so many levels less."""

    aspect: Aspect
    giver: int
    taker: int
    less: int = 0


class _Group(NamedTuple):
    mode: str
    is_redundant: bool


def demands(declared: Declared, j: int) -> Iterator[Demand]:
    """All that a valid relationship requires of one of its ends for the other's sake."""
    tie, (source, target) = declared.snapshot.relationships[j], declared.ends(j)
    if source == target:
        return
    if tie.type == "FLOW":
        proven = bool(tie.properties.get("validated") and tie.properties.get("validation_evidence"))
        yield Demand("r", target, source, declared.model.discounts.validation * proven)
    elif tie.type == "VIA":
        yield Demand("r", source, target)
    elif tie.type in ("HOSTS", "CONTROLS_ACCESS_TO"):
        yield from (Demand(aspect, target, source) for aspect in ("k", "r", "s"))
    elif tie.type == "DERIVED_FROM" and not declared.is_decided_anonymous(source):
        yield from (Demand(aspect, target, source) for aspect in ("k", "s"))
    yield from _availability(declared, j)


def needs(declared: Declared, j: int, *, valid: bool = True) -> Iterator[tuple[int, int]]:
    """Who needs whom by a relationship: where failure travels along it, and on the condition that it names."""
    tie, (source, target) = declared.snapshot.relationships[j], declared.ends(j)
    type_ = declared.snapshot.schema.relationship[tie.type]
    if valid and type_.failure_if and not tie.properties.get(type_.failure_if):
        return
    if type_.failure in (Travel.WITH, Travel.BOTH):
        yield target, source
    if type_.failure in (Travel.AGAINST, Travel.BOTH):
        yield source, target


def _availability(declared: Declared, j: int) -> Iterator[Demand]:
    tie, less = declared.snapshot.relationships[j], declared.model.discounts
    if declared.snapshot.schema.relationship[tie.type].requirement is Travel.NOT:
        return
    for needer, supplier in needs(declared, j):
        group = _group(declared, j, needer)
        if group.mode == "optional":
            continue
        levels = less.soft * (group.mode == "soft") + less.redundancy * group.is_redundant
        levels += less.buffer * _holds_out(tie.properties.get("buffer_h"), declared.said(needer).get("rto_h"))
        yield Demand("t", needer, supplier, min(levels, TOP))


def _holds_out(buffer: object, target: object) -> bool:
    """Does the buffer last as long as the one who has it may take to be restored?"""
    return isinstance(buffer, int | float) and isinstance(target, int | float) and 0 < target <= buffer


def _group(declared: Declared, j: int, needer: int) -> _Group:
    """The group a relationship is of, by its needer and name; one of its own without a name."""
    label = str(declared.snapshot.relationships[j].properties.get("group") or "")
    if not label:
        return _judged([j], 1, declared)
    return declared.once(("group", needer, label), lambda: _named(declared, needer, label))


def _named(declared: Declared, needer: int, label: str) -> _Group:
    snapshot, members, said_elsewhere = declared.snapshot, [], 1
    near = {*snapshot.outgoing.of(needer).tolist(), *snapshot.incoming.of(needer).tolist()}
    for j in sorted(near):
        words, valid = snapshot.relationships[j].properties, declared.is_valid(j)
        mine = [j for one, _ in needs(declared, j, valid=valid) if one == needer and str(words.get("group") or "") == label]
        members += mine if valid else []
        if mine and not valid and isinstance(k := words.get("k"), int):
            said_elsewhere = k
    return _judged(members, said_elsewhere, declared)


def _judged(members: list[int], k: int, declared: Declared) -> _Group:
    """A group of relationships: as strong as its strongest; redundant where fewer than all must work."""
    words = [declared.snapshot.relationships[j].properties for j in members]
    modes = {str(said["mode"]) if said.get("mode") in WEAK else "hard" for said in words}
    for said in words:
        k = stated if isinstance(stated := said.get("k"), int) else k
    strongest = next((mode for mode in ("hard", "soft", "optional") if mode in modes), "hard")
    return _Group(strongest, k < len(members))

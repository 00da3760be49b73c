"""Dialogues: each object meets the owners of the information in its systems within the year; whom it forgot is planted.

Whose information reaches which system is worked out here from what holds it and the flows that say what they carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eagraph.demo._draft import Draft
from eagraph.demo._reach import declared
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import (
    evidence_about,
    managed,
    of_object,
    of_objects,
    targets,
)
from eagraph.locale import both

_KIND, _WORDS = "dialogue", "Dialog om"
_LONG_AGO = 500
_FORGETFUL, _MOST = 2, 8
Owners = Mapping[str, frozenset[str]]
"""By system, who owns the information in it."""


def build(draft: Draft) -> None:
    """A dialogue of each object about its systems."""
    if draft.scale.keeps_records:
        of_objects(draft, _KIND, _WORDS, earliest=330, latest=20)


def settle(draft: Draft) -> None:
    """Let all whom it concerns take part; then one object has not met for long, some forget an owner, one has no date."""
    if not draft.scale.keeps_records:
        return
    of_objects(draft, _KIND, _WORDS, earliest=330, latest=20)
    owners, objects, met = _owners(draft), managed(draft), evidence_about(draft, _KIND)
    concerned = {object_: frozenset[str]().union(*(owners[s] for s in own)) for object_, own in objects.items()}
    small = [
        object_ for object_, own in objects.items()
        if 0 < len(own) <= _MOST and concerned[object_] and all(len(met[system]) == 1 for system in own)
    ]  # fmt: skip
    chance = draft.stream("dialogues missed")
    chosen = chance.sample(small, k=min(_FORGETFUL + 2, len(small)))
    old, undated, forgetful = chosen[:1], chosen[1:2], chosen[2:]
    for object_ in forgetful:
        forgotten = _least(objects[object_], owners)
        concerned[object_] -= {forgotten}
        _forgotten(draft, objects[object_], owners, forgotten)
    for object_, those in concerned.items():
        for owner in sorted(those) if objects[object_] else ():
            draft.tie(of_object(_KIND, object_), "ABOUT", owner)
    for object_ in old:
        draft.facts(of_object(_KIND, object_))["date"] = draft.day(-_LONG_AGO)
        _neglected(draft, object_, objects[object_], owners)
    for object_ in undated:
        draft.facts(of_object(_KIND, object_)).pop("date")


def _owners(draft: Draft) -> Owners:
    owned, there = targets(draft, "OWNED_BY"), declared(draft)
    return {
        system: frozenset(owner for asset in there.get(system, ()) for owner in owned.get(asset, ()))
        for own in managed(draft).values() for system in own
    }  # fmt: skip


def _least(systems: Iterable[str], owners: Owners) -> str:
    """The owner who is concerned by the fewest of some systems."""
    count: dict[str, int] = {}
    for system in systems:
        for owner in owners[system]:
            count[owner] = count.get(owner, 0) + 1
    return min(count, key=lambda owner: (count[owner], owner))


def _forgotten(draft: Draft, systems: Iterable[str], owners: Owners, owner: str) -> None:
    for system in systems:
        if owner in owners[system]:
            names = {"system": draft.name(system), "owner": draft.name(owner)}
            text = both("{owner} was never asked about {system}.", **names)
            broken(draft, "OWN-06", system, text, owner, wrong="no_dialogue")


def _neglected(draft: Draft, object_: str, systems: Iterable[str], owners: Owners) -> None:
    text = both("No dialogue about {thing} for more than a year.")
    wrong(draft, "MAP-06", object_, text)
    for system in systems:
        if owners[system]:
            text = both(
                "The last dialogue about {system} was on {day}.", system=draft.name(system), day=draft.day(-_LONG_AGO)
            )
            broken(draft, "OWN-06", system, text, *sorted(owners[system]), wrong="dialogue_too_old")

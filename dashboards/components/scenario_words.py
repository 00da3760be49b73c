"""A scenario in words: what fails from when till when, what changes, and what is asked."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards import words
from eagraph import analysis
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.scenarios import Failing, Scenario
from eagraph.scenarios.changes import (
    Add,
    AddRedundancy,
    AddRelationship,
    Change,
    RemoveRelationship,
    Retire,
    SetRelationship,
    SetValue,
)

MOST_NAMED = 6


def fails(snapshot: Snapshot, failing: Failing) -> str:
    """What fails, and its hours."""
    things = [_name(snapshot, thing) for thing in failing.things]
    zones = [say("all in the zone {name}", name=_name(snapshot, zone)) for zone in failing.zones]
    suppliers = [say("all from {name}", name=_name(snapshot, supplier)) for supplier in failing.suppliers]
    kinds = [say("every {kind}", kind=words.label(snapshot.schema, kind)) for kind in failing.kinds]
    products = [say("every {kind}", kind=product) for product in failing.products]
    named = _several([*things, *zones, *suppliers, *kinds, *products])
    begin, end = words.number(failing.from_h), words.number(failing.to_h or 0)
    if failing.to_h is not None:
        return say("{names}: from hour {begin} to {end}", names=named, begin=begin, end=end)
    return say("{names}: from hour {begin}, not repaired", names=named, begin=begin)


def changes(snapshot: Snapshot, change: Change) -> str:
    """One change."""
    if isinstance(change, Add):
        name = str(change.properties.get("name") or change.id)
        return say("new: {name} ({kind})", name=name, kind=words.label(snapshot.schema, change.label))
    if isinstance(change, Retire):
        return say("gone: {name}", name=_name(snapshot, change.thing))
    if isinstance(change, SetValue):
        label = snapshot.nodes[snapshot.index[change.thing]].label if change.thing in snapshot.index else ""
        field = words.property_name(snapshot.schema.node_fields.get(label, {}), change.property)
        return say(
            "{name}: {property} becomes {value}",
            name=_name(snapshot, change.thing),
            property=field,
            value=_value(change.value),
        )
    return _of_tie(snapshot, change)


def asked(scenario: Scenario) -> str:
    """The questions, by name."""
    known = set(analysis.names())
    names = [str(analysis.find(ask.name).title) if ask.name in known else ask.name for ask in scenario.analyse]
    return ", ".join(dict.fromkeys(names))


def _of_tie(snapshot: Snapshot, change: AddRelationship | RemoveRelationship | SetRelationship | AddRedundancy) -> str:
    ends = {"source": _name(snapshot, change.source), "target": _name(snapshot, change.target)}
    tie = say("{source} {does} {target}", does=words.tie(snapshot.schema, change.type), **ends)
    if isinstance(change, SetRelationship):
        field = words.property_name(snapshot.schema.relationship_fields.get(change.type, {}), change.property)
        return say("{name}: {property} becomes {value}", name=tie, property=field, value=_value(change.value))
    if isinstance(change, AddRedundancy):
        return say("{tie}: or {alternative} instead", tie=tie, alternative=_name(snapshot, change.alternative))
    return say("new: {tie}", tie=tie) if isinstance(change, AddRelationship) else say("no longer: {tie}", tie=tie)


def _value(value: object) -> str:
    if value is None or value == "":
        return say("unknown")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return words.number(value) if isinstance(value, int | float) else words.word(str(value))


def _name(snapshot: Snapshot, id_: str) -> str:
    return snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_


def _several(names: Iterable[str]) -> str:
    told = list(names)
    more = len(told) - MOST_NAMED
    shown = ", ".join(told[:MOST_NAMED])
    return say("{names} and {count} more", names=shown, count=words.number(more)) if more > 0 else shown

"""What is unknown around a level, and could it change the answer? What a proof leaves open.

A proof of a lower end holds whatever the unknown turns out to be; what is unknown may still require more. Told are the
things in the place whose own level is open above what is proven, and how far up that may take it.
"""

from __future__ import annotations

from eagraph.escalation import Escalation
from eagraph.escalation.steps import Step
from eagraph.model.classification import interval
from eagraph.results import Named, Value

MOST = 10


class Unknown(Value):
    """One thing whose level is not known, the interval it is in, and whether it could raise the answer."""

    thing: Named
    low: int
    high: int
    could_raise: bool


def unknowns(found: Escalation, step: Step) -> tuple[Unknown, ...]:
    """Open classifications of the information in a place: those that could raise the answer first; no more than ten."""
    snapshot, ground = found.snapshot, found.ground
    told = []
    for column in found.content.columns(step.place):
        node = int(ground.assets[column])
        said = interval(snapshot.nodes[node].properties, step.aspect)
        if said.low != said.high:
            thing = snapshot.nodes[node]
            named = Named(id=thing.id, name=thing.name, label=thing.label)
            told.append(Unknown(thing=named, low=said.low, high=said.high, could_raise=said.high > step.level))
    return tuple(sorted(told, key=lambda one: (not one.could_raise, one.thing.id))[:MOST])

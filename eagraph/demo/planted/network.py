"""Planted: a ring of three systems that need each other, and a control network reached without a barrier."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.locale import both

_IN_THE_OFFICE = "system:omsorgssystemet"
_RING = ("system:passersystemet", "system:katalogtjansten", "system:nyckelhanteringen")


def build(draft: Draft) -> None:
    """The ring and the open way."""
    for needer, needed in zip(_RING, (*_RING[1:], _RING[0]), strict=True):
        draft.tie(needer, "DEPENDS_ON", needed, mode="hard", required_for_start=True)
    names = ", ".join(draft.name(id_) for id_ in _RING)
    ring = both("{names} need each other in a ring: none can be started first.", names=names)
    members = tuple(sorted(_RING))
    draft.plant(PlantedFinding("dependency-cycle", members, "cycles", ring, {"view": "failure"}, present=members))

    control, office = "zone:styrnat-va", "zone:kontorsnat"
    draft.tie(control, "CONNECTED_TO", office, barrier="none")
    draft.tie(_IN_THE_OFFICE, "CONNECTED_TO", office)
    way = both(
        "{control} is reached from {office} without a barrier.", control=draft.name(control), office=draft.name(office)
    )
    draft.plant(PlantedFinding("open-zone", (control, office), "IOT-02", way, present=(control,)))

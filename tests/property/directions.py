"""MODEL's table of directions, written down a second time by hand: nothing here comes from eagraph.model.relationships.

F failure, D data, R requirement, A attack; `>` goes with the arrow, `<` against it, `=` both ways, `-` not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import ViewName
from eagraph.model.landscape import Relationship

TABLE = {
    #                     FDRA
    "DEPENDS_ON":         "<->>",
    "FLOW":               ">><>",
    "VIA":                "<=>=",
    "CARRIES":            "----",
    "HOLDS":              "----",
    "MASTER_OF":          "----",
    "COLLECTS":           "----",
    "OF_TYPE":            "----",
    "DENOTES":            "----",
    "DERIVED_FROM":       "-<--",
    "HOSTS":              ">=<>",
    "CONTROLS_ACCESS_TO": ">-<>",
    "REALISES":           ">-<-",
    "SUPPORTS":           ">-<-",
    "USED_BY":            ">><-",
    "CONNECTED_TO":       "---=",
    "MEMBER_OF":          "<--<",
    "PART_OF":            "----",
    "OWNED_BY":           "----",
    "MANAGED_IN":         "----",
    "HELD_BY":            "----",
    "BELONGS_TO":         "----",
    "SUPPLIED_BY":        "---<",
    "PROTECTS":           "----",
    "EXEMPTS":            "----",
    "ABOUT":              "----",
    "AFFECTED":           "----",
    "STARTED_IN":         "----",
    "CHANGES":            "----",
    "DELIVERS":           "----",
    "RETIRES":            "----",
    "AFFECTS":            "----",
    "PRECEDES":           "----",
    "REPLACED_BY":        "----",
    "RELATES_TO":         "----",
}  # fmt: skip
COLUMN: dict[ViewName, int] = {"failure": 0, "data": 1, "requirement": 2, "attack": 3}


@dataclass(frozen=True)
class Step:
    """One thing's failure (data, requirement, attack) reaches another by a relationship."""

    giver: str
    taker: str
    by: Relationship


def travelling(snapshot: Snapshot, view: ViewName) -> list[Relationship]:
    """Relationships along which the subject of a view travels at all."""
    return [tie for tie in snapshot.relationships if TABLE[tie.type][COLUMN[view]] != "-"]


def steps(snapshot: Snapshot, view: ViewName, *, at: dt.date | None = None, assume_needed: bool = False) -> list[Step]:
    """The steps of a view as MODEL says them, one relationship after the other."""
    found = []
    for tie in travelling(snapshot, view):
        if at is not None and not is_valid(snapshot, tie, at):
            continue
        if view == "failure" and tie.type == "FLOW" and not tie.properties.get("needed", assume_needed):
            continue
        sign = TABLE[tie.type][COLUMN[view]]
        if sign in ">=":
            found.append(Step(tie.source, tie.target, tie))
        if sign in "<=":
            found.append(Step(tie.target, tie.source, tie))
    return found


def is_valid(snapshot: Snapshot, tie: Relationship, at: dt.date) -> bool:
    """Is a relationship valid on a day, and both its ends?"""
    ends = [snapshot.nodes[snapshot.index[end]].properties for end in (tie.source, tie.target)]
    return all(has_standing(properties, at) for properties in (tie.properties, *ends))


def has_standing(properties: Mapping[str, object], at: dt.date) -> bool:
    """Has a thing begun and not ended on a day?"""
    first, last = properties.get("valid_from"), properties.get("valid_to")
    begun = first is None or dt.date.fromisoformat(str(first)) <= at
    return begun and (last is None or at <= dt.date.fromisoformat(str(last)))

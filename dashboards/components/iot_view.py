"""What a view of the IoT lens is, what its address says, and the words of its states; the address is all that is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field

from dashboards import address
from dashboards.answers import Answers
from dashboards.components.boxes import Part
from eagraph.analysis import fleets
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Result

NAME = "iot"
PATH = "/iot"
UNKNOWN = "?"
"""No zone, no product, no version: as the analyses have it."""
View = Literal["zones", "map", "coverage", "chains", "open", "products"]
VIEWS: dict[View, Text] = {
    "zones": both("Fleets on zones"),
    "map": both("Where they are"),
    "coverage": both("Coverage"),
    "chains": both("From sensor to service"),
    "open": both("Ways without a barrier"),
    "products": both("Products and versions"),
}
MEANS: dict[str, Text] = {
    "stops": both("stops"),
    "goes_on": both("goes on, or goes on worse"),
    "not_needed": both("nobody is said to need the data"),
}
MISSING: dict[str, Text] = {
    "zone": both("no known zone"),
    "owner": both("no known owner"),
    "place": both("no known place"),
    "firmware": both("no known version"),
}
Missing = Literal["", "zone", "owner", "place", "firmware"]
EVERY_ROW = 100_000


class Address(BaseModel):
    """What the address says."""

    view: View = "zones"
    zone: str = ""
    fleet: str = ""
    thing: str = ""
    product: str = ""
    firmware: str = ""
    missing: Missing = ""
    box: str = Field(default="", pattern=r"^(-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3})?$")
    k: int = Field(default=0, ge=0, le=1_000_000)
    assume_needed: bool = False
    at: dt.date | None = None

    @property
    def chosen(self) -> dict[str, Any]:
        """Which sensors and devices, as every analysis of the field is asked."""
        day = {"at": self.at.isoformat()} if self.at else {}
        zone, fleet = ({name: [value]} if value else {} for name, value in (("zone", self.zone), ("fleet", self.fleet)))
        return {**zone, **fleet, **day}

    @property
    def needed(self) -> dict[str, Any]:
        """The same, and whether flows count as needed."""
        return {**self.chosen, **({"assume_needed": True} if self.assume_needed else {})}

    def to(self, **other: Any) -> str:
        """The address of this state with something else chosen; empty chooses away."""
        return address.write(PATH, Address.model_validate({**self.model_dump(), **other}))


@dataclass(frozen=True)
class Seen:
    """The lens as somebody looks through it."""

    answers: Answers
    state: Address

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.answers.workspace.snapshot()

    def ask(self, question: str, **params: Any) -> Result[Any]:
        """The answer of one analysis."""
        return self.answers.ask(question, **params)

    def name(self, id_: str) -> str:
        """A thing by name; what is none stays as it is."""
        snapshot = self.snapshot
        return snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_


Draw = Callable[[Seen], Sequence[Part]]


def read(snapshot: Snapshot, query: Mapping[str, tuple[str, ...]]) -> tuple[Address, list[Text]]:
    """What an address says, with things by their ids, and what of it does not fit."""
    state, told = address.read(Address, query)
    wrong, found = list(told), dict[str, str]()
    for name, labels in (("zone", {"NetworkZone"}), ("thing", {"Sensor", "Device"})):
        said = getattr(state, name)
        if said and said != UNKNOWN:
            ids, unknown = address.meant(snapshot, [said])
            wrong += unknown
            fits = bool(ids) and snapshot.nodes[snapshot.index[ids[0]]].label in labels
            if ids and not fits:
                wrong.append(_OTHER[name](said))
            found[name] = ids[0] if fits else ""
    if state.thing == UNKNOWN:
        found["thing"] = ""
    if state.fleet and state.fleet not in fleets.names(snapshot):
        wrong.append(both("There is no fleet {fleet}.", fleet=repr(state.fleet)))
        found["fleet"] = ""
    if state.box and not _is_box([float(part) for part in state.box.split(",")]):
        wrong.append(both("The address says box={box}, which is no piece of ground. It was left out.", box=state.box))
        found["box"] = ""
    return state.model_copy(update=found), wrong


def zones(snapshot: Snapshot) -> dict[str, str]:
    """The network zones there are: id → name."""
    return {node.id: node.name for node in snapshot.nodes if node.label == "NetworkZone"}


def _is_box(box: list[float]) -> bool:
    south, west, north, east = box
    return -90 <= south <= north <= 90 and -180 <= west <= east <= 180


_OTHER: dict[str, Callable[[str], Text]] = {
    "zone": lambda said: both("{thing} is no network zone.", thing=repr(said)),
    "thing": lambda said: both("{thing} is no sensor and no device.", thing=repr(said)),
}
NAMES: tuple[View, ...] = get_args(View)

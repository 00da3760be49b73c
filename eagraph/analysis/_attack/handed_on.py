"""What a reached set means: what stops if it is shut down, what it exposes, and what can no longer be relied on.

Availability, confidentiality and integrity of the same set: T by the failure cascade, K by the information that lies there,
R by that and by what flows on from there and is made of it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import numpy as np
from pydantic import Field

from eagraph.analysis._things import named
from eagraph.escalation import escalate
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import View, failure, view
from eagraph.locale import Text, both
from eagraph.model.classification import interval
from eagraph.results import Named

FLOWS = ("FLOW", "VIA")


class Stopping(Named):
    """One thing more that stops where all that is reached is shut down."""

    wave: int = Field(description="1 stops because of what is shut down, 2 because of those, and so on")


class Exposed(Named):
    """Information that lies where the intruder is."""

    k_low: int = Field(description="confidentiality, at least")
    k_high: int = Field(description="confidentiality, at most")
    personal: bool | None = Field(description="personal data; empty is unknown")
    places: tuple[str, ...] = Field(description="ids of the things reached where it lies")
    assumed: bool = Field(description="it is there only if a flow that does not say what it carries brings it")


class Untrusted(Named):
    """Information whose truth can no longer be relied on, and where."""

    r_low: int = Field(description="integrity, at least")
    r_high: int = Field(description="integrity, at most")
    places: tuple[str, ...] = Field(description="ids of the things where it can no longer be relied on")
    because: str = Field(
        description="reached: it lies where the intruder is; received: it came from there; derived: made of such"
    )


class HandedOn:
    """The three consequences of a reached set, and what limits them."""

    def __init__(self, snapshot: Snapshot, reached: Iterable[int], at: dt.date | None) -> None:
        self._snapshot, self._at = snapshot, at
        self._reached = set(reached)
        self._data = view(snapshot, "data", at=at)
        self._escalation = escalate(snapshot, at=at)

    def stopping(self) -> tuple[Stopping, ...]:
        """What stops besides (T), wave by wave."""
        needs = failure(self._snapshot, at=self._at)
        wave, _, _ = kernels.cascade(needs.view, needs.groups, sorted(self._reached))
        more = sorted(np.flatnonzero(wave > 0).tolist(), key=lambda i: (wave[i], self._snapshot.nodes[i].id))
        return tuple(Stopping(**named(self._snapshot, i), wave=int(wave[i])) for i in more)

    def exposed(self) -> tuple[Exposed, ...]:
        """What is exposed (K), the most confidential first."""
        rows = [self._exposed(asset, places) for asset, places in self._here.items()]
        return tuple(sorted(rows, key=lambda row: (-row.k_low, -row.k_high, row.id)))

    def untrusted(self) -> tuple[Untrusted, ...]:
        """What is no longer relied on (R), the highest demand on integrity first."""
        here, lies = self._here, self._lies
        altered = {asset: _spread(self._data, asset, places, lies[asset]) for asset, places in here.items()}
        derived = _derived(self._data, altered, lies)
        rows = []
        for asset in sorted(altered.keys() | derived.keys()):
            places = altered.get(asset, set()) | derived.get(asset, set())
            rows.append(self._untrusted(asset, places, "reached" if asset in here else "derived"))
        return tuple(sorted(rows, key=lambda row: (-row.r_low, -row.r_high, row.id)))

    @cached_property
    def _here(self) -> dict[int, set[int]]:
        """By asset, the reached places where it lies."""
        found = {asset: places & self._reached for asset, places in self._lies.items()}
        return {asset: places for asset, places in found.items() if places}

    @cached_property
    def _lies(self) -> dict[int, set[int]]:
        """By asset, all places where it lies."""
        return self._escalation.content.places_by_asset()

    @cached_property
    def _declared(self) -> dict[int, set[int]]:
        """By asset, the places where it lies by what is declared alone."""
        return self._escalation.declared_content.places_by_asset()

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits K and R."""
        guessed = int(self._escalation.ground.moves.guessed.sum())
        if not guessed:
            return ()
        said = both("{count} flows do not say what they carry; they count as carrying all that their sender has.",
                    count=guessed)  # fmt: skip
        return (said,)

    def _exposed(self, asset: int, places: set[int]) -> Exposed:
        properties = self._snapshot.nodes[asset].properties
        level, personal = interval(properties, "k"), properties.get("personal")
        return Exposed(
            **named(self._snapshot, asset),
            k_low=level.low,
            k_high=level.high,
            personal=personal if isinstance(personal, bool) else None,
            places=self._ids(places),
            assumed=not places & self._declared.get(asset, set()),
        )

    def _untrusted(self, asset: int, places: set[int], because: Literal["reached", "derived"]) -> Untrusted:
        level = interval(self._snapshot.nodes[asset].properties, "r")
        ids = self._ids(places)
        return Untrusted(**named(self._snapshot, asset), r_low=level.low, r_high=level.high, places=ids, because=because)

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._snapshot.nodes[place].id for place in sorted(places))


def _spread(data: View, asset: int, start: set[int], lies: set[int]) -> set[int]:
    """Where altered information flows on to: only to places where it lies anyhow, and along flows that carry it."""
    found, front = set(start), sorted(start)
    while front:
        for step in data.onward.of(front.pop()).tolist():
            place = int(data.reached[step])
            if place not in found and place in lies and _carries(data, step, asset):
                found.add(place)
                front.append(place)
    return found


def _carries(data: View, step: int, asset: int) -> bool:
    tie = data.snapshot.relationships[int(data.tie[step])]
    said = tie.properties.get("carries")
    return tie.type in FLOWS and (not isinstance(said, tuple) or data.snapshot.nodes[asset].id in said)


def _derived(data: View, altered: dict[int, set[int]], lies: dict[int, set[int]]) -> dict[int, set[int]]:
    """What is made of altered information: at places that have the altered, or that have none of what it is made of."""
    snapshot = data.snapshot
    made_of: dict[int, set[int]] = defaultdict(set)
    for origin, reached, j in zip(data.origin.tolist(), data.reached.tolist(), data.tie.tolist(), strict=True):
        if snapshot.relationships[j].type == "DERIVED_FROM":
            made_of[origin].add(reached)
    found: dict[int, set[int]] = {}
    front = sorted(altered.keys() & made_of.keys())
    while front:
        asset = front.pop()
        bad = altered.get(asset, set()) | found.get(asset, set())
        for product in sorted(made_of.get(asset, ())):
            there = lies.get(product, set())
            known = altered.get(product, set()) | found.get(product, set())
            new = _spread(data, product, (there & bad) | (there - lies.get(asset, set())), there) - known
            if new:
                found[product] = found.get(product, set()) | new
                front.append(product)
    return found

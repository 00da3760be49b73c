"""What a reached set means: what stops if it is shut down, what it exposes, and what can no longer be relied on.

Availability, confidentiality and integrity of the same set: T by the failure cascade, K by the information that lies there,
R by that and by what flows on from there and is made of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
from pydantic import Field

from eagraph.analysis._content import Content, Pair, content
from eagraph.analysis._things import named
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
        self._content: Content = content(self._data)

    def stopping(self) -> tuple[Stopping, ...]:
        """What stops besides (T), wave by wave."""
        needs = failure(self._snapshot, at=self._at)
        wave, _, _ = kernels.cascade(needs.view, needs.groups, sorted(self._reached))
        more = sorted(np.flatnonzero(wave > 0).tolist(), key=lambda i: (wave[i], self._snapshot.nodes[i].id))
        return tuple(Stopping(**named(self._snapshot, i), wave=int(wave[i])) for i in more)

    def exposed(self) -> tuple[Exposed, ...]:
        """What is exposed (K), the most confidential first."""
        pairs = [pair for pair in self._content.came_from if pair[0] in self._reached]
        rows = [self._exposed(asset, [place for place, other in pairs if other == asset]) for asset in _assets(pairs)]
        return tuple(sorted(rows, key=lambda row: (-row.k_low, -row.k_high, row.id)))

    def untrusted(self) -> tuple[Untrusted, ...]:
        """What is no longer relied on (R), the highest demand on integrity first."""
        here = {pair for pair in self._content.came_from if pair[0] in self._reached}
        altered = _spread(self._data, self._content, here)
        derived = _derived(self._data, self._content, altered)
        rows = []
        for asset in _assets([*altered, *derived]):
            places = sorted(place for place, other in {*altered, *derived} if other == asset)
            first = any((place, asset) in here for place in places)
            because = "reached" if first else "received" if any((p, asset) in altered for p in places) else "derived"
            rows.append(self._untrusted(asset, places, because))
        return tuple(sorted(rows, key=lambda row: (-row.r_low, -row.r_high, row.id)))

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits K and R."""
        if not self._content.undeclared:
            return ()
        said = both("{count} flows do not say what they carry; they count as carrying all that their sender has.",
                    count=self._content.undeclared)  # fmt: skip
        return (said,)

    def _exposed(self, asset: int, places: list[int]) -> Exposed:
        properties = self._snapshot.nodes[asset].properties
        level, personal = interval(properties, "k"), properties.get("personal")
        return Exposed(
            **named(self._snapshot, asset),
            k_low=level.low,
            k_high=level.high,
            personal=personal if isinstance(personal, bool) else None,
            places=self._ids(places),
            assumed=all((place, asset) in self._content.assumed for place in places),
        )

    def _untrusted(self, asset: int, places: list[int], because: str) -> Untrusted:
        level = interval(self._snapshot.nodes[asset].properties, "r")
        ids = self._ids(places)
        return Untrusted(**named(self._snapshot, asset), r_low=level.low, r_high=level.high, places=ids, because=because)

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._snapshot.nodes[place].id for place in sorted(places))


def _assets(pairs: Iterable[Pair]) -> list[int]:
    return sorted({asset for _, asset in pairs})


def _spread(data: View, there: Content, start: set[Pair]) -> set[Pair]:
    """Where altered information flows on to: only to places where it lies anyhow, and along flows that carry it."""
    found, front = set(start), sorted(start)
    while front:
        place, asset = front.pop()
        for step in data.onward.of(place).tolist():
            pair = int(data.reached[step]), asset
            if pair not in found and pair in there.came_from and _carries(data, step, asset):
                found.add(pair)
                front.append(pair)
    return found


def _carries(data: View, step: int, asset: int) -> bool:
    tie = data.snapshot.relationships[int(data.tie[step])]
    said = tie.properties.get("carries")
    return tie.type in FLOWS and (not isinstance(said, tuple) or data.snapshot.nodes[asset].id in said)


def _derived(data: View, there: Content, altered: set[Pair]) -> set[Pair]:
    """What is made of altered information: at places that have the altered, or that have none of what it is made of."""
    snapshot = data.snapshot
    made_of: dict[int, set[int]] = {}
    for step in np.flatnonzero([snapshot.relationships[int(j)].type == "DERIVED_FROM" for j in data.tie]).tolist():
        made_of.setdefault(int(data.origin[step]), set()).add(int(data.reached[step]))
    lies: dict[int, set[int]] = {}
    for place, asset in there.came_from:
        lies.setdefault(asset, set()).add(place)
    found: set[Pair] = set()
    front = _assets(altered)
    while front:
        asset = front.pop()
        bad = {place for place, other in altered | found if other == asset}
        for product in sorted(made_of.get(asset, ())):
            new = {(p, product) for p in lies.get(product, ()) if p in bad or p not in lies.get(asset, ())}
            new |= _spread(data, there, new)
            if new - altered - found:
                found |= new - altered
                front.append(product)
    return found

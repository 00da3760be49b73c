"""Which information is where: own assets, and what flows and transports bring, each with the way it came.

A flow brings what it `carries`; where that is unknown and its Integration says nothing either, everything at its sender,
which is then assumed. An integration's content also lies in the system it goes via. Breadth first over (place, asset):
the way kept is a shortest one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from eagraph.graph.views import View

Pair = tuple[int, int]
"""(place, asset), both node numbers."""


@dataclass
class Content:
    """Assets by place; `came_from` tells the place before, or None where the asset is the place's own."""

    came_from: dict[Pair, int | None] = field(default_factory=dict)
    assumed: set[Pair] = field(default_factory=set)
    undeclared: int = 0
    unfounded: int = 0
    filtered: int = 0

    def at(self) -> dict[int, list[int]]:
        """Assets by place, sorted."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, asset in sorted(self.came_from):
            found[place].append(asset)
        return found

    def way(self, place: int, asset: int) -> list[int]:
        """The places an asset came by, from where it is held to this place."""
        way = [place]
        while (before := self.came_from[way[-1], asset]) is not None:
            way.append(before)
        return way[::-1]


@dataclass(frozen=True, slots=True)
class _Move:
    sender: int
    receiver: int
    assets: frozenset[int] | None


def content(data: View) -> Content:
    """What is where, along the data view."""
    found = Content()
    moves = list(_moves(data, found))
    leaving: dict[int, list[_Move]] = defaultdict(list)
    for move in moves:
        leaving[move.sender].append(move)
    front: list[tuple[Pair, int | None]] = [((place, asset), None) for place, asset in _own(data)]
    _spread(found, front, leaving)
    orphans = [(m, a) for m in moves for a in sorted(m.assets or ()) if (m.sender, a) not in found.came_from]
    found.unfounded = len(orphans)
    for move, asset in orphans:
        found.came_from.setdefault((move.sender, asset), None)
    _spread(found, [((m.receiver, a), m.sender) for m, a in orphans], leaving)
    return found


def _spread(found: Content, front: list[tuple[Pair, int | None]], leaving: dict[int, list[_Move]]) -> None:
    while front:
        following: list[tuple[Pair, int | None]] = []
        for pair, before in front:
            if pair in found.came_from:
                continue
            found.came_from[pair] = before
            place, asset = pair
            if before is not None and (before, asset) in found.assumed:
                found.assumed.add(pair)
            for move in leaving[place]:
                if move.assets is None or asset in move.assets:
                    following.append(((move.receiver, asset), place))
                    if move.assets is None:
                        found.assumed.add((move.receiver, asset))
        front = following


def _own(data: View) -> Iterator[Pair]:
    snapshot = data.snapshot
    owning = {t.type for t in snapshot.schema.relationship_types if t.owns}
    for j, tie in enumerate(snapshot.relationships):
        if tie.type in owning:
            yield int(snapshot.source[j]), int(snapshot.target[j])


def _moves(data: View, found: Content) -> Iterator[_Move]:
    snapshot, declared = data.snapshot, _declared(data)
    for step in range(len(data.tie)):
        tie = snapshot.relationships[data.tie[step]]
        sender, receiver = int(data.origin[step]), int(data.reached[step])
        if tie.type == "VIA" and snapshot.nodes[sender].label == "Integration":
            yield _Move(sender, receiver, declared.get(sender))
        elif tie.type == "FLOW":
            found.filtered += "filter" in tie.properties
            carries = tie.properties.get("carries")
            assets = declared.get(sender) or declared.get(receiver)
            if isinstance(carries, tuple):
                assets = frozenset(snapshot.index[str(a)] for a in carries if str(a) in snapshot.index)
            found.undeclared += assets is None
            yield _Move(sender, receiver, assets)


def _declared(data: View) -> dict[int, frozenset[int]]:
    """What integrations are said to carry, by integration."""
    snapshot = data.snapshot
    found: dict[int, set[int]] = defaultdict(set)
    for j, tie in enumerate(snapshot.relationships):
        if tie.type == "CARRIES":
            found[int(snapshot.source[j])].add(int(snapshot.target[j]))
    return {integration: frozenset(assets) for integration, assets in found.items()}

"""Which information is where: what a place holds, and what flows and transports bring, each with the way it came.

A flow brings what it `carries`; where it does not say, what its Integration CARRIES and the sender has; where that says
nothing either, everything at its sender, which is then assumed. An Integration has what it CARRIES, and all it has also
lies in the system it goes via. Breadth first over (place, asset): the way kept is a shortest one, and one that assumes
nothing where there is any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from eagraph.graph.views import View, valid_relationships, valid_things

Pair = tuple[int, int]
"""(place, asset), both node numbers."""
Step = tuple[Pair, int | None]
"""What is somewhere, and from which place it came there; None where it came from nowhere else."""
CARRIES = "CARRIES"


@dataclass
class Content:
    """Assets by place; `came_from` tells the place before, or None where the asset came from nowhere else.

    `held` are pairs where the asset is at home: the place HOLDS it, or sends it although nothing says how it came there
    (counted in `unfounded`; of places that send it to each other in a ring, all). `assumed` are those whose way rests on
    a flow of which nobody says what it carries (counted in `undeclared`). `left_out` are relationships that would tell
    what is where, were they valid on the day; `filtered` counts flows with a filter.
    """

    came_from: dict[Pair, int | None] = field(default_factory=dict)
    held: set[Pair] = field(default_factory=set)
    assumed: set[Pair] = field(default_factory=set)
    left_out: list[int] = field(default_factory=list)
    undeclared: int = 0
    unfounded: int = 0
    filtered: int = 0

    def way(self, place: int, asset: int) -> list[int]:
        """The places an asset came by, from where it is held to this place."""
        way = [place]
        while (before := self.came_from[way[-1], asset]) is not None:
            way.append(before)
        return way[::-1]


@dataclass(frozen=True, slots=True)
class _Move:
    """What goes from a place to another: some assets, or all that are there. `said`: by the flow itself."""

    sender: int
    receiver: int
    assets: frozenset[int] | None
    said: bool = False
    guessed: bool = False

    def takes(self, asset: int) -> bool:
        """Does it bring an asset that is at the sender?"""
        return self.assets is None or asset in self.assets


def content(data: View) -> Content:
    """What is where, along the data view."""
    found = Content()
    snapshot = data.snapshot
    owning = [t.type for t in snapshot.schema.relationship_types if t.owns]
    holders = {label for t in snapshot.schema.relationship_types if t.owns for label in t.sources}
    found.held = set(_tied(data, owning, found))
    carried = sorted(_tied(data, [CARRIES], found))
    leaving: dict[int, list[_Move]] = defaultdict(list)
    for move in _moves(data, found, _by_place(carried)):
        leaving[move.sender].append(move)
    _settle(found, [(pair, None) for pair in [*sorted(found.held), *carried]], leaving)
    said = [m for moves in leaving.values() for m in moves if m.said]
    orphans = [(m, a) for m in said for a in sorted(m.assets or ()) if (m.sender, a) not in found.came_from]
    fed = {(m.receiver, a) for m, a in orphans}
    for last in (False, True):
        homes = sorted({(m.sender, a) for m, a in orphans} - found.came_from.keys() - (set() if last else fed))
        found.unfounded += sum(snapshot.nodes[place].label in holders for place, _ in homes)
        found.held.update(homes)
        _settle(found, [(pair, None) for pair in homes], leaving)
    return found


def _settle(found: Content, front: Iterable[Step], leaving: Mapping[int, list[_Move]]) -> None:
    """Everything a start leads to: by what is said, then by what is guessed from there."""
    new = _spread(found, front, leaving, guessed=False)
    guesses = [((m.receiver, a), place) for place, a in new for m in leaving.get(place, ()) if m.guessed]
    _spread(found, guesses, leaving, guessed=True)


def _spread(found: Content, front: Iterable[Step], leaving: Mapping[int, list[_Move]], *, guessed: bool) -> list[Pair]:
    """What was not there before, nearest first."""
    new: list[Pair] = []
    while front:
        following: list[Step] = []
        for pair, before in front:
            if pair not in found.came_from:
                found.came_from[pair] = before
                new.append(pair)
                place, asset = pair
                moves = (m for m in leaving.get(place, ()) if (guessed or not m.guessed) and m.takes(asset))
                following += [((move.receiver, asset), place) for move in moves]
        front = following
    if guessed:
        found.assumed.update(new)
    return new


def _tied(data: View, types: list[str], found: Content) -> list[Pair]:
    """Both ends of the valid relationships of some types; those that are not are left out."""
    snapshot = data.snapshot
    numbers = [i for i, type_ in enumerate(snapshot.schema.relationship_types) if type_.type in types]
    of_types, valid = np.isin(snapshot.kind, numbers), valid_relationships(snapshot, data.at)
    found.left_out += np.flatnonzero(of_types & ~valid).tolist()
    chosen = np.flatnonzero(of_types & valid)
    return list(zip(snapshot.source[chosen].tolist(), snapshot.target[chosen].tolist(), strict=True))


def _by_place(pairs: Iterable[Pair]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for place, asset in pairs:
        found[place].add(asset)
    return {place: frozenset(assets) for place, assets in found.items()}


def _moves(data: View, found: Content, carried: Mapping[int, frozenset[int]]) -> Iterator[_Move]:
    snapshot, valid = data.snapshot, valid_things(data.snapshot, data.at)
    for step in range(len(data.tie)):
        j = data.tie[step]
        tie = snapshot.relationships[j]
        sender, receiver = int(data.origin[step]), int(data.reached[step])
        if tie.type == "VIA" and sender == snapshot.source[j]:
            yield _Move(sender, receiver, None)
        elif tie.type == "FLOW":
            found.filtered += "filter" in tie.properties
            carries = tie.properties.get("carries")
            if isinstance(carries, tuple):
                assets = (snapshot.index[str(a)] for a in carries if str(a) in snapshot.index)
                yield _Move(sender, receiver, frozenset(a for a in assets if valid[a]), said=True)
            else:
                declared = carried.get(sender) or carried.get(receiver)
                found.undeclared += declared is None
                yield _Move(sender, receiver, declared, guessed=declared is None)

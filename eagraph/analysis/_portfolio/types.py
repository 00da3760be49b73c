"""Where does information of a type get from its master sources? Followed flow by flow, as far as they carry the type.

Of a type are the assets OF_TYPE it, and copies made of those that are of no type themselves. A flow carries the type where
what it carries is of it; one that does not say what it carries perhaps does. What is at an integration is also at the
platform it goes VIA.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from eagraph.analysis._portfolio.links import NOT_YET, RETIRED, Links
from eagraph.escalation import Escalation
from eagraph.escalation.homes import unpacked
from eagraph.escalation.moves import ALL
from eagraph.graph.snapshot import Snapshot


class Reach(NamedTuple):
    """Places that information gets to: for certain, and also by flows that do not say what they carry."""

    surely: frozenset[int]
    perhaps: frozenset[int]


@dataclass(frozen=True, eq=False)
class Types:
    """Types, their masters, and where they get, on a day."""

    escalation: Escalation
    links: Links

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.links.snapshot

    @cached_property
    def all(self) -> list[int]:
        """Every type, sorted."""
        return self.links.things("InformationType")

    @property
    def has_masters(self) -> bool:
        """Is any system said to be master of anything?"""
        return bool(len(self.links.ties("MASTER_OF")))

    def masters(self, type_: int) -> list[int]:
        """Its master sources that are in use."""
        return [i for i in self.stated_masters(type_) if self.links.lifecycle(i) not in {RETIRED, *NOT_YET}]

    def stated_masters(self, type_: int) -> tuple[int, ...]:
        """All that is said to be its master, planned and retired ones among them."""
        return self.links.into("MASTER_OF").get(type_, ())

    @cached_property
    def of_asset(self) -> dict[int, frozenset[int]]:
        """By information asset, its types; a copy that says none has those of what it is made of."""
        return types_of_assets(self.links)

    @cached_property
    def holders(self) -> dict[int, dict[int, list[int]]]:
        """By type and place, the assets of the type that the place holds."""
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, assets in sorted(self.links.out("HOLDS").items()):
            for asset in assets:
                for type_ in self.of_asset.get(asset, ()):
                    found[type_][place].append(asset)
        return found

    def carried(self, move: int) -> frozenset[int]:
        """The types that a move says it carries."""
        mask = int(self.escalation.ground.moves.mask[move])
        return frozenset() if mask == ALL else self._by_mask[mask]

    def moves_of(self, type_: int) -> list[int]:
        """The moves that say that they carry a type."""
        return self._by_type.get(type_, [])

    def reach(self, type_: int, begin: Iterable[int]) -> Reach:
        """Where information of a type gets from some places, themselves among them."""
        starts = tuple(sorted(begin))
        return Reach(frozenset(self._follow(type_, starts, guess=False)), frozenset(self._follow(type_, starts, guess=True)))

    def way(self, type_: int, begin: Iterable[int], end: int) -> tuple[int, ...]:
        """The places along a shortest way, of flows that perhaps carry it where there is no other; empty: none."""
        for guess in (False, True):
            by = self._follow(type_, tuple(sorted(begin)), guess=guess)
            if end in by:
                return tuple(_back(by, end))
        return ()

    def shortest(self, begin: Iterable[int], end: int) -> tuple[int, ...]:
        """The places along a shortest way of flows, whatever they carry; empty: there is none."""
        by: dict[int, int] = dict.fromkeys(begin, -1)
        queue, moves = deque(sorted(by)), self.escalation.ground.moves
        while queue:
            place = queue.popleft()
            if place == end:
                return tuple(_back(by, end))
            for move in self._out.get(place, ()):
                receiver = int(moves.receiver[move])
                if receiver not in by:
                    by[receiver] = place
                    queue.append(receiver)
        return ()

    def _follow(self, type_: int, starts: tuple[int, ...], *, guess: bool) -> dict[int, int]:
        """By place reached, the place before it (-1 where it begins)."""
        moves, own = self.escalation.ground.moves, self._out_of_types.get(type_, {})
        by = dict.fromkeys(starts, -1)
        queue = deque(starts)
        while queue:
            place = queue.popleft()
            onward = [*own.get(place, ()), *self._onto_platforms.get(place, ())]
            for move in [*onward, *self._guessed.get(place, ())] if guess else onward:
                receiver = int(moves.receiver[move])
                if receiver not in by:
                    by[receiver] = place
                    queue.append(receiver)
        return by

    @cached_property
    def _by_mask(self) -> list[frozenset[int]]:
        assets, masks = self.escalation.ground.assets, self.escalation.ground.moves.masks
        return [
            frozenset(t for column in unpacked(row) for t in self.of_asset.get(int(assets[column]), ())) for row in masks
        ]

    @cached_property
    def _by_type(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for move in np.flatnonzero(self.escalation.ground.moves.mask != ALL).tolist():
            for type_ in self.carried(move):
                found[type_].append(move)
        return found

    @cached_property
    def _out_of_types(self) -> dict[int, dict[int, list[int]]]:
        return {type_: self._grouped(moves) for type_, moves in self._by_type.items()}

    @cached_property
    def _onto_platforms(self) -> dict[int, list[int]]:
        moves = self.escalation.ground.moves
        return self._grouped(np.flatnonzero((moves.mask == ALL) & ~moves.guessed).tolist())

    @cached_property
    def _guessed(self) -> dict[int, list[int]]:
        return self._grouped(np.flatnonzero(self.escalation.ground.moves.guessed).tolist())

    @cached_property
    def _out(self) -> dict[int, list[int]]:
        return self._grouped(range(len(self.escalation.ground.moves.tie)))

    def _grouped(self, chosen: Iterable[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for move in chosen:
            found[int(self.escalation.ground.moves.sender[move])].append(move)
        return found


def types_of_assets(links: Links) -> dict[int, frozenset[int]]:
    """By information asset, its types; a copy that says none has those of what it is made of."""
    own, made, snapshot = links.out("OF_TYPE"), links.out("DERIVED_FROM"), links.snapshot
    found: dict[int, frozenset[int]] = {asset: frozenset(types) for asset, types in own.items()}
    for asset in made:
        if asset not in own and _is_copy(snapshot, asset):
            origins, seen = [asset], {asset}
            while origins:
                at = origins.pop()
                if at in own:
                    found[asset] = found.get(asset, frozenset()) | frozenset(own[at])
                    continue
                more = [o for o in made.get(at, ()) if o not in seen and (o in own or _is_copy(snapshot, o))]
                seen.update(more)
                origins += more
    return found


def _is_copy(snapshot: Snapshot, asset: int) -> bool:
    return snapshot.nodes[asset].properties.get("asset_kind") == "copy"


def _back(by: dict[int, int], end: int) -> list[int]:
    way = [end]
    while by[way[-1]] >= 0:
        way.append(by[way[-1]])
    return way[::-1]

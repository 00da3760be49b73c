"""By which way did information come to a place, with its link, a category or a level intact? A shortest one.

Breadth first from where it is at home, once for each column and plane; a way that assumes nothing goes before one that does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from eagraph.escalation.content import Content
from eagraph.escalation.planes import THERE, Plane, source_plane
from eagraph.graph.snapshot import Rows

Key = tuple[int, int]
"""(place, plane number)."""
Before = tuple[Key, int] | None
"""Where something came from, and by which move; None at home."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One move of a way: by which relationship, from which place to which, and whether nobody says what it carries."""

    tie: int
    sender: int
    receiver: int
    guessed: bool
    filtered: bool


@dataclass(frozen=True, slots=True)
class Way:
    """How a column came to a place: at home in `home` by relationship `tie` (or opened again by filters), then moves."""

    home: int
    tie: int
    legs: tuple[Leg, ...]
    reopened: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        """The places in order."""
        return (self.home, *(leg.receiver for leg in self.legs))

    @property
    def filtered(self) -> bool:
        """Does a filter take anything on the way?"""
        return self.reopened or any(leg.filtered for leg in self.legs)

    @property
    def guessed(self) -> bool:
        """Does it rest on a flow of which nobody says what it carries?"""
        return any(leg.guessed for leg in self.legs)


@dataclass(frozen=True, eq=False)
class Arrivals:
    """The ways of one content."""

    content: Content
    _before: dict[tuple[int, int], dict[Key, Before]] = field(default_factory=dict)

    def way(self, place: int, column: int, plane: Plane = THERE) -> Way:
        """A shortest way of a column to a place in a plane it has there.

        Raises:
            LookupError: it is not there in that plane.
        """
        number = self._number(plane)
        before = self._from_home(column, number)
        key: Key = (place, number)
        if key not in before:
            raise LookupError(place, column, plane)
        legs: list[Leg] = []
        while (step := before[key]) is not None:
            key, move = step
            legs.append(self._leg(move))
        tie = self._homes.get((key[0], column))
        return Way(key[0], -1 if tie is None else tie, tuple(reversed(legs)), tie is None)

    def _number(self, plane: Plane) -> int:
        planes = self.content.planes
        return planes.index(plane) if plane in planes else 0

    def _leg(self, move: int) -> Leg:
        moves = self.content.ground.moves
        effect = moves.effects[int(moves.effect[move])]
        ends = (int(moves.tie[move]), int(moves.sender[move]), int(moves.receiver[move]))
        return Leg(*ends, bool(moves.guessed[move]), not effect.is_nothing)

    @cached_property
    def _homes(self) -> dict[tuple[int, int], int]:
        homes = self.content.ground.homes
        rows = zip(homes.place.tolist(), homes.column.tolist(), homes.tie.tolist(), strict=True)
        found: dict[tuple[int, int], int] = {}
        for place, column, tie in rows:
            found.setdefault((place, column), tie)
        return found

    @cached_property
    def _places_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place, column in sorted(self._homes):
            found[column].append(place)
        return found

    @cached_property
    def _leaving(self) -> Rows:
        return Rows.grouped(self.content.ground.moves.sender, len(self.content.there))

    @cached_property
    def _into(self) -> list[list[list[int]]]:
        """By effect and plane of the sender, the planes of the receiver it fills."""
        planes, effects = self.content.planes, self.content.ground.moves.effects
        found: list[list[list[int]]] = [[[] for _ in planes] for _ in effects]
        for e, effect in enumerate(effects):
            for number, plane in enumerate(planes):
                source = source_plane(plane, effect)
                if source in planes:
                    found[e][planes.index(source)].append(number)
        return found

    def _from_home(self, column: int, plane: int) -> dict[Key, Before]:
        """By (place, plane) that a column comes to in the family of a plane: the one before and the move; at home None."""
        family = self._family(plane)
        known = self._before.get((column, family[0]))
        if known is None:
            known = self._before[column, family[0]] = self._searched(column, family)
        return known

    def _family(self, plane: int) -> tuple[int, ...]:
        """Planes that hand on to each other: the levels of one aspect and end; every other by itself."""
        name = self.content.planes[plane]
        if name[0] != "level":
            return (plane,)
        return tuple(i for i, other in enumerate(self.content.planes) if other[:3] == name[:3])

    def _searched(self, column: int, family: tuple[int, ...]) -> dict[Key, Before]:
        found: dict[Key, Before] = {}
        starts = [(p, i) for p in self._starts(column, family) for i in family if self._has(p, column, i)]
        for also_guessed in (False, True):
            front: list[tuple[Key, Before]] = [(key, None) for key in starts if key not in found]
            if also_guessed:
                for key in sorted(found):
                    front += [(to, (key, move)) for to, move in self._onward(key, column, family, guessed=True)]
            while front:
                following: list[tuple[Key, Before]] = []
                for key, before in front:
                    if key not in found:
                        found[key] = before
                        onward = self._onward(key, column, family, guessed=also_guessed)
                        following += [(to, (key, move)) for to, move in onward]
                front = following
        return found

    def _starts(self, column: int, family: tuple[int, ...]) -> list[int]:
        """Where it is at home, and in what filters may take away where they open each other."""
        again = [one.place for one in self.content.rejoined if column in one.columns and family != (0,)]
        return [*self._places_of.get(column, ()), *(place for place in again if (place, column) not in self._homes)]

    def _has(self, place: int, column: int, plane: int) -> bool:
        return self.content.has(place, column, plane)

    def _onward(self, key: Key, column: int, family: tuple[int, ...], *, guessed: bool) -> Iterator[tuple[Key, int]]:
        moves, (place, plane) = self.content.ground.moves, key
        for m in self._leaving.of(place).tolist():
            if (moves.guessed[m] and not guessed) or not self._lets_through(m, column):
                continue
            for to in self._into[int(moves.effect[m])][plane]:
                if to in family:
                    yield (int(moves.receiver[m]), to), m

    def _lets_through(self, move: int, column: int) -> bool:
        moves = self.content.ground.moves
        limit = int(moves.mask[move])
        return limit < 0 or bool(moves.masks[limit, column // 64] >> np.uint64(column % 64) & np.uint64(1))

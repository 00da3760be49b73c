"""Stage one: which information reaches which place, and what filters take from it on the way?

Every place has a set of columns in several planes: what is there at all, what can still be tied to its subject, what still
has a category that some filter removes, and, where filters lower levels, what still has at least each level. All are least
fixpoints of one relation, "is handed on"; what only a way without a word about its content brings is assumed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from eagraph.escalation.filters import Effect
from eagraph.escalation.ground import Booleans, Ground, Words
from eagraph.escalation.homes import hand_on, put, unpacked
from eagraph.escalation.rejoining import Rejoined, rejoined
from eagraph.graph.snapshot import Numbers
from eagraph.model.classification import TOP, Aspect

End = Literal["low", "high"]
ENDS: tuple[End, ...] = ("low", "high")
Plane = tuple[str, ...]
"""("there",), ("link",), ("category", name) or ("level", aspect, end, level)."""
THERE: Plane = ("there",)
LINK: Plane = ("link",)
AssetLevels = dict[tuple[Aspect, End], npt.NDArray[np.int8]]
"""Levels of information by column, an array for each aspect and end."""


@dataclass(frozen=True, eq=False)
class Content:
    """Columns by place and plane. A plane that no filter touches is that of what is there at all."""

    ground: Ground
    rows: Words
    planes: tuple[Plane, ...]
    rejoined: tuple[Rejoined, ...]

    @cached_property
    def _number(self) -> dict[Plane, int]:
        return {plane: i for i, plane in enumerate(self.planes)}

    def plane(self, plane: Plane = THERE) -> Words:
        """Columns by place, in one plane."""
        return self.rows[:, self._number.get(plane, 0), :]

    def has_plane(self, plane: Plane) -> bool:
        """Does any filter touch it?"""
        return plane in self._number

    def columns(self, place: int, plane: Plane = THERE) -> tuple[int, ...]:
        """What is in one place, in one plane, sorted."""
        return unpacked(self.plane(plane)[place])

    def places_by_asset(self) -> dict[int, set[int]]:
        """By information asset (node), where it is; assets in order."""
        found: dict[int, set[int]] = defaultdict(set)
        for place in np.flatnonzero(self.plane().any(axis=1)).tolist():
            for column in self.columns(place):
                found[int(self.ground.assets[column])].add(place)
        return dict(sorted(found.items()))

    @cached_property
    def held(self) -> Words:
        """Columns by place where they are at home."""
        found = np.zeros((len(self.rows), self.rows.shape[2]), dtype=np.uint64)
        put(found, self.ground.homes.where(self.ground.homes.held))
        return found


def content(ground: Ground, levels: AssetLevels, *, guess: bool = True) -> Content:
    """What is where.

    Args:
        ground: who holds and hands on what.
        levels: of the information, by column; only needed where filters lower them.
        guess: also what a flow may bring of which nobody says what it carries.
    """
    moves = ground.moves if guess else ground.moves.where(~ground.moves.guessed)
    seen = replace(ground, moves=moves)
    planes = _planes(ground)
    via = _via(planes, ground.moves.effects)
    found: tuple[Rejoined, ...] = ()
    while True:
        rows = _started(seen, planes, levels, found)
        hand_on(seen, rows, via, np.ones(len(rows), dtype=np.bool_))
        there = Content(seen, rows, planes, found)
        again = rejoined(seen, rows[:, 0, :])
        if again == found:
            return there
        found = again


def _planes(ground: Ground) -> tuple[Plane, ...]:
    """The planes that the effects in force set apart; the first is what is there at all."""
    used = [effect for i, effect in enumerate(ground.moves.effects) if np.any(ground.moves.effect == i)]
    removed = sorted({c for effect in used for c in effect.removes if c != "*"})
    if any("*" in effect.removes for effect in used):
        removed = sorted({*removed, *ground.model.categories})
    planes: list[Plane] = [THERE]
    if any(not effect.keeps_link for effect in used):
        planes.append(LINK)
    planes += [("category", name) for name in removed]
    for aspect in ("k", "s"):
        if any(effect.of(aspect) != tuple(range(TOP + 1)) for effect in used):
            planes += [("level", aspect, end, str(level)) for end in ENDS for level in range(1, TOP + 1)]
    return tuple(planes)


def _via(planes: tuple[Plane, ...], effects: tuple[Effect, ...]) -> Numbers:
    """By plane and effect, the plane of the sender that goes into the plane of the receiver, or -1."""
    number = {plane: i for i, plane in enumerate(planes)}
    via = np.full((len(planes), len(effects)), -1, dtype=np.int32)
    for e, effect in enumerate(effects):
        for plane, i in number.items():
            source = source_plane(plane, effect)
            if source is not None and source in number:
                via[i, e] = number[source]
    return via


def source_plane(plane: Plane, effect: Effect) -> Plane | None:
    """From which plane of the sender an effect fills a plane of the receiver."""
    if plane == LINK:
        return LINK if effect.keeps_link else None
    if plane[0] == "category":
        return None if effect.removes & {plane[1], "*"} else plane
    if plane[0] == "level":
        _, aspect, end, level = plane
        steps = effect.of(aspect)  # type: ignore[arg-type]
        enough = [before for before in range(1, TOP + 1) if steps[before] >= int(level)]
        return ("level", aspect, end, str(enough[0])) if enough else None
    return plane


def _started(ground: Ground, planes: tuple[Plane, ...], levels: AssetLevels, again: Iterable[Rejoined]) -> Words:
    """What is at home, and what filtered sets open again where they meet, in every plane."""
    rows = np.zeros((len(ground.snapshot.nodes), len(planes), ground.words), dtype=np.uint64)
    put(rows[:, 0, :], ground.homes)
    for one in again:
        rows[one.place, 0, :] |= one.columns_as_bits(ground.words)
    for i, plane in enumerate(planes[1:], start=1):
        rows[:, i, :] = rows[:, 0, :]
        if plane[0] == "level":
            _, aspect, end, level = plane
            rows[:, i, :] &= packed(levels[aspect, end] >= int(level), ground.words)  # type: ignore[index]
    return rows


def packed(chosen: Booleans, words: int) -> Words:
    """A set of columns as one row of words."""
    padded = np.zeros(words * 64, dtype=np.uint8)
    padded[: len(chosen)] = chosen
    found: Words = np.packbits(padded, bitorder="little").view(np.uint64)
    return found

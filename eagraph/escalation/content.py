"""Stage one: which information reaches which place, and what filters take from it on the way?

Every place has a set of columns in several planes: what is there at all, what can still be tied to its subject, what still
has a category that some filter removes, and, where filters lower levels, what still has at least each level. All are least
fixpoints of one relation, "is handed on"; what only a way without a word about its content brings is assumed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from eagraph.escalation.apart import Apart, apart
from eagraph.escalation.ground import Ground
from eagraph.escalation.homes import hand_on, put, unpacked
from eagraph.escalation.kinds import Kinds
from eagraph.escalation.moves import Words
from eagraph.escalation.planes import THERE, AssetLevels, Plane, planes_of
from eagraph.escalation.rejoining import Rejoined, rejoined
from eagraph.graph.snapshot import Numbers


@dataclass(frozen=True, eq=False)
class Content:
    """Columns by place and plane. A plane that no filter touches is that of what is there at all (`there`)."""

    ground: Ground
    there: Words
    planes: tuple[Plane, ...]
    apart: Apart
    rejoined: tuple[Rejoined, ...]
    like: Content | None = None
    """Content that is the same but in a few places, and knows its kinds already."""

    @cached_property
    def _number(self) -> dict[Plane, int]:
        return {plane: i for i, plane in enumerate(self.planes)}

    def has_plane(self, plane: Plane) -> bool:
        """Does any filter touch it?"""
        return plane in self._number

    def rows_of(self, places: Numbers, plane: Plane = THERE) -> Words:
        """Columns of some places, in one plane."""
        number, found = self._number.get(plane, 0), self.there[places]
        if number:
            at = self.apart.number[places]
            found &= self.apart.starts[number - 1]
            found[at >= 0] = self.apart.rows[at[at >= 0], number - 1]
        return found

    def plane(self, plane: Plane = THERE) -> Words:
        """Columns by place, in one plane."""
        if not self._number.get(plane, 0):
            return self.there
        return self.rows_of(np.arange(len(self.there), dtype=np.int32), plane)

    def columns(self, place: int, plane: Plane = THERE) -> tuple[int, ...]:
        """What is in one place, in one plane, sorted."""
        return unpacked(self.rows_of(np.array([place], dtype=np.int32), plane)[0])

    def has(self, place: int, column: int, plane: int = 0) -> bool:
        """Is a column in a place, in a plane given by its number?"""
        word, bit, at = column // 64, np.uint64(1) << np.uint64(column % 64), int(self.apart.number[place])
        if not plane:
            return bool(self.there[place, word] & bit)
        if at >= 0:
            return bool(self.apart.rows[at, plane - 1, word] & bit)
        return bool(self.there[place, word] & self.apart.starts[plane - 1, word] & bit)

    def opened(self, again: tuple[Rejoined, ...], levels: AssetLevels) -> Content:
        """The same, where filtered sets open each other in these places."""
        found = apart(self.ground, self.planes, self.there, levels, again)
        return replace(self, apart=found, rejoined=again, like=None)

    @cached_property
    def kinds(self) -> Kinds:
        """Places in which the same lies."""
        return Kinds.of(self) if self.like is None else Kinds.after(self.like.kinds, self, self.differs(self.like))

    def differs(self, old: Content) -> Numbers:
        """The places that may differ from old content, new ones among them."""
        places, words = old.there.shape
        differs = np.ones(len(self.there), dtype=np.bool_)
        differs[:places] = (self.there[:places, :words] != old.there).any(axis=1) | self.there[:places, words:].any(axis=1)
        differs[self.apart.places] = True
        differs[old.apart.places] = True
        return np.flatnonzero(differs).astype(np.int32)

    def places_by_asset(self) -> dict[int, set[int]]:
        """By information asset (node), where it is; assets in order."""
        found: dict[int, set[int]] = defaultdict(set)
        for place in np.flatnonzero(self.there.any(axis=1)).tolist():
            for column in self.columns(place):
                found[int(self.ground.assets[column])].add(place)
        return dict(sorted(found.items()))

    @cached_property
    def held(self) -> Words:
        """Columns by place where they are at home."""
        found = np.zeros_like(self.there)
        put(found, self.ground.homes.where(self.ground.homes.held))
        return found


def content(ground: Ground, levels: AssetLevels, *, guess: bool = True) -> Content:
    """What is where.

    Args:
        ground: who holds and hands on what.
        levels: of the information, by column; only needed where filters lower them.
        guess: also what a flow may bring of which nobody says what it carries.
    """
    seen = ground if guess else replace(ground, moves=ground.moves.where(~ground.moves.guessed))
    there = np.zeros((len(ground.snapshot.nodes), ground.words), dtype=np.uint64)
    put(there, ground.homes)
    holding = np.asarray(there.any(axis=1))
    hand_on(seen, there[:, None, :], np.zeros((1, len(ground.moves.effects)), dtype=np.int32), holding)
    return filtered(seen, there, levels, planes=planes_of(ground))


def filtered(
    ground: Ground, there: Words, levels: AssetLevels, *, planes: tuple[Plane, ...], like: Content | None = None
) -> Content:
    """What is there, with what filters leave of it in every plane they set apart.

    `like` is content that differs in few places; it helps where the same planes are set apart at the same levels.
    """
    again = rejoined(ground, there)
    found = apart(ground, planes, there, levels, again)
    if like is not None and (like.planes != planes or not np.array_equal(like.apart.starts, found.starts)):
        like = None
    return Content(ground, there, planes, found, again, like)

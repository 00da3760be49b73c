"""Where information is at home, and what goes from place to place: index arrays, a column for each piece of information."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from eagraph.escalation.filters import NOTHING, Effect
from eagraph.graph.snapshot import Numbers

Words = npt.NDArray[np.uint64]
Booleans = npt.NDArray[np.bool_]
ALL = -1
"""The mask of what is not limited."""
PLANNED = -1
"""The tie of a flow that is planned and not in the snapshot."""


@dataclass(frozen=True, eq=False)
class Homes:
    """Where information is at home: `place[i]` has column `column[i]` by relationship `tie[i]`.

    `held`: the place HOLDS it, or sends it although nothing says how it came there; not so where an Integration CARRIES it.
    """

    place: Numbers
    column: Numbers
    tie: Numbers
    held: Booleans

    def where(self, kept: Booleans) -> Homes:
        """Some of them."""
        return Homes(self.place[kept], self.column[kept], self.tie[kept], self.held[kept])

    def without(self, ties: Numbers) -> Homes:
        """As if some relationships were not there; itself, where none of them is any."""
        gone = np.isin(self.tie, ties)
        return self.where(~gone) if gone.any() else self

    def joined(self, other: Homes) -> Homes:
        """These and others; itself, where there are none."""
        if not len(other.place):
            return self
        pairs = zip(
            (self.place, self.column, self.tie, self.held), (other.place, other.column, other.tie, other.held), strict=True
        )
        return Homes(*(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True, eq=False)
class Moves:
    """What goes from place to place: move i by relationship `tie[i]`, limited by row `mask[i]` of `masks`, changed by
    `effects[effect[i]]`. `said`: by the flow itself; `guessed`: nobody says what it carries."""

    sender: Numbers
    receiver: Numbers
    tie: Numbers
    mask: Numbers
    effect: Numbers
    said: Booleans
    guessed: Booleans
    masks: Words
    effects: tuple[Effect, ...]

    def where(self, kept: Booleans) -> Moves:
        """Some of them."""
        names = ("sender", "receiver", "tie", "mask", "effect", "said", "guessed")
        return replace(self, **{name: getattr(self, name)[kept] for name in names})

    def and_one(self, sender: int, receiver: int, columns: Iterable[int] | None, effect: Effect = NOTHING) -> Moves:
        """These and one that is planned, with some columns or everything."""
        masks = self.masks if columns is None else np.vstack([self.masks, bits([tuple(columns)], self.masks.shape[1])])
        effects = self.effects if effect in self.effects else (*self.effects, effect)
        row = {
            "sender": sender, "receiver": receiver, "tie": PLANNED, "effect": effects.index(effect),
            "mask": ALL if columns is None else len(masks) - 1, "said": columns is not None, "guessed": columns is None,
        }  # fmt: skip
        grown = {
            name: np.append(getattr(self, name), value).astype(getattr(self, name).dtype) for name, value in row.items()
        }
        return replace(self, masks=masks, effects=effects, **grown)


def bits(sets: Iterable[Iterable[int]], words: int) -> Words:
    """Sets of columns as rows of words."""
    listed = [list(columns) for columns in sets]
    found = np.zeros((len(listed), words), dtype=np.uint64)
    for row, columns in enumerate(listed):
        numbers = np.asarray(columns, dtype=np.int64)
        np.bitwise_or.at(found[row], numbers // 64, np.uint64(1) << (numbers % 64).astype(np.uint64))
    return found


def as_homes(rows: list[tuple[int, int, int, bool]]) -> Homes:
    """Homes as place, column, relationship and whether it is held."""
    columns = np.array(rows, dtype=np.int32).reshape(len(rows), 4).T
    return Homes(columns[0], columns[1], columns[2], columns[3].astype(np.bool_))


def homes_of(rows: Iterable[tuple[int, int, int]]) -> Homes:
    """Homes of information that is sent although nothing says how it came there: place, column and relationship."""
    return as_homes([(*row, True) for row in rows])

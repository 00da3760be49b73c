"""What does the public see? Every information asset that is published, and what lies in places that are open to all.

Published is what says `published`, and what is of kind `open` unless it says that it is not published. A place is open to
all where it holds something published and its owner decided that nothing in it needs confidentiality (K 0); others may be
named. A service for residents is not: each sees there what is his own. What comes to an open place through filters is seen
as they left it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from eagraph.escalation import Escalation
from eagraph.escalation.conditions import Kept
from eagraph.escalation.content import Content
from eagraph.escalation.planes import LINK, THERE
from eagraph.graph.views import valid_things
from eagraph.model.classification import TOP
from eagraph.model.fields import Value

End = Literal["low", "high"]
NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """A set that is seen: its column, where (nowhere: published itself), as filters left it.

    `tied`: it can still be tied to its subject. `removed`: categories taken from it. `k`: its confidentiality.
    """

    column: int
    places: tuple[int, ...]
    tied: bool = True
    removed: frozenset[str] = frozenset()
    k: int = 0


@dataclass(frozen=True, eq=False)
class Public:
    """The sets that are seen, on a day, at one end: low is what is declared, high also what flows may bring."""

    escalation: Escalation
    end: End
    open_places: tuple[int, ...]
    added: frozenset[int]
    """Columns that are to be published besides."""

    def said(self, column: int) -> Mapping[str, Value]:
        """What an information asset says of itself."""
        return self.escalation.snapshot.nodes[int(self.escalation.ground.assets[column])].properties

    @property
    def content(self) -> Content:
        """What is where."""
        return self.escalation.declared_content if self.end == "low" else self.escalation.content

    @cached_property
    def levels(self) -> npt.NDArray[np.int8]:
        """Confidentiality required of the information, by column, with what it is made of."""
        solution = self.escalation.low if self.end == "low" else self.escalation.high
        return solution.required["k"].value[self.escalation.ground.assets]

    @cached_property
    def items(self) -> dict[int, Item]:
        """Everything that is seen, by column, sorted; what is published itself is seen whole."""
        whole = {*published(self.escalation), *self.added}
        found = {column: Item(column, (), k=int(self.levels[column])) for column in whole}
        where = defaultdict(list)
        for place in self.open_places:
            for column in self.content.columns(place, THERE):
                if column not in found:
                    where[column].append(place)
        found |= {column: self._filtered(column, tuple(places)) for column, places in where.items()}
        return dict(sorted(found.items()))

    def _filtered(self, column: int, places: tuple[int, ...]) -> Item:
        """A set as it lies in open places."""
        model = self.escalation.ground.model
        planes = [("category", name) for name in model.categories if self.content.has_plane(("category", name))]
        gone = frozenset(name for kind, name in planes if not self._has(column, places, (kind, name)))
        return Item(column, places, self._has(column, places, LINK), gone, self._level(column, places))

    def _has(self, column: int, places: Iterable[int], plane: tuple[str, ...]) -> bool:
        return any(column in self._lying(place, plane) for place in places)

    def _lying(self, place: int, plane: tuple[str, ...]) -> frozenset[int]:
        key = (place, plane)
        if key not in self._known:
            self._known[key] = frozenset(self.content.columns(place, plane))
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[int, tuple[str, ...]], frozenset[int]]:
        return {}

    def _level(self, column: int, places: tuple[int, ...]) -> int:
        planes = {level: ("level", "k", self.end, str(level)) for level in range(1, TOP + 1)}
        if not any(map(self.content.has_plane, planes.values())):
            return int(self.levels[column])
        left = [level for level, plane in planes.items() if self._has(column, places, plane)]
        return max(left, default=0)

    @cached_property
    def origins(self) -> dict[int, frozenset[int]]:
        """By column, all it was made of, also what a decision says it no longer tells of."""
        snapshot, column = self.escalation.snapshot, self.escalation.ground.column
        made = defaultdict(set)
        for j, tie in enumerate(snapshot.relationships):
            ends = int(snapshot.source[j]), int(snapshot.target[j])
            if tie.type == "DERIVED_FROM" and {*ends} <= column.keys():
                made[column[ends[0]]].add(column[ends[1]])
        return {child: frozenset(_closed(child, made) - {child}) for child in made}

    def is_of_unknown_origin(self, column: int) -> bool:
        """Is it no longer what it was made of, and does nobody say what that was?"""
        return self.said(column).get("asset_kind") in ("anonymous", "open") and column not in self.origins

    def quasi_identifiers(self, item: Item) -> frozenset[str]:
        """What in a set may point at one subject although it does not name it."""
        listed = self.said(item.column).get("categories")
        named = frozenset(map(str, listed)) if isinstance(listed, tuple) else frozenset[str]()
        return (named & {*self.escalation.ground.model.quasi_identifiers}) - item.removed

    def subjects(self, item: Item) -> frozenset[str] | None:
        """The kinds of subject a set is about, in the end; None where nobody says. Empty: it is about no one."""
        about = [self.said(c).get("subject_kind") for c in (item.column, *self.origins.get(item.column, ()))]
        known = frozenset(str(kind) for kind in about if kind) - {NOBODY}
        return known if known or all(about) else None

    def seen(self, items: Iterable[Item], opened: Iterable[int]) -> dict[int, Kept]:
        """Columns that can be told apart by who sees some sets, with the categories left; `opened` are whole again."""
        categories = frozenset(self.escalation.ground.model.categories)
        found: dict[int, Kept] = {i.column: (categories - i.removed if i.removed else None) for i in items if i.tied}
        return found | dict.fromkeys(sorted(opened))


def published(escalation: Escalation) -> tuple[int, ...]:
    """The columns of what is published, on the day."""
    ground, nodes = escalation.ground, escalation.snapshot.nodes
    valid = valid_things(escalation.snapshot, ground.at)
    said = ((c, nodes[i].properties) for c, i in enumerate(ground.assets.tolist()) if valid[i])
    return tuple(
        c for c, s in said if s.get("published") is True or (s.get("asset_kind") == "open" and s.get("published") is None)
    )


def open_places(escalation: Escalation) -> tuple[int, ...]:
    """Places that hold something published and need no confidentiality, by their owner's decision."""
    ground, seen = escalation.ground, {*published(escalation)}
    homes = ground.homes.where(ground.homes.held)
    holders = {p for p, c in zip(homes.place.tolist(), homes.column.tolist(), strict=True) if c in seen}
    return tuple(sorted(p for p in holders if escalation.assigned(p, "k").high == 0))


def _closed(start: int, onward: Mapping[int, set[int]]) -> set[int]:
    found, front = {start}, {start}
    while front:
        front = {to for at in front for to in onward.get(at, ())} - found
        found |= front
    return found

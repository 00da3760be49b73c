"""What does an incident hit: which places, and which information in them?

Hit are the things it AFFECTED and STARTED_IN, and whatever runs on them (HOSTS): who has the host has its guests. Who
reaches on by data flows also hits every place that a flow or an exchange leads to from there, and all that is in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from eagraph.analysis._personal.subjects import is_personal
from eagraph.escalation import Escalation
from eagraph.escalation.content import Content
from eagraph.escalation.planes import LINK, THERE
from eagraph.graph.views import valid_relationships

Reach = Literal["affected", "flows"]


@dataclass(frozen=True, eq=False)
class Hit:
    """Places and information (columns) that are hit; `named` are the things that were said."""

    escalation: Escalation
    named: tuple[int, ...]
    places: tuple[int, ...]
    """Sorted; those by which nothing is known to be there among them."""

    @classmethod
    def of(cls, escalation: Escalation, named: Iterable[int], reach: Reach) -> Hit:
        """What is hit of a landscape."""
        ground = escalation.ground
        said = tuple(dict.fromkeys(named))
        places = _closed(_hosting(escalation), {node for node in said if node not in ground.column})
        if reach == "flows":
            moves = ground.moves
            onward = defaultdict(set)
            for sender, receiver in zip(moves.sender.tolist(), moves.receiver.tolist(), strict=True):
                onward[sender].add(receiver)
            places = _closed(onward, places)
        return cls(escalation, said, tuple(sorted(places)))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """All information that is hit, sorted."""
        return tuple(sorted({*self.where, *self._named}))

    @cached_property
    def where(self) -> dict[int, tuple[int, ...]]:
        """By column, the hit places it is in."""
        return self._where(self.escalation.content, THERE)

    @cached_property
    def tied(self) -> dict[int, tuple[int, ...]]:
        """The same where it can still be tied to its subject."""
        return self._where(self.escalation.content, LINK)

    @cached_property
    def declared(self) -> frozenset[int]:
        """Columns that are hit by what is declared alone, and can still be tied to their subject."""
        return frozenset({*self._where(self.escalation.declared_content, LINK), *self._named})

    @cached_property
    def _named(self) -> frozenset[int]:
        column = self.escalation.ground.column
        return frozenset(column[node] for node in self.named if node in column)

    def personal(self, column: int) -> bool | None:
        """Is it personal data as it was hit? Not where it was cut loose from its subject in every place that is hit."""
        if column not in self.tied and column not in self._named:
            return False
        return is_personal(self.escalation.snapshot.nodes[int(self.escalation.ground.assets[column])].properties)

    def _where(self, content: Content, plane: tuple[str, ...]) -> dict[int, tuple[int, ...]]:
        found = defaultdict(list)
        for place in self.places:
            for column in content.columns(place, plane):
                found[column].append(place)
        return {column: tuple(places) for column, places in sorted(found.items())}

    def highest(self, aspect: Literal["k", "r", "t", "s"]) -> tuple[int, int, int] | None:
        """The highest level required of anything hit, at least and at most, and of which; None where nothing is hit."""
        nodes = np.array([*self.places, *(self.escalation.ground.assets[c] for c in self.columns)], dtype=np.int32)
        if not len(nodes):
            return None
        low, high = (self._values(end, aspect)[nodes] for end in ("low", "high"))
        return int(low.max()), int(high.max()), int(nodes[np.lexsort((nodes, -high, -low))[0]])

    def _values(self, end: Literal["low", "high"], aspect: Literal["k", "r", "t", "s"]) -> npt.NDArray[np.int8]:
        solution = self.escalation.low if end == "low" else self.escalation.high
        return solution.required[aspect].value


def _hosting(escalation: Escalation) -> dict[int, set[int]]:
    """Guests by host."""
    snapshot, valid = escalation.snapshot, valid_relationships(escalation.snapshot, escalation.ground.at)
    found = defaultdict(set)
    for j, tie in enumerate(snapshot.relationships):
        if tie.type == "HOSTS" and valid[j]:
            found[int(snapshot.source[j])].add(int(snapshot.target[j]))
    return found


def _closed(onward: dict[int, set[int]], start: set[int]) -> set[int]:
    """Everything that a start leads to, itself among it."""
    found, front = set(start), set(start)
    while front:
        front = {to for at in front for to in onward.get(at, ())} - found
        found |= front
    return found

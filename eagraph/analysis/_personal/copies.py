"""Every copy of some information, and how it came there: a place, and an asset that can still be tied to its subject.

What a filter with evidence cut loose from its subject is no copy any more. A step leads from a copy to the one it brings:
by a flow, or into the system an exchange goes via.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from eagraph.escalation import Escalation
from eagraph.escalation.arrival import Arrivals, Way
from eagraph.escalation.moves import Booleans, Moves, Words
from eagraph.escalation.planes import LINK
from eagraph.escalation.sets import packed
from eagraph.graph.snapshot import Numbers
from eagraph.work import advanced

How = Literal[
    "stored", "processed", "unspecified", "copied", "received", "sent", "rejoined", "presented", "looked_up", "in_transit"
]
"""stored, processed, presented: as its holder says; unspecified: it holds it and does not say how. copied: a flow that
replicates or updates brings it; looked_up: one that reads; received: one that does not say, or a command. sent: it sends it,
although nothing says how it came there. rejoined: filtered sets meet there and open each other. in_transit: an exchange."""
HOWS: tuple[How, ...] = get_args(How)
KEPT: tuple[How, ...] = HOWS[:7]
"""The ways of being there in which a copy stays, or perhaps stays, until it is erased."""
BROUGHT: tuple[How, ...] = ("copied", "received", "sent", "looked_up")
"""What is only in transit in an Integration or a Sensor."""
_PASSING = ("Integration", "Sensor")
_BY_MODE: dict[object, How] = {"replicate": "copied", "update": "copied", "read": "looked_up"}
_AT_ONCE = 1 << 20
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Copies:
    """Copies sorted by place and column; step s leads from copy `origin[s]` to `reached[s]` by move `move[s]`."""

    escalation: Escalation
    place: Numbers
    column: Numbers
    origin: Numbers
    reached: Numbers
    move: Numbers

    @classmethod
    def of(cls, escalation: Escalation, chosen: Booleans) -> Copies:
        """All copies of some columns."""
        ground = escalation.ground
        rows = escalation.content.plane(LINK) & packed(chosen, ground.words)
        place, column = _pairs(rows)
        codes = place.astype(np.int64) * ground.words * 64 + column
        ends = [np.zeros((3, 0), dtype=np.int64), *_steps(ground.moves, rows)]
        sender, receiver, move = np.concatenate(ends, axis=1)
        return cls(
            escalation, place.astype(np.int32), column.astype(np.int32),
            _found(codes, sender), _found(codes, receiver), move.astype(np.int32),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.place)

    @property
    def tie(self) -> Numbers:
        """By step, the relationship that brings it."""
        return self.escalation.ground.moves.tie[self.move]

    def numbers(self, place: Numbers, column: Numbers) -> Numbers:
        """The numbers of the copies among some pairs."""
        width = self.escalation.ground.words * 64
        codes = self.place.astype(np.int64) * width + self.column
        asked = place.astype(np.int64) * width + column
        return _found(codes, asked[np.isin(asked, codes)])

    @cached_property
    def homes(self) -> Numbers:
        """Copies that came from nowhere else."""
        homes = self.escalation.ground.homes
        return np.unique(self.numbers(homes.place, homes.column)).astype(np.int32)

    @cached_property
    def assumed(self) -> Booleans:
        """By copy: is it only there if a flow brings it of which nobody has said what it carries?"""
        known = self.escalation.declared_content.plane(LINK)
        bit = np.uint64(1) << (self.column % 64).astype(np.uint64)
        found: Booleans = known[self.place, self.column // 64] & bit == 0
        return found

    @cached_property
    def how(self) -> Numbers:
        """By copy, the ways of being there as bits: bit i stands for `HOWS[i]`."""
        found = np.zeros(len(self), dtype=np.int32)
        for copies, how in self._at_home():
            np.bitwise_or.at(found, copies, 1 << how)
        np.bitwise_or.at(found, self.reached, 1 << self._by_tie[self.tie])
        snapshot = self.escalation.snapshot
        passing = np.array([node.label in _PASSING for node in snapshot.nodes], dtype=np.bool_)[self.place]
        brought = sum(1 << HOWS.index(how) for how in BROUGHT)
        return np.where(passing, found & ~brought | 1 << HOWS.index("in_transit"), found).astype(np.int32)

    @cached_property
    def kept(self) -> Booleans:
        """By copy: does it stay, or perhaps stay, until it is erased?"""
        nodes = self.escalation.snapshot.nodes
        keeps = np.array([node.properties.get("materialised") is True for node in nodes], dtype=np.bool_)
        found: Booleans = (self.how & sum(1 << HOWS.index(how) for how in KEPT) != 0) | keeps[self.place]
        return found

    def hows(self, copy: int) -> tuple[How, ...]:
        """The ways in which one copy is there."""
        return tuple(how for i, how in enumerate(HOWS) if self.how[copy] >> i & 1)

    def way(self, copy: int) -> Way:
        """How a copy came there from where it is at home: a shortest way, by what is declared if any is."""
        return self._arrivals.way(int(self.place[copy]), int(self.column[copy]), LINK)

    @cached_property
    def _arrivals(self) -> Arrivals:
        return Arrivals(self.escalation.content)

    @cached_property
    def _opened(self) -> Numbers:
        """Copies that filtered sets open where they meet."""
        pairs = [(one.place, column) for one in self.escalation.content.rejoined for column in one.columns]
        place, column = np.array(pairs, dtype=np.int32).reshape(len(pairs), 2).T
        return self.numbers(place, column)

    def _at_home(self) -> Iterator[tuple[Numbers, int]]:
        homes, ties = self.escalation.ground.homes, self.escalation.snapshot.relationships
        sent = np.array([tie.type == "FLOW" for tie in ties], dtype=np.bool_)[homes.tie]
        at_home = np.where(sent, HOWS.index("sent"), self._by_tie[homes.tie])
        for how in range(len(HOWS)):
            some = homes.where(at_home == how)
            yield self.numbers(some.place, some.column), how
        yield self._opened, HOWS.index("rejoined")

    @cached_property
    def _by_tie(self) -> Numbers:
        """By relationship, the number of the way in which it says that something is there."""
        schema, ties = self.escalation.snapshot.schema, self.escalation.snapshot.relationships
        found = np.full(len(ties), HOWS.index("in_transit"), dtype=np.int32)
        for j, tie in enumerate(ties):
            if tie.type == "FLOW":
                found[j] = HOWS.index(_BY_MODE.get(tie.properties.get("mode"), "received"))
            elif schema.relationship[tie.type].owns:
                stated = tie.properties.get("how")
                found[j] = (
                    HOWS.index(stated) if stated in ("stored", "processed", "presented") else HOWS.index("unspecified")
                )
        return found


def _pairs(rows: Words) -> tuple[Codes, Codes]:
    """Row and column of every bit that is set, sorted."""
    row, word = np.nonzero(rows)
    bits = (rows[row, word][:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
    i, bit = np.nonzero(bits)
    return row[i], word[i] * 64 + bit


def _steps(moves: Moves, rows: Words) -> Iterator[Codes]:
    """What each move brings that keeps its link: sender and receiver as codes, and the move."""
    words = rows.shape[1]
    keeps = np.array([effect.keeps_link for effect in moves.effects], dtype=np.bool_)[moves.effect]
    chosen = np.flatnonzero(keeps)
    most = max(1, _AT_ONCE // words)
    for first in range(0, len(chosen), most):
        advanced(first, len(chosen))
        some = chosen[first : first + most]
        brought = rows[moves.sender[some]]
        limited = moves.mask[some] >= 0
        brought[limited] &= moves.masks[moves.mask[some[limited]]]
        number, column = _pairs(brought)
        move = some[number]
        width = np.int64(words * 64)
        yield np.stack([moves.sender[move] * width + column, moves.receiver[move] * width + column, move])


def _found(codes: Codes, asked: Codes) -> Numbers:
    """The places of some codes among all, which are sorted."""
    return np.searchsorted(codes, asked).astype(np.int32)

"""Where does digital information leave the digital, only to become digital again?

Information in a system, a service, a sensor or a device is digital. From such a place it is followed through integrations
and organisations to the next such place; a step by hand or on paper on the way is a break. What flows may bring that do not
say what they carry may break; a step with a legal exception does not count. A medium nobody has stated counts as digital.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.media import Medium, medium_of
from eagraph.escalation import Escalation
from eagraph.escalation.content import Content
from eagraph.escalation.moves import ALL
from eagraph.graph.snapshot import Snapshot
from eagraph.work import counted

DIGITAL_PLACES = frozenset({"System", "DigitalService", "Sensor", "Device"})
Counts = Callable[[int], bool]
_OFTEN = 100


@dataclass(frozen=True, slots=True)
class Break:
    """Information (a column) that leaves the digital in one place and comes back to it in another, by these moves."""

    column: int
    origin: int
    end: int
    moves: tuple[int, ...]
    violation: Violation


@dataclass(frozen=True, eq=False)
class Breaks:
    """The breaks of a day. `flow`: moves are those of FLOW alone, numbered as in the ground of escalation."""

    escalation: Escalation

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.escalation.snapshot

    @cached_property
    def medium(self) -> dict[int, Medium | None]:
        """By move that is a flow, its medium."""
        ties = self.escalation.ground.moves.tie.tolist()
        flows = ((move, tie) for move, tie in enumerate(ties) if self.snapshot.relationships[tie].type == "FLOW")
        return {move: medium_of(self.snapshot, tie) for move, tie in flows}

    @cached_property
    def undigital(self) -> set[int]:
        """Moves by hand or on paper."""
        return {move for move, medium in self.medium.items() if medium in {"manual", "paper"}}

    @cached_property
    def excepted(self) -> set[int]:
        """Those of them with a legal exception: said by the flow, or by all on the other side of its integration."""
        return {move for move in self.undigital if self._says(move) or self._other_side_says(move)}

    def all(self) -> Iterator[Break]:
        """Every break once, with its shortest way: for certain, else perhaps, else by exception; in order of places."""
        content, declared, excepted = self.escalation.content, self.escalation.declared_content, self.excepted
        guessed = self.escalation.ground.moves.guessed
        runs: tuple[tuple[Violation, Content, Counts, Counts], ...] = (
            ("yes", declared, lambda move: not guessed[move], lambda move: move not in excepted),
            ("unknown", content, lambda _: True, lambda move: move not in excepted),
            ("no", content, lambda _: True, lambda _: True),
        )
        for origin in counted(self._origins, len(self._origins), every=_OFTEN):
            told: set[tuple[int, int]] = set()
            for violation, there, is_open, counts in runs:
                for end, column, moves in self._from(origin, there, is_open, counts):
                    if (end, column) not in told:
                        told.add((end, column))
                        yield Break(column, origin, end, moves, violation)

    def _says(self, move: int) -> bool:
        tie = int(self.escalation.ground.moves.tie[move])
        return bool(self.snapshot.relationships[tie].properties.get("legal_exception"))

    def _other_side_says(self, move: int) -> bool:
        moves, nodes = self.escalation.ground.moves, self.snapshot.nodes
        sender, receiver = int(moves.sender[move]), int(moves.receiver[move])
        into, out = self._into.get(sender, []), self._out.get(receiver, [])
        sides = [side for end, side in ((sender, into), (receiver, out)) if nodes[end].label == "Integration" and side]
        return any(all(self._says(other) for other in side) for side in sides)

    @cached_property
    def _out(self) -> dict[int, list[int]]:
        return _grouped(self.escalation.ground.moves.sender.tolist(), self.medium)

    @cached_property
    def _into(self) -> dict[int, list[int]]:
        return _grouped(self.escalation.ground.moves.receiver.tolist(), self.medium)

    @cached_property
    def _is_digital(self) -> list[bool]:
        return [node.label in DIGITAL_PLACES for node in self.snapshot.nodes]

    @cached_property
    def _origins(self) -> list[int]:
        """The digital places from which a step by hand or on paper comes before the next digital place."""
        moves, found, seen = self.escalation.ground.moves, set[int](), set[int]()
        front = [int(moves.sender[move]) for move in self.undigital]
        while front:
            place = front.pop()
            if place in seen:
                continue
            seen.add(place)
            if self._is_digital[place]:
                found.add(place)
            else:
                front += [int(moves.sender[move]) for move in self._into.get(place, ())]
        return sorted(found)

    def _from(
        self, origin: int, there: Content, is_open: Counts, counts: Counts
    ) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """End, column and moves of the shortest way of every break that begins in one place."""
        for column in there.columns(origin):
            by: dict[tuple[int, bool], tuple[tuple[int, bool], int] | None] = {(origin, False): None}
            queue, ends = deque([(origin, False)]), set[int]()
            while queue:
                state = queue.popleft()
                for move in self._out.get(state[0], ()):
                    if not (is_open(move) and self._carries(move, column)):
                        continue
                    receiver = int(self.escalation.ground.moves.receiver[move])
                    left = state[1] or (move in self.undigital and counts(move))
                    if self._is_digital[receiver]:
                        if left and receiver not in ends:
                            ends.add(receiver)
                            yield receiver, column, (*_way(by, state), move)
                    elif (receiver, left) not in by:
                        by[receiver, left] = (state, move)
                        queue.append((receiver, left))

    def _carries(self, move: int, column: int) -> bool:
        moves = self.escalation.ground.moves
        mask = int(moves.mask[move])
        return mask == ALL or bool(moves.masks[mask, column // 64] & np.uint64(1 << (column % 64)))


def _way(by: dict[tuple[int, bool], tuple[tuple[int, bool], int] | None], state: tuple[int, bool]) -> list[int]:
    moves: list[int] = []
    while (came := by[state]) is not None:
        state = came[0]
        moves.append(came[1])
    return moves[::-1]


def _grouped(places: list[int], chosen: dict[int, Medium | None]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for move in chosen:
        found[places[move]].append(move)
    return found

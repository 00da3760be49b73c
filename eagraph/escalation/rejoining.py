"""Where do filtered sets meet that open each other again? The mosaic effect inside the city.

Two sets that came through different filters, about the same kind of subject and with enough quasi-identifiers in common, can
be put together again: there, and wherever they go from there, it is as if neither had been filtered. Perhaps they can where
nobody has said what a set is about, or what it holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from eagraph.escalation.facts import NOBODY
from eagraph.escalation.ground import Ground
from eagraph.escalation.homes import unpacked
from eagraph.escalation.moves import Words
from eagraph.graph.kernels import Limits, spread


@dataclass(frozen=True, slots=True)
class Rejoined:
    """Columns that open each other in a place: filters (relationships), and the quasi-identifiers they share."""

    place: int
    columns: tuple[int, ...]
    filters: tuple[int, ...]
    shared: tuple[str, ...]

    def columns_as_bits(self, words: int) -> Words:
        """The columns as one row of words."""
        found = np.zeros(words, dtype=np.uint64)
        for column in self.columns:
            found[column // 64] |= np.uint64(1) << np.uint64(column % 64)
        return found


class _Passed(NamedTuple):
    """One piece of information that passed one filter: what is left in it that points at someone, and at what kind of."""

    move: int
    column: int
    quasi: frozenset[str]
    subject: str


def rejoined(ground: Ground, there: Words, *, perhaps: bool = False) -> tuple[Rejoined, ...]:
    """Every place where sets of two filters that cut the link or lower a level meet again, sorted; or perhaps do."""
    least = ground.model.rejoins_at
    passed = [
        one for move in _filters(ground) for one in _passing(ground, there, move, perhaps=perhaps) if len(one.quasi) >= least
    ]
    if len(passed) < 2:
        return ()
    met = _come_to(ground, passed)
    places = np.flatnonzero(np.bitwise_count(met).sum(axis=1) >= 2)
    alike, number = np.unique(met[places], axis=0, return_inverse=True)
    opened = [_opened([passed[i] for i in unpacked(row)], least) for row in alike]
    found = []
    for place, kind in zip(places.tolist(), number.ravel().tolist(), strict=True):
        columns, moves, shared = opened[kind]
        if columns:
            filters = {int(ground.moves.tie[move]) for move in moves}
            found.append(Rejoined(place, tuple(sorted(columns)), tuple(sorted(filters)), tuple(sorted(shared))))
    return tuple(found)


def _opened(met: list[_Passed], least: int) -> tuple[set[int], set[int], set[str]]:
    """Of what meets in a place, the columns that open another there, the filters they passed, and what they share.

    Two open each other that are not the same information and did not pass the same filter; they are counted by what they
    hold, so that each is looked at once a kind and not once a pair.
    """
    kinds: dict[tuple[frozenset[str], str], list[_Passed]] = defaultdict(list)
    for one in met:
        kinds[one.quasi, one.subject].append(one)
    counts = {
        kind: (Counter(o.move for o in of), Counter(o.column for o in of), Counter(o[:2] for o in of))
        for kind, of in kinds.items()
    }
    columns, moves, shared = set[int](), set[int](), set[str]()
    for kind, other in product(kinds, repeat=2):
        (quasi, subject), (others_quasi, others_subject) = kind, other
        common = quasi & others_quasi
        if len(common) < least or not (subject == others_subject or not (subject and others_subject)):
            continue
        by_move, by_column, by_both = counts[other]
        for one in kinds[kind]:
            same = by_move[one.move] + by_column[one.column] - by_both[one.move, one.column]
            if len(kinds[other]) > same:
                columns.add(one.column)
                moves.add(one.move)
                shared |= common
    return columns, moves, shared


def _filters(ground: Ground) -> list[int]:
    """The moves that change what passes them; not those that seal it."""
    changing = [not effect.is_nothing and "*" not in effect.removes for effect in ground.moves.effects]
    found: list[int] = np.flatnonzero(np.array(changing, dtype=np.bool_)[ground.moves.effect]).tolist()
    return found


def _passing(ground: Ground, there: Words, move: int, *, perhaps: bool) -> Iterator[_Passed]:
    """What passes a filter: its column, the quasi-identifiers it keeps, and what kind of subject it is about."""
    moves = ground.moves
    row = there[moves.sender[move]].copy()
    if moves.mask[move] >= 0:
        row &= moves.masks[moves.mask[move]]
    removed = moves.effects[int(moves.effect[move])].removes
    quasi = frozenset(ground.model.quasi_identifiers)
    for column in np.flatnonzero(np.unpackbits(row.view(np.uint8), bitorder="little")).tolist():
        said = ground.snapshot.nodes[int(ground.assets[column])].properties
        listed, subject = said.get("categories"), str(said.get("subject_kind") or "")
        if said.get("personal") is False or subject == NOBODY or not (subject or perhaps):
            continue
        kept = frozenset(map(str, listed)) & quasi if isinstance(listed, tuple) and listed else quasi
        yield _Passed(move, column, (kept if listed or perhaps else frozenset[str]()) - removed, subject)


def _come_to(ground: Ground, passed: list[_Passed]) -> Words:
    """By place, what of what passed filters comes there: bit i is `passed[i]`, from the receiver of its filtered flow on."""
    moves, words = ground.moves, -(-len(passed) // 64)
    column, bit = np.array([one.column for one in passed]), np.arange(len(passed))
    lets = np.zeros((len(moves.masks), words * 64), dtype=np.uint8)
    lets[:, : len(passed)] = (moves.masks[:, column // 64] >> (column % 64).astype(np.uint64)) & np.uint64(1)
    masks = np.packbits(lets, axis=1, bitorder="little").view(np.uint64)
    rows = np.zeros((len(ground.snapshot.nodes), words), dtype=np.uint64)
    first = moves.receiver[[one.move for one in passed]]
    np.bitwise_or.at(rows, (first, bit // 64), np.uint64(1) << (bit % 64).astype(np.uint64))
    via = np.zeros((1, len(moves.effects)), dtype=np.int32)
    spread(ground.ways, Limits(moves.mask, masks, moves.effect, via), rows[:, None, :], dirty=np.asarray(rows.any(axis=1)))
    return rows

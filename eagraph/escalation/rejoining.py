"""Where do filtered sets meet that open each other again? The mosaic effect inside the city.

Two sets that came through different filters, about the same kind of subject and with enough quasi-identifiers in common, can
be put together again: there, and wherever they go from there, it is as if neither had been filtered. Perhaps they can where
nobody has said what a set is about, or what it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from eagraph.escalation.facts import NOBODY
from eagraph.escalation.ground import Ground
from eagraph.escalation.moves import Words
from eagraph.graph.kernels import Limits, Ways, spread


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


def rejoined(ground: Ground, there: Words, *, perhaps: bool = False) -> tuple[Rejoined, ...]:
    """Every place where sets of two filters that cut the link or lower a level meet again, sorted; or perhaps do."""
    opened = _filters(ground)
    passing = {m: tuple(_passing(ground, there, m, perhaps=perhaps)) for m in opened}
    found: dict[int, tuple[set[int], set[int], set[str]]] = defaultdict(lambda: (set(), set(), set()))
    reach: dict[tuple[int, int], set[int]] = {}
    for one, other in combinations([m for m in opened if passing[m]], 2):
        for a, quasi_a, subject_a in passing[one]:
            for b, quasi_b, subject_b in passing[other]:
                shared = quasi_a & quasi_b
                same = subject_a == subject_b or not (subject_a and subject_b)
                if a == b or not same or len(shared) < ground.model.rejoins_at:
                    continue
                for pair in {(one, a), (other, b)} - reach.keys():
                    reach[pair] = _reached(ground, *pair)
                for place in reach[one, a] & reach[other, b]:
                    columns, filters, common = found[place]
                    columns |= {a, b}
                    filters |= {int(ground.moves.tie[one]), int(ground.moves.tie[other])}
                    common |= shared
    return tuple(
        Rejoined(place, tuple(sorted(columns)), tuple(sorted(filters)), tuple(sorted(common)))
        for place, (columns, filters, common) in sorted(found.items())
    )


def _filters(ground: Ground) -> list[int]:
    """The moves that change what passes them; not those that seal it."""
    changing = [not effect.is_nothing and "*" not in effect.removes for effect in ground.moves.effects]
    found: list[int] = np.flatnonzero(np.array(changing, dtype=np.bool_)[ground.moves.effect]).tolist()
    return found


def _passing(ground: Ground, there: Words, move: int, *, perhaps: bool) -> Iterator[tuple[int, frozenset[str], str]]:
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
        yield column, (kept if listed or perhaps else frozenset[str]()) - removed, subject


def _reached(ground: Ground, move: int, column: int) -> set[int]:
    """The places that one column comes to by way of one move, that move's receiver among them."""
    moves, word, bit = ground.moves, column // 64, np.uint64(1) << np.uint64(column % 64)
    passes = moves.mask < 0
    passes[~passes] = (moves.masks[moves.mask[~passes], word] & bit) != 0
    some = moves.where(passes)
    rows = np.zeros((len(ground.snapshot.nodes), 1, 1), dtype=np.uint64)
    rows[moves.receiver[move], 0, 0] = 1
    dirty = np.zeros(len(rows), dtype=np.bool_)
    dirty[moves.receiver[move]] = True
    ways = Ways.of(ground.order, some.sender, some.receiver)
    unlimited = np.full(len(some.tie), -1, dtype=np.int32)
    via = np.zeros((1, len(moves.effects)), dtype=np.int32)
    spread(ways, Limits(unlimited, np.zeros((1, 1), dtype=np.uint64), some.effect, via), rows, dirty=dirty)
    return set(np.flatnonzero(rows[:, 0, 0]).tolist())

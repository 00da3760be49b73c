"""What do filters leave of information in the places after them? Only there can planes differ from what is there at all.

A place that no filtered flow leads to has in every plane what is there at all, as far as the plane lets it; so only the
places after filters are worked out in every plane, among themselves and those that hand on to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from eagraph.escalation.ground import Ground
from eagraph.escalation.homes import put
from eagraph.escalation.moves import ALL, Booleans, Words
from eagraph.escalation.planes import AssetLevels, Plane, via_of
from eagraph.escalation.rejoining import Rejoined
from eagraph.escalation.sets import packed
from eagraph.graph.kernels import Limits, Ways, spread
from eagraph.graph.snapshot import Numbers


@dataclass(frozen=True, eq=False)
class Apart:
    """Place `places[i]` has `rows[i]` (planes but the first x words); `number` is i by place, -1 elsewhere.

    Elsewhere a plane is what is there at all, as far as its row of `starts` lets it.
    """

    places: Numbers
    number: Numbers
    rows: Words
    starts: Words


def apart(
    ground: Ground, planes: tuple[Plane, ...], there: Words, levels: AssetLevels, again: tuple[Rejoined, ...]
) -> Apart:
    """What the places after filters have in every plane but the first.

    Args:
        ground: who hands on what.
        planes: what filters set apart, what is there at all first.
        there: what is there at all, by place.
        levels: of the information, by column.
        again: filtered sets that open each other where they meet.
    """
    moves, count = ground.moves, len(there)
    if len(planes) == 1:
        nowhere = np.full(count, -1, dtype=np.int32)
        return Apart(nowhere[:0], nowhere, there[:0, None, :], there[:0])
    starts = _starts(planes, levels, ground.words)
    touched = _after_filters(ground, there)
    into = touched[moves.receiver]
    places = np.flatnonzero(touched).astype(np.int32)
    before = np.unique(moves.sender[into & ~touched[moves.sender]])
    local = np.full(count, -1, dtype=np.int32)
    local[np.concatenate([places, before])] = np.arange(len(places) + len(before), dtype=np.int32)
    own = np.zeros((len(places) + len(before), 1, ground.words), dtype=np.uint64)
    home = touched[ground.homes.place]
    put(own[:, 0, :], replace(ground.homes.where(home), place=local[ground.homes.place[home]]))
    for one in again:
        own[local[one.place], 0, :] |= one.columns_as_bits(ground.words)
    own[len(places) :, 0, :] = there[before]
    rows = own & starts
    some, order = moves.where(into), local[ground.order]
    ways = Ways.of(order[order >= 0], local[some.sender], local[some.receiver])
    limits = Limits(some.mask, some.masks, some.effect, via_of(planes, moves.effects)[1:] - 1)
    spread(ways, limits, rows, dirty=np.ones(len(rows), dtype=np.bool_))
    number = np.where(local < len(places), local, -1).astype(np.int32)
    return Apart(places, number, rows[: len(places)], starts)


def _after_filters(ground: Ground, there: Words) -> Booleans:
    """By place, whether anything comes there that passed a filter."""
    moves = ground.moves
    changes = np.array([not effect.is_nothing for effect in moves.effects], dtype=np.bool_)
    filtered = np.flatnonzero(changes[moves.effect])
    given = there[moves.sender[filtered]]
    limited = moves.mask[filtered] != ALL
    given[limited] &= moves.masks[moves.mask[filtered[limited]]]
    came = np.zeros_like(there)
    np.bitwise_or.at(came, moves.receiver[filtered], given)
    via = np.zeros((1, len(moves.effects)), dtype=np.int32)
    limits = Limits(moves.mask, moves.masks, moves.effect, via)
    spread(ground.ways, limits, came[:, None, :], dirty=np.asarray(came.any(axis=1)))
    found: Booleans = np.asarray(came.any(axis=1))
    return found


def _starts(planes: tuple[Plane, ...], levels: AssetLevels, words: int) -> Words:
    """By plane but the first, what of information is in it where no filter touched it."""
    starts = np.full((len(planes) - 1, words), np.iinfo(np.uint64).max, dtype=np.uint64)
    for i, plane in enumerate(planes[1:]):
        if plane[0] == "level":
            _, aspect, end, level = plane
            starts[i] = packed(levels[aspect, end] >= int(level), words)  # type: ignore[index]
    return starts

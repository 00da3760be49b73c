"""Where is information at home? Where it is HELD or CARRIED, and where it is sent from although nothing says it is there.

A flow that says what it carries is believed: what its sender does not have otherwise, it has as if it held it, and that is
told. This is judged once, on the landscape as it is: ending a flow leaves what comes after it without what it brought.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from eagraph.escalation.ground import Booleans, Ground, Homes, Words, homes_of
from eagraph.graph.kernels import Limits, spread
from eagraph.graph.snapshot import Numbers


def with_unfounded(ground: Ground) -> Ground:
    """The ground with what is sent from nowhere at home at its senders."""
    homes, unfounded = _all_homes(ground, ground.homes)
    return replace(ground, homes=homes, unfounded=unfounded)


def hand_on(ground: Ground, rows: Words, via: Numbers, dirty: Booleans) -> None:
    """Let the places that are dirty hand on what they have, in every plane (see `spread`)."""
    moves = ground.moves
    spread(ground.ways, Limits(moves.mask, moves.masks, moves.effect, via), rows, dirty=dirty)


def _all_homes(ground: Ground, homes: Homes) -> tuple[Homes, Homes]:
    """Homes with those of what is sent although nothing says how it came to its sender, and these alone.

    Who is itself sent it by such a sender has it from there; of places that send it to each other in a ring all have it.
    """
    moves, words = ground.moves, ground.words
    own = np.zeros((len(ground.snapshot.nodes), 1, words), dtype=np.uint64)
    put(own[:, 0, :], homes)
    via = np.zeros((1, len(moves.effects)), dtype=np.int32)
    dirty = np.ones(len(own), dtype=np.bool_)
    hand_on(ground, own, via, dirty)
    said = np.flatnonzero(moves.said).astype(np.int32)
    if not len(said):
        return homes, homes.where(np.zeros(len(homes.place), dtype=np.bool_))
    sent = moves.masks[moves.mask[said]]
    missing = sent & ~own[moves.sender[said], 0, :]
    fed = np.zeros_like(own[:, 0, :])
    np.bitwise_or.at(fed, moves.receiver[said], missing)
    unfounded = homes.where(np.zeros(len(homes.place), dtype=np.bool_))
    for skipped in (fed, np.zeros_like(fed)):
        missing = sent & ~own[moves.sender[said], 0, :] & ~skipped[moves.sender[said]]
        new = _sent_homes(said[missing.any(axis=1)], missing[missing.any(axis=1)], ground)
        if len(new.place):
            put(own[:, 0, :], new)
            dirty[new.place] = True
            hand_on(ground, own, via, dirty)
            unfounded = unfounded.joined(new)
    return homes.joined(unfounded), unfounded


def _sent_homes(numbers: Numbers, missing: Words, ground: Ground) -> Homes:
    """What some moves bring that their senders do not have, by each of these moves."""
    moves = ground.moves
    found = {
        (int(moves.sender[move]), column, int(moves.tie[move]))
        for move, row in zip(numbers.tolist(), missing, strict=True)
        for column in unpacked(row)
    }
    return homes_of(sorted(found))


def put(rows: Words, homes: Homes) -> None:
    """Set the bits of homes."""
    np.bitwise_or.at(rows, (homes.place, homes.column // 64), np.uint64(1) << (homes.column % 64).astype(np.uint64))


def unpacked(row: Words) -> tuple[int, ...]:
    """One row of words as sorted columns."""
    return tuple(np.flatnonzero(np.unpackbits(row.view(np.uint8), bitorder="little")).tolist())

"""Where is information at home? Where it is HELD or CARRIED, and where it is sent from although nothing says it is there.

A flow that says what it carries is believed: what its sender does not have otherwise, it has as if it held it, and that is
told. This is judged once, on the landscape as it is: ending a flow leaves what comes after it without what it brought.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from eagraph.escalation.ground import Ground
from eagraph.escalation.moves import Booleans, Homes, Words, homes_of
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
    own = np.zeros((len(ground.snapshot.nodes), ground.words), dtype=np.uint64)
    put(own, homes)
    dirty = np.ones(len(own), dtype=np.bool_)
    via = np.zeros((1, len(ground.moves.effects)), dtype=np.int32)
    hand_on(ground, own[:, None, :], via, dirty)
    unfounded = homes.where(np.zeros(len(homes.place), dtype=np.bool_))
    move, word, bits = _missing(ground, own)
    if not len(move):
        return homes, unfounded
    fed = np.zeros_like(own)
    np.bitwise_or.at(fed, (ground.moves.receiver[move], word), bits)
    for skipped in (fed, None):
        move, word, bits = _missing(ground, own, skipped)
        if len(move):
            new = _sent_homes(ground, move, word, bits)
            put(own, new)
            dirty[new.place] = True
            hand_on(ground, own[:, None, :], via, dirty)
            unfounded = unfounded.joined(new)
    return homes.joined(unfounded), unfounded


def _missing(ground: Ground, own: Words, skipped: Words | None = None) -> tuple[Numbers, Numbers, Words]:
    """What moves say they bring that their senders do not have: move, word and bits; without what is skipped there."""
    moves = ground.moves
    starts, words, masks = Limits(moves.mask, moves.masks, moves.effect, moves.effect).listed
    said = np.flatnonzero(moves.said)
    first, often = starts[moves.mask[said]], np.diff(starts)[moves.mask[said]]
    move = np.repeat(said, often).astype(np.int32)
    entry = np.arange(len(move)) + np.repeat(first - np.cumsum(often) + often, often)
    word, sender = words[entry], moves.sender[move]
    bits = masks[entry] & ~own[sender, word]
    if skipped is not None:
        bits &= ~skipped[sender, word]
    some = bits != 0
    return move[some], word[some], bits[some]


def _sent_homes(ground: Ground, move: Numbers, word: Numbers, bits: Words) -> Homes:
    """What some moves bring that their senders do not have, by each of these moves."""
    moves = ground.moves
    entries = zip(moves.sender[move].tolist(), word.tolist(), moves.tie[move].tolist(), bits.reshape(-1, 1), strict=True)
    return homes_of(sorted({(place, w * 64 + column, tie) for place, w, tie, row in entries for column in unpacked(row)}))


def put(rows: Words, homes: Homes) -> None:
    """Set the bits of homes."""
    np.bitwise_or.at(rows, (homes.place, homes.column // 64), np.uint64(1) << (homes.column % 64).astype(np.uint64))


def unpacked(row: Words) -> tuple[int, ...]:
    """One row of words as sorted columns."""
    return tuple(np.flatnonzero(np.unpackbits(row.view(np.uint8), bitorder="little")).tolist())

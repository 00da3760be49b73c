"""Does protection grow with sensitivity? Pairs where what requires less, or as much, is protected better.

Levels and grades are compared as vectors K R T S: less or as much in every aspect, better in at least one and worse in none.
As intervals that is certain where it holds whatever is unknown, and possible where both ends say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.escalation.assurance import Assured
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Booleans
from eagraph.model.classification import ASPECTS, Interval
from eagraph.work import counted

_OFTEN = 50
Profile = tuple[Interval, ...]
"""By aspect."""
Ends = npt.NDArray[np.int8]
"""By profile, four levels and four grades at one end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`worse` requires as much as `better` or more, and is protected less; `distance`: how far apart they are, in levels."""

    worse: int
    better: int
    certain: bool
    distance: int


def pairs(given: Assured, things: Sequence[int]) -> Iterator[Pair]:
    """For each thing that something of its kind is protected better than: the most telling one.

    That is one of which it is certain, then the one furthest apart, then the first by id.
    """
    nodes = given.escalation.snapshot.nodes
    kinds: dict[str, list[int]] = {}
    for thing in things:
        kinds.setdefault(nodes[thing].label, []).append(thing)
    for _, alike in sorted(kinds.items()):
        yield from _among(alike, [levels(given, i) for i in alike], [grades(given, i) for i in alike])


def levels(given: Assured, thing: int) -> Profile:
    """What is required of a thing."""
    return tuple(given.escalation.required(thing, aspect) for aspect in ASPECTS)


def grades(given: Assured, thing: int) -> Profile:
    """The grades of the safeguards of a thing."""
    return tuple(given.safeguards.grade(thing, aspect) for aspect in ASPECTS)


def _among(things: Sequence[int], required: Sequence[Profile], graded: Sequence[Profile]) -> Iterator[Pair]:
    """Compared once for things that are alike in both; the first of them stands for all."""
    rows = np.array([[(i.low, i.high) for i in (*r, *g)] for r, g in zip(required, graded, strict=True)], dtype=np.int8)
    _, opening, group = np.unique(rows.reshape(len(rows), -1), axis=0, return_index=True, return_inverse=True)
    first = opening.astype(np.int32)
    least, most = rows[first, :, 0], rows[first, :, 1]
    told = [_most_telling(row, least, most, first) for row in counted(range(len(first)), len(first), every=_OFTEN)]
    for thing, profile in zip(things, group.tolist(), strict=True):
        if (found := told[profile]) is not None:
            better, certain, distance = found
            yield Pair(thing, things[int(first[better])], certain, distance)


def _most_telling(row: int, least: Ends, most: Ends, first: Numbers) -> tuple[int, bool, int] | None:
    """The profile that shows most clearly that one is protected too little; all ends are of levels, then grades."""
    count = len(ASPECTS)
    (asked, given), (asked_most, given_most) = ((end[:, :count], end[:, count:]) for end in (least, most))
    surely_less, less = _all(asked_most <= asked[row]), _all(asked <= asked[row]) & _all(asked_most <= asked_most[row])
    surely_more = _all(given >= given_most[row]) & ~_all(given <= given_most[row])
    more = _all(given >= given[row]) & _all(given_most >= given_most[row]) & ~_all(given <= given[row])
    certain, possible = surely_less & surely_more, less & more
    found = np.flatnonzero(certain | possible)
    if not len(found):
        return None
    apart = (asked[row] - asked).sum(axis=1) + (given - given[row]).sum(axis=1)
    best = min(found.tolist(), key=lambda i: (not certain[i], -int(apart[i]), int(first[i])))
    return best, bool(certain[best]), int(apart[best])


def _all(rows: Booleans) -> Booleans:
    """By row: is everything in it true?"""
    found: Booleans = np.logical_and.reduce(rows, axis=1)
    return found

"""Dictionary coding: a column as its distinct values in order, and by row the number of its value.

A condition is tried once a distinct value and not once a row, an order is the order of the codes, and a pivot counts codes.
(The encoding of Arrow's dictionaries and of pandas' categories; Abadi, Madden, Ferreira 2006.)

>>> column = coded(["b", None, "A", "b"])
>>> column.distinct, column.codes.tolist()
(('A', 'b'), [1, -1, 0, 1])
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.graph.snapshot import Numbers
from eagraph.model.fields import Value

UNKNOWN = -1
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Coded:
    """`codes[row]` is the place of the row's value in `distinct`, or -1 where nobody has said it."""

    distinct: tuple[Value, ...]
    codes: Numbers

    def value(self, row: int) -> Value | None:
        """The value of a row."""
        code = int(self.codes[row])
        return None if code == UNKNOWN else self.distinct[code]

    def fitting(self, fits: Callable[[Value], bool], *, unknown: bool = False) -> Mask:
        """By row, does its value fit? `unknown` is the answer where there is none."""
        answers = np.fromiter((*map(fits, self.distinct), unknown), dtype=np.bool_, count=len(self.distinct) + 1)
        found: Mask = answers[self.codes]
        return found

    def at(self, rows: Numbers) -> Coded:
        """The column as some rows have it, one by one."""
        return Coded(self.distinct, self.codes[rows])

    def ordering(self, *, descending: bool = False) -> Numbers:
        """A key to sort rows by, in which what is unknown comes last either way."""
        ranks = -self.codes if descending else self.codes
        return np.where(self.codes == UNKNOWN, len(self.distinct), ranks).astype(np.int32)


def coded(values: Iterable[Value | None]) -> Coded:
    """A column in code."""
    places: dict[Hashable, int] = {}
    found: list[Value] = []
    met = []
    for value in values:
        if value is None:
            met.append(UNKNOWN)
            continue
        key: Hashable = (value,) if value.__class__ is bool else value
        place = places.setdefault(key, len(found))
        if place == len(found):
            found.append(value)
        met.append(place)
    order = sorted(range(len(found)), key=lambda place: _order(found[place]))
    rank = np.full(len(found) + 1, UNKNOWN, dtype=np.int32)
    rank[order] = np.arange(len(found), dtype=np.int32)
    return Coded(tuple(found[place] for place in order), rank[np.array(met, dtype=np.int32)])


def _order(value: Value) -> tuple[int, float, str, str]:
    """No before yes, these before numbers, and those before texts, without regard to capitals."""
    if isinstance(value, bool | int | float):
        return (0 if isinstance(value, bool) else 1, value, "", "")
    text = value if isinstance(value, str) else ", ".join(value)
    return (2, 0, text.casefold(), text)

"""How many are there of each, or how much together? Rows by the values of one column, columns by those of another.

Each row is counted once: a list (owners, tags) is one value as a whole. A sum or mean is over what is known; how many of
a cell are known stands beside it, and a cell in which nothing is known is empty, not zero. What is unknown in a column that
groups is a group of its own, the last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.errors import UsageError
from eagraph.graph.snapshot import Numbers
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.tabulation.coding import UNKNOWN, Coded
from eagraph.tabulation.columns import find
from eagraph.tabulation.reading import column
from eagraph.tabulation.selecting import Selected

MOST_ROWS, MOST_COLUMNS = 2000, 60
"""The most rows and columns that are shown; the totals hold the others too."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pivot:
    """`cells[i][j]` is what the rows with `rows[i]` and `columns[j]` come to, None where they are none or nothing is known.

    `counts` are how many a row has, `known` how many of these have a number. So many rows and columns were `left_out` for
    want of room, the rarest; totals hold them. Without a column to spread over there are only totals.
    """

    rows: tuple[Value | None, ...]
    columns: tuple[Value | None, ...]
    cells: tuple[tuple[float | None, ...], ...]
    totals: tuple[float | None, ...]
    column_totals: tuple[float | None, ...]
    total: float | None
    counts: tuple[int, ...]
    known: tuple[int, ...]
    count: int
    known_of_all: int
    left_out: tuple[int, int] = (0, 0)


def pivot(selected: Selected, *, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS) -> Pivot:
    """The pivot that is asked for.

    Raises:
        UsageError: nothing to group by, or no column of numbers to sum.
        UnknownName: a column that is not there.
    """
    asked, snapshot = selected.asked, selected.snapshot
    if not asked.by:
        raise UsageError(both("A pivot needs a column whose values become rows: by."))
    rows, by = _grouped(column(snapshot, asked.what, asked.by).at(selected.numbers))
    if asked.across:
        columns, across = _grouped(column(snapshot, asked.what, asked.across).at(selected.numbers))
    else:
        columns, across = (), np.zeros(len(selected.numbers), dtype=np.int32)
    figures, wide = _figures(selected), max(1, len(columns))
    totals, beneath = _Cells.of(by, len(rows), figures), _Cells.of(across, wide, figures)
    whole = _Cells.of(np.zeros_like(by), 1, figures)
    lines, shown = _commonest(totals.counts, most_rows), _commonest(beneath.counts, most_columns)
    cells = _inner(by, across, figures, (lines, shown)).measured(asked.measure)
    shown = shown if columns else []
    beside, under = totals.measured(asked.measure), beneath.measured(asked.measure)
    return Pivot(
        rows=tuple(rows[i] for i in lines),
        columns=tuple(columns[j] for j in shown),
        cells=tuple(cells[i * len(shown) : (i + 1) * len(shown)] for i in range(len(lines))),
        totals=tuple(beside[i] for i in lines),
        column_totals=tuple(under[j] for j in shown),
        total=whole.measured(asked.measure)[0],
        counts=tuple(int(totals.counts[i]) for i in lines),
        known=tuple(int(totals.known[i]) for i in lines),
        count=len(selected.numbers),
        known_of_all=int(whole.known[0]),
        left_out=(len(rows) - len(lines), len(columns) - len(shown)),
    )


@dataclass(frozen=True, eq=False)
class _Cells:
    """By cell: how many rows, how many of them with a known figure, and what these come to."""

    counts: npt.NDArray[np.int64]
    known: npt.NDArray[np.int64]
    sums: Floats

    @classmethod
    def of(cls, places: Numbers, size: int, figures: Floats) -> _Cells:
        is_known = ~np.isnan(figures)
        return cls(
            np.bincount(places, minlength=size),
            np.bincount(places[is_known], minlength=size),
            np.bincount(places[is_known], weights=figures[is_known], minlength=size).astype(np.float64),
        )

    def measured(self, measure: str) -> tuple[float | None, ...]:
        if measure == "count":
            return tuple(int(count) or None for count in self.counts)
        told = zip(self.sums.tolist(), self.known.tolist(), strict=True)
        return tuple((figure if measure == "sum" else figure / count) if count else None for figure, count in told)


def _inner(by: Numbers, across: Numbers, figures: Floats, shown: tuple[list[int], list[int]]) -> _Cells:
    """The cells of some rows and columns, row after row."""
    lines, columns = (np.full(int(values.max(initial=0)) + 1, UNKNOWN) for values in (by, across))
    lines[shown[0]], columns[shown[1]] = np.arange(len(shown[0])), np.arange(len(shown[1]))
    at = lines[by], columns[across]
    inside = (at[0] != UNKNOWN) & (at[1] != UNKNOWN)
    places = (at[0] * len(shown[1]) + at[1])[inside]
    return _Cells.of(places, len(shown[0]) * len(shown[1]), figures[inside])


def _grouped(read: Coded) -> tuple[tuple[Value | None, ...], Numbers]:
    """The values there are, what is unknown last, and by row the number of its value among them."""
    codes = np.where(read.codes == UNKNOWN, len(read.distinct), read.codes)
    there, numbers = np.unique(codes, return_inverse=True)
    values = (*read.distinct, None)
    return tuple(values[code] for code in there.tolist()), numbers.astype(np.int32)


def _figures(selected: Selected) -> Floats:
    """By row the number to sum; not a number where it is unknown, or nothing is summed."""
    asked = selected.asked
    if asked.measure == "count":
        return np.full(len(selected.numbers), np.nan)
    if not asked.of or not find(selected.snapshot, asked.what, asked.of).is_number:
        raise UsageError(both("A {measure} needs a column of numbers: of.", measure=asked.measure))
    read = column(selected.snapshot, asked.what, asked.of).at(selected.numbers)
    figures = [float(value) if isinstance(value, int | float) else float("nan") for value in read.distinct]
    answers: Floats = np.array([*figures, float("nan")])[read.codes]
    return answers


def _commonest(counts: npt.NDArray[np.int64], most: int) -> list[int]:
    """The groups with most rows in them, in their own order."""
    order = sorted(range(len(counts)), key=lambda j: (-int(counts[j]), j))
    return sorted(order[:most])

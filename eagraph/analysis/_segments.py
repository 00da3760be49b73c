"""Many rows of a compressed structure at once: gathering them, and the k-th best of each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from eagraph.graph.snapshot import Numbers, Rows

Floats = npt.NDArray[np.float64]


def gathered(rows: Rows, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """The entries of the wanted rows one after the other, and how many each row has.

    >>> gathered(Rows.grouped(np.array([1, 0, 1], dtype=np.int32), 2), np.array([1, 0], dtype=np.int32))[0].tolist()
    [0, 2, 1]
    """
    lengths = rows.starts[wanted + 1] - rows.starts[wanted]
    shift = rows.starts[wanted] - (np.cumsum(lengths, dtype=np.int32) - lengths)
    return rows.entries[np.arange(lengths.sum(), dtype=np.int32) + np.repeat(shift, lengths)], lengths


def distinct(numbers: Numbers, count: int) -> Numbers:
    """Those of 0 .. count - 1 that are among the numbers, in order.

    >>> distinct(np.array([3, 1, 3]), 5).tolist()
    [1, 3]
    """
    there = np.zeros(count, dtype=np.bool_)
    there[numbers] = True
    return np.flatnonzero(there).astype(np.int32)


def starts_of(lengths: Numbers) -> Numbers:
    """Where each segment begins, given how long each is."""
    starts: Numbers = np.cumsum(lengths, dtype=np.int32) - lengths
    return starts


def kth_largest(values: Floats, lengths: Numbers, k: Numbers) -> Numbers:
    """By segment of `values`, the position of its k-th largest value (of equal ones the first).

    >>> kth_largest(np.array([5.0, 9.0, 7.0, 1.0]), np.array([3, 1]), np.array([2, 1])).tolist()
    [2, 3]
    """
    starts = starts_of(lengths)
    found: Numbers = starts.astype(np.int32)
    several = np.flatnonzero(lengths > 1)
    if len(several):
        segment = np.repeat(np.arange(len(several)), lengths[several])
        inside = np.flatnonzero(np.repeat(lengths > 1, lengths))
        order = inside[np.lexsort((-values[inside], segment))]
        found[several] = order[starts_of(lengths[several]) + k[several] - 1]
    return found

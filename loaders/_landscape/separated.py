"""The cells of a large CSV file as columns, where it is certain that every reader finds the same cells in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eagraph.loading.columns import Coded, Column, Rows
from loaders._landscape.arrow import Texts

if TYPE_CHECKING:
    import pyarrow as pa

MOST_BYTES = 2_000_000_000
_BLOCK = 4_000_000
"""Bytes read at a time; a row that is longer is not read here."""
VARIED = frozenset({"id", "source", "target"})
"""What every row is known by, of which most cells are different."""
_MARKED = r'^["\[]'
_QUOTED = re.compile(rb'(?:\A|(?<=[,;\n]))"(?:[^"\n]|"")*"(?=[,;\n]|\Z)')


def rows_of(
    path: Path, header: Sequence[str], own: Sequence[str], delimiter: str, value: Callable[[str], object],
    called: Callable[[str], str],
) -> Rows | None:  # fmt: skip
    """The rows below the header; None where the file is written in a way that readers may differ about.

    Args:
        path: the file.
        header: its columns.
        own: those that every row must have.
        delimiter: what stands between cells.
        value: what a cell says that begins with a bracket or a quotation mark; any other says what stands in it.
        called: the property that a column holds.
    """
    import pyarrow as pa

    if path.stat().st_size > MOST_BYTES:
        return None
    data = path.read_bytes()
    if not _is_plain(data):
        return None
    varied = VARIED.intersection(own)
    try:
        table = _table(data, header, varied, delimiter)
    except (pa.ArrowException, UnicodeDecodeError):
        return None
    columns: dict[str, Column] = {
        name: Texts(table.column(name)) if name in varied else _column(table.column(name), None if name in own else value)
        for name in header
    }
    if not len(table) or not all(columns[name].is_whole for name in own):
        return None
    others = {called(name): column for name, column in columns.items() if name not in own}
    return Rows(path.name, {name: columns[name] for name in own}, others, 2)


def _table(data: bytes, header: Sequence[str], varied: Container[str], delimiter: str) -> pa.Table:
    """The rows as texts: those of a few columns as they stand, of the others every distinct one once."""
    import pyarrow as pa
    from pyarrow import csv

    few = pa.dictionary(pa.int32(), pa.string())
    return csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(column_names=list(header), skip_rows=1, block_size=_BLOCK),
        csv.ParseOptions(delimiter=delimiter, newlines_in_values=False, ignore_empty_lines=False),
        csv.ConvertOptions(
            check_utf8=True, column_types={name: pa.string() if name in varied else few for name in header},
            strings_can_be_null=False, null_values=[],
        ),
    )  # fmt: skip


def _is_plain(data: bytes) -> bool:
    """Lines end with a line feed, none is empty, and quotation marks stand around whole cells only."""
    if b"\r" in data or b"\0" in data or b"\n\n" in data or data[:1] in (b"\xef", b"\n", b"\xfe", b"\xff"):
        return False
    return b'"' not in data or b'"' not in _QUOTED.sub(b"", data)


def _column(cells: pa.ChunkedArray, value: Callable[[str], object] | None) -> Column:
    import numpy as np
    from pyarrow import compute

    held = cells.unify_dictionaries().combine_chunks()
    held = held if not hasattr(held, "chunks") else held.chunk(0)
    values = held.dictionary.to_pylist()
    codes = held.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    if "" in values:
        codes = np.where(codes == values.index(""), np.int32(-1), codes)
    if value:
        for i in np.flatnonzero(compute.match_substring_regex(held.dictionary, _MARKED)).tolist():
            values[i] = value(values[i])
    return Coded(values, codes)

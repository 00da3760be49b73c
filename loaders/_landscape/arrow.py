"""A column of an Arrow table as every distinct value once, and the numbers that say where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eagraph.loading.columns import Column
from loaders._mapped.parquet import plain

if TYPE_CHECKING:
    import pyarrow as pa

PROPERTY = b"property"


def column(cells: pa.ChunkedArray) -> Column:
    """The values as JSON would have them; nothing where a cell is null."""
    import numpy as np
    import pyarrow as pa

    try:
        held = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return _one_by_one(cells)
    whole = held.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0)
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    values = whole.dictionary.to_pylist()
    return Column(values if pa.types.is_string(whole.dictionary.type) else [plain(value) for value in values], codes)


def _one_by_one(cells: pa.ChunkedArray) -> Column:
    import numpy as np

    values = [plain(value) for value in cells.to_pylist()]
    numbers: dict[str, int] = {}
    codes = [-1 if value is None else numbers.setdefault(repr(value), len(numbers)) for value in values]
    first = dict(zip(reversed(codes), reversed(values), strict=True))
    return Column([first[code] for code in range(len(numbers))], np.array(codes, dtype=np.int32))


def property_of(field: pa.Field) -> str:
    """The property that a column holds."""
    said = (field.metadata or {}).get(PROPERTY)
    return said.decode("utf-8", "replace") if said else str(field.name)

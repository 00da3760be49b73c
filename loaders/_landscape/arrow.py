"""A column of an Arrow table as every distinct value once, and the numbers that say where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from eagraph.loading.columns import Coded, Column
from loaders._mapped.parquet import plain

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Numbers = npt.NDArray[np.int32]

PROPERTY = b"property"


class Texts(Column):
    """A column of texts of which most are different; its distinct values are found when somebody asks for them."""

    def __init__(self, cells: pa.ChunkedArray) -> None:
        self._cells = cells

    @cached_property
    def _coded(self) -> Column:
        return column(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    @property
    def values(self) -> Sequence[object]:
        """Every text once."""
        return self._coded.values

    @property
    def codes(self) -> Numbers:
        """Which of them stands in each row."""
        return self._coded.codes

    @property
    def texts(self) -> list[object]:
        """The text of every row."""
        texts: list[object] = self._cells.to_pylist()
        return texts

    @property
    def is_whole(self) -> bool:
        """Does a text stand in every row?"""
        from pyarrow import compute

        return not compute.any(compute.equal(self._cells, "")).as_py()

    def among(self, texts: Sequence[str]) -> Numbers:
        """The number, among some texts, of that in each row; -1 where it is none of them."""
        import numpy as np
        import pyarrow as pa
        from pyarrow import compute

        found = compute.index_in(self._cells, value_set=pa.array(texts, pa.string())).fill_null(-1)
        numbers: Numbers = np.asarray(found, dtype=np.int32)
        return numbers


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
    return Coded(values if pa.types.is_string(whole.dictionary.type) else [plain(value) for value in values], codes)


def _one_by_one(cells: pa.ChunkedArray) -> Column:
    import numpy as np

    values = [plain(value) for value in cells.to_pylist()]
    numbers: dict[str, int] = {}
    codes = [-1 if value is None else numbers.setdefault(repr(value), len(numbers)) for value in values]
    first = dict(zip(reversed(codes), reversed(values), strict=True))
    return Coded([first[code] for code in range(len(numbers))], np.array(codes, dtype=np.int32))


def property_of(field: pa.Field) -> str:
    """The property that a column holds."""
    said = (field.metadata or {}).get(PROPERTY)
    return said.decode("utf-8", "replace") if said else str(field.name)

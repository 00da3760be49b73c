"""The rows of a Parquet file; lists and structures in them are values like those of a document."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.paths import Item, standing_at
from eagraph.locale import both

MOST_ROWS = 50_000_000
MOST_GROUP_BYTES = 500_000_000
"""What one group of rows may unpack to; it is held in memory."""
AT_A_TIME = 5_000
LONGEST_HEAD = 100_000_000
"""Bytes of what a file says of itself at its end."""


def read_parquet(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    """Apply a mapping to the rows.

    Raises:
        SourceError: it is not Parquet, is broken or too large.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    take = applying.stream([path.stem, path.name, name])
    if take is None:
        intake.skip(name, path.stem, both("no entry of the mapping is about it."), relationship=False)
        return
    number = 0
    try:
        with ParquetFile(path, thrift_string_size_limit=LONGEST_HEAD) as file:
            check(file.metadata, name)
            for batch in file.iter_batches(AT_A_TIME):
                for row in batch.to_pylist():
                    number += 1
                    take(Item(plain(row), name, key=number, where=standing_at(f"{name}:{number}")))
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError) as error:
        said = str(error).partition("\n")[0][:200] or type(error).__name__
        raise SourceError(
            both("{where}: not readable as Parquet ({error}).", where=f"{name}:{number + 1}", error=said)
        ) from error


def check(metadata: Any, name: str) -> None:
    """Is it of a size that is read?

    Raises:
        SourceError: it is larger.
    """
    groups = [metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups)]
    if metadata.num_rows > MOST_ROWS or max(groups, default=0) > MOST_GROUP_BYTES:
        text = both("{path}: {rows} rows, {size} MB at a time; at most {most} rows and {bytes} MB are read.",
                    path=name, rows=metadata.num_rows, size=max(groups, default=0) // 10**6, most=MOST_ROWS,
                    bytes=MOST_GROUP_BYTES // 10**6)  # fmt: skip
        raise SourceError(text)


def plain(value: Any) -> Any:
    """A value as JSON would have it: dates as ISO, bytes as text, a map as an object."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        if value and all(isinstance(one, tuple) and len(one) == 2 for one in value):
            return {str(key): plain(one) for key, one in value}
        return [plain(one) for one in value]
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return float(value) if isinstance(value, Decimal) else str(value) if isinstance(value, dt.timedelta) else value

"""Which lists are in a source, and whose is it? A file is looked at once, whoever asks.

A source with lists of one kind that has a loader of its own (classifications, processings, incidents) is that loader's;
every other one, and one of several kinds, is of the loader `tables`. The export of a CMDB is of the loader `cmdb`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from itertools import islice
from pathlib import Path

from eagraph.model.schema import Schema
from loaders._cmdb.lists import is_list as is_list_of_cmdb
from loaders._tables.delimited import dialect_of
from loaders._tables.headers import LOOKED_AT, Header, find_header
from loaders._tables.reading import SUFFIXES, files_of
from loaders._tables.sheets import Row
from loaders._tables.vocabulary import vocabulary
from loaders._tables.workbook import is_workbook, read_workbook

ALONE = frozenset({"classifications", "processings", "incidents"})
"""Lists that have a loader of their own."""
MOST_FILES = 100
"""Files of a folder that are looked at."""


def is_claimed(path: Path, own: str = "") -> bool:
    """Is a source of the loader that reads `own` lists alone, or (without) of the one that reads all others?"""
    try:
        found = _lists_in(path)
    except Exception:  # a detector answers no to whatever it cannot look at
        return False
    if own:
        return found == {own}
    return bool(found) and not (len(found) == 1 and found <= ALONE)


def _lists_in(path: Path) -> frozenset[str]:
    if not path.is_dir():
        return _lists_of(path)
    if (path / "nodes.csv").exists():
        return frozenset()
    return frozenset().union(*(_lists_of(file) for file in islice(files_of(path), MOST_FILES)))


def _lists_of(path: Path) -> frozenset[str]:
    kind = path.stat()
    return _looked_at(path, kind.st_size, kind.st_mtime_ns)


@lru_cache(maxsize=256)
def _looked_at(path: Path, size: int, changed: int) -> frozenset[str]:  # noqa: ARG001
    if is_workbook(path):
        with closing(read_workbook(path, glance=True)) as sheets:
            headers = [_header(list(islice(sheet.rows, LOOKED_AT))) for sheet in sheets]
        return frozenset(header.form.name for header in headers if header)
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return frozenset()
    found: list[Header] = []

    def score(rows: Sequence[Row]) -> int:
        header = _header(rows)
        found.extend([header] if header else [])
        return header.score if header else 0

    dialect_of(path, score, whole=False)
    best = max(found, key=lambda header: header.score, default=None)
    return frozenset({best.form.name} if best else ())


def _header(rows: Sequence[Row]) -> Header | None:
    header = find_header(rows, vocabulary(Schema.standard()), {})
    return header if header and header.is_recognised and not is_list_of_cmdb(rows) else None

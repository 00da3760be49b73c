"""The rows of a CSV file or a workbook, each as an object of its header.

The header is the row, among the first, that has most of the columns the mapping names; what stands above it is a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.paths import Item, standing_at
from eagraph.locale import both
from loaders._tables.cells import plain
from loaders._tables.delimited import read_delimited
from loaders._tables.headers import LOOKED_AT
from loaders._tables.sheets import Row, Sheet, letters
from loaders._tables.workbook import looks_packed, read_workbook


def read_tables(path: Path, name: str, applying: Applying, intake: Intake) -> None:
    """Apply a mapping to the rows of every visible sheet.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        if path.stat().st_size == 0:
            raise SourceError(both("{path}: the file is empty; expected a header row.", path=name))
        packed = looks_packed(path)
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=name, error=error.strerror)) from error
    wanted = applying.keys

    def score(rows: Sequence[Row]) -> int:
        return max((_known(cells, wanted) for _, cells in rows), default=0)

    for sheet in read_workbook(path) if packed else [read_delimited(path, score)]:
        sheet.file = name
        _read_sheet(sheet, applying, intake)
        intake.hints.extend(sheet.hints)


def _known(cells: Sequence[object], wanted: frozenset[str]) -> int:
    return len({_header(cell) for cell in cells} & wanted)


def _header(cell: object) -> str:
    return " ".join(plain(cell).split())


def _read_sheet(sheet: Sheet, applying: Applying, intake: Intake) -> None:
    stem = Path(sheet.file).stem
    names = [name for name in (sheet.name, stem, sheet.file, f"{stem}/{sheet.name}") if name]
    take = applying.stream(names) if sheet.why_not is None else None
    if take is None:
        why = sheet.why_not or both("no entry of the mapping is about it.")
        intake.skip(sheet.title, sheet.name or stem, why, relationship=False)
        return
    top = list(islice(sheet.rows, LOOKED_AT))
    header = _header_row(top, applying.keys)
    if header is None:
        intake.problems.append(Problem(sheet.title, both("no header row.")))
        return
    columns = _columns(header[1])
    for number, cells in chain(top, sheet.rows):
        if number == header[0] or not any(map(plain, cells)):
            continue
        if number < header[0]:
            told = " | ".join(filter(None, map(plain, cells)))[:80]
            intake.skip(sheet.where(number), told, both("a title above the header."), relationship=False)
            continue
        if any(map(plain, cells[len(columns) :])):
            text = both("{found} cells; expected {expected} as in the header.", found=len(cells), expected=len(columns))
            intake.problems.append(Problem(sheet.where(number), text))
        value = {name: _value(cell) for name, cell in zip(columns, cells, strict=False) if plain(cell)}
        take(Item(value, sheet.title, key=number, where=standing_at(sheet.where(number))))


def _value(cell: object) -> object:
    """A cell as a value: numbers and dates stay what they are, whole numbers without decimals."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell if isinstance(cell, int | float | bool) else plain(cell)


def _header_row(rows: Sequence[Row], wanted: frozenset[str]) -> Row | None:
    filled = [row for row in rows if any(map(plain, row[1]))]
    return max(filled, key=lambda row: (_known(row[1], wanted), sum(1 for c in row[1] if plain(c)) > 1), default=None)


def _columns(cells: Sequence[object]) -> list[str]:
    """Names of columns; one without a header, or with one that stands twice, is told by its letter."""
    names: list[str] = []
    for index, cell in enumerate(cells):
        name = _header(cell) or f"column {letters(index)}"
        names.append(f"{name} ({letters(index)})" if name in names else name)
    while names and not plain(cells[len(names) - 1]):
        names.pop()
    return names

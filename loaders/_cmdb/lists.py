"""The lists of an export: which sheets and files are lists of items or relations, and the rows of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._cmdb.words import class_of, kind_of_list, relation_of, roles, squash
from loaders._tables.cells import plain
from loaders._tables.delimited import dialect_of, read_delimited
from loaders._tables.sheets import LONGEST_CELL, Row, Sheet
from loaders._tables.workbook import is_workbook, looks_packed, read_workbook

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
LOOKED_AT = 10
"""Rows that may stand before the header."""
TELLING = 40
"""Rows among which one has to have a class or a relation of ServiceNow's."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: what its known columns say, by role; every other column under its header."""

    place: str
    said: Mapping[str, str]
    other: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class List:
    """One list: `items` or `relations`, its headers by role, and its rows."""

    kind: str
    title: str
    headers: Mapping[str, str]
    records: Iterator[Record]


def files_of(path: Path) -> list[Path]:
    """The file, or the files of a folder that may be lists."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))


def is_export(path: Path) -> bool:
    """Has a sheet or file the header of such a list, and a class or relation that ServiceNow names so?"""
    if is_workbook(path):
        with closing(read_workbook(path, glance=True)) as sheets:
            return any(is_list(list(islice(sheet.rows, TELLING))) for sheet in sheets)
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    return dialect_of(path, lambda rows: int(is_list(rows[:TELLING])), whole=False).score > 0


def is_list(rows: Sequence[Row]) -> bool:
    """Are these the first rows of a list of ServiceNow's?"""
    found = _header(rows)
    if found is None:
        return False
    kind, at, header = found
    wanted = "class" if kind == "items" else "type"
    column = next(index for index, name in enumerate(header) if roles(kind).get(squash(name)) == wanted)
    cells = [plain(row[column]) for number, row in rows if number > at and len(row) > column]
    return any(_is_servicenow(kind, cell, header) for cell in cells)


def _is_servicenow(kind: str, word: str, header: Sequence[str]) -> bool:
    if kind == "relations":
        return "::" in word and relation_of(word) is not None
    return word.startswith("cmdb_ci") or (class_of(word) is not None and len(_states(header)) > 0)


def _states(header: Sequence[str]) -> set[str]:
    """Columns that only such an export has."""
    told = {"sys_id", "install_status", "operational_status", "life_cycle_stage", "life_cycle_stage_status", "support"}
    return {roles("items").get(squash(name), "") for name in header} & told


def _header(rows: Sequence[Row]) -> tuple[str, int, list[str]] | None:
    for number, cells in rows[:LOOKED_AT]:
        names = [" ".join(plain(cell).split()) for cell in cells]
        if kind := kind_of_list(names):
            return kind, number, names
    return None


def lists_of(path: Path, intake: Intake) -> Iterator[List]:
    """Every list of a file; other sheets are skipped with a reason.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        packed = looks_packed(path)
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path.name, error=error.strerror)) from error
    for sheet in read_workbook(path) if packed else [read_delimited(path, lambda rows: int(_header(rows) is not None))]:
        top = list(islice(sheet.rows, LOOKED_AT)) if sheet.why_not is None else []
        header = _header(top)
        if header is None:
            why = sheet.why_not or both("neither a list of configuration items nor of relations between them.")
            intake.skip(sheet.title, sheet.name or path.stem, why, relationship=False)
            continue
        kind, _, names = header
        by_role = {role: name for name in reversed(names) if (role := roles(kind).get(squash(name)))}
        yield List(kind, sheet.title, by_role, _records(sheet, header, chain(top, sheet.rows), intake))
        intake.hints.extend(sheet.hints)


def _records(sheet: Sheet, header: tuple[str, int, list[str]], rows: Iterator[Row], intake: Intake) -> Iterator[Record]:
    kind, at, names = header
    for number, cells in rows:
        texts = [plain(cell) for cell in cells]
        if number == at or not any(texts):
            continue
        if number < at:
            title = " | ".join(filter(None, texts))[:80]
            intake.skip(sheet.where(number), title, both("a title above the header."), relationship=kind == "relations")
            continue
        if any(texts[len(names) :]):
            why = both("{found} cells; expected {expected} as in the header.", found=len(texts), expected=len(names))
            intake.problems.append(Problem(sheet.where(number), why))
        if (size := max(map(len, texts))) > LONGEST_CELL:
            why = both("a cell of {size} characters; expected at most {most}.", size=size, most=LONGEST_CELL)
            intake.problems.append(Problem(sheet.where(number), why))
            continue
        said: dict[str, str] = {}
        other: dict[str, str] = {}
        for index, (name, text) in enumerate(zip(names, texts, strict=False)):
            role = roles(kind).get(squash(name), "")
            if text and role and role not in said:
                said[role] = text
            elif text:
                other[name or f"column {index + 1}"] = text
        yield Record(sheet.where(number), said, other)

"""Reads every list of a file, a workbook or a folder: finds headers, reads rows, says what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

from eagraph.errors import Problem, SourceError, nearest_names
from eagraph.loading import Intake
from eagraph.locale import Text, both, joined
from loaders._tables.cells import plain
from loaders._tables.classifications import ClassificationReader
from loaders._tables.columns import Columns
from loaders._tables.delimited import read_delimited
from loaders._tables.headers import ENOUGH, LOOKED_AT, Header, find_header
from loaders._tables.records import IncidentReader, ProcessingReader
from loaders._tables.register import Register
from loaders._tables.rows import ListReader
from loaders._tables.sheets import Row, Sheet
from loaders._tables.vocabulary import Vocabulary, vocabulary
from loaders._tables.workbook import looks_packed, read_workbook

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"})
TELLING = 5
"""Known headers from which a sheet without its needed column is a list with a fault, and not a sheet of something else."""
_READERS: Mapping[str, type[ListReader]] = {
    "classifications": ClassificationReader, "processings": ProcessingReader, "incidents": IncidentReader,
}  # fmt: skip


def read_lists(path: Path, intake: Intake, *lists: str) -> None:
    """Read every list of a file, a workbook or a folder.

    Args:
        path: the source.
        intake: what is filled.
        lists: names of the lists to look for; none are all.

    Raises:
        SourceError: nothing of it can be read as one of the lists. What is wrong with single rows and cells is added to
            the intake's problems, all at once.
    """
    words = vocabulary(intake.schema).only(*lists)
    reading = _Reading(intake, words, Register(intake, words))
    if path.is_dir():
        for file in files_of(path):
            reading.file_of_folder(file)
    else:
        reading.file(path)
    if not reading.lists and not intake.problems:
        raise SourceError(reading.nearly or _no_list(path, reading.headers, words))
    reading.register.finish()


def files_of(folder: Path) -> Iterator[Path]:
    """Files of a folder that may be lists, sorted by name; hidden ones and Excel's own lock files never."""
    return (file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith((".", "~$")))


class _Reading:
    """One source under way."""

    def __init__(self, intake: Intake, words: Vocabulary, register: Register) -> None:
        self._intake, self._words, self.register = intake, words, register
        self._names: Mapping[str, str] = intake.mapping.get("properties", {})  # type: ignore[assignment]
        self.lists = 0
        self.headers: list[str] = []
        self.nearly: Text | None = None

    def file_of_folder(self, path: Path) -> None:
        """Read one of several files; what is wrong with it does not hide what is wrong with the others."""
        if path.suffix.lower() not in SUFFIXES:
            self._intake.skip(path.name, path.suffix, both("neither CSV nor Excel."), relationship=False)
            return
        try:
            self.file(path)
        except SourceError as error:
            self._intake.problems.append(Problem(path.name, error.text))

    def file(self, path: Path) -> None:
        """Read the sheets of one file."""
        try:
            if path.stat().st_size == 0:
                raise SourceError(both("{path}: the file is empty; expected a list with a header row.", path=path.name))
            packed = looks_packed(path)
        except OSError as error:
            raise SourceError(both("{path}: cannot be read ({error}).", path=path.name, error=error.strerror)) from error
        for sheet in read_workbook(path) if packed else (read_delimited(path, self._score),):
            self._sheet(sheet)

    def _score(self, rows: Sequence[Row]) -> int:
        header = find_header(rows, self._words, self._names)
        return 0 if header is None else header.score + 1000 * header.is_recognised

    def _sheet(self, sheet: Sheet) -> None:
        top = list(islice(sheet.rows, LOOKED_AT)) if sheet.why_not is None else []
        header = find_header(top, self._words, self._names, sheet.title)
        if header is None or not header.is_recognised:
            self._leave_out(sheet, top, header)
            return
        self.lists += 1
        self._list(sheet, header, chain(top, sheet.rows))
        self._intake.hints.extend(sheet.hints)

    def _leave_out(self, sheet: Sheet, top: Sequence[Row], header: Header | None) -> None:
        filled = [_told(cells) for _, cells in top]
        self.headers += [text[:300] for text in filled if " | " in text][:1]
        what = next(filter(None, filled), sheet.name)[:80]
        if other := self._other(top):
            self._intake.skip(sheet.title, what, both("a list of {name}, not read here.", name=other), relationship=False)
            return
        known = sum(1 for c in header.columns if c.role) if header else 0
        if header and header.missing and known >= TELLING and header.score >= ENOUGH:
            self._intake.problems.append(Problem(sheet.where(header.last_row), _missing(header)))
            return
        if header and header.missing and header.score >= ENOUGH and self.nearly is None:
            self.nearly = both("{where}: {why}", where=sheet.where(header.last_row), why=_missing(header))
        why = sheet.why_not or both("no header of a list known here among its first {count} rows.", count=LOOKED_AT)
        self._intake.skip(sheet.title, what, why, relationship=False)

    def _other(self, top: Sequence[Row]) -> Text | None:
        """Of what it is a list that another loader reads, if it is one."""
        header = find_header(top, vocabulary(self._intake.schema), self._names)
        return _LISTS[header.form.name] if header and header.is_recognised else None

    def _list(self, sheet: Sheet, header: Header, rows: Iterator[Row]) -> None:
        columns = Columns(sheet, header, self._intake, self._words)
        reader = _READERS.get(header.form.name, ListReader)(columns, self._intake, self.register, self._words)
        shape = _Shape(sheet, header)
        records = 0
        for number, cells in rows:
            if number > header.last_row:
                shape.see(number, cells, self._intake)
                records += reader.row(number, cells)
            elif number < header.first_row and any(cells) and not _is_upper_header(cells, header):
                self._intake.skip(
                    sheet.where(number), _told(cells)[:80], both("a title above the header."), relationship=False
                )
        shape.close(self._intake)
        columns.close()
        if not records:
            text = both("a header and no rows; fill the list in, or take it away.")
            self._intake.problems.append(Problem(sheet.where(header.last_row), text))
        if header.rival:
            text = both(
                "read as the list of {name}, but could as well be {rival}; name a column by what it is.",
                name=_LISTS[header.form.name],
                rival=_LISTS[header.rival],
            )
            self._intake.hints.append(Problem(sheet.where(header.last_row), text))


def _told(cells: Sequence[object]) -> str:
    return " | ".join(filter(None, map(plain, cells)))


def _is_upper_header(cells: Sequence[object], header: Header) -> bool:
    """Is it the upper row of a header in two rows, whose merged cells stand in both?"""
    below = {column.index: column.header for column in header.columns}
    return sum(1 for index, cell in enumerate(cells) if cell and " ".join(plain(cell).split()) == below.get(index)) > 1


class _Shape:
    """Are the rows of a text file as wide as its header, and does the last one end?"""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._sheet = sheet
        self._width = header.width
        self._all_full = True
        self._last: tuple[int, int] = (0, 0)

    def see(self, number: int, cells: Sequence[object], intake: Intake) -> None:
        """Look at one row."""
        if self._sheet.name or not any(cells):
            return
        if any(cells[self._width :]):
            text = both(
                "{found} cells; expected {expected}. Put text that holds the delimiter between quotation marks.",
                found=len(cells),
                expected=self._width,
            )
            intake.problems.append(Problem(self._sheet.where(number), text))
        if self._last[0]:
            self._all_full = self._all_full and self._last[1] >= self._width
        self._last = (number, len(cells))

    def close(self, intake: Intake) -> None:
        """Look at the end of the file."""
        number, width = self._last
        if self._sheet.short_end and self._all_full and 0 < width < self._width:
            text = both(
                "the last row has {found} of {expected} cells and no end of line: the file seems half-written.",
                found=width,
                expected=self._width,
            )
            intake.problems.append(Problem(self._sheet.where(number), text))


_LISTS: Mapping[str, Text] = {
    "systems": both("systems"),
    "integrations": both("integrations"),
    "devices": both("sensors and devices"),
    "assets": both("information assets"),
    "owners": both("owners and roles"),
    "classifications": both("classifications"),
    "processings": both("processing of personal data"),
    "incidents": both("incidents"),
}


def _missing(header: Header) -> Text:
    """Which needed column a list lacks, which headers there are, and which of them may have been meant."""
    role = header.missing[0][0]
    spoken = header.form.spoken[role]
    headers = [column.header for column in header.columns]
    near = [
        name
        for name in headers
        if nearest_names(name, spoken, 1) and name not in {c.header for c in header.columns if c.role}
    ]
    hint = (
        both("nearest: {near}.", near=", ".join(near))
        if near
        else both("call it for example {names}.", names=", ".join(spoken[:4]))
    )
    return both(
        "looks like the list of {name}, but has no column {role}; found {headers}; {hint}",
        name=_LISTS[header.form.name], role=repr(spoken[0]), headers=", ".join(headers), hint=hint,
    )  # fmt: skip


def _no_list(path: Path, headers: list[str], words: Vocabulary) -> Text:
    found = "; ".join(headers) or "–"
    needs = ", ".join(f"{form.spoken[group[0]][0]}" for form in words.lists[:1] for group in form.needs)
    names = joined([_LISTS[form.name] for form in words.lists], ", ")
    return both(
        "{path}: none of the lists known here ({names}) is in it. "
        "Found: {found}. A list needs a header row, for {first} at least {needs} and two more columns.",
        path=path.name, names=names, found=found, first=_LISTS[words.lists[0].name], needs=needs,
    )  # fmt: skip

"""The lists municipalities keep, as CSV or Excel: systems, integrations, sensors and devices, information assets, owners.

A source is one file, one workbook with a list on every sheet, or a folder with several of both (and no nodes.csv, which
is the loader `landscape`). A list is known by its headers, in Swedish or English; `headers.toml` holds them. Title rows,
blank rows, sums, notes and hidden sheets are seen through; what is left out is reported.

What a row becomes:
- systems: a System. Owner and manager: OWNED_BY, and RELATES_TO, a Role named as written, unless this source says that
  the name is a role, person or organisation. Organisation: PART_OF, so that a system without an owner has none; the
  owner's Role BELONGS_TO it where it always stands beside the same one. Supplier: SUPPLIED_BY an Organisation.
  Management object: MANAGED_IN. Capabilities, processes: SUPPORTS. Platform, facility: HOSTS towards the system.
- integrations: an Integration, FLOW from sender to it and from it to the receiver, both carrying what the information
  column names; CARRIES those assets; VIA the platform. "Behövs" sets `needed` on both flows, a buffer stands on the
  second. A missing end is a hint, for lists have gaps; a two-way one flows back too, and nobody is said to need that.
- sensors and devices: a Sensor, or a Device where its type says so; FLOW to the gateway and on to the receiver;
  CONNECTED_TO its zone, PART_OF its place.
- information assets: an InformationAsset, OWNED_BY its owner; the systems that hold it HOLDS it.
- owners and roles: unit → Organisation, PART_OF its parent; position → Role named "position, unit", BELONGS_TO the unit,
  HELD_BY the person. One unit on several rows is one; the same name under two parents is two. An id belongs to the
  narrowest thing of the row.

What is only named becomes a node of this source (capability, object, supplier, zone, platform …), except systems: those
must be in this source or in the store. Keys: the id column, with the label in front where it is a mere number;
else label/name, with a number where a name is doubled. An organisation whose kind nobody says has it from the end of its
name ("nämnd", "förvaltning" …). A value that is only a part of its cell leaves the whole cell under the column's header.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from eagraph.errors import Problem, SourceError, nearest_names
from eagraph.loading import Intake
from eagraph.locale import Text, both
from eagraph.model.schema import Schema
from loaders._tables.cells import plain
from loaders._tables.columns import Columns
from loaders._tables.delimited import dialect_of, read_delimited
from loaders._tables.headers import ENOUGH, LOOKED_AT, Header, find_header
from loaders._tables.register import Register
from loaders._tables.rows import ListReader
from loaders._tables.sheets import Row, Sheet
from loaders._tables.vocabulary import Vocabulary, vocabulary
from loaders._tables.workbook import is_workbook, looks_packed, read_workbook

title = both("lists of systems, integrations, sensors, information assets and owners, as CSV or Excel")
SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"})
TELLING = 5
"""Known headers from which a sheet without its needed column is a list with a fault, and not a sheet of something else."""


def detects(path: Path) -> bool:
    """Does a file, or a file in this folder, have the header of one of the five lists?"""
    words = vocabulary(Schema.standard())
    try:
        if path.is_dir():
            return not (path / "nodes.csv").exists() and any(_is_list(file, words) for file in islice(_files(path), 100))
        return _is_list(path, words)
    except Exception:  # a detector answers no to whatever it cannot look at
        return False


def _is_list(path: Path, words: Vocabulary) -> bool:
    if is_workbook(path):
        with closing(read_workbook(path, glance=True)) as sheets:
            return any(_recognised(list(islice(sheet.rows, LOOKED_AT)), words) for sheet in sheets)
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    return dialect_of(path, lambda rows: int(_recognised(rows, words)), whole=False).score > 0


def _recognised(rows: Sequence[Row], words: Vocabulary) -> bool:
    header = find_header(rows, words, {})
    return header is not None and header.is_recognised


def _files(folder: Path) -> Iterator[Path]:
    """Files of a folder that may be lists, sorted by name; hidden ones and Excel's own lock files never."""
    return (file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith((".", "~$")))


def read(path: Path, intake: Intake) -> None:
    """Read every list of a file, a workbook or a folder.

    Raises:
        SourceError: nothing of it can be read as one of the five lists. What is wrong with single rows and cells is
            added to the intake's problems, all at once.
    """
    words = vocabulary(intake.schema)
    reading = _Reading(intake, words, Register(intake, words))
    if path.is_dir():
        for file in _files(path):
            reading.file_of_folder(file)
    else:
        reading.file(path)
    if not reading.lists and not intake.problems:
        raise SourceError(reading.nearly or _no_list(path, reading.headers, words))
    reading.register.finish()


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
        known = sum(1 for c in header.columns if c.role) if header else 0
        if header and header.missing and known >= TELLING and header.score >= ENOUGH:
            self._intake.problems.append(Problem(sheet.where(header.last_row), _missing(header)))
            return
        if header and header.missing and self.nearly is None:
            self.nearly = both("{where}: {why}", where=sheet.where(header.last_row), why=_missing(header))
        why = sheet.why_not or both("no header of any of the five lists among its first {count} rows.", count=LOOKED_AT)
        self._intake.skip(sheet.title, next(filter(None, filled), sheet.name)[:80], why, relationship=False)

    def _list(self, sheet: Sheet, header: Header, rows: Iterator[Row]) -> None:
        columns = Columns(sheet, header, self._intake, self._words)
        reader = ListReader(columns, self._intake, self.register, self._words)
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
    return both(
        "{path}: none of the five lists (systems, integrations, sensors, information assets, owners) is in it. "
        "Found: {found}. A list needs a header row, for systems at least {needs} and two more columns.",
        path=path.name, found=found, needs=needs,
    )  # fmt: skip

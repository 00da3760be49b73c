"""An Excel workbook: its sheets, streamed, with what openpyxl's streaming does not show.

Formulas give the value Excel last computed. Merged cells are filled with what stands in their first cell. A workbook
that would unpack to more than `MOST_UNPACKED`, that has XML entities, or that is protected or broken is refused.
"""

from __future__ import annotations

import html
import re
import warnings
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from eagraph.errors import Problem, SourceError
from eagraph.locale import both
from loaders._tables.sheets import MOST_ROWS, Row, Sheet

MOST_UNPACKED = 600_000_000
MOST_STRINGS = 150_000_000
MOST_PARTS = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*><f(?:/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>')
_SHEET = re.compile(r'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"')
_DECLARED = re.compile("<!(?:DOCTYPE|ENTITY)")


def is_workbook(path: Path) -> bool:
    """Is it a zip with a workbook in it?"""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False


def looks_packed(path: Path) -> bool:
    """Does it begin as a zip or an old Office file does, so that it is a workbook or nothing?"""
    with path.open("rb") as file:
        return file.read(8).startswith((b"PK", OLE))


def read_workbook(path: Path, *, glance: bool = False) -> Generator[Sheet, None, None]:
    """The sheets of a workbook in their order, one at a time: finish one before asking for the next.

    With `glance` merged cells and formulas are not looked for; enough to see what a workbook is.

    Raises:
        SourceError: it is too large, protected, broken or half-written.
    """
    with _open_archive(path) as archive:
        _check(archive, path)
        book = _guarded(path, lambda: _opened(archive))
        _check_sheets(archive, book, path)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                yield Sheet(path.name, sheet.title, iter(()), why_not=both("the sheet is hidden."))
                continue
            found = Sheet(path.name, sheet.title, iter(()))
            found.rows = _rows(
                path, sheet, found, _Scan() if glance else _guarded(path, lambda sheet=sheet: _scan(archive, sheet))
            )
            yield found


def _opened(archive: zipfile.ZipFile) -> object:
    from openpyxl import load_workbook

    return load_workbook(cast("IO[bytes]", archive.fp), read_only=True, data_only=True, keep_links=False)


def _open_archive(path: Path) -> zipfile.ZipFile:
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start == OLE:
            text = both(
                "{path}: has a password, or is an old .xls; take the password away and save it as .xlsx.",
                path=path.name,
            )
            raise SourceError(text)
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(
            both("{path}: a broken or half-written workbook ({error}); save it again.", path=path.name, error=error)
        ) from error
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path.name, error=error.strerror)) from error


def _check(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse what would unpack to too much, is encrypted, or declares XML entities, before anything is unpacked."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if unpacked > MOST_UNPACKED or strings > MOST_STRINGS or len(parts) > MOST_PARTS:
        text = both(
            "{path}: unpacks to {size} MB; expected at most {most} MB. Divide the list, or save it as CSV.",
            path=path.name,
            size=unpacked // 10**6,
            most=MOST_UNPACKED // 10**6,
        )
        raise SourceError(text)
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(both("{path}: protected with a password; take it away and save the file again.", path=path.name))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            start = _guarded(path, lambda part=part: _start(archive, part))
            if _DECLARED.search(start):
                raise SourceError(
                    both(
                        "{path}: {part} declares XML entities, which no workbook does; refused.",
                        path=path.name,
                        part=part.filename,
                    )
                )


def _check_sheets(archive: zipfile.ZipFile, book: Any, path: Path) -> None:
    """Refuse a workbook that lists a sheet it does not have; openpyxl would pass over it in silence."""
    listed = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    for name in map(html.unescape, listed):
        if name not in book.sheetnames:
            told = both("the sheet {name} is missing", name=repr(name))
            raise SourceError(
                both("{path}: a broken or half-written workbook ({error}); save it again.", path=path.name, error=told)
            )


def _start(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    with archive.open(part) as file:
        return file.read(4096).replace(b"\0", b"").decode("latin-1")


def _guarded(path: Path, work: Any) -> Any:
    """What third-party code answers; whatever it raises on a broken file is one error of ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except SourceError:
        raise
    except Exception as error:
        name = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise SourceError(
            both("{path}: a broken or half-written workbook ({error}); save it again.", path=path.name, error=name[:200])
        ) from error


def _rows(path: Path, sheet: Any, found: Sheet, scan: _Scan) -> Iterator[Row]:
    if scan.uncomputed:
        cells = ", ".join(scan.uncomputed[:5])
        text = both(
            "formulas never computed count as empty: {cells} ({count} in all); open the file in Excel and save it.",
            count=scan.count,
            cells=cells,
        )
        found.hints.append(Problem(found.title, text))
    sheet.reset_dimensions()
    rows = iter(sheet.iter_rows(values_only=True))
    number = 0
    while chunk := _guarded(path, lambda: list(islice(rows, 500))):
        for cells in chunk:
            number += 1
            if number > MOST_ROWS:
                raise SourceError(both("{path}: more than {most} rows. Divide the list.", path=found.title, most=MOST_ROWS))
            yield number, scan.filled(number, list(cells))


@dataclass
class _Scan:
    """What a sheet's XML says beside its cells: merged ranges (column, last row) by first row; formulas without a value."""

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)
    count: int = 0
    _open: list[tuple[int, int, object]] = field(default_factory=list)

    def filled(self, number: int, cells: list[object]) -> list[object]:
        """A row in which a cell merged with the one above has its value."""
        self._open = [span for span in self._open if span[1] >= number]
        for index, _, value in self._open:
            cells.extend([None] * (index + 1 - len(cells)))
            cells[index] = value if cells[index] is None else cells[index]
        for index, bottom in self.merged.get(number, ()):
            if index < len(cells):
                self._open.append((index, bottom, cells[index]))
        return cells


def _scan(archive: zipfile.ZipFile, sheet: Any) -> _Scan:
    from openpyxl.utils import column_index_from_string

    scan = _Scan()
    with archive.open(sheet._worksheet_path) as file:  # noqa: SLF001
        for text in _pieces(file):
            for cell in _UNCOMPUTED.findall(text):
                scan.count += 1
                scan.uncomputed += [cell.decode()] if len(scan.uncomputed) < 5 else []
            for left, top, bottom in _MERGED.findall(text):
                if int(bottom) > int(top):
                    scan.merged.setdefault(int(top), []).append((column_index_from_string(left.decode()) - 1, int(bottom)))
    return scan


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A part's bytes in pieces that end where an element ends."""
    rest = b""
    while chunk := file.read(_CHUNK):
        text = rest + chunk
        cut = max(text.rfind(b"</c>") + 4, text.rfind(b"/>") + 2)
        if cut < 4:
            rest = text[-_CHUNK:]
            continue
        yield text[:cut]
        rest = text[cut:]
    yield rest

"""XLSX: a sheet for every table, and one with the sentence, the parameters and the data's date and hash.

Columns are as wide as what the first rows say. What has a class of its own says so in the first row of every sheet, and at
head and foot of every printed page. What is to be signed begins with the sheet about it, with lines to sign; its texts wrap.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from eagraph.locale import both
from eagraph.report import LINES, Cell, Chapter, Document, Table
from eagraph.report._cells import safe
from eagraph.report._word import lasting

if TYPE_CHECKING:
    from openpyxl import Workbook

media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
suffix = "xlsx"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_767
_WIDEST = 60
_LOOKED_AT = 200
_COLUMNS = 2
"""A row of fewer is a heading."""


def render(document: Document) -> bytes:
    """The workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    if document.signatures:
        _about(book, document)
    for table in document.tables:
        _sheet(book, table, document)
    if not document.signatures:
        _about(book, document)
    if document.marking:
        book.properties.category = str(document.marking)
    out = io.BytesIO()
    book.save(out)
    return lasting(out.getvalue())


def _about(book: Workbook, document: Document) -> None:
    rows: list[tuple[Cell, ...]] = [row for part in document.chapters for row in _said(part)]
    rows += [(str(name), value) for name, value in document.facts]
    if document.signatures:
        rows += [(), ("", *map(str, LINES)), *((str(who),) for who in document.signatures)]
    sheet = book.create_sheet(str(both("About"))[:31])
    _fit(sheet, [*rows, *(((), ("", *[" " * 24] * len(LINES))) if document.signatures else ())])
    _mark(sheet, document)
    for row in ((str(document.title),), (str(document.summary),), *rows):
        sheet.append(_cells(sheet, row, document))


def _said(part: Chapter) -> Iterator[tuple[Cell, ...]]:
    """What a chapter says beside its tables."""
    yield (str(part.title or ""),)
    yield from (("", str(paragraph)) for paragraph in part.says)
    yield from ((str(first), str(rest)) for first, rest in part.points)


def _sheet(book: Workbook, table: Table, document: Document) -> None:
    sheet = book.create_sheet(f"{table.title or ''} {table.name}".strip()[:31])
    sheet.freeze_panes = "A3" if document.marking else "A2"
    _fit(sheet, [table.columns, *table.rows[:_LOOKED_AT]])
    _mark(sheet, document)
    sheet.append(table.columns)
    for row in table.rows:
        sheet.append(_cells(sheet, row, document))


def _fit(sheet: Any, rows: Iterable[Sequence[Cell]]) -> None:
    """Columns as wide as what some rows say."""
    from openpyxl.utils import get_column_letter

    for i, column in enumerate(zip_longest(*rows, fillvalue=""), start=1):
        longest = max(len("" if value is None else str(value)) for value in column)
        sheet.column_dimensions[get_column_letter(i)].width = min(_WIDEST, longest) + 3


def _mark(sheet: Any, document: Document) -> None:
    """The class of the document in the first row, and on every printed page."""
    if document.marking:
        told = str(document.marking)
        sheet.oddHeader.center.text = sheet.oddFooter.center.text = told.replace("&", "&&")
        sheet.append([_legal(told)])


def _cells(sheet: Any, row: Sequence[Cell], document: Document) -> list[object]:
    """A row; texts that are long wrap where somebody is to sign what they say."""
    cells: list[object] = [_legal(value) for value in row]
    if not document.signatures or len(row) < _COLUMNS:
        return cells
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    for i, value in enumerate(cells):
        if isinstance(value, str) and len(value) > _WIDEST:
            cells[i] = WriteOnlyCell(sheet, value)
            cells[i].alignment = Alignment(wrap_text=True, vertical="top")  # type: ignore[attr-defined]
    return cells


def _legal(value: Cell) -> Cell:
    return safe(_ILLEGAL.sub("", value)[: _LONGEST - 1]) if isinstance(value, str) else value

"""XLSX: a sheet for every table, and one with the sentence, the parameters and the data's date and hash."""

from __future__ import annotations

import io
import re

from eagraph.locale import both
from eagraph.report import Cell, Document, Table
from eagraph.report._cells import safe

media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
suffix = "xlsx"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_767


def render(document: Document) -> bytes:
    """The workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in document.tables:
        _sheet(book, table)
    about = book.create_sheet(str(both("About"))[:31])
    about.append([_legal(str(document.title))])
    about.append([_legal(str(document.summary))])
    for name, value in document.facts:
        about.append([str(name), _legal(value)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: object, table: Table) -> None:
    sheet = book.create_sheet(f"{table.title or ''} {table.name}".strip()[:31])  # type: ignore[attr-defined]
    sheet.freeze_panes = "A2"
    sheet.append(table.columns)
    for row in table.rows:
        sheet.append([_legal(value) for value in row])


def _legal(value: Cell) -> Cell:
    return safe(_ILLEGAL.sub("", value)[: _LONGEST - 1]) if isinstance(value, str) else value

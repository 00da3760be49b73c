"""A workbook: a sheet a label, one of relationships, and one about the data they come from.

Cells are typed (numbers, dates, true and false), every sheet has a filter and its header stays in sight, headings are in
the reader's language. No text runs as a formula. Rows are written as they come, so that a large landscape needs little
memory; a sheet that would be longer than Excel's goes on in the next. A text is cut where Excel's cells end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eagraph.export._about import facts
from eagraph.export._files import DatelessZip, whole_file
from eagraph.export._readable import Row, Table, tables
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.fields import Kind, Value
from eagraph.spreadsheets import safe

if TYPE_CHECKING:
    from openpyxl import Workbook

title = both("Excel workbook: a sheet a label, typed and filtered")
suffix = "xlsx"
MOST_ROWS = 1_048_575
"""Rows of a sheet of Excel, without its header."""
_LONGEST, _LONGEST_TITLE = 32_767, 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_WIDEST, _LOOKED_AT = 50, 100
_DAY = dt.datetime(1980, 1, 1)  # noqa: DTZ001
"""The date a workbook has to have; the data's own stands on its sheet about them."""


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the workbook.

    Raises:
        StoreError: the file cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created, book.properties.modified = "eagraph", _DAY, _DAY
    with whole_file(path) as unfinished, DatelessZip(unfinished) as archive:
        for table in tables(extract):
            _sheets(book, table)
        _about(book, extract)
        ExcelWriter(book, archive).write_data()
    return [path]


def _sheets(book: Workbook, table: Table) -> None:
    """The sheet of a table, and further ones where it is longer than a sheet."""
    rows = table.rows()
    for begin in range(0, max(1, table.count), MOST_ROWS):
        count = min(MOST_ROWS, table.count - begin)
        _sheet(book, table, islice(rows, count), count)


def _sheet(book: Workbook, table: Table, rows: Iterator[Row], count: int) -> None:
    from openpyxl.utils import get_column_letter

    first = list(islice(rows, _LOOKED_AT))
    sheet = book.create_sheet(_title(book, table.called))
    sheet.freeze_panes = "C2" if len(table.headings) > 2 else "A2"
    last = get_column_letter(len(table.headings))
    sheet.auto_filter.ref = f"A1:{last}{count + 1}"
    for i, heading in enumerate(table.headings):
        longest = max(len(heading), *(len(str(row[i])) for row in first if row[i] is not None), 4)
        sheet.column_dimensions[get_column_letter(i + 1)].width = min(_WIDEST, longest) + 4
    sheet.append([_bold(sheet, heading) for heading in table.headings])
    for row in chain(first, rows):
        sheet.append([_cell(sheet, value, kind) for value, kind in zip(row, table.kinds, strict=True)])


def _about(book: Workbook, extract: Extract) -> None:
    sheet = book.create_sheet(_title(book, str(both("About the data"))))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDEST, _WIDEST
    for fact in facts(extract):
        sheet.append([_bold(sheet, str(fact.called)), _cell(sheet, fact.value, "text")])


def _title(book: Workbook, called: str) -> str:
    """What a sheet is called, in what Excel takes as a title, and as no other is."""
    taken = {title.casefold() for title in book.sheetnames}
    plain = " ".join(_NOT_IN_TITLES.sub(" ", called).split())[:_LONGEST_TITLE].capitalize() or "-"
    title, number = plain, 2
    while title.casefold() in taken or title.casefold() == "history":
        title = f"{plain[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
        number += 1
    return title


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, _text(text))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value | None, kind: Kind) -> Any:
    if not isinstance(value, str):
        return value
    if kind == "date":
        return dt.date.fromisoformat(value)
    text = _text(value)
    if not text.startswith("#"):
        return text
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _text(text: str) -> str:
    return safe(text)[:_LONGEST]

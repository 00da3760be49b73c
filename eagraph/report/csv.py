"""CSV: the first table, as the reader's Excel opens it; no cell runs as a formula, and no text becomes a date or a number.

UTF-8 with a mark. Excel takes separator and decimal sign from the country it is set to: in Swedish `;` and a decimal comma,
in English `,` and a decimal point. What has a class of its own has it in a last column: no row goes anywhere without it.
"""

from __future__ import annotations

import csv
import io

from eagraph.locale import current
from eagraph.report import Cell, Document
from eagraph.report._cells import kept

media_type = "text/csv; charset=utf-8"
suffix = "csv"


def render(document: Document) -> bytes:
    """The rows under their column names."""
    swedish = current.get() == "sv"
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if swedish else ",")
    table = document.tables[0]
    marked = (str(document.marking),) if document.marking else ()
    writer.writerow([*table.columns, *("marking" for _ in marked)])
    for row in table.rows:
        writer.writerow([_with_comma(value) if swedish else kept(value) for value in (*row, *marked)])
    return out.getvalue().encode("utf-8-sig")


def _with_comma(value: Cell) -> Cell:
    return str(value).replace(".", ",") if isinstance(value, float) else kept(value)

"""CSV: the first table, as Excel opens it: UTF-8 with a mark, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io

from eagraph.report import Document
from eagraph.report._cells import safe

media_type = "text/csv; charset=utf-8"
suffix = "csv"


def render(document: Document) -> bytes:
    """The rows under their column names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    table = document.tables[0]
    writer.writerow(table.columns)
    writer.writerows([safe(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")

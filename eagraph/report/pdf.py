"""PDF: pages to print and to file, which a screen reader can follow (PDF/UA-1), set by Typst.

The columns that fit and the rows that somebody reads; the Excel file has all.
"""

from __future__ import annotations

import json
from pathlib import Path

from eagraph.locale import current, say
from eagraph.report import Document, Table

media_type = "application/pdf"
suffix = "pdf"
MOST_ROWS = 1000
_LONGEST_CELL = 400


def render(document: Document) -> bytes:
    """The document as PDF."""
    import typst

    told = {
        "language": current.get(),
        "title": str(document.title),
        "summary": str(document.summary),
        "about": say("What the answer rests on"),
        "facts": [[str(name), value] for name, value in document.facts],
        "pictures": [[str(picture.title), str(picture.about), picture.svg] for picture in document.draw()],
        "tables": [_told(table.narrow) for table in document.tables if table.rows],
    }
    page = (Path(__file__).parent / "_page.typ").read_bytes()
    pdf: bytes = typst.compile(page, sys_inputs={"told": json.dumps(told)}, pdf_standards="ua-1")
    return pdf


def _told(table: Table) -> dict[str, object]:
    more = len(table.rows) - MOST_ROWS
    return {
        "title": table.headline,
        "columns": list(table.headings),
        "rows": [[text[:_LONGEST_CELL] for text in row] for row in table.read(MOST_ROWS)],
        "more": say("{count} more rows stand in the Excel and JSON files.", count=more) if more > 0 else "",
    }

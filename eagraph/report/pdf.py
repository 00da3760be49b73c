"""PDF: pages to print and to file, which a screen reader can follow (PDF/UA-1), set by Typst.

The columns that fit and the rows that somebody reads; the Excel file has all. What is to be signed, and what has chapters,
stands upright.
"""

from __future__ import annotations

import json
from pathlib import Path

from eagraph.locale import current, say
from eagraph.report import LINES, Chapter, Document, Table
from eagraph.report._widths import LETTERS, widths

media_type = "application/pdf"
suffix = "pdf"
MOST_ROWS = 1000
_LONGEST_CELL = 400
"""Letters of a cell, but of what is to be read or signed: nobody signs what he cannot see."""


def render(document: Document) -> bytes:
    """The document as PDF."""
    import typst

    told = {
        "language": current.get(),
        "title": str(document.title),
        "summary": str(document.summary),
        "about": say("What the answer rests on"),
        "facts": [[str(name), value] for name, value in document.facts],
        "upright": document.is_upright,
        "marking": str(document.marking or ""),
        "signatures": [str(who) for who in document.signatures],
        "lines": [str(line) for line in LINES],
        "sign": say("Signatures"),
        "parts": [_part(part, upright=document.is_upright) for part in document.parts],
    }
    page = (Path(__file__).parent / "_page.typ").read_bytes()
    pdf: bytes = typst.compile(page, sys_inputs={"told": json.dumps(told)}, pdf_standards="ua-1")
    return pdf


def _part(part: Chapter, *, upright: bool) -> dict[str, object]:
    return {
        "title": str(part.title or ""),
        "on_new_page": part.on_new_page,
        "says": list(map(str, part.says)),
        "points": [[str(first), str(rest)] for first, rest in part.points],
        "pictures": [[str(picture.title), str(picture.about), picture.svg] for picture in part.draw()],
        "tables": [_told(table.narrow, upright=upright) for table in part.tables if table.rows],
    }


def _told(table: Table, *, upright: bool) -> dict[str, object]:
    more = len(table.rows) - MOST_ROWS
    rows = [[text if upright else _cut(text) for text in row] for row in table.read(MOST_ROWS)]
    return {
        "title": table.headline,
        "columns": list(table.headings),
        "widths": widths(table.headings, rows, LETTERS[upright]),
        "rows": rows,
        "more": say("{count} more rows stand in the Excel and JSON files.", count=more) if more > 0 else "",
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"

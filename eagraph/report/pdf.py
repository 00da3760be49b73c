"""PDF: pages to print and to file, which a screen reader can follow (PDF/UA-1), set by Typst.

The columns that fit and the rows that somebody reads; the Excel file has all. What is to be signed stands upright.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from eagraph.locale import current, say
from eagraph.report import LINES, Document, Table

media_type = "application/pdf"
suffix = "pdf"
MOST_ROWS = 1000
_LONGEST_CELL = 400
"""Letters of a cell, but of what is to be signed: nobody signs what he cannot see."""
_NARROW = 12
"""Letters up to which a column takes just the room it needs."""
_LETTERS = {"upright": 105, "flipped": 165}
"""How many letters stand beside each other on a page."""


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
        "marking": str(document.marking or ""),
        "signatures": [str(who) for who in document.signatures],
        "lines": [str(line) for line in LINES],
        "sign": say("Signatures"),
        "tables": [_told(table.narrow, signed=bool(document.signatures)) for table in document.tables if table.rows],
    }
    page = (Path(__file__).parent / "_page.typ").read_bytes()
    pdf: bytes = typst.compile(page, sys_inputs={"told": json.dumps(told)}, pdf_standards="ua-1")
    return pdf


def _told(table: Table, *, signed: bool) -> dict[str, object]:
    more = len(table.rows) - MOST_ROWS
    rows = [[text if signed else _cut(text) for text in row] for row in table.read(MOST_ROWS)]
    return {
        "title": table.headline,
        "columns": list(table.headings),
        "widths": _widths(table.headings, rows, _LETTERS["upright" if signed else "flipped"]),
        "rows": rows,
        "more": say("{count} more rows stand in the Excel and JSON files.", count=more) if more > 0 else "",
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[float]:
    """The share of the room a column gets by what it says, at least that of its longest word; 0 for just what it needs."""
    said = list(zip_longest(*rows, fillvalue=""))
    longest = [max(len(text) for text in column) for column in said]
    words = [
        max(map(len, " ".join((heading, *column)).split()), default=1)
        for heading, column in zip(headings, said, strict=True)
    ]
    wanted = [max(word, min(length, room)) for word, length in zip(words, longest, strict=True)]
    spare, asked = max(0, room - sum(words)), sum(wanted) - sum(words)
    scale = min(1.0, spare / asked) if asked else 0.0
    shares = [word + scale * (want - word) for word, want in zip(words, wanted, strict=True)]
    narrow = [max(len(heading), length) <= _NARROW for heading, length in zip(headings, longest, strict=True)]
    fits = not all(narrow) and sum(words) <= room
    return [0.0 if fits and is_narrow else round(share, 1) for is_narrow, share in zip(narrow, shares, strict=True)]

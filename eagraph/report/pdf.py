"""PDF: pages to print and to file, which a screen reader can follow (PDF/UA-1), set by Typst.

The columns that fit and the rows that somebody reads; the Excel file has all. What is to be signed, and what has chapters,
stands upright.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from tempfile import TemporaryDirectory

from eagraph.errors import InvalidTemplate, Problem
from eagraph.locale import both, current, say
from eagraph.report import ABOUT, LINES, Chapter, Document, Table
from eagraph.report._looks import PAGE_TYP
from eagraph.report._widths import LETTERS, widths
from eagraph.work import advanced

media_type = "application/pdf"
suffix = "pdf"
MOST_ROWS = 5000
TELLS_EVERY_S = 0.3
_LONGEST_CELL = 400
"""Letters of a cell, but of what is to be read or signed: nobody signs what he cannot see."""


def render(document: Document) -> bytes:
    """The document as PDF, on the page of its house where that has one.

    Raises:
        InvalidTemplate: that page cannot be set.
        Cancelled: nobody waits for it any more.
    """
    looks = document.looks
    told = {
        "language": current.get(),
        "title": str(document.title),
        "summary": str(document.summary),
        "about": str(looks.said(ABOUT)),
        "facts": [[str(name), value] for name, value in document.facts],
        "upright": document.is_upright,
        "wide": document.is_wide,
        "marking": str(document.marking or ""),
        "signatures": [str(who) for who in document.signatures],
        "lines": [str(looks.said(line)) for line in LINES],
        "sign": str(looks.said(both("Signatures"))),
        "parts": [_part(part, document) for part in document.parts],
        "organisation": looks.organisation,
        "logo": list(looks.logo),
        "logo_format": looks.logo_type.partition("/")[2].partition("+")[0],
    }
    return _set(
        looks.page_typ.encode() or (Path(__file__).parent / "_page.typ").read_bytes(), told, own=bool(looks.page_typ)
    )


def _set(page: bytes, told: dict[str, object], *, own: bool) -> bytes:
    """Set the page, in a thread of its own so that whoever waits is told that it goes on, and may stop waiting."""
    import typst

    setting = ThreadPoolExecutor(1)
    try:
        done = setting.submit(_compiled, page, json.dumps(told))
        while not wait([done], timeout=TELLS_EVERY_S).done:
            advanced(1, 2)
        return done.result()
    except (typst.TypstError, RuntimeError) as error:
        if not own:
            raise
        raise InvalidTemplate([_problem(error)]) from error
    finally:
        setting.shutdown(wait=False)


def _compiled(page: bytes, told: str) -> bytes:
    """The page, which reads no file: the folder it is given is empty."""
    import typst

    with TemporaryDirectory() as nothing:
        pdf: bytes = typst.compile(page, root=nothing, sys_inputs={"told": told}, pdf_standards="ua-1")  # type: ignore[call-overload]
    return pdf


def _problem(error: Exception) -> Problem:
    """What Typst says, where, with the hints it gives."""
    place = re.search(r"\.typ:(\d+):\d+", str(getattr(error, "diagnostic", error)))
    said = "; ".join([str(getattr(error, "message", error)).strip(), *map(str, getattr(error, "hints", ()))])
    return Problem(f"{PAGE_TYP}:{place[1]}" if place else PAGE_TYP, both("cannot be set ({error}).", error=said))


def _part(part: Chapter, document: Document) -> dict[str, object]:
    return {
        "title": str(part.title or ""),
        "on_new_page": part.on_new_page,
        "says": list(map(str, part.says)),
        "points": [[str(first), str(rest)] for first, rest in part.points],
        "pictures": [[str(picture.title), str(picture.about), picture.svg] for picture in part.draw()],
        "tables": [_told(table.narrow, document) for table in part.tables if table.rows],
    }


def _told(table: Table, document: Document) -> dict[str, object]:
    more = len(table.rows) - MOST_ROWS
    is_read = document.is_upright or document.is_wide
    rows = [[text if is_read else _cut(text) for text in row] for row in table.read(MOST_ROWS)]
    return {
        "title": table.headline,
        "columns": list(table.headings),
        "widths": widths(table.headings, rows, LETTERS[document.is_upright]),
        "rows": rows,
        "more": say("{count} more rows stand in the Excel and JSON files.", count=more) if more > 0 else "",
    }


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"

"""HTML: one file that needs nothing from elsewhere, to read, to print and to hand on; in the reader's language."""

from __future__ import annotations

from pathlib import Path

from eagraph.locale import current, say
from eagraph.report import LINES, Chapter, Document, Table

media_type = "text/html; charset=utf-8"
suffix = "html"
MOST_ROWS = 5000


def render(document: Document) -> bytes:
    """The document as a page of its own."""
    from jinja2 import Environment

    template = (Path(__file__).parent / "_page.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(template)
    told = page.render(
        language=current.get(),
        document=document,
        contents=say("Contents"),
        about=say("What the answer rests on"),
        sign=say("Signatures"),
        lines=LINES,
        parts=[_part(part) for part in document.parts],
    )
    return told.encode()


def _part(part: Chapter) -> dict[str, object]:
    tables = [_told(table) for table in part.tables if table.rows]
    return {"title": part.title, "says": part.says, "points": part.points, "pictures": part.draw(), "tables": tables}


def _told(table: Table) -> dict[str, object]:
    more = len(table.rows) - MOST_ROWS
    return {
        "title": table.headline,
        "columns": list(table.headings),
        "rows": list(table.read(MOST_ROWS)),
        "numbers": [_is_number(table, i) for i in range(len(table.columns))],
        "more": say("{count} more rows stand in the Excel and JSON files.", count=more) if more > 0 else "",
    }


def _is_number(table: Table, column: int) -> bool:
    """Does a column hold numbers alone? They stand to the right."""
    values = [row[column] for row in table.rows if row[column] is not None]
    return bool(values) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)

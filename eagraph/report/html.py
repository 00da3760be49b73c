"""HTML: one file that needs nothing from elsewhere, to read, to print and to hand on; in the reader's language."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from traceback import extract_tb

from eagraph.errors import InvalidTemplate, Problem
from eagraph.locale import both, current, say
from eagraph.report import ABOUT, LINES, Chapter, Document, Looks, Table
from eagraph.report._looks import PAGE_HTML

media_type = "text/html; charset=utf-8"
suffix = "html"
MOST_ROWS = 5000
OURS = "ours.html"
"""By which name a house's own template takes ours."""


def render(document: Document) -> bytes:
    """The document as a page of its own, by the template of its house where that has one.

    Raises:
        InvalidTemplate: that template cannot be filled in.
    """
    from jinja2 import DictLoader, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    looks, ours = document.looks, (Path(__file__).parent / "_page.html").read_text(encoding="utf-8")
    loader = DictLoader({OURS: ours, PAGE_HTML: looks.page_html})
    environment = SandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=loader)
    told = {
        "language": current.get(),
        "document": document,
        "contents": looks.said(both("Contents")),
        "about": looks.said(ABOUT),
        "sign": looks.said(both("Signatures")),
        "lines": tuple(map(looks.said, LINES)),
        "parts": [_part(part) for part in document.parts],
        "organisation": looks.organisation,
        "logo": _logo(looks),
        "style": looks.style,
    }
    if not looks.page_html:
        return environment.get_template(OURS).render(told).encode()
    try:
        return environment.get_template(PAGE_HTML).render(told).encode()
    except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        where = f"{PAGE_HTML}:{getattr(error, 'lineno', None) or _line(error)}"
        raise InvalidTemplate([Problem(where, both("cannot be filled in ({error}).", error=error))]) from error


def _line(error: BaseException) -> int:
    """The line of a template that an error comes from."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (lines or [0])[-1] or 0


def _logo(looks: Looks) -> str:
    """The logo as an address that holds all of it."""
    return f"data:{looks.logo_type};base64,{b64encode(looks.logo).decode()}" if looks.logo else ""


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

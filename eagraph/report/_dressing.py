"""A document in the looks and words of a house: every text that people read, but no value of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eagraph.report._looks import Looks
from eagraph.report._tables import Table

if TYPE_CHECKING:
    from eagraph.report import Chapter, Document


def dressed(document: Document, looks: Looks) -> Document:
    """The document as a house shows it; the data stay as they are."""
    if not looks.words:
        return replace(document, looks=looks)
    say = looks.said
    chapters = tuple(_chapter(part, looks) for part in document.chapters)
    tables = tuple(table for part in chapters for table in part.tables) or tuple(_table(t, looks) for t in document.tables)
    return replace(
        document,
        title=say(document.title),
        summary=say(document.summary),
        facts=tuple((say(name), value) for name, value in document.facts),
        tables=tables,
        marking=say(document.marking) if document.marking else None,
        signatures=tuple(map(say, document.signatures)),
        chapters=chapters,
        looks=looks,
    )


def _chapter(part: Chapter, looks: Looks) -> Chapter:
    say = looks.said
    return replace(
        part,
        title=say(part.title) if part.title else None,
        says=tuple(map(say, part.says)),
        points=tuple((say(first), say(rest)) for first, rest in part.points),
        tables=tuple(_table(table, looks) for table in part.tables),
    )


def _table(table: Table, looks: Looks) -> Table:
    headed = {column: looks.said(table.heading(column)) for column in table.columns}
    return replace(table, called=looks.said(table.called) if table.called else None, headed=headed)

"""Markdown: heading, sentence, facts and tables, for a text that others write on."""

from __future__ import annotations

from collections.abc import Iterator
from re import sub

from eagraph.locale import say
from eagraph.report import LINES, Chapter, Document, Table

media_type = "text/markdown; charset=utf-8"
suffix = "md"


def render(document: Document) -> bytes:
    """The document as Markdown."""
    return ("\n".join(_lines(document)) + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    if document.marking:
        yield from (f"**{_escaped(str(document.marking))}**", "")
    yield f"# {_escaped(str(document.title))}"
    yield ""
    yield "  \n".join(_escaped(line) for line in str(document.summary).splitlines())
    yield ""
    for name, value in document.facts:
        yield f"- **{name}**: {_escaped(value)}"
    for part in document.parts:
        yield from _part(part)
    if document.signatures:
        headline = say("Signatures")
        yield from ("", f"## {headline}", "")
        yield "| " + " | ".join(["", *map(str, LINES)]) + " |"
        yield "|" + "---|" * (1 + len(LINES))
        yield from (f"| {_escaped(str(who))} |" + " |" * len(LINES) for who in document.signatures)


def _part(part: Chapter) -> Iterator[str]:
    if part.title:
        yield from ("", f"## {_escaped(str(part.title))}")
    for paragraph in part.says:
        yield from ("", _escaped(str(paragraph)))
    if part.points:
        yield ""
    for first, rest in part.points:
        yield f"- **{_escaped(str(first))}** {_escaped(str(rest))}" if str(first) else f"- {_escaped(str(rest))}"
    for table in part.tables:
        yield from ("", f"{'###' if part.title else '##'} {table.headline}", "")
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(table.headings) + " |"
    yield "|" + "---|" * len(table.columns)
    for row in table.read():
        yield "| " + " | ".join(map(_escaped, row)) + " |"


def _escaped(value: str) -> str:
    """On one line, with no sign that Markdown or HTML would take for its own."""
    return sub(r"([\\|<*`])", r"\\\1", " ".join(value.splitlines()))

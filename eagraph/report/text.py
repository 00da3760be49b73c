"""Text: what the command line shows."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from eagraph.locale import say
from eagraph.report import LINES, Chapter, Document, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as DrawnTable

media_type = "text/plain; charset=utf-8"
suffix = "txt"
NARROWEST = 60
MOST_ROWS = 200
_LINE = 40


def render(document: Document) -> bytes:
    """The document for a terminal, in the width there is, without colours."""
    from rich.console import Console
    from rich.markup import escape

    out = io.StringIO()
    console = Console(file=out, width=max(NARROWEST, shutil.get_terminal_size((110, 24)).columns), no_color=True)
    if document.marking:
        console.rule(f"[bold]{escape(str(document.marking))}[/bold]")
    console.print(f"[bold]{escape(str(document.title))}[/bold]: {escape(str(document.summary))}")
    for part in document.parts:
        _part(console, part)
    for name, value in document.facts:
        console.print(f"[dim]{escape(str(name))}: {escape(value)}[/dim]")
    for who in document.signatures:
        console.print(f"\n[bold]{escape(str(who))}[/bold]")
        for line in LINES:
            console.print(f"{escape(str(line))}: {'_' * _LINE}")
    if document.marking:
        console.rule(f"[bold]{escape(str(document.marking))}[/bold]")
    return out.getvalue().encode()


def _part(console: Console, part: Chapter) -> None:
    from rich.markup import escape

    if part.title:
        console.print(f"\n[bold]{escape(str(part.title))}[/bold]")
    for paragraph in part.says:
        console.print(escape(str(paragraph)))
    for first, rest in part.points:
        console.print(escape(f"• {first} {rest}".replace("•  ", "• ")))
    for table in part.tables:
        if table.rows:
            console.print(_drawn(table.narrow))
            if len(table.rows) > MOST_ROWS:
                console.print(escape(say("… and {more} more.", more=len(table.rows) - MOST_ROWS)))


def _drawn(table: Table) -> DrawnTable:
    from rich.markup import escape
    from rich.table import Table as DrawnTable

    drawn = DrawnTable(title=table.headline, title_justify="left", show_edge=False, pad_edge=False)
    for name in table.headings:
        drawn.add_column(name, overflow="fold", min_width=max(map(len, name.split())))
    for row in table.read(MOST_ROWS):
        drawn.add_row(*map(escape, row))
    return drawn

"""Text: what the command line shows."""

from __future__ import annotations

import io
import shutil

from eagraph.report import Document

media_type = "text/plain; charset=utf-8"
suffix = "txt"
NARROWEST = 60


def render(document: Document) -> bytes:
    """The document for a terminal, in the width there is, without colours."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    out = io.StringIO()
    console = Console(file=out, width=max(NARROWEST, shutil.get_terminal_size((110, 24)).columns), no_color=True)
    console.print(f"[bold]{escape(str(document.title))}[/bold]: {escape(str(document.summary))}")
    for table in document.tables:
        if table.rows:
            drawn = Table(title=table.name, title_justify="left", show_edge=False, pad_edge=False)
            for column in table.columns:
                drawn.add_column(column, overflow="fold")
            for row in table.rows:
                drawn.add_row(*("" if value is None else escape(str(value)) for value in row))
            console.print(drawn)
    for name, value in document.facts:
        console.print(f"[dim]{escape(str(name))}: {escape(value)}[/dim]")
    return out.getvalue().encode()

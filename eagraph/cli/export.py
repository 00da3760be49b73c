"""eagraph export FORMAT: the landscape as files of another tool, or our own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eagraph.cli._options import StoreUrl, workspace
from eagraph.locale import both, say

about = both("Write the landscape to files: format `landscape`.")


def command(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=say("What to write: landscape."))],
    output: Annotated[Path, typer.Option("-o", "--output", help=say("Folder or file to write."))] = Path("landscape"),
    store: StoreUrl = None,
) -> None:
    """Export and name the files written."""
    for path in workspace(store).export(form, output):
        typer.echo(path)

"""eagraph demo: the demo city, generated, loaded and served."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eagraph.cli._options import StoreUrl, progress_bar, workspace
from eagraph.cli._serving import serve_site
from eagraph.locale import both, say

about = both("Generate the demo city, load it, and serve the site.")


def command(
    size: Annotated[
        int | None, typer.Option("--size", min=500, max=1_000_000, help=say("About how many relationships."))
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help=say("Another city for another number."))] = 1,
    folder: Annotated[
        Path, typer.Option("--folder", help=say("Where the city's files and its expected findings are written."))
    ] = Path("demo"),
    store: StoreUrl = None,
    host: Annotated[str | None, typer.Option("--host", help=say("Address to listen on."))] = None,
    port: Annotated[int | None, typer.Option("--port", help=say("Port to listen on; 0 takes a free one."))] = None,
    site: Annotated[bool, typer.Option("--serve/--no-serve", help=say("Serve the site when the city is loaded."))] = True,
) -> None:
    """Make the city and show it."""
    where = store or f"sqlite:///{folder / 'demo.db'}"
    _make(folder)
    work = workspace(where, host=host, port=port)
    with progress_bar(say("The demo city")) as progress:
        report = work.make_demo(folder, size=size, seed=seed, progress=progress)
    typer.echo(report.summary, err=True)
    told = say("Files: {folder}; what was planted in them: {findings}; store: {store}.", folder=folder,
               findings=folder / "expected_findings.json", store=where)  # fmt: skip
    typer.echo(told, err=True)
    if site:
        serve_site(work)


def _make(folder: Path) -> None:
    from eagraph.errors import StoreError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(both("{path}: cannot be written ({error}).", path=folder, error=error.strerror)) from error

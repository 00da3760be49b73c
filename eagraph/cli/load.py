"""eagraph load: sources into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, StoreUrl, answer, progress_bar, workspace
from eagraph.locale import both, joined, say

if TYPE_CHECKING:
    from eagraph.loading import LoadReport
    from eagraph.report import Document

about = both("Load sources into the store; each is recognised by its content. Loading again updates.")


def command(
    paths: Annotated[list[str], typer.Argument(help=say("Files or URLs, or folders of them."))],
    loader: Annotated[
        str | None, typer.Option("--loader", help=say("Read with this loader instead of recognising the format."))
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping", help=say("TOML file that says what the source's records and properties are in the model.")
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("Say what would change and change nothing."))] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help=say("Show how each column, type and property was read."))
    ] = False,
    store: StoreUrl = None,
    form: AnswerFormat = "text",
) -> None:
    """Load and report read, kept, skipped and why."""
    work = workspace(store)
    with progress_bar(say("Loading")) as progress:
        reports = work.load(paths, loader=loader, mapping=mapping, dry_run=dry_run, progress=progress)
    answer(_document(reports, explain=explain), form)


def _document(reports: list[LoadReport], *, explain: bool = False) -> Document:
    from eagraph.report import Document, Table

    data = [report.as_dict() for report in reports]
    figures = ("source", "loader", "run", "created", "updated", "unchanged", "removed")
    rows = [
        {
            **{name: d[name] for name in figures},
            "nodes": r.kept["nodes"],
            "relationships": r.kept["relationships"],
            "skipped": len(r.skipped),
        }
        for r, d in zip(reports, data, strict=True)
    ]
    tables = [Table.of("sources", rows)]
    for name in ("skipped", "joined", "hints", *(("explained",) if explain else ())):
        told = [{"source": d["source"], **entry} for d in data for entry in d[name]]  # type: ignore[attr-defined]
        if told:
            tables.append(Table.of(name, told))
    dry = any(report.dry_run for report in reports)
    title = both("Dry run, nothing changed") if dry else both("Loaded")
    return Document(
        title, joined([r.summary for r in reports], "\n"), (), tuple(tables), data[0] if len(data) == 1 else data
    )

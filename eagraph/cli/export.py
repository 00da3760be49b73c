"""eagraph export FORMAT: the landscape, or a part of it, as files of another tool or our own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from eagraph import plugins
from eagraph.cli._options import Point, Scenario, StoreUrl, workspace
from eagraph.locale import both, say

about = both("Write the landscape, or a part of it, as files of another tool or our own.")
_FORMATS = ", ".join(plugins.names_in("eagraph.export"))


def command(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=say("What to write: {formats}.", formats=_FORMATS))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=say("File or folder to write; else `landscape` with the ending."))
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help=say("Only an organisation, with what is part of it and what it owns."))
    ] = None,
    around: Annotated[str | None, typer.Option(metavar="THING", help=say("Only a thing and what is tied to it."))] = None,
    hops: Annotated[int | None, typer.Option(min=0, help=say("So many steps around the thing; else 1."))] = None,
    view: Annotated[
        Literal["failure", "data", "requirement", "attack"] | None,
        typer.Option(help=say("Around the thing only along which this travels.")),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help=say("Around the thing only along relationships of this type.")),
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option(metavar="LABEL", help=say("Only things of this label; say it again for more."))
    ] = None,
    query: Annotated[str | None, typer.Option(help=say("Only what the rows of a named query name."))] = None,
    analysis: Annotated[str | None, typer.Option(help=say("Only what the rows of an analysis name."))] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help=say("What the query or the analysis takes.")),
    ] = None,
    store: StoreUrl = None, scenario: Scenario = None, point: Point = None,
) -> None:  # fmt: skip
    """Export and name the files written."""
    from eagraph import export
    from eagraph.findings.choosing import chosen

    writer = export.find(form)
    work = workspace(store, scenario=scenario, point=point)
    said = {"organisation": organisation, "around": around, "hops": hops, "view": view, "type": type_, "label": label}
    selection = chosen({**said, "query": query, "analysis": analysis}, param or (), work.governance.queries)
    for path in work.export(form, output or Path(f"landscape.{writer.suffix}" if writer.suffix else form), selection):
        typer.echo(path)

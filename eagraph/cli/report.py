"""eagraph report NAME: a report to read and to hand on, with the parameters its `Params` declares; saved ones; packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from eagraph.cli._made_options import options_of, signed
from eagraph.cli._options import (
    AnswerFormat,
    OutputFile,
    Point,
    ReportFormat,
    Scenario,
    StoreUrl,
    answer,
    day,
    form_for,
    watching,
    workspace,
    written,
)  # fmt: skip
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.reports import Report
    from eagraph.workspace import Workspace

about = both("Reports to read, to hand on and to go on writing in, drafted from the landscape.")
DIFFERS = 1
"""The exit code where a package does not hold."""
Day = Annotated[str, typer.Option("--date", help=say("The date of the report, as 2026-01-31; today where none is said."))]
Package = Annotated[
    Path | None,
    typer.Option(
        "--package", help=say("Write a zip with the report and all that is needed to get it again, and verify it.")
    ),
]


class _Reports(TyperGroup):
    """A group whose commands are `verify` and the reports there are, made when asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        from eagraph import reports

        return [*reports.names(), *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        from eagraph import reports

        if (known := super().get_command(ctx, cmd_name)) is not None:
            return known
        report = reports.find(cmd_name)
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, help=str(report.about))(_command(cmd_name, report))
        return typer.main.get_command(app)


def group() -> typer.Typer:
    """The commands under `report`."""
    app = typer.Typer(cls=_Reports, rich_markup_mode=None, invoke_without_command=True)
    app.callback()(_root)
    app.command("verify", help=str(both("Work a package out again and name every file and value that differs.")))(verify)
    return app


def _root(
    ctx: typer.Context,
    all_: Annotated[
        bool, typer.Option("--all", help=say("Write every report of the settings ([[report]]), for everybody it is for."))
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=say("The folder that all reports are written to."))
    ] = None,
    date: Day = "", store: StoreUrl = None, scenario: Scenario = None, point: Point = None, form: AnswerFormat = "text",
) -> None:  # fmt: skip
    from eagraph.errors import UsageError

    if ctx.invoked_subcommand is not None:
        if all_:
            raise UsageError(both("--all writes every report of the settings; say it without a name."))
        return
    if not all_:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)
    if output is None:
        raise UsageError(both("Say where the reports are to be written: -o FOLDER."))
    from eagraph.deliveries.writing import delivered, summary

    work = workspace(store, scenario=scenario, point=point)
    with watching(say("Writing the reports")):
        told = delivered(work, output, day("--date", date) or work.today())
    answer(summary(told), form)
    if code := max((one.exit_code for one in told), default=0):
        raise typer.Exit(code)


def verify(
    file: Annotated[Path, typer.Argument(help=say("A package that `eagraph report NAME --package FILE` wrote."))],
    store: StoreUrl = None,
    form: AnswerFormat = "text",
    output: OutputFile = None,
) -> None:
    """Say whether a package holds; exit code 1 where it does not."""
    from eagraph.packages.telling import document
    from eagraph.packages.verifying import verified
    from eagraph.settings import neo4j_credentials
    from eagraph.store import open_store

    with watching(say("Verifying the package")):
        told = verified(file, open_store(store, neo4j_credentials()) if store else None)
    answer(document(told), form, output)
    if not told.holds:
        raise typer.Exit(DIFFERS)


def _command(name: str, report: Report) -> Any:
    """A function whose signature is made from the parameters of a report; its subject may be said without its name."""
    from eagraph import reports

    subject = reports.subject(report)

    def run(**given: Any) -> None:
        shared = ("store", "scenario", "point", "form", "output", "date", "package", "subject_")
        store, scenario, point, form, output, date, package, said_first = (given.pop(option, None) for option in shared)
        said = {key: value for key, value in given.items() if value not in (None, [])}
        if subject is not None and said_first:
            said.setdefault(subject, said_first)
        work = workspace(store, scenario=scenario, point=point)
        _written(work, name, said, (form, output, date, package))

    options: dict[str, tuple[Any, Any]] = {}
    if subject is not None:
        field = report.Params.model_fields[subject]
        several = reports.takes_several(report, subject)
        help_ = say(field.description or subject)
        meta = f"{subject.upper()} …" if several else subject.upper()
        kind: Any = list[str] | None if several else str | None
        options["subject_"] = (Annotated[kind, typer.Argument(metavar=meta, help=help_, show_default=False)], None)
    options |= {
        **options_of(report.Params), "date": (Day, ""), "store": (StoreUrl, None), "scenario": (Scenario, None),
        "point": (Point, None), "form": (ReportFormat, None), "output": (OutputFile, None), "package": (Package, None),
    }  # fmt: skip
    return signed(run, options)


def _written(work: Workspace, name: str, said: dict[str, Any], how: tuple[Any, ...]) -> None:
    """A report to stdout or a file, and in a package where one is asked for."""
    from eagraph import report, reports
    from eagraph.locale import current
    from eagraph.packages import Order
    from eagraph.packages.making import made, workspace_on

    form, output, date, package = how
    on, chosen = day("--date", date) or work.today(), form_for(form, output)
    title = str(reports.find(name).title)
    if package is None:
        with watching(title):
            content = report.find(chosen).render(reports.written(workspace_on(work, on), name, said))
        written(content, output)
        return
    asked = chosen if form or output else "html"
    params = reports.read_params(reports.find(name), said).model_dump(mode="json")
    order = Order(report=name, params=params, language=current.get(), date=on, formats=tuple(dict.fromkeys(("html", asked))))
    with watching(title):
        content, members = made(work, order)
    written(content, package)
    if output is not None:
        written(members[f"report/{name}.{report.find(asked).suffix}"], output)

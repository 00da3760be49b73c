"""eagraph scenario: what if? Kept, shown, run, compared, taken out and in as TOML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, StoreUrl, answer, watching, workspace, written
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.report import Document
    from eagraph.scenarios.book import Kept

about = both("Scenarios: keep, run and compare what-ifs; they never change what is loaded.")
Name = Annotated[str, typer.Argument(help=say("A scenario: name, or name@version."))]


def group() -> typer.Typer:
    """The commands under `scenario`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, help_, command in (
        ("list", both("The scenarios there are."), listed),
        ("show", both("One scenario, with its versions."), shown),
        ("save", both("Keep a scenario from a TOML file; again under the same name is a new version."), save),
        ("export", both("Write a scenario as TOML, to hand on."), export),
        ("run", both("Run a scenario: every question it asks, with what it says fails."), run),
        ("compare", both("Compare two to five scenarios side by side."), compare),
        ("end", both("Take a scenario out of use; its versions stay."), end),
    ):
        app.command(name, help=str(help_))(command)
    return app


def listed(store: StoreUrl = None, form: AnswerFormat = "text") -> None:
    """List."""
    from dataclasses import replace

    from eagraph.report import Document, Table

    rows = [_line(kept) for kept in workspace(store).scenarios.all()]
    table = replace(Table.of("scenarios", rows), brief=("name", "title", "version", "saved_at", "change"))
    answer(Document(both("Scenarios"), both("Scenarios: {count}.", count=len(rows)), (), (table,), rows), form)


def shown(name: Name, store: StoreUrl = None, form: AnswerFormat = "text") -> None:
    """Show."""
    work = workspace(store)
    kept = work.find_scenario(name)
    answer(_document(kept, work.scenarios.versions(kept.scenario.name)), form)


def save(
    files: Annotated[list[Path], typer.Argument(help=say("TOML files, each one scenario."))],
    store: StoreUrl = None,
) -> None:
    """Keep; nothing is kept unless every file can be."""
    from eagraph.errors import SourceError
    from eagraph.scenarios.document import read

    work = workspace(store)
    scenarios = []
    for file in files:
        try:
            scenarios.append(read(file.read_text(encoding="utf-8"), str(file)))
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(both("{path}: cannot be read ({error}).", path=file, error=error)) from error
    for scenario in scenarios:
        kept = work.scenarios.keep(scenario)
        typer.echo(say("{name}, version {version}", name=scenario.name, version=kept.version))


def export(name: Name, store: StoreUrl = None, output: OutputFile = None) -> None:
    """Write."""
    from eagraph.scenarios.document import write

    written(write(workspace(store).find_scenario(name).scenario).encode(), output)


def run(name: Name, store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None) -> None:
    """Run."""
    from eagraph import analysis
    from eagraph.report import of_results

    work = workspace(store)
    with watching(say("Running the scenario")):
        told = work.rehearse(name)
    titled = [(analysis.find(result.analysis).title, result) for result in told.results]
    title = work.find_scenario(name).scenario.title.text
    answer(of_results(title, told.summary.text, titled, told.model_dump(mode="json")), form, output)


def compare(
    names: Annotated[list[str], typer.Argument(help=say("Scenarios: name, or name@version."))],
    store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Compare."""
    from eagraph.report import of_result

    work = workspace(store)
    with watching(say("Comparing")):
        told = work.compare(names)
    answer(of_result(both("Comparison of scenarios"), told), form, output)


def end(name: Annotated[str, typer.Argument(help=say("The scenario's name."))], store: StoreUrl = None) -> None:
    """End."""
    workspace(store).scenarios.end(name)
    typer.echo(say("{name} is out of use; its versions stay.", name=name), err=True)


def _line(kept: Kept) -> dict[str, object]:
    scenario = kept.scenario
    things = [thing for f in scenario.fail for thing in (*f.things, *f.kinds, *f.zones, *f.suppliers, *f.products)]
    return {
        "name": scenario.name, "title": str(scenario.title), "version": kept.version, "saved_at": kept.saved_at,
        "fail": things, "change": len(scenario.change),
    }  # fmt: skip


def _document(kept: Kept, versions: tuple[object, ...]) -> Document:
    from dataclasses import asdict

    from eagraph.report import Document, Table

    told = kept.scenario.model_dump(mode="json", exclude_none=True)
    history = [
        {k: v for k, v in asdict(version).items() if k in ("version", "saved_at")}  # type: ignore[call-overload]
        for version in versions
    ]
    tables = [Table.of(name, told[name]) for name in ("fail", "change", "analyse") if told[name]]
    data = {**told, "version": kept.version, "saved_at": kept.saved_at, "versions": history}
    return Document(kept.scenario.title.text, kept.scenario.about.text, (), (*tables, Table.of("versions", history)), data)

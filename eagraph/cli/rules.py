"""eagraph rules: which rules are there, what does one say, and do their examples hold?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, answer, watching, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.locale import Text
    from eagraph.rules.catalogue import Catalogue

about = both("The rules of the programme: list and show them, and try their examples.")
FINDINGS = 1


def group() -> typer.Typer:
    """The commands under `rules`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, help_, command in (
        ("list", both("All rules by theme, the city's own among them."), listed),
        (
            "test",
            both("Try the examples of all rules, or of a folder of your own; ends with 1 where one does not hold."),
            try_out,
        ),
    ):
        app.command(name, help=str(help_))(command)
    return app


def listed(form: AnswerFormat = "text", output: OutputFile = None) -> None:
    """List."""
    from eagraph.report import Document, Table

    catalogue = workspace().governance.catalogue
    rows = [
        {
            "rule": rule.id, "theme": rule.theme, "severity": rule.severity, "title": rule.title.as_dict(),
            "source": rule.source, "subject": list(rule.subject), "analysis": rule.asks.analysis if rule.asks else None,
            "why": rule.why.as_dict(), "fix": rule.fix.as_dict(), "examples": len(rule.examples), "file": rule.file,
        }
        for rule in catalogue.rules
    ]  # fmt: skip
    summary = both(
        "{count} rules in {themes} themes.", count=len(rows), themes=len({rule.theme for rule in catalogue.rules})
    )
    table = Table.of("rows", rows)
    answer(Document(both("Rules"), summary, _wrong(catalogue), (table,), {"rows": rows}), form, output)


def try_out(
    folder: Annotated[Path | None, typer.Argument(help=say("A folder of rules; else all there are."))] = None,
    form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Try."""
    from eagraph.report import Document, Table
    from eagraph.rules.testing import Tried

    work = workspace()
    with watching(say("Trying the examples")):
        problems, told = work.governance.tested(folder)
    failed = [one for one in told if not one.holds]
    summary = both(
        "{held} of {count} examples hold; problems in files: {problems}.",
        held=len(told) - len(failed), count=len(told), problems=len(problems),
    )  # fmt: skip
    facts = tuple((both("Problem"), str(problem)) for problem in problems)
    rows = [one.model_dump(mode="json") for one in told]
    table = Table.of("rows", rows, tuple(Tried.model_fields), model=Tried)
    answer(
        Document(both("Examples"), summary, facts, (table,), {"rows": rows, "problems": list(map(str, problems))}),
        form,
        output,
    )
    if failed or problems:
        raise typer.Exit(FINDINGS)


def _wrong(catalogue: Catalogue) -> tuple[tuple[Text, str], ...]:
    return tuple((both("Problem"), str(problem)) for problem in catalogue.problems)

"""eagraph rules: which rules are there, what does one say, and do their examples hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, answer, watching, workspace
from eagraph.locale import both, say

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
    from eagraph.findings.listing import Line
    from eagraph.findings.listing import listed as told
    from eagraph.report import Document, Table

    found = told(workspace().governance.catalogue)
    data = found.model_dump(mode="json")
    summary = both("{count} in all.", count=len(found.rules))
    table = Table.told("rules", Line, found.rules)
    facts = tuple((both("Problem"), problem) for problem in data["problems"])
    answer(Document(both("Rules"), summary, facts, (table,), data), form, output)


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
    data = {"rows": [one.model_dump(mode="json") for one in told], "problems": list(map(str, problems))}
    answer(Document(both("Examples"), summary, facts, (Table.told("rows", Tried, told),), data), form, output)
    if failed or problems:
        raise typer.Exit(FINDINGS)

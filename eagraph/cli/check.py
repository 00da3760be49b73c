"""eagraph check: which rules of the programme does the landscape break, where, and of whom can it not be told?"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, Scenario, StoreUrl, answer, watching, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.findings.found import Checked

about = both("Ask the rules of the programme; ends with 1 where they find something.")
FINDINGS = 1


def command(
    theme: Annotated[list[str] | None, typer.Option("--theme", help=say("Only this theme; may be repeated."))] = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help=say("Only this rule; may be repeated."))] = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option("--fail-on", help=say("End with 1 where there is a finding this grave or graver.")),
    ] = "error",
    today: Annotated[str | None, typer.Option("--today", help=say("The day to ask for, as 2026-12-31; else today."))] = None,
    store: StoreUrl = None, scenario: Scenario = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Check."""
    from eagraph.report import of_result

    work = workspace(store, scenario=scenario)
    with watching(say("Asking the rules")):
        found = work.governance.check(_day(today) or work.today(), themes=tuple(theme or ()), rules=tuple(rule or ()))
    answer(of_result(both("Rules of the programme"), found), form, output)
    if is_grave(found, fail_on):
        raise typer.Exit(FINDINGS)


def is_grave(found: Checked, fail_on: str) -> bool:
    """Is there a finding at least so grave?"""
    from eagraph.rules.rule import SEVERITIES

    return fail_on != "never" and any(
        f.status == "open" and SEVERITIES.index(f.severity) <= SEVERITIES.index(fail_on) for f in found.rows
    )


def _day(said: str | None) -> dt.date | None:
    from eagraph.errors import UsageError

    try:
        return dt.date.fromisoformat(said) if said else None
    except ValueError as error:
        raise UsageError(both("--today is {found}; expected a date as 2026-12-31.", found=repr(said))) from error

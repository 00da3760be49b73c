"""eagraph check: which rules of the programme does the landscape break, where, and of whom can it not be told?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eagraph.cli._options import Format, OutputFile, Point, Scenario, StoreUrl, answer, watching, workspace, written
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.findings.found import Checked
    from eagraph.workspace import Workspace

about = both("Ask the rules of the programme; ends with 1 where they find something.")
FINDINGS = 1
CheckFormat = Literal[Format, "junit", "sarif"]
File = Annotated[
    Path | None, typer.Option("--baseline", help=say("Findings that are known; it shrinks as they are mended."))
]
NewFile = Annotated[
    Path | None, typer.Option("--write-baseline", help=say("Write what is open now as a baseline, and end with 0."))
]


def command(
    theme: Annotated[list[str] | None, typer.Option("--theme", help=say("Only this theme; may be repeated."))] = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help=say("Only this rule; may be repeated."))] = None,
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        typer.Option("--fail-on", help=say("End with 1 where there is an open finding this grave or graver.")),
    ] = "error",
    baseline: File = None, write_baseline: NewFile = None,
    record: Annotated[bool, typer.Option("--record", help=say("Keep what is found as the newest recorded check."))] = False,
    today: Annotated[str | None, typer.Option("--today", help=say("The day to ask for, as 2026-12-31; else today."))] = None,
    store: StoreUrl = None, scenario: Scenario = None, point: Point = None,
    form: Annotated[CheckFormat, typer.Option("--format", help=say("How the answer is written."))] = "text",
    output: OutputFile = None,
) -> None:  # fmt: skip
    """Check."""
    work = workspace(store, scenario=scenario, point=point)
    found = _found(work, _day(today) or work.today(), tuple(theme or ()), tuple(rule or ()), baseline, record=record)
    if write_baseline:
        from eagraph.findings.baseline import Baseline

        Baseline(write_baseline, frozenset(row.finding for row in found.rows if row.status == "open")).write()
    _tell(found, form, output)
    if is_grave(found, fail_on) and not write_baseline:
        raise typer.Exit(FINDINGS)


def _found(
    work: Workspace, today: dt.date, themes: tuple[str, ...], rules: tuple[str, ...], baseline: Path | None, *, record: bool
) -> Checked:
    from eagraph.findings.baseline import Baseline
    from eagraph.findings.runs import ANSWERED

    known = Baseline.read(baseline) if baseline else None
    with watching(say("Asking the rules")):
        found = work.governance.check(today, themes=themes, rules=rules, baseline=known, record=record)
    if known:
        smaller = known.shrunk((row.finding for row in found.rows), (o.rule for o in found.rules if o.state in ANSWERED))
        if smaller != known:
            smaller.write()
    return found


def _tell(found: Checked, form: CheckFormat, output: Path | None) -> None:
    from eagraph.report import of_result

    if form == "junit":
        from eagraph.findings import junit

        written(junit.render(found), output)
    elif form == "sarif":
        from eagraph.findings import sarif

        written(sarif.render(found), output)
    else:
        answer(of_result(both("Rules of the programme"), found), form, output)


def is_grave(found: Checked, fail_on: str) -> bool:
    """Is there an open finding at least so grave?"""
    from eagraph.rules.rule import SEVERITIES

    return fail_on != "never" and any(
        row.status == "open" and SEVERITIES.index(row.severity) <= SEVERITIES.index(fail_on) for row in found.rows
    )


def _day(said: str | None) -> dt.date | None:
    from eagraph.errors import UsageError

    try:
        return dt.date.fromisoformat(said) if said else None
    except ValueError as error:
        raise UsageError(both("--today is {found}; expected a date as 2026-12-31.", found=repr(said))) from error

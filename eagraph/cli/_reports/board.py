"""eagraph report board: the yearly report to a board or company."""

from __future__ import annotations

from typing import Annotated

import typer

from eagraph.cli._options import OutputFile, ReportFormat, Scenario, StoreUrl, answer, form_for, watching, workspace
from eagraph.locale import both, say

about = both("The yearly report on information security to a board or company, drafted from the register.")


def command(
    organisation: Annotated[
        str, typer.Argument(metavar="ORGANISATION", help=say("The board or company: id, source key or unique name."))
    ],
    year: Annotated[int | None, typer.Option(help=say("The year; else the one that runs, up to today."))] = None,
    store: StoreUrl = None, scenario: Scenario = None, form: ReportFormat = None, output: OutputFile = None,
) -> None:  # fmt: skip
    """Draft a report."""
    from eagraph.board.document import document

    work = workspace(store, scenario=scenario)
    with watching(say("Drafting the report")):
        told = work.board_report(organisation, year=year)
    answer(document(told), form_for(form, output), output)

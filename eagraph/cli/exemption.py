"""eagraph exemption: make one, end one before its time, and see how those made here stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, StoreUrl, answer, watching, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    import datetime as dt

    from eagraph.exemptions import Kept

about = both("Exemptions from rules, decided by the control function: make, end and list them.")
Thing = Annotated[list[str], typer.Argument(help=say("What is spared: id, source key or unique name; one or several."))]


def group() -> typer.Typer:
    """The commands under `exemption`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, help_, command in (
        ("make", both("Keep an exemption from a rule, with what it covers now; it becomes part of the landscape."), make),
        ("end", both("End an exemption that was made here today, before its time."), end),
        ("list", both("The exemptions made here, and how they stand today."), listed),
    ):
        app.command(name, help=str(help_))(command)
    return app


def make(
    rule: Annotated[str, typer.Argument(help=say("Id of the rule."))],
    things: Thing,
    valid_to: Annotated[str, typer.Option("--valid-to", help=say("The last day it holds."))] = "",
    diary_number: Annotated[str, typer.Option("--diary-number", help=say("Its number in the authority's register."))] = "",
    reason: Annotated[str, typer.Option("--reason", help=say("Why."))] = "",
    conditions: Annotated[str, typer.Option("--conditions", help=say("On which conditions."))] = "",
    decided_by: Annotated[str, typer.Option("--decided-by", help=say("Who decided; else the control function."))] = "",
    decided_on: Annotated[str, typer.Option("--decided-on", help=say("The day it was decided; else today."))] = "",
    store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Make."""
    said = {
        "rule": rule, "things": things, "valid_to": valid_to, "diary_number": diary_number, "reason": reason,
        "conditions": conditions, "decided_by": decided_by, "decided_on": decided_on,
    }  # fmt: skip
    work = workspace(store)
    with watching(say("Asking what is found of it now")):
        kept = work.exemptions.make({name: value for name, value in said.items() if value})
    _tell([kept], work.today(), form, output)


def end(
    exemption: Annotated[str, typer.Argument(help=say("Id or diary number."))],
    why: Annotated[str, typer.Option("--why", help=say("Why it is ended."))] = "",
    store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """End."""
    work = workspace(store)
    _tell([work.exemptions.end(exemption, why)], work.today(), form, output)


def listed(store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None) -> None:
    """List."""
    work = workspace(store)
    _tell(work.exemptions.all(), work.today(), form, output)


def _tell(kept: Iterable[Kept], today: dt.date, form: AnswerFormat, output: OutputFile) -> None:
    from eagraph.exemptions.lines import Line
    from eagraph.report import Document, Table

    lines = [Line.of(one, today) for one in kept]
    in_force = sum(line.state == "in_force" for line in lines)
    summary = both("{count} exemptions; in force today: {in_force}.", count=len(lines), in_force=in_force)
    table = Table.told("rows", Line, lines)
    answer(
        Document(both("Exemptions"), summary, (), (table,), {"rows": [line.model_dump(mode="json") for line in lines]}),
        form,
        output,
    )

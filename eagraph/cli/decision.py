"""eagraph decision: what was decided about raised levels, does it still hold, and how did the levels come to be?"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, Point, Scenario, StoreUrl, answer, watching, workspace
from eagraph.locale import both, joined, say

about = both("Decisions about raised levels: take, list and show them; and the history of every level.")
Place = Annotated[str, typer.Argument(help=say("A place: id, source key or unique name."))]
Aspect = Annotated[Literal["k", "r", "t", "s"], typer.Argument(case_sensitive=False, help=say("An aspect: k, r, t or s."))]
Kind = Annotated[
    Literal["accept", "mitigate", "exempt", "reject"],
    typer.Argument(help=say("accept (as a new asset with a level of its own), mitigate, exempt or reject.")),
]


def group() -> typer.Typer:
    """The commands under `decision`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, help_, command in (
        ("take", both("Keep what was decided about a place in an aspect, with what it rests on now."), take),
        ("list", both("How all decisions stand today."), listed),
        ("show", both("The decisions about one place in an aspect, and how the last one stands today."), shown),
        ("history", both("How the levels of one place came to be."), history),
    ):
        app.command(name, help=str(help_))(command)
    return app


def take(
    place: Place, aspect: Aspect, kind: Kind,
    decided_by: Annotated[str, typer.Option("--decided-by", help=say("Who decided."))] = "",
    reason: Annotated[str, typer.Option("--reason", help=say("Why."))] = "",
    review_on: Annotated[str, typer.Option("--review-on", help=say("The day on which it is looked at again."))] = "",
    decided_on: Annotated[str, typer.Option("--decided-on", help=say("The day it was decided; else today."))] = "",
    level: Annotated[str, typer.Option("--level", help=say("accept: the level of the new asset."))] = "",
    asset: Annotated[str, typer.Option("--asset", help=say("accept: the id of the new asset."))] = "",
    asset_name: Annotated[str, typer.Option("--asset-name", help=say("accept: what the new asset is called."))] = "",
    measure: Annotated[str, typer.Option("--measure", help=say("mitigate: what is done."))] = "",
    by: Annotated[str, typer.Option("--by", help=say("mitigate: the day by which it is done."))] = "",
    store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Take a decision."""
    from eagraph.decisions.lines import VersionLine
    from eagraph.report import Document, Table, choice

    said = {
        "place": place, "aspect": aspect, "kind": kind, "decided_by": decided_by, "reason": reason, "review_on": review_on,
        "decided_on": decided_on, "level": level, "asset": asset, "asset_name": asset_name, "measure": measure, "by": by,
    }  # fmt: skip
    kept = workspace(store).decisions.take({name: value for name, value in said.items() if value})
    title = both("{place}, {aspect}", place=kept.decision.place, aspect=aspect.upper())
    summary = both("{kind}; kept as version {version}.", kind=choice(kind), version=kept.version)
    facts = tuple((both("Remark"), str(remark)) for remark in kept.remarks)
    table = Table.told("versions", VersionLine, [VersionLine.of(kept)])
    answer(Document(title, summary, facts, (table,), kept.model_dump(mode="json")), form, output)


def listed(
    store: StoreUrl = None,
    scenario: Scenario = None,
    point: Point = None,
    form: AnswerFormat = "text",
    output: OutputFile = None,
) -> None:
    """List."""
    from eagraph.decisions.lines import Line
    from eagraph.decisions.overview import overview
    from eagraph.report import Document, Table

    work = workspace(store, scenario=scenario, point=point)
    with watching(say("Comparing with what there is now")):
        snapshot = work.snapshot()
        told = overview(work.decisions.standing(snapshot, work.today()), snapshot, work.today())
    facts = (
        (both("Data"), f"{told.snapshot.date} · {told.snapshot.hash[:12]}"),
        (both("Classification model"), told.model_hash[:12]),
    )
    table = Table.told("decisions", Line, [Line.of(row) for row in told.rows])
    answer(Document(both("Decisions"), told.summary.text, facts, (table,), told.model_dump(mode="json")), form, output)


def shown(
    place: Place, aspect: Aspect, store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None
) -> None:
    """Show."""
    from eagraph.decisions.lines import Line, VersionLine
    from eagraph.report import Document, Table, choice

    work = workspace(store)
    found, versions = work.decisions.find(place, aspect, work.snapshot(), work.today())
    data = {**found.model_dump(mode="json"), "versions": [kept.model_dump(mode="json") for kept in versions]}
    tables = (
        Table.told("decisions", Line, [Line.of(found)]),
        Table.told("versions", VersionLine, [VersionLine.of(kept) for kept in versions]),
    )
    told = joined([both("{state}.", state=choice(found.state)), *(reason.text.text for reason in found.reasons)], " ")
    title = both("{place}, {aspect}", place=found.name, aspect=aspect.upper())
    answer(Document(title, told, (), tables, data), form, output)


def history(
    place: Place,
    most: Annotated[int, typer.Option("--most", min=1, help=say("No more entries than so many, the newest."))] = 200,
    store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Tell the history."""
    from eagraph.decisions.lines import EntryLine
    from eagraph.report import Document, Table

    told = workspace(store).decisions.history(place, most)
    title = both("History of the levels of {name}", name=told.name)
    summary = both("Entries: {count}; older ones not shown: {hidden}.", count=len(told.rows), hidden=told.hidden)
    table = Table.told("rows", EntryLine, [EntryLine.of(entry) for entry in told.rows])
    answer(Document(title, summary, (), (table,), told.model_dump(mode="json")), form, output)

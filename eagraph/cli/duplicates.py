"""eagraph duplicates: what was decided about pairs that may be one record? The pairs: eagraph analyse duplicates."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, StoreUrl, answer, workspace
from eagraph.locale import both, say

about = both("Pairs of systems that may be one record: decide, and list and show what was decided.")
One = Annotated[str, typer.Argument(help=say("One of the two: id, source key or unique name."))]
Other = Annotated[str, typer.Argument(help=say("The other."))]
Verdict = Annotated[
    Literal["same", "different", "later"],
    typer.Argument(case_sensitive=False, help=say("same (to be merged), different (never proposed again) or later.")),
]


def group() -> typer.Typer:
    """The commands under `duplicates`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, help_, command in (
        ("decide", both("Keep what was decided about two systems."), decide),
        ("list", both("All decisions about pairs."), listed),
        ("show", both("Every decision about two systems, the oldest first."), shown),
    ):
        app.command(name, help=str(help_))(command)
    return app


def decide(
    a: One, b: Other, verdict: Verdict,
    by: Annotated[str, typer.Option("--by", help=say("Who decided."))] = "",
    reason: Annotated[str, typer.Option("--reason", help=say("Why."))] = "",
    store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Decide."""
    from eagraph.duplicates.ledger import Line
    from eagraph.report import Document, Table, choice

    work = workspace(store)
    kept = work.duplicates.decide({"a": a, "b": b, "verdict": verdict, "decided_by": by, "reason": reason})
    title = both("{a} and {b}", a=kept.decision.a_name, b=kept.decision.b_name)
    summary = both("{kind}; kept as version {version}.", kind=choice(verdict), version=kept.version)
    table = Table.told("pairs", Line, [Line.of(kept, work.snapshot())])
    answer(Document(title, summary, (), (table,), kept.model_dump(mode="json")), form, output)


def listed(store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None) -> None:
    """List."""
    from eagraph.duplicates.ledger import Line
    from eagraph.report import Document, Table

    lines = workspace(store).duplicates.lines()
    summary = both("Decided pairs: {count}.", count=len(lines))
    data = {"summary": summary.as_dict(), "rows": [line.model_dump(mode="json") for line in lines]}
    answer(Document(both("Decisions about pairs"), summary, (), (Table.told("pairs", Line, lines),), data), form, output)


def shown(a: One, b: Other, store: StoreUrl = None, form: AnswerFormat = "text", output: OutputFile = None) -> None:
    """Show."""
    from eagraph.duplicates.ledger import Line
    from eagraph.report import Document, Table

    work = workspace(store)
    versions = work.duplicates.versions(a, b)
    last = versions[-1].decision
    title = both("{a} and {b}", a=last.a_name, b=last.b_name)
    table = Table.told("pairs", Line, [Line.of(kept, work.snapshot()) for kept in versions])
    data = {"versions": [kept.model_dump(mode="json") for kept in versions]}
    answer(Document(title, both("Decisions: {count}.", count=len(versions)), (), (table,), data), form, output)

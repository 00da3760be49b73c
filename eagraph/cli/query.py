"""eagraph query [NAME]: ask one of the named queries, or list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, Params, Point, Scenario, StoreUrl, answer, key_values, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.workspace import Workspace

about = both("Ask one of the questions people ask most, or list them.")


def command(
    name: Annotated[str | None, typer.Argument(help=say("The query; none lists all."))] = None,
    param: Params = None,
    store: StoreUrl = None, scenario: Scenario = None, point: Point = None,
    form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Ask or list."""
    work = workspace(store, scenario=scenario, point=point)
    if name is None:
        _list(work, form, output)
        return
    from eagraph.findings.named_queries import document

    found = work.governance.query(name, key_values(param), work.today())
    answer(document(work.governance.queries.find(name), found), form, output)


def _list(work: Workspace, form: AnswerFormat, output: OutputFile) -> None:
    from eagraph.findings.named_queries import Asking, listed
    from eagraph.report import Document, Table

    told = listed(work.governance.queries.queries)
    rows = [one.model_dump(mode="json") for one in told]
    table = Table.told("queries", Asking, told)
    summary = both("{count} in all. Ask one: eagraph query NAME --param key=value.", count=len(rows))
    problems = tuple((both("Problem"), str(problem)) for problem in work.governance.queries.problems)
    answer(Document(both("Named queries"), summary, problems, (table,), {"queries": rows}), form, output)

"""eagraph snapshot …: named points in time of the landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from eagraph.cli._options import AnswerFormat, Params, StoreUrl, answer, key_values, watching, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.history.points import Point
    from eagraph.report import Document
    from eagraph.results import Result
    from eagraph.workspace import Workspace

about = both("Keep the landscape as it is now under a name, and look at, ask of and compare with it later.")
Name = Annotated[str, typer.Argument(help=say("The name of the point in time."))]


def group() -> typer.Typer:
    """The commands under `snapshot`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.command("save", help=say("Keep the landscape as it is now; ask of it with --point NAME."))(_save)
    app.command("list", help=say("The points in time there are, and the room they take."))(_list)
    app.command("diff", help=say("What changed from one point in time to another, or to now."))(_diff)
    app.command("remove", help=say("Let a point in time go."))(_remove)
    return app


def _save(
    name: Name,
    note: Annotated[str, typer.Option(help=say("Why it is kept."))] = "",
    store: StoreUrl = None, form: AnswerFormat = "text",
) -> None:  # fmt: skip
    work = workspace(store)
    with watching(say("Keeping the landscape")):
        point = work.points.keep(name, note)
    answer(_document(work, (point,)), form)


def _list(store: StoreUrl = None, form: AnswerFormat = "text") -> None:
    work = workspace(store)
    answer(_document(work, work.points.all()), form)


def _diff(
    old: Name,
    new: Annotated[str, typer.Argument(help=say("The name of the point in time; else now."))] = "",
    why: Annotated[str, typer.Option(help=say("Tell why the answer of this analysis changed, change by change."))] = "",
    param: Params = None,
    store: StoreUrl = None, form: AnswerFormat = "text",
) -> None:  # fmt: skip
    from eagraph.report import of_result

    work = workspace(store)
    with watching(say("Comparing")):
        if why:
            told: Result[Any] = work.comparing.why(why, key_values(param), old=old, new=new)
        else:
            told = work.comparing.since(old, new)
    answer(of_result(both("Why it changed") if why else both("Differences"), told), form)


def _remove(name: Name, store: StoreUrl = None, form: AnswerFormat = "text") -> None:
    work = workspace(store)
    work.points.remove(name)
    answer(_document(work, work.points.all()), form)


def _document(work: Workspace, points: tuple[Point, ...]) -> Document:
    from eagraph.history.points import Point
    from eagraph.report import Document, Table

    taken, most = work.points.bytes, work.points.most_mb
    told = both(
        "Kept points in time: {count}. Room taken: {taken} of {most} MB.",
        count=len(points), taken=f"{taken / 1e6:.1f}", most=f"{most:g}",
    )  # fmt: skip
    data = {"points": [point.model_dump(mode="json") for point in points], "bytes": taken, "most_mb": most}
    return Document(both("Points in time"), told, (), (Table.told("points", Point, points),), data)

"""eagraph analyse NAME: one question, with the parameters its `Params` declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from eagraph.cli._made_options import options_of, signed
from eagraph.cli._options import AnswerFormat, OutputFile, Point, Scenario, StoreUrl, answer, watching, workspace
from eagraph.locale import both

if TYPE_CHECKING:
    from eagraph.analysis import Analysis

about = both("Ask one question of the landscape.")
FINDINGS = 1
"""The exit code where an answer says that something is wrong."""


class _Analyses(TyperGroup):
    """A group whose commands are the analyses there are, made when asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        from eagraph import analysis

        return list(analysis.names())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        from eagraph import analysis

        question = analysis.find(cmd_name)
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, help=str(question.question))(_command(cmd_name, question))
        return typer.main.get_command(app)


def group() -> typer.Typer:
    """The commands under `analyse`."""
    return typer.Typer(cls=_Analyses, no_args_is_help=True, rich_markup_mode=None)


def _command(name: str, question: Analysis) -> Any:
    """A function whose signature is made from the parameters of an analysis."""

    def run(**given: Any) -> None:
        from eagraph.analysis import is_finding
        from eagraph.report import of_result

        shared_ones = ("store", "scenario", "point", "form", "output")
        store, scenario, point, form, output = (given.pop(option) for option in shared_ones)
        said = {key: value for key, value in given.items() if value not in (None, [])}
        work = workspace(store, scenario=scenario, point=point)
        with watching(str(question.title)):
            result = work.analyse(name, said)
        answer(of_result(question.title, result), form, output)
        if is_finding(result):
            raise typer.Exit(FINDINGS)

    shared: dict[str, tuple[Any, Any]] = {
        "store": (StoreUrl, None),
        "scenario": (Scenario, None),
        "point": (Point, None),
        "form": (AnswerFormat, "text"),
        "output": (OutputFile, None),
    }
    return signed(run, {**options_of(question.Params), **shared})

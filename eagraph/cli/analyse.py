"""eagraph analyse NAME: one question, with the parameters its `Params` declares."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from eagraph.cli._options import AnswerFormat, OutputFile, Point, Scenario, StoreUrl, answer, watching, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from pydantic import BaseModel

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
    options = {**_options(question.Params), **shared}
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=d, annotation=a) for key, (a, d) in options.items()]
    )
    run.__annotations__ = {key: annotation for key, (annotation, _) in options.items()}
    return run


def _options(params: type[BaseModel]) -> dict[str, tuple[Any, Any]]:
    """Parameter name → annotation for the command line and default; pydantic reads the values."""
    options: dict[str, tuple[Any, Any]] = {}
    for name, field in params.model_fields.items():
        help_ = say(field.description or name)
        flag = f"--{(field.alias or name).replace('_', '-')}"
        if field.annotation is bool:
            options[name] = (
                Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=help_, show_default=False)],
                None,
            )
        elif "tuple" in str(field.annotation):
            options[name] = (
                Annotated[list[str] | None, typer.Option(flag, help=help_, metavar="TEXT …", show_default=False)],
                None,
            )
        else:
            shown = str(field.default) if field.default not in (None, "") else False
            options[name] = (Annotated[str | None, typer.Option(flag, help=help_, metavar="TEXT", show_default=shown)], None)
    return options

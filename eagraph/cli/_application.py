"""Puts the commands together and turns errors into one clear message and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from contextvars import copy_context
from typing import Annotated

import typer

import eagraph
from eagraph import plugins
from eagraph.cli._options import Language, StoreUrl, remember
from eagraph.cli._words import speak, usage_error
from eagraph.errors import EagraphError
from eagraph.locale import say

INTERRUPTED = 130


def application() -> typer.Typer:
    """The command line with every command there is."""
    speak()
    app = typer.Typer(
        name="eagraph",
        help=say(
            "What depends on what in a city's digital landscape, what breaks with it, and how sensitive it becomes together."
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_root)
    package = importlib.import_module("eagraph.cli")
    for name in plugins.member_names(package):
        module = plugins.member(package, name)
        if hasattr(module, "group"):
            app.add_typer(module.group(), name=name, help=str(module.about))
        else:
            app.command(name, help=str(module.about))(module.command)
    return app


def _version(value: bool) -> None:
    if value:
        typer.echo(eagraph.__version__)
        raise typer.Exit


def _root(
    ctx: typer.Context,
    store: StoreUrl = None,
    language: Language = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", is_eager=True, callback=_version, help=say("Print the version and stop."))
    ] = False,
) -> None:
    if ctx.invoked_subcommand:
        remember(store=store, language=language)


def run(arguments: list[str]) -> int:
    """One call of the command line; gives its exit code. The language, scenario and point in time it sets end with it."""
    return copy_context().run(_run, arguments)


def _run(arguments: list[str]) -> int:
    try:
        answer = application()(args=arguments, prog_name="eagraph", standalone_mode=False)
    except EagraphError as error:
        print(say("Error: {text}", text=error.text), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(say("Interrupted; nothing half-written stays."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _usage_error(error)
    return answer if isinstance(answer, int) else 0


def _usage_error(error: Exception) -> int:
    """Typer's own errors (wrong options) have an exit code and are said; any other is ours, with its traceback."""
    if type(error).__name__ == "Abort":
        return INTERRUPTED
    code, told = getattr(error, "exit_code", None), getattr(error, "format_message", None)
    if not isinstance(code, int) or not callable(told):
        raise error
    print(told() if type(error).__name__ == "NoArgsIsHelpError" else usage_error(error), file=sys.stderr)
    return code

"""Options that several commands share, and the workspace they lead to."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from eagraph.locale import say

if TYPE_CHECKING:
    from eagraph.report import Document
    from eagraph.work import Progress
    from eagraph.workspace import Workspace

Format = Literal["text", "json", "csv", "markdown", "xlsx", "docx", "html", "pdf", "svg", "png"]
StoreUrl = Annotated[
    str | None, typer.Option("--store", help=say("URL of the store: sqlite:///file.db, neo4j://host, bolt://host."))
]
Language = Annotated[Literal["sv", "en"] | None, typer.Option("--language", help=say("Swedish or English."))]
AnswerFormat = Annotated[Format, typer.Option("--format", help=say("How the answer is written."))]
ReportFormat = Annotated[
    Format | None,
    typer.Option("--format", help=say("How the report is written; else as the ending of the output file says, else text.")),
]
OutputFile = Annotated[Path | None, typer.Option("-o", "--output", help=say("Write to this file instead of stdout."))]

Scenario = Annotated[
    str | None, typer.Option("--scenario", help=say("Look at the landscape through a scenario: name, or name@version."))
]

Point = Annotated[
    str | None, typer.Option("--point", help=say("Look at the landscape as it was at a point in time: its name."))
]

Params = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", help=say("What it asks for, as key=value."), metavar="KEY=VALUE", show_default=False),
]

_remembered: dict[str, str | None] = {}


def remember(**flags: str | None) -> None:
    """Keep what was said before the command's name."""
    _remembered.clear()
    _remembered.update(flags)


def workspace(store: str | None = None, **flags: object) -> Workspace:
    """The workspace that options, environment and settings file lead to."""
    from eagraph.history import at_point
    from eagraph.locale import current
    from eagraph.scenarios import in_use
    from eagraph.settings import read_settings
    from eagraph.workspace import Workspace

    settings = read_settings(store=store or _remembered.get("store"), language=_remembered.get("language"), **flags)
    if settings.language:
        current.set(settings.language)
    in_use.set(settings.scenario)
    at_point.set(settings.point)
    return Workspace(settings)


def answer(document: Document, form: Format, output: Path | None = None) -> None:
    """Write a document to stdout, or to a file that appears whole or not at all."""
    from eagraph import report

    written(report.find(form).render(document), output)


def key_values(said: list[str] | None) -> dict[str, Any]:
    """What `--param key=value` says; a key that is said several times has a list of values.

    Raises:
        UsageError: one is no key=value.
    """
    from eagraph.errors import UsageError
    from eagraph.locale import both

    found: dict[str, Any] = {}
    for one in said or ():
        key, equals, value = (part.strip() for part in one.partition("="))
        if not equals or not key:
            raise UsageError(both("--param {said}: expected key=value, as --param of=crm.", said=repr(one)))
        before = found.get(key)
        found[key] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return found


def form_for(form: Format | None, output: Path | None) -> Format:
    """The format that is asked for: as said, else as the ending of the file says, else text."""
    from eagraph import report

    if form or output is None:
        return form or "text"
    ending = output.suffix.lower().removeprefix(".")
    return next((known for known in get_args(Format) if report.find(known).suffix == ending), "text")


def day(what: str, said: str) -> dt.date | None:
    """A day as people write it; None where nothing is said.

    Raises:
        UsageError: it is none.
    """
    from eagraph.errors import UsageError
    from eagraph.locale import both

    try:
        return dt.date.fromisoformat(said) if said else None
    except ValueError as error:
        text = both("{what} is {found}; expected a day as 2026-01-31.", what=what, found=repr(said))
        raise UsageError(text) from error


def written(content: bytes, output: Path | None) -> None:
    """Write to stdout, or to a file that appears whole or not at all."""
    from eagraph.errors import StoreError
    from eagraph.locale import both

    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        unfinished = output.with_name(f"{output.name}.unfinished")
        unfinished.write_bytes(content)
        unfinished.replace(output)
    except OSError as error:
        raise StoreError(both("{path}: cannot be written ({error}).", path=output, error=error.strerror)) from error


@contextmanager
def watching(what: str) -> Iterator[None]:
    """A bar for all work inside that says how far it is."""
    from eagraph.work import watched

    with progress_bar(what) as progress, watched(progress):
        yield


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """A bar on stderr, where a person looks; silent elsewhere."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total: None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

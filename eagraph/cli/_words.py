"""Typer's own words in the reader's language: headings of a help text, and what is wrong with an option.

Typer carries its own click, whose texts are English and stand in no catalogue. Here they are said anew; a text that is not
known here is shown as Typer wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import typer
from typer._click import HelpFormatter
from typer.core import TyperCommand, TyperGroup

from eagraph.locale import Text, both, say
from eagraph.wrong_values import in_words

_HEADINGS = {"Arguments": both("Arguments"), "Options": both("Options"), "Commands": both("Commands")}
_TYPES = {
    "str": both("text"), "int": both("number"), "int range": both("number"),
    "path": both("path"), "list[Path]": both("path"),
}  # fmt: skip
_SHOW_HELP = "Show this message and exit."
_REMARKS = re.compile(r"\[([^\[\]]+)\]$")
_TYPE = re.compile(r"<([^<>]+)>")


class SpokenFormatter(HelpFormatter):
    """Writes a help text; texts of ours pass through as they are."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        said = args.replace("[OPTIONS]", say("[OPTIONS]")).replace("COMMAND [ARGS]...", say("COMMAND [ARGUMENTS]..."))
        super().write_usage(prog, said, prefix or say("Usage") + ": ")

    def write_heading(self, heading: str) -> None:
        """The name of a list."""
        super().write_heading(str(_HEADINGS.get(heading, heading)))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """A list of options, arguments or commands."""
        super().write_dl([(_TYPE.sub(_type_said, name), _help_said(help_)) for name, help_ in rows], *args, **kwargs)


class SpokenContext(typer.Context):
    """What a command knows of its call."""

    formatter_class = SpokenFormatter


def speak() -> None:
    """Let every command of this process write its help here."""
    TyperCommand.context_class = TyperGroup.context_class = SpokenContext


def usage_error(error: Any) -> str:
    """What Typer says of a wrong call: how to call, where to read more, what is wrong."""
    wrong = say("Error: {text}", text=what_is_wrong(error))
    if error.ctx is None:
        return wrong
    hint = say("Try '{command} --help' for help.", command=error.ctx.command_path)
    return f"{error.ctx.get_usage()}\n{hint}\n\n{wrong}"


def what_is_wrong(error: Any) -> Text:
    """The sentence alone."""
    findings = getattr(error.__cause__, "errors", None)
    if error.__cause__ is not None and findings is not None:
        return both("{option}: {told}.", option=_names(error), told=_value_told(findings()[0]))
    if type(error).__name__ == "MissingParameter":
        return both("{name} is missing.", name=_names(error))
    plain = error.format_message()
    for pattern, told in _SAYINGS:
        if found := re.fullmatch(pattern, plain, re.DOTALL):
            return told(*found.groups())
    return Text(plain, plain)


def _value_told(finding: dict[str, Any]) -> Text:
    _, isnt, choices = finding["msg"].rstrip(".").partition(" is not one of ")
    if isnt:
        return both("is {found}; expected one of {choices}", found=repr(finding["input"]), choices=choices.replace("'", ""))
    return next(text for _, text in in_words([finding]))


def _names(error: Any) -> str:
    return str(error.param.get_error_hint()).replace("'", "") if error.param else ""


def _type_said(found: re.Match[str]) -> str:
    return f"<{_TYPES.get(found[1], found[1])}>"


def _help_said(help_: str) -> str:
    if help_ == _SHOW_HELP:
        return say("Show this message and exit.")
    return _REMARKS.sub(lambda found: f"[{'; '.join(_remarks(found[1].split('; ')))}]", help_)


def _remarks(parts: Iterable[str]) -> Iterable[str]:
    for part in parts:
        name, _, value = part.partition(": ")
        if name == "default" and value:
            yield say("default: {value}", value=value)
        else:
            yield say("required") if part == "required" else part.replace("<=x<=", "–")


_Saying = Callable[..., Text]
_SAYINGS: tuple[tuple[str, _Saying], ...] = (
    (r"No such option: (\S+)", lambda name: both("There is no option {name} here.", name=name)),
    (
        r"No such option: (\S+) \(Possible options: (.+)\)",
        lambda name, near: both("There is no option {name} here. Nearest: {names}.", name=name, names=near),
    ),
    (r"No such command '(.+?)'\.", lambda name: both("There is no command {name}.", name=name)),
    (
        r"No such command '(.+?)'\. Did you mean (.+)\?",
        lambda name, near: both("There is no command {name}. Nearest: {names}.", name=name, names=near.replace("'", "")),
    ),
    (r"Missing command\.", lambda: both("A command is missing.")),
    (r"Option '(.+)' requires an argument\.", lambda name: both("{name} needs a value after it.", name=name)),
    (r"Option '(.+)' does not take a value\.", lambda name: both("{name} takes no value.", name=name)),
    (r"Got unexpected extra argument\(s\) \((.+)\)", lambda more: both("There is too much: {more}.", more=more)),
)
"""Typer's sentence → ours."""

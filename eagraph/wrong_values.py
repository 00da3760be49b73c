"""What is wrong with values people gave? pydantic's findings in both languages, each with its parameter's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from eagraph.locale import Text, both, joined

Finding = Mapping[str, Any]
"""One error as pydantic gives it: `type`, `loc`, `msg`, `input`, and `ctx` with the bounds."""

_LONGEST = 60
_AROUND = ("query", "body", "path", "header", "cookie")
_SIGNS = {"greater_than_equal": "≥", "less_than_equal": "≤", "greater_than": ">", "less_than": "<"}


def told(findings: Sequence[Finding]) -> Text:
    """All findings in one text."""
    return joined([both("{where}: {why}", where=where, why=why) for where, why in in_words(findings)])


def in_words(findings: Sequence[Finding]) -> Iterator[tuple[str, Text]]:
    """Where each finding stands and what it says."""
    for finding in findings:
        kind = str(finding["type"])
        words = _WORDS.get(kind) or _BY_TYPE.get(kind.partition("_")[0]) or _as_said
        yield "body" if kind == "json_invalid" else _where(finding["loc"]), words(finding)


def choices(finding: Finding) -> Text:
    """The values there are to choose from, where pydantic names them (in English)."""
    named, _, last = str(finding["ctx"]["expected"]).rpartition(" or ")
    return both("{some} or {last}", some=named, last=last) if named else Text(last, last)


def _where(place: Iterable[str | int]) -> str:
    """The parameter's name, with positions and keys inside it; `query` or `body` where the whole is meant."""
    parts = list(map(str, place)) or ["parameters"]
    inside = parts[1:] if parts[0] in _AROUND and len(parts) > 1 else parts
    return ".".join(inside)[:_LONGEST]


def _as_said(finding: Finding) -> Text:
    """A finding of a model of ours, which may be a Text in both languages; else pydantic's own words."""
    raised = getattr(finding.get("ctx", {}).get("error"), "args", ())
    if raised and isinstance(raised[0], Text):
        return raised[0]
    return both(str(finding["msg"]).removeprefix("Value error, "))


def _bound(finding: Finding) -> Text:
    limit = next(iter(finding["ctx"].values()))
    return _expected(f"{_SIGNS[finding['type']]} {limit}", finding)


def _too_many(finding: Finding) -> Text:
    context = finding["ctx"]
    return both("has {found} values; expected at most {most}", found=context["actual_length"], most=context["max_length"])


def _expecting(what: Text) -> Callable[[Finding], Text]:
    return lambda finding: _expected(what, finding)


def _expected(what: str | Text, finding: Finding) -> Text:
    value = finding.get("input")
    if isinstance(value, str | int | float | bool):
        return both("is {found}; expected {expected}", found=repr(value)[:_LONGEST], expected=what)
    return both("expected {expected}", expected=what)


_OBJECT = _expecting(both("a JSON object with the parameters"))
_WORDS: Mapping[str, Callable[[Finding], Text]] = {
    "missing": lambda _: both("is missing"),
    "extra_forbidden": lambda _: both("is not known here"),
    "json_invalid": lambda finding: both("is not JSON ({error})", error=finding["ctx"]["error"]),
    "union_tag_invalid": lambda finding: _expected(finding["ctx"]["expected_tags"], {"input": finding["ctx"]["tag"]}),
    "union_tag_not_found": lambda finding: both("is missing {name}", name=finding["ctx"]["discriminator"]),
    "string_pattern_mismatch": lambda finding: _expected(finding["ctx"]["pattern"], finding),
    "literal_error": lambda finding: _expected(choices(finding), finding),
    "string_too_long": lambda finding: both(
        "is too long; expected at most {most} letters", most=finding["ctx"]["max_length"]
    ),
    "too_long": _too_many,
    **dict.fromkeys(_SIGNS, _bound),
}
_BY_TYPE: Mapping[str, Callable[[Finding], Text]] = {
    "int": _expecting(both("a whole number")),
    "float": _expecting(both("a number")),
    "bool": _expecting(both("true or false")),
    "date": _expecting(both("a date as 2026-12-31")),
    "string": _expecting(both("text")),
    "tuple": _expecting(both("a list")),
    "list": _expecting(both("a list")),
    "model": _OBJECT,
    "dict": _OBJECT,
}

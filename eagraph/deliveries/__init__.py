"""Deliveries: the saved reports of the settings, each written for everybody it is for; when, the user's own scheduler says.

    [[report]]
    name = "beroenden"                  # of the file or folder; a-z, 0-9, dot and dash
    report = "dependencies"
    format = "docx"                     # or several: ["html", "xlsx"]
    for_each = "organisation"           # or "system", "service"; left out: once
    language = "sv"
    package = true                      # beside it a package that can be verified
    params = { limit = 500 }

What is written for each in turn is the report's `subject`. A report that cannot be written keeps no other from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eagraph import analysis, report, reports
from eagraph.errors import UnknownName, UsageError
from eagraph.locale import Language, Text, both, joined
from eagraph.settings import FILE
from eagraph.wrong_values import told

Whom = Literal["organisation", "system", "service"]
NAME = r"^[a-z0-9][a-z0-9._-]{0,59}$"
PICTURES = ("svg", "png")
"""Formats that have no room for the class of a report."""


class SavedReport(BaseModel):
    """A report that is written again and again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=NAME, description="of the file or folder it is written to")
    report: str = Field(description="the report's name")
    params: dict[str, Any] = Field(default_factory=dict, description="its parameters")
    format: tuple[str, ...] = Field(default=("html",), min_length=1, description="in which formats it is written")
    for_each: Whom | None = Field(default=None, description="written for each of these; once where empty")
    language: Language | None = Field(default=None, description="sv or en; the reader's where empty")
    package: bool = Field(default=False, description="write a package that can be verified beside it")

    @field_validator("format", mode="before")
    @classmethod
    def _as_several(cls, said: Any) -> Any:
        return (said,) if isinstance(said, str) else said


def saved_reports(said: Sequence[Mapping[str, Any]]) -> tuple[SavedReport, ...]:
    """The saved reports of the settings.

    Raises:
        UsageError: there are none, or something is wrong with one; all is named.
    """
    if not said:
        raise UsageError(both("There are no saved reports; write [[report]] with name and report in {file}.", file=FILE))
    wrong: list[Text] = []
    found: list[SavedReport] = []
    for number, one in enumerate(said, start=1):
        place = f"[[report]] {one.get('name') or number}"
        try:
            read = SavedReport.model_validate(one)
            found.append(read)
            wrong += [both("{place}: {told}", place=place, told=text) for text in _wrong(read)]
        except ValidationError as error:
            wrong.append(both("{place}: {told}", place=place, told=told(error.errors())))
    twice = [name for name, count in Counter(one.name for one in found).items() if count > 1]
    wrong += [both("[[report]] {name}: stands there twice", name=name) for name in twice]
    if wrong:
        raise UsageError(both("Settings ({file}, EAGRAPH_…): {told}.", file=FILE, told=joined(wrong)))
    return tuple(found)


def _wrong(one: SavedReport) -> list[Text]:
    """What does not fit between a saved report and the report it names."""
    problems = []
    known = [name for name in report.names() if name not in PICTURES]
    strange = [name for name in one.format if name not in known]
    if strange:
        text = both("is {found}; expected {expected}", found=", ".join(strange), expected=", ".join(known))
        problems.append(both("format {told}", told=text))
    try:
        found = reports.find(one.report)
    except UnknownName as error:
        return [*problems, error.text]
    subject = reports.subject(found)
    if one.for_each and subject is None:
        problems.append(both("for_each: {report} is about nothing that it could be written for", report=one.report))
        return problems
    strange = sorted(one.params.keys() - analysis.parameters(found.Params).keys())
    problems += [both("params.{name}: no such parameter", name=name) for name in strange]
    if one.for_each and subject in one.params:
        problems.append(both("params.{name}: is filled in by for_each", name=subject))
    if not problems:
        try:
            reports.read_params(found, {**one.params, **(reports.told_of(found, "x") if one.for_each else {})})
        except UsageError as error:
            problems.append(error.text)
    return problems

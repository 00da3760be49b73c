"""Reports: what an analyst hands on, drafted from the landscape; one report a file.

A report is a module with

    title = both("...")                                  # what it is called
    about = both("...")                                  # what it answers, in one sentence
    class Params(BaseModel): ...                         # what may be said, each with a description, bounds and a default
    def write(desk: Desk, params: Params) -> Document    # the report, from answers of the desk alone

Its name is the file's, with dashes. Command, route and form on the screen follow from `Params`, by the same declarations as
those of an analysis (`eagraph.analysis`). The first parameter is the `subject` where it names things: what the report is
about, which may be said without its name and can be each organisation, system or service in turn. A report has no clock and
no store: what it tells comes from the desk, so that the same landscape, parameters and date give the same report.
`_draft.Draft` remembers where every figure is from.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, cast

from pydantic import BaseModel

from eagraph import analysis, plugins
from eagraph.analysis import Analysis
from eagraph.attribution import Answer as Why
from eagraph.board import BoardReport
from eagraph.comparison import Differences
from eagraph.errors import UnknownName, nearest_names
from eagraph.findings.governance import Governance
from eagraph.graph.snapshot import Snapshot
from eagraph.jobs import Jobs
from eagraph.locale import Text, both
from eagraph.memo import Memo
from eagraph.model.classification import Aspect
from eagraph.report import Document, Looks, dressed
from eagraph.results import Result
from eagraph.scenarios.comparing import Comparison


class Differing(Protocol):
    """Who compares landscapes: points in time, and now where none is named (see `eagraph.attribution.comparing`)."""

    def at(self, point: str) -> Snapshot:
        """The landscape at a point in time."""

    def since(self, old: str, new: str = "") -> Differences:
        """What differs between two."""

    def why(self, question: str, params: Mapping[str, Any], *, old: str, new: str = "", most: int = ...) -> Why:
        """Why an answer changed."""


class Desk(Protocol):
    """Where a report gets its answers: the workspace, or whoever answers in its place when a package is verified."""

    @property
    def jobs(self) -> Jobs:
        """Where long work is told of."""

    @property
    def looks(self) -> Looks:
        """How reports look here."""

    @property
    def governance(self) -> Governance:
        """The rules, and what they find."""

    @property
    def comparing(self) -> Differing:
        """What changed between points in time."""

    def snapshot(self) -> Snapshot:
        """The landscape the report is about."""

    def today(self) -> dt.date:
        """The date of the report."""

    def analyse(self, name: str, params: Mapping[str, Any] | BaseModel) -> Result[Any]:
        """The answer of an analysis."""

    def compare(self, scenarios: Sequence[str]) -> Comparison:
        """What differs between scenarios."""

    def memo(self, of: str, *, aspect: Aspect | None = None, at: dt.date | None = None) -> Memo:
        """The classification memo of a place or an information asset."""

    def board_report(self, organisation: str, *, year: int | None = None) -> BoardReport:
        """The yearly report to a board or company."""


class Report(Protocol):
    """A module of this room."""

    title: Text
    about: Text
    Params: type[BaseModel]

    def write(self, desk: Desk, params: Any) -> Document:
        """The report as a document."""


def names() -> tuple[str, ...]:
    """The reports there are."""
    return tuple(name.replace("_", "-") for name in plugins.member_names(sys.modules[__name__]))


def find(name: str) -> Report:
    """One report, imported now.

    Raises:
        UnknownName: there is none of that name.
    """
    if name not in names():
        text = both("There is no report {name}; there are {known}.", name=repr(name), known=", ".join(names()))
        raise UnknownName(text, nearest_names(name, names()))
    return cast("Report", plugins.member(sys.modules[__name__], name.replace("-", "_")))


def written(desk: Desk, name: str, params: Mapping[str, Any] | BaseModel) -> Document:
    """A report, in the looks and words of the house.

    Raises:
        EagraphError: there is no such report, a parameter is wrong, or an answer cannot be had.
    """
    found = find(name)
    read = read_params(found, params)
    return desk.jobs.run(found.title, lambda: dressed(found.write(desk, read), desk.looks))


def read_params(report: Report, params: Mapping[str, Any] | BaseModel) -> BaseModel:
    """Parameters as a report takes them.

    Raises:
        UsageError: all that is wrong with them.
    """
    said = params.model_dump(exclude_unset=True) if isinstance(params, BaseModel) else params
    return analysis.read_params(cast("Analysis", report), said)


def subject(report: Report) -> str | None:
    """The parameter that says what a report is about: the first, where it names things; None where it has none such."""
    for name, field in analysis.parameters(report.Params).items():
        extra = field.json_schema_extra
        return name if isinstance(extra, dict) and extra.get("names") == "thing" else None
    return None


def takes_several(report: Report, name: str) -> bool:
    """Does a parameter take a list?"""
    return "tuple" in str(analysis.parameters(report.Params)[name].annotation)


def told_of(report: Report, thing: str) -> dict[str, Any]:
    """The parameters that make a report be about a thing; none where it is about nothing of the kind."""
    name = subject(report)
    return {} if name is None else {name: [thing] if takes_several(report, name) else thing}

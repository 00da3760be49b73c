"""Reports: what an analyst hands on, drafted from the landscape; one report a file.

A report is a module with

    title = both("...")                                  # what it is called
    about = both("...")                                  # what it answers, in one sentence
    class Params(BaseModel): ...                         # what may be said, each with a description, bounds and a default
    def write(desk: Desk, params: Params) -> Document    # the report, from answers of the desk alone

Its name is the file's, with dashes. Command, route and form on the screen follow from `Params`. A report has no clock and
no store: what it tells comes from the desk, so that the same landscape, parameters and date give the same report.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from typing import Any, Protocol, cast

from pydantic import BaseModel

from eagraph import plugins
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.report import Document
from eagraph.results import Result


class Desk(Protocol):
    """Where a report gets its answers: the workspace, or whoever answers in its place when a package is verified."""

    def snapshot(self) -> Snapshot:
        """The landscape the report is about."""

    def today(self) -> dt.date:
        """The date of the report."""

    def analyse(self, name: str, params: Mapping[str, Any] | BaseModel) -> Result[Any]:
        """The answer of an analysis."""


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

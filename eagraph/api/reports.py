"""A report as a file, in any of its formats or as a package with all that is needed to get it again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel

from eagraph import analysis, report, reports
from eagraph.api.files import File, plain
from eagraph.errors import UnknownName, nearest_names
from eagraph.locale import both, current
from eagraph.packages import Order
from eagraph.packages.making import made, workspace_on
from eagraph.workspace import Workspace

PACKAGE = "package"
FORMATS = (*(name for name in report.names() if name not in ("png", "svg")), PACKAGE)
"""A picture alone has no room for the class of a report."""


def media_type(form: str) -> str:
    """The kind of file a format gives."""
    return "application/zip" if form == PACKAGE else report.find(form).media_type


def as_file(workspace: Workspace, name: str, params: BaseModel, form: str, date: dt.date | None = None) -> File:
    """A report in a format, JSON to be shown and everything else to be kept.

    Raises:
        EagraphError: there is no such format, or the report cannot be written.
    """
    if form not in FORMATS:
        text = both("There is no format {name}; there are {known}.", name=repr(form), known=", ".join(FORMATS))
        raise UnknownName(text, nearest_names(form, FORMATS))
    hash_ = workspace.snapshot().hash[:12]
    called = f"{name}-{_about(name, params)}-{hash_}"
    if form == PACKAGE:
        said = params.model_dump(mode="json")
        order = Order(report=name, params=said, language=current.get(), date=date or workspace.today())
        content, _ = workspace.jobs.run(reports.find(name).title, lambda: made(workspace, order))
        return File(content, media_type(form), f"{called}.zip")
    desk, written = workspace_on(workspace, date) if date else workspace, report.find(form)
    title = reports.find(name).title
    content = workspace.jobs.run(title, lambda: written.render(reports.written(desk, name, params)))
    return File(content, written.media_type, "" if form == "json" else f"{called}.{written.suffix}")


def _about(name: str, params: BaseModel) -> str:
    """What a report is about, as part of a file's name."""
    subject = reports.subject(reports.find(name))
    said: Any = params.model_dump(mode="json").get(subject) if subject in analysis.parameters(type(params)) else None
    first = said[0] if isinstance(said, list) and said else said
    return plain(str(first or "").rpartition(":")[2] or "city", "report")

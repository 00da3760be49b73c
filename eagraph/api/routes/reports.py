"""What has a board to know once a year? Its report, drafted from the register, as JSON or as a file."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from eagraph import report
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.board import BoardReport
from eagraph.board.document import document
from eagraph.model.identity import slug
from eagraph.workspace import Workspace

FORMATS = tuple(name for name in report.names() if name not in ("png", "svg"))
"""A picture alone has no room for the class of a report."""
_PLAIN = re.compile("[a-z0-9-]{1,80}")
"""What may stand in the name of a file."""


class Wanted(Asked):
    """Of which year, and how it is written."""

    format: str = Field(default="json", description="how the report is written", json_schema_extra={"enum": list(FORMATS)})
    year: int | None = Field(default=None, description="the year; else the one that runs, up to today")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["reports"])
    kinds = [report.find(name).media_type.partition(";")[0] for name in FORMATS if name != "json"]
    files: dict[str, Any] = {"content": {kind: {} for kind in kinds}}

    @routes.get(
        "/reports/board/{organisation:path}",
        summary="The yearly report to a board or company, ready to go on writing in",
        response_model=BoardReport,
        responses={200: files},
    )
    async def board(
        request: Request,
        organisation: Annotated[str, Path(description="the board or company: id, source key or unique name")],
        wanted: Annotated[Wanted, Query()],
    ) -> Response:
        return await awaited(request, lambda: _written(workspace, organisation, wanted))

    return routes


def _written(workspace: Workspace, organisation: str, wanted: Wanted) -> Response:
    """The report in its format, written in the thread of the question."""
    form, told = report.find(wanted.format), workspace.board_report(organisation, year=wanted.year)
    content = form.render(document(told))
    if wanted.format == "json":
        return Response(content, media_type=form.media_type)
    called = slug(told.organisation.name)
    name = f"board-{called if _PLAIN.fullmatch(called) else 'report'}-{told.year}.{form.suffix}"
    return Response(content, media_type=form.media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

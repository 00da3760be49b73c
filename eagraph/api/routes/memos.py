"""What has an owner to know of one place to decide and sign? A classification memo, as JSON or as a file."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from eagraph import report
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.memo import Memo
from eagraph.memo.document import document
from eagraph.model.classification import Aspect
from eagraph.model.identity import slug
from eagraph.workspace import Workspace

FORMATS = tuple(name for name in report.names() if name not in ("png", "svg"))
"""A picture alone has no room for the class of a memo."""

_PLAIN = re.compile("[a-z0-9-]{1,80}")
"""What may stand in the name of a file."""


class Wanted(Asked):
    """Which memo, and how it is written."""

    format: str = Field(default="json", description="how the memo is written", json_schema_extra={"enum": list(FORMATS)})
    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["classification"])
    kinds = [report.find(name).media_type.partition(";")[0] for name in FORMATS if name != "json"]
    files: dict[str, Any] = {"content": {kind: {} for kind in kinds}}

    @routes.get(
        "/levels/{id:path}/memo",
        summary="A classification memo of one place, to read and to sign",
        response_model=Memo,
        responses={200: files},
    )
    async def memo(
        request: Request,
        id_: Annotated[str, Path(alias="id", description="id, source key or unique name")],
        wanted: Annotated[Wanted, Query()],
    ) -> Response:
        return await awaited(request, lambda: _written(workspace, id_, wanted))

    return routes


def _written(workspace: Workspace, id_: str, wanted: Wanted) -> Response:
    """The memo in its format, written in the thread of the question."""
    form = report.find(wanted.format)
    told = workspace.memo(id_, aspect=wanted.aspect, at=wanted.at)
    content = form.render(document(told, workspace.schema.classification))
    if wanted.format == "json":
        return Response(content, media_type=form.media_type)
    called = slug(told.place.name)
    name = f"memo-{called if _PLAIN.fullmatch(called) else 'place'}-{told.snapshot.hash[:12]}.{form.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=form.media_type, headers=headers)

"""Which rules of the programme are there, what do they find today, and how did that change from check to check?"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.findings import junit, sarif
from eagraph.findings.found import Checked
from eagraph.findings.listing import Listed, listed
from eagraph.findings.runs import Run
from eagraph.workspace import Workspace


class Which(Asked):
    """Which rules, for which day."""

    theme: list[str] = Field(default=[], description="only these themes")
    rule: list[str] = Field(default=[], description="only these rules")
    today: dt.date | None = Field(default=None, description="the day they are asked for; else today")
    format: Literal["json", "junit", "sarif"] = Field(default="json", description="how the answer is written")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["rules"])

    @routes.get("/rules", summary="The rules there are, the city's own among them")
    async def rules(request: Request, asked: Annotated[Asked, Query()]) -> Listed:  # noqa: ARG001
        return await awaited(request, lambda: listed(workspace.governance.catalogue))

    @routes.get(
        "/check",
        summary="What the rules find today",
        response_model=Checked,
        responses={200: {"content": {junit.media_type: {}, sarif.media_type: {}}}},
    )
    async def check(request: Request, which: Annotated[Which, Query()]) -> Response:
        return await awaited(request, lambda: _written(_checked(workspace, which), which.format))

    @routes.get("/check/runs", summary="The recorded checks, the oldest first")
    async def runs(request: Request, asked: Annotated[Asked, Query()]) -> list[Run]:  # noqa: ARG001
        return await awaited(request, workspace.governance.runs)

    @routes.post("/check/runs", summary="Check, and keep what is found as the newest recorded check", status_code=201)
    async def record(asked: Annotated[Asked, Query()]) -> Checked:  # noqa: ARG001
        return await run_in_threadpool(lambda: workspace.governance.check(workspace.today(), record=True))

    return routes


def _checked(workspace: Workspace, which: Which) -> Checked:
    today = which.today or workspace.today()
    return workspace.governance.check(today, themes=tuple(which.theme), rules=tuple(which.rule))


def _written(checked: Checked, form: str) -> Response:
    """The answer in its format, written in the thread of the question."""
    if form == "junit":
        return Response(junit.render(checked), media_type=junit.media_type)
    if form == "sarif":
        return Response(sarif.render(checked), media_type=sarif.media_type)
    return Response(checked.model_dump_json(), media_type="application/json")

"""Which points in time are kept, what changed since one, and why did an answer change?"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from starlette.responses import Response

from eagraph import report
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.attribution import Answer
from eagraph.attribution.explaining import MOST_ASKINGS
from eagraph.comparison import Differences
from eagraph.history.points import Point
from eagraph.locale import both
from eagraph.results import Result
from eagraph.workspace import Workspace

Name = Annotated[str, Path(description="the point in time: its name")]


class KeptPoints(BaseModel):
    """The points in time there are, and their room."""

    points: tuple[Point, ...]
    bytes: int = Field(description="the room that all take together")
    most_mb: float = Field(description="the room there is, in megabytes")


class PointToKeep(BaseModel):
    """Why it is kept."""

    note: str = Field(default="", max_length=1000)


class ChangedSince(Asked):
    """Up to when, and how the answer is written."""

    to: str = Field(default="", description="the point in time to compare with; else now")
    format: str = Field(
        default="json", description="how the answer is written", json_schema_extra={"enum": list(report.names())}
    )


class WhyChanged(BaseModel):
    """Of which question, with which parameters."""

    analysis: str = Field(description="the analysis whose answer changed")
    params: dict[str, Any] = Field(default={}, description="its parameters")
    most: int = Field(default=MOST_ASKINGS, ge=4, le=5000, description="how many times it may be asked")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["points in time"])
    _kept_ones(routes, workspace)

    @routes.get("/points/{name}/changes", summary="What changed since a point in time", response_model=Differences)
    async def changes(request: Request, name: Name, asked: Annotated[ChangedSince, Query()]) -> Response:
        return await awaited(request, lambda: _written(workspace.comparing.since(name, asked.to), asked.format, name))

    @routes.post("/points/{name}/why", summary="Why an answer changed since a point in time", response_model=Answer)
    async def why(
        request: Request, name: Name, said: Annotated[WhyChanged, Body()], asked: Annotated[ChangedSince, Query()]
    ) -> Response:
        def work() -> Response:
            told = workspace.comparing.why(said.analysis, said.params, old=name, new=asked.to, most=said.most)
            return _written(told, asked.format, name)

        return await awaited(request, work)

    return routes


def _kept_ones(routes: APIRouter, workspace: Workspace) -> None:
    @routes.get("/points", summary="The points in time there are, the oldest first, and the room they take")
    async def kept(asked: Annotated[Asked, Query()]) -> KeptPoints:  # noqa: ARG001
        return await run_in_threadpool(_all, workspace)

    @routes.put("/points/{name}", summary="Keep the landscape as it is now under a name", status_code=201)
    async def keep(name: Name, said: Annotated[PointToKeep, Body()], asked: Annotated[Asked, Query()]) -> Point:  # noqa: ARG001
        return await run_in_threadpool(workspace.points.keep, name, said.note)

    @routes.delete("/points/{name}", summary="Let a point in time go", status_code=204)
    async def remove(name: Name, asked: Annotated[Asked, Query()]) -> None:  # noqa: ARG001
        await run_in_threadpool(workspace.points.remove, name)


def _all(workspace: Workspace) -> KeptPoints:
    kept = workspace.points
    return KeptPoints(points=kept.all(), bytes=kept.bytes, most_mb=kept.most_mb)


def _written(told: Result[Any], form: str, name: str) -> Response:
    """The answer in its format, written in the thread of the question."""
    found: Any = report.find(form)
    title = both("Why it changed") if isinstance(told, Answer) else both("Differences")
    headers = {} if form == "json" else {"Content-Disposition": f'attachment; filename="{name}.{found.suffix}"'}
    return Response(found.render(report.of_result(title, told)), media_type=found.media_type, headers=headers)

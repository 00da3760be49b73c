"""Long questions: started, watched, cancelled, and asked for their answer later. Everybody sees his own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from eagraph import analysis, reports
from eagraph.api.files import File
from eagraph.api.queries import Asked
from eagraph.api.reports import FORMATS, as_file
from eagraph.errors import UsageError
from eagraph.jobs import Job, State
from eagraph.locale import Text, both
from eagraph.results import Words
from eagraph.workspace import Workspace

TELLS_EVERY_S = 0.4
EVENTS = "text/event-stream"
Id = Annotated[str, Path(alias="id", description="the job's id")]


class Task(BaseModel):
    """What to work on: an analysis, or a report."""

    analysis: str | None = Field(default=None, description="name of the analysis")
    report: str | None = Field(default=None, description="name of the report, instead of an analysis")
    params: dict[str, Any] = Field(default={}, description="its parameters")
    format: str = Field(default="pdf", description="how a report is written", json_schema_extra={"enum": list(FORMATS)})


class Told(BaseModel):
    """How far a job is."""

    id: str
    title: Words
    state: State
    done: int
    total: int | None = Field(description="of how many; empty where that is not known")
    error: Words | None = Field(default=None, description="why it failed")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["jobs"])
    jobs = workspace.jobs

    @routes.get("/jobs", summary="Your jobs, the oldest first")
    def jobs_of_reader(asked: Annotated[Asked, Query()]) -> list[Told]:  # noqa: ARG001
        return [_told(job) for job in jobs.of_reader()]

    @routes.post("/jobs", summary="Start a question; its answer is asked for later", status_code=202)
    def start_job(task: Annotated[Task, Body()], asked: Annotated[Asked, Query()]) -> Told:  # noqa: ARG001
        title, work = _work(workspace, task)
        return _told(jobs.start(title, work))

    @routes.get(
        "/jobs/events",
        summary="Your jobs as server-sent events, as long as you listen",
        response_class=StreamingResponse,
        responses={200: {"content": {EVENTS: {}}}},
    )
    async def job_events(request: Request, asked: Annotated[Asked, Query()]) -> StreamingResponse:  # noqa: ARG001
        return StreamingResponse(_events(request, workspace), media_type=EVENTS)

    @routes.get("/jobs/{id}", summary="How far one job is")
    def job(id_: Id, asked: Annotated[Asked, Query()]) -> Told:  # noqa: ARG001
        return _told(jobs.find(id_))

    @routes.get("/jobs/{id}/answer", summary="The answer of a job that is done; waits a while where it is not")
    def job_answer(id_: Id, asked: Annotated[Asked, Query()]) -> Response:  # noqa: ARG001
        found = jobs.find(id_)
        if not found.wait(30):
            raise UsageError(both("The job {id} is not done; ask again.", id=id_))
        if found.error is not None:
            raise found.error
        if isinstance(found.answer, File):
            return found.answer.response
        return Response(found.answer.model_dump_json(), media_type="application/json")

    @routes.delete("/jobs/{id}", summary="Cancel a job", status_code=204)
    def cancel_job(id_: Id, asked: Annotated[Asked, Query()]) -> None:  # noqa: ARG001
        jobs.find(id_).cancel()

    return routes


def _work(workspace: Workspace, task: Task) -> tuple[Text, Callable[[], Any]]:
    """What is to be done, and what it is called.

    Raises:
        UsageError: it is neither an analysis nor a report, or both, or a parameter is wrong.
    """
    if task.analysis is not None and task.report is None:
        name, found = task.analysis, analysis.find(task.analysis)
        params = analysis.read_params(found, task.params)
        return found.title, lambda: workspace.analyse(name, params)
    if task.report is None or task.analysis is not None:
        raise UsageError(both("Say what to work on: an analysis or a report, one of them."))
    asked, report = task.report, reports.find(task.report)
    said = reports.read_params(report, task.params)
    return report.title, lambda: as_file(workspace, asked, said, task.format)


async def _events(request: Request, workspace: Workspace) -> AsyncIterator[str]:
    """Every change of the reader's jobs, one event with all of them."""
    before = ""
    while not await request.is_disconnected():
        now = json.dumps([_told(job).model_dump(mode="json") for job in workspace.jobs.of_reader()], ensure_ascii=False)
        if now != before:
            before = now
            yield f"data: {now}\n\n"
        await asyncio.sleep(TELLS_EVERY_S)


def _told(job: Job) -> Told:
    error = getattr(job.error, "text", None)
    return Told(
        id=job.id, title=Words.of(job.title), state=job.state, done=job.done, total=job.total,
        error=Words.of(error) if error else None,
    )  # fmt: skip

"""Which reports are there, and what does one say? One route a report, made from its `Params`.

GET takes the parameters as a query (a list as the same name again and again), POST as JSON. `format` says how it is written:
JSON is the answer, everything else a file, and `package` a zip with all that is needed to get the report again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, Field, create_model
from starlette.responses import Response

from eagraph import reports
from eagraph.api.openapi import camel
from eagraph.api.queries import Asked
from eagraph.api.reports import FORMATS, as_file, media_type
from eagraph.api.waiting import awaited
from eagraph.reports import Report
from eagraph.results import Words
from eagraph.workspace import Workspace

_FORMAT = Field(default="json", description="how the report is written", json_schema_extra={"enum": list(FORMATS)})
_DATE = Field(default=None, description="the date of the report; today where none is said")


class ReportThere(BaseModel):
    """One report: its names, what it answers, what it is about, and the JSON schema of what it takes."""

    name: str
    title: Words
    about: Words
    subject: str | None = Field(description="the parameter that says what it is about; empty: none does")
    formats: tuple[str, ...]
    params: dict[str, Any]


class Written(Asked):
    """How a posted report is written, and its date."""

    format: str = _FORMAT
    date: dt.date | None = _DATE


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["reports"])

    @routes.get("/reports", summary="The reports there are, with the schemas of their parameters")
    def reports_there(asked: Annotated[Asked, Query()]) -> list[ReportThere]:  # noqa: ARG001
        return list(_reports())

    for name in reports.names():
        _add(routes, workspace, name, reports.find(name))

    @routes.api_route("/reports/{name}", methods=["GET", "POST"], include_in_schema=False)
    def unknown(name: Annotated[str, Path()]) -> None:
        reports.find(name)

    return routes


def _reports() -> Iterator[ReportThere]:
    for name in reports.names():
        found = reports.find(name)
        yield ReportThere(
            name=name, title=Words.of(found.title), about=Words.of(found.about), subject=reports.subject(found),
            formats=FORMATS, params=found.Params.model_json_schema(),
        )  # fmt: skip


def _add(routes: APIRouter, workspace: Workspace, name: str, report: Report) -> None:
    """GET and POST for one report. Their parameters' types are known only here, so they are annotated by hand."""
    fields = tuple(report.Params.model_fields)
    how = {key: (declared.annotation, declared) for key, declared in Written.model_fields.items()}
    query: Any = create_model(f"{camel(name)}ReportQuery", __base__=report.Params, **how)  # type: ignore[call-overload]

    async def get(request: Any, asked: Any) -> Response:
        said = {field: getattr(asked, field) for field in fields if field in asked.model_fields_set}
        return await awaited(request, lambda: _answer(workspace, name, report.Params(**said), asked))

    async def post(request: Any, params: Any, written: Any) -> Response:
        return await awaited(request, lambda: _answer(workspace, name, params, written))

    get.__annotations__ = {"request": Request, "asked": Annotated[query, Query()]}
    given = {"params": Annotated[report.Params, Body()], "written": Annotated[Written, Query()]}
    post.__annotations__ = {"request": Request, **given}
    files: dict[str, Any] = {media_type(form).partition(";")[0]: {} for form in FORMATS if form != "json"}
    for method, endpoint in (("GET", get), ("POST", post)):
        routes.add_api_route(
            f"/reports/{name}",
            endpoint,
            methods=[method],
            operation_id=f"{method.lower()}_report_{name.replace('-', '_')}",
            summary=report.title.en,
            description=report.about.en,
            response_model=dict[str, Any],
            responses={200: {"content": files}},
        )


def _answer(workspace: Workspace, name: str, params: BaseModel, how: Any) -> Response:
    """The report as JSON, or as a file; written here, in the thread of the question, not on the event loop."""
    return as_file(workspace, name, params, how.format, how.date).response

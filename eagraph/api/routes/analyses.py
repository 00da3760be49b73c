"""Which questions are there, and what do they answer? One route an analysis, made from its `Params` and `Row`.

GET takes the parameters as a query (a list as the same name again and again), POST as JSON, for as many as there are.
`format` gives the answer as a file instead of JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, Field, create_model
from starlette.responses import Response

from eagraph import analysis, report
from eagraph.analysis import Analysis
from eagraph.api.openapi import camel
from eagraph.api.queries import POINT, SCENARIO, Asked
from eagraph.api.waiting import awaited
from eagraph.locale import Language
from eagraph.results import Words, shortened
from eagraph.workspace import Workspace

MOST_ROWS = 100_000
MOST = Field(default=MOST_ROWS, ge=1, le=1_000_000, description="no more rows than so many; the answer says how many more")
FORMAT = Field(default="json", description="how the answer is written", json_schema_extra={"enum": list(report.names())})


class Question(BaseModel):
    """One analysis: its names, its question, and the JSON schemas of what it takes and of a row of what it gives."""

    name: str
    title: Words
    question: Words
    params: dict[str, Any]
    row: dict[str, Any]


class Written(Asked):
    """How the answer to a posted question is written."""

    format: str = FORMAT
    most: int = MOST


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["analyses"])

    @routes.get("/analyses", summary="The questions there are, with the schemas of their parameters and rows")
    def questions(asked: Annotated[Asked, Query()]) -> list[Question]:  # noqa: ARG001
        return list(_questions())

    for name in analysis.names():
        _add(routes, workspace, name, analysis.find(name))

    @routes.api_route("/analyses/{name}", methods=["GET", "POST"], include_in_schema=False)
    def unknown(name: Annotated[str, Path()]) -> None:
        analysis.find(name)

    return routes


def _questions() -> Iterator[Question]:
    for name in analysis.names():
        found = analysis.find(name)
        params, row = found.Params.model_json_schema(), found.Row.model_json_schema(mode="serialization")
        yield Question(name=name, title=Words.of(found.title), question=Words.of(found.question), params=params, row=row)


def _add(routes: APIRouter, workspace: Workspace, name: str, question: Analysis) -> None:
    """GET and POST for one analysis. Their parameters' types are known only here, so they are annotated by hand."""
    fields = tuple(question.Params.model_fields)
    query: Any = create_model(
        f"{camel(name)}Query",
        __base__=question.Params,
        format=(str, FORMAT),
        most=(int, MOST),
        scenario=(str | None, SCENARIO),
        point=(str | None, POINT),
        lang=(Language | None, Asked.model_fields["lang"]),
    )

    async def get(request: Any, asked: Any) -> Response:
        params = question.Params(**{field: getattr(asked, field) for field in fields if field in asked.model_fields_set})
        return await awaited(request, lambda: _answer(workspace, name, params, asked))

    async def post(request: Any, params: Any, written: Any) -> Response:
        return await awaited(request, lambda: _answer(workspace, name, params, written))

    get.__annotations__ = {"request": Request, "asked": Annotated[query, Query()]}
    given = {"params": Annotated[question.Params, Body()], "written": Annotated[Written, Query()]}
    post.__annotations__ = {"request": Request, **given}
    for method, endpoint in (("GET", get), ("POST", post)):
        routes.add_api_route(
            f"/analyses/{name}",
            endpoint,
            methods=[method],
            operation_id=f"{method.lower()}_{name.replace('-', '_')}",
            summary=question.title.en,
            description=question.question.en,
            response_model=analysis.answer_type(question),
            responses={200: {"content": {_media_type(form): {} for form in report.names() if form != "json"}}},
        )


def _media_type(form: str) -> str:
    return report.find(form).media_type.partition(";")[0]


def _answer(workspace: Workspace, name: str, params: BaseModel, asked: Any) -> Response:
    """The answer as JSON, or as a file. Written here, in the thread of the question, not on the event loop."""
    written = report.find(asked.format)
    result = shortened(workspace.analyse(name, params), asked.most)
    if asked.format == "json":
        return Response(result.model_dump_json(), media_type="application/json")
    content = written.render(report.of_result(analysis.find(name).title, result))
    filename = f"{name}-{result.snapshot.hash[:12]}.{written.suffix}"
    return Response(
        content, media_type=written.media_type, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )

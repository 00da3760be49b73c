"""The named queries: which are there, and what does one answer? One route a query, made from what it declares."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field, create_model
from starlette.responses import Response

from eagraph import report
from eagraph.api.openapi import camel
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.findings.named_queries import Asking, document, listed
from eagraph.rules.asking import Answer
from eagraph.rules.query import Query as Named
from eagraph.rules.query import Taken
from eagraph.workspace import Workspace

FORMAT = Field(default="json", description="how the answer is written", json_schema_extra={"enum": list(report.names())})


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["queries"])
    queries = workspace.governance.queries

    @routes.get("/queries", summary="The questions people ask most, with what they take and what their columns are")
    def named(asked: Annotated[Asked, Query()]) -> list[Asking]:  # noqa: ARG001
        return [*listed(queries.queries)]

    for query in queries.queries:
        _add(routes, workspace, query)

    @routes.get("/queries/{name}", include_in_schema=False)
    def unknown(name: Annotated[str, Path()]) -> None:
        queries.find(name)

    return routes


def _add(routes: APIRouter, workspace: Workspace, query: Named) -> None:
    """One query. The types of what it takes are known only here, so they are annotated by hand."""
    fields: dict[str, Any] = {taken.name: (str | None, _field(taken)) for taken in query.parameters}
    model: Any = create_model(f"{camel(query.name)}Asked", __base__=Asked, format=(str, FORMAT), **fields)

    async def get(request: Any, asked: Any) -> Response:
        given = {name: value for name in fields if (value := getattr(asked, name)) is not None}
        return await awaited(request, lambda: _answer(workspace, query, given, asked.format))

    get.__annotations__ = {"request": Request, "asked": Annotated[model, Query()]}
    others: dict[str, Any] = {
        report.find(form).media_type.partition(";")[0]: {} for form in report.names() if form != "json"
    }
    routes.add_api_route(
        f"/queries/{query.name}", get, methods=["GET"], operation_id=f"query_{query.name.replace('-', '_')}",
        summary=query.title.en, description=query.question.en, response_model=Answer,
        responses={200: {"content": others}},
    )  # fmt: skip


def _field(taken: Taken) -> Any:
    kind = "id, source key or unique name" if taken.kind == "thing" else taken.kind
    left_out = f"; left out: {taken.default}" if taken.default else "; has to be given"
    return Field(default=None, description=f"{taken.description.en} ({kind}{left_out})", examples=[taken.example])


def _answer(workspace: Workspace, query: Named, given: dict[str, str], form: str) -> Response:
    """The answer as JSON, or as a file. Written here, in the thread of the question, not on the event loop."""
    written = report.find(form)
    found = workspace.governance.query(query.name, given, workspace.today())
    if form == "json":
        return Response(found.model_dump_json(), media_type="application/json")
    filename = f"{query.name}-{found.snapshot.hash[:12]}.{written.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(written.render(document(query, found)), media_type=written.media_type, headers=headers)

"""Things and relationships as tables: filtered, sorted and searched, or counted in a pivot; and the views kept of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from eagraph import report
from eagraph.api.files import File
from eagraph.api.queries import Asked as Query_
from eagraph.api.waiting import awaited
from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.report import Document
from eagraph.results import Words
from eagraph.tabulation import Asked, Measure, What
from eagraph.tabulation.columns import Kind, offered
from eagraph.tabulation.documents import pivoted, table
from eagraph.tabulation.pivoting import pivot
from eagraph.tabulation.selecting import Selected, selected
from eagraph.tabulation.views import View
from eagraph.workspace import Workspace

Of = Annotated[What, Path(description="things or relationships")]
Name = Annotated[str, Path(description="the view: its title in small letters, with - between words")]


def _said(name: str) -> Any:
    declared = Asked.model_fields[name]
    return Field(default=declared.default, description=declared.description)


class Tabled(Query_):
    """What is tabulated."""

    label: tuple[str, ...] = _said("label")
    type: tuple[str, ...] = _said("type")
    column: tuple[str, ...] = _said("column")
    where: tuple[str, ...] = _said("where")
    sort: tuple[str, ...] = _said("sort")
    search: str = _said("search")
    format: Literal["json", "csv", "xlsx"] = Field(default="json", description="how the answer is written")


class Pivoted(Tabled):
    """What is tabulated, and how it is counted."""

    by: str = _said("by")
    across: str = _said("across")
    measure: Measure = _said("measure")
    of: str = _said("of")


class OfKinds(Query_):
    """Whose columns."""

    label: tuple[str, ...] = _said("label")
    type: tuple[str, ...] = _said("type")


class TableColumn(BaseModel):
    """A column there is."""

    name: str = Field(description="its name in column, where, sort, by, across and of")
    called: Words
    kind: Kind
    unit: str
    known: int = Field(description="for how many it is known")


class KeptView(BaseModel):
    """A view as it is kept."""

    name: str = Field(description="what it is kept under")
    title: str = Field(description="what people call it")
    asked: Asked = Field(description="what is tabulated")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["tables"])

    @routes.get("/tables/{what}", summary="Things or relationships, filtered, sorted and searched", response_class=Response)
    async def tabulate(request: Request, what: Of, asked: Annotated[Tabled, Query()]) -> Response:
        def work() -> Response:
            found = _selected(workspace, what, asked)
            return _written(found, table(found, with_basis=asked.format == "csv"), asked.format)

        return await awaited(request, work)

    @routes.get("/tables/{what}/pivot", summary="Things or relationships, counted by groups", response_class=Response)
    async def pivot_table(request: Request, what: Of, asked: Annotated[Pivoted, Query()]) -> Response:
        def work() -> Response:
            found = _selected(workspace, what, asked)
            return _written(found, pivoted(found, pivot(found), with_basis=asked.format == "csv"), asked.format)

        return await awaited(request, work)

    @routes.get("/tables/{what}/columns", summary="The columns there are")
    def table_columns(what: Of, asked: Annotated[OfKinds, Query()]) -> list[TableColumn]:
        kinds = asked.label if what == "things" else asked.type
        return [
            TableColumn(name=one.name, called=Words.of(one.text), kind=one.kind, unit=one.unit, known=one.known)
            for one in offered(workspace.snapshot(), what, kinds)
        ]

    _views(routes, workspace)
    return routes


def _views(routes: APIRouter, workspace: Workspace) -> None:
    @routes.get("/views", summary="The views of tables that are kept, by name")
    def views(asked: Annotated[Query_, Query()]) -> list[KeptView]:  # noqa: ARG001
        return [_as_kept(view) for view in workspace.views.all()]

    @routes.get("/views/{name}", summary="One view of a table")
    def view(name: Name, asked: Annotated[Query_, Query()]) -> KeptView:  # noqa: ARG001
        return _as_kept(workspace.views.find(name))

    @routes.put("/views/{name}", summary="Keep a view; what was kept under the name stays as a version")
    def keep_view(name: Name, said: Annotated[View, Body()], asked: Annotated[Query_, Query()]) -> KeptView:  # noqa: ARG001
        if said.name != name:
            raise UsageError(both("A view with this title is kept as {found}, not as {name}.", found=said.name, name=name))
        return _as_kept(workspace.views.keep(said))

    @routes.delete("/views/{name}", summary="Take a view out of use; its versions stay", status_code=204)
    def end_view(name: Name, asked: Annotated[Query_, Query()]) -> None:  # noqa: ARG001
        workspace.views.end(name)


def _as_kept(view: View) -> KeptView:
    return KeptView(title=view.title, asked=view.asked, name=view.name)


def _selected(workspace: Workspace, what: What, asked: Tabled) -> Selected:
    said = asked.model_dump(exclude={"lang", "scenario", "point", "format"})
    return selected(workspace.snapshot(), Asked(what=what, **said))


def _written(found: Selected, document: Document, form: str) -> Response:
    writer = report.find(form)
    name = f"{found.asked.what}-{found.snapshot.hash[:12]}.{writer.suffix}"
    return File(writer.render(document), writer.media_type, "" if form == "json" else name).response

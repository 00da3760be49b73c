"""The exemptions made here: which are there, make one, end one before its time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, Field, GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema
from starlette.concurrency import run_in_threadpool

from eagraph.api.as_it_is import as_it_is
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.exemptions import Said
from eagraph.exemptions.lines import Line
from eagraph.workspace import Workspace


class ToMake(RootModel[dict[str, Any]]):
    """An exemption as somebody says it; read by the ledger itself, so that everything wrong with it is told at once."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """As the ledger reads it."""
        return {**Said.model_json_schema(), "title": cls.__name__}


class Ending(BaseModel):
    """Why one is ended."""

    why: str = Field(description="why it is ended")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["exemptions"])

    @routes.get("/exemptions", summary="The exemptions made here, and how they stand today")
    async def exemptions(request: Request, asked: Annotated[Asked, Query()]) -> list[Line]:  # noqa: ARG001
        def work() -> list[Line]:
            return [Line.of(kept, workspace.today()) for kept in workspace.exemptions.all()]

        return await awaited(request, work)

    @routes.post("/exemptions", summary="Make an exemption from a rule, with what it covers now", status_code=201)
    async def make(said: Annotated[ToMake, Body()], asked: Annotated[Asked, Query()]) -> Line:  # noqa: ARG001
        as_it_is()
        kept = await run_in_threadpool(workspace.exemptions.make, said.root)
        return Line.of(kept, workspace.today())

    @routes.post("/exemptions/{id:path}/end", summary="End an exemption that was made here, before its time")
    async def end(
        id_: Annotated[str, Path(alias="id", description="id or diary number")],
        ending: Annotated[Ending, Body()],
        asked: Annotated[Asked, Query()],  # noqa: ARG001
    ) -> Line:
        as_it_is()
        return Line.of(await run_in_threadpool(workspace.exemptions.end, id_, ending.why), workspace.today())

    return routes

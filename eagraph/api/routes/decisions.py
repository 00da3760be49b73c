"""What was decided about raised levels, does it still hold, and how did the levels of a place come to be?"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import Field, GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema
from starlette.concurrency import run_in_threadpool

from eagraph.api.as_it_is import as_it_is
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.decisions import Said
from eagraph.decisions.history import History
from eagraph.decisions.ledger import MOST_ENTRIES, Kept
from eagraph.decisions.overview import Overview, overview
from eagraph.workspace import Workspace


class ToKeep(RootModel[dict[str, Any]]):
    """A decision as somebody says it; read by the ledger itself, so that everything wrong with it is told at once."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """As the ledger reads it."""
        return {**Said.model_json_schema(), "title": cls.__name__}


class Of(Asked):
    """How much of a history."""

    most: int = Field(default=MOST_ENTRIES, ge=1, le=10_000, description="no more entries than so many, the newest")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["decisions"])

    @routes.get("/decisions", summary="How all decisions about raised levels stand today")
    async def decisions(request: Request, asked: Annotated[Asked, Query()]) -> Overview:  # noqa: ARG001
        def work() -> Overview:
            snapshot, today = workspace.snapshot(), workspace.today()
            return overview(workspace.decisions.standing(snapshot, today), snapshot, today)

        return await awaited(request, work)

    @routes.post("/decisions", summary="Keep what was decided about a raised level", status_code=201)
    async def decide(said: Annotated[ToKeep, Body()], asked: Annotated[Asked, Query()]) -> Kept:  # noqa: ARG001
        as_it_is()
        return await run_in_threadpool(workspace.decisions.take, said.root)

    @routes.get("/levels/{id:path}/history", summary="How the levels of one place came to be")
    async def level_history(
        request: Request,
        id_: Annotated[str, Path(alias="id", description="id, source key or unique name")],
        asked: Annotated[Of, Query()],
    ) -> History:
        return await awaited(request, lambda: workspace.decisions.history(id_, asked.most))

    return routes

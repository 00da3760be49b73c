"""What was decided about pairs that may be one record? The pairs themselves: the analysis `duplicates`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from pydantic import GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema
from starlette.concurrency import run_in_threadpool

from eagraph.api.as_it_is import as_it_is
from eagraph.api.queries import Asked
from eagraph.duplicates.ledger import Kept, Line
from eagraph.duplicates.verdicts import Said
from eagraph.workspace import Workspace


class PairToDecide(RootModel[dict[str, Any]]):
    """A decision as somebody says it; read by the ledger itself, so that everything wrong with it is told at once."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """As the ledger reads it."""
        return {**Said.model_json_schema(), "title": cls.__name__}


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["duplicates"])

    @routes.get("/duplicates", summary="The last decision about every pair that somebody decided about")
    async def decided_pairs(asked: Annotated[Asked, Query()]) -> list[Line]:  # noqa: ARG001
        return list(await run_in_threadpool(workspace.duplicates.lines))

    @routes.post("/duplicates", summary="Keep what was decided about a pair", status_code=201)
    async def decide_pair(said: Annotated[PairToDecide, Body()], asked: Annotated[Asked, Query()]) -> Kept:  # noqa: ARG001
        as_it_is()
        return await run_in_threadpool(workspace.duplicates.decide, said.root)

    return routes

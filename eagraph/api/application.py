"""The API as an application of its own, to be mounted at `/api/v1`. Its routes are the files of `routes/`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.responses import HTMLResponse

import eagraph
from eagraph import plugins
from eagraph.api import problems, routes
from eagraph.api.head import HeadAsGet
from eagraph.api.openapi import described
from eagraph.api.page import page
from eagraph.workspace import Workspace


def create_api(workspace: Workspace) -> FastAPI:
    """The API over one workspace; `/openapi.json` describes it and `/` lists it, from nowhere but here."""
    api = FastAPI(
        title="eagraph",
        version=eagraph.__version__,
        summary="What depends on what in a city's digital landscape, and what breaks with it.",
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        generate_unique_id_function=lambda route: route.name,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(api)
    api.add_middleware(HeadAsGet)
    for name in plugins.member_names(routes):
        api.include_router(plugins.member(routes, name).router(workspace))

    @api.get("/", include_in_schema=False)
    def contents() -> HTMLResponse:
        return HTMLResponse(page(api.openapi()))

    generated = api.openapi

    def openapi() -> dict[str, Any]:
        if api.openapi_schema is None:
            api.openapi_schema = described(generated())
        return api.openapi_schema

    api.openapi = openapi  # type: ignore[method-assign]
    return api

"""What is loaded, and what it can be made of?"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from eagraph.api.queries import Asked
from eagraph.model.description import described
from eagraph.workspace import Workspace


class Source(BaseModel):
    """One source the store knows."""

    name: str
    location: str
    loader: str
    run: str
    loaded_at: str
    kept: dict[str, int]
    skipped: int


class Landscape(BaseModel):
    """What is loaded."""

    nodes: dict[str, int] = Field(description="total, and count by label")
    relationships: dict[str, int] = Field(description="total, and count by type")
    hash: str = Field(description="SHA-256 of the content; the same content has the same hash")
    date: str = Field(description="when a source was last loaded")
    sources: tuple[Source, ...]
    removed: int = Field(description="how many things their sources no longer have")


class Model(BaseModel):
    """The model in words, as tables."""

    labels: list[dict[str, Any]]
    relationships: list[dict[str, Any]]
    fields: list[dict[str, Any]]


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["landscape"])

    @routes.get("/landscape", summary="What is loaded: counts, sources, hash and date")
    def landscape(asked: Annotated[Asked, Query()]) -> Landscape:  # noqa: ARG001
        return Landscape.model_validate(workspace.overview())

    @routes.get("/landscape/model", summary="The labels, the relationship types, what travels along them, and every field")
    def model(asked: Annotated[Asked, Query()]) -> Model:  # noqa: ARG001
        return Model.model_validate(described(workspace.schema))

    return routes

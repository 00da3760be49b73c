"""Which thing is meant, and what is known of it?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from eagraph.api.queries import Asked
from eagraph.graph.search import ranked
from eagraph.results import Named
from eagraph.workspace import Workspace


class Search(Asked):
    """What to look for."""

    search: str = Field(
        default="", max_length=500, description="letters of a name, an id or a source key; empty is everything"
    )
    label: str | None = Field(default=None, description="only things of this label")
    limit: int = Field(default=20, ge=1, le=1000, description="no more than so many")


class Matches(BaseModel):
    """What was found, best first."""

    total: int = Field(description="how many match")
    hidden: int = Field(description="how many of them the limit hides")
    rows: tuple[Named, ...]


class Claim(BaseModel):
    """Where a thing comes from."""

    source: str
    run: str
    place: str
    removed: bool


class Said(BaseModel):
    """What a source says of a property."""

    source: str
    value: Any


class Conflict(BaseModel):
    """A property of which sources say different things, and which value counts."""

    property: str
    counts: Any
    said: tuple[Said, ...]


class Neighbour(BaseModel):
    """One relationship, seen from the thing."""

    type: str
    direction: Literal["out", "in"]
    other: Named
    properties: dict[str, Any]
    conflicts: tuple[Conflict, ...] = ()


class Thing(Named):
    """One thing with all it is tied to."""

    properties: dict[str, Any]
    provenance: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()
    relationships: tuple[Neighbour, ...]


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["things"])

    @routes.get("/things", summary="Things by a few letters of their name, best match first")
    def search(asked: Annotated[Search, Query()]) -> Matches:
        snapshot = workspace.snapshot()
        found = ranked(snapshot, asked.search, asked.label)
        shown = [snapshot.nodes[i] for i in found[: asked.limit]]
        rows = tuple(Named(id=node.id, name=node.name, label=node.label) for node in shown)
        return Matches(total=len(found), hidden=len(found) - len(rows), rows=rows)

    @routes.get("/things/{id:path}", summary="One thing: properties, where it comes from, what it is tied to")
    def thing(
        id_: Annotated[str, Path(alias="id", description="id, source key or unique name")],
        asked: Annotated[Asked, Query()],  # noqa: ARG001
    ) -> Thing:
        return Thing.model_validate(workspace.thing(id_))

    return routes

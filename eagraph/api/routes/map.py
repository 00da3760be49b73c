"""Where does everything lie on the map? Column arrays, which a browser keeps until the landscape changes."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, Field
from pydantic_core import to_json
from starlette.responses import Response

import eagraph
from eagraph.api.queries import Asked
from eagraph.locale import current
from eagraph.workspace import Workspace


class Level(Asked):
    """Which map."""

    level: Literal["organisations", "things"] = Field(default="organisations", description="what the dots are")
    organisation: str | None = Field(
        default=None, description="only this organisation and what it owns: id, source key or unique name"
    )
    since: str = Field(default="", description="mark what changed since this point in time; empty marks kinds")


class Columns(BaseModel):
    """Nodes, their kinds, edges between them and groups around them, a list a column; rows are meant by number."""

    nodes: dict[str, list[Any]] = Field(
        description="id, name, kind (row of kinds), x, y (downwards), size, group (row of groups, -1 is none); "
        "since a point in time also label and changes"
    )
    kinds: list[dict[str, Any]] = Field(description="key, name and colour")
    edges: dict[str, list[int]] = Field(description="source and target, as rows of nodes")
    groups: list[dict[str, Any]]
    total: dict[str, Any] = Field(description="how much there is in all, shown or not")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["map"])

    @routes.get(
        "/map",
        summary="The map as column arrays; an ETag saves the second transfer",
        response_model=Columns,
        responses={304: {"description": "Not changed since"}},
    )
    def columns(
        asked: Annotated[Level, Query()],
        if_none_match: Annotated[str | None, Header(description="ETags of the maps there already")] = None,
    ) -> Response:
        before = workspace.points.named(asked.since).hash if asked.since else ""
        tag = _tag(f"{workspace.snapshot().hash} {before}", asked)
        if if_none_match and _known(tag, if_none_match):
            return Response(status_code=304, headers={"ETag": tag})
        told = workspace.map(asked.level, asked.organisation, asked.since)
        return Response(to_json(told), media_type="application/json", headers={"ETag": tag})

    return routes


def _tag(content: str, asked: Level) -> str:
    """A weak tag, since the same map may be sent compressed or not (RFC 9110, 8.8.3)."""
    told = (eagraph.__version__, content, asked.level, asked.organisation, current.get())
    return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


def _known(tag: str, if_none_match: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return "*" in known or tag.removeprefix("W/") in known

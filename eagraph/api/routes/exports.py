"""How does the landscape leave, whole or in part, as files of another tool? One file, or a zip of several."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from eagraph import export
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.findings.choosing import chosen
from eagraph.graph.selecting import Selection
from eagraph.graph.views import ViewName
from eagraph.results import Words
from eagraph.workspace import Workspace

_BYTES = {"type": "string", "format": "binary"}
ZIP, ANY = "application/zip", "application/octet-stream"
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "xml": "application/xml",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "archimate": "application/xml",
    "ttl": "text/turtle; charset=utf-8",
    "yaml": "application/yaml",
    **dict.fromkeys(("mmd", "dot", "puml", "cypher"), "text/plain; charset=utf-8"),
}
_SAID = ("organisation", "around", "hops", "view", "type", "label", "query", "analysis")


class Export(BaseModel):
    """One format."""

    name: str
    title: Words
    suffix: str = Field(description="the ending of the file it gives; empty where it gives several, which come as a zip")


def _said(name: str) -> Any:
    return Field(default=None, description=Selection.model_fields[name].description)


class Chosen(Asked):
    """Which part of the landscape; what is said more narrows it."""

    organisation: str | None = _said("organisation")
    around: str | None = _said("around")
    hops: int | None = _said("hops")
    view: ViewName | None = _said("view")
    type: list[str] | None = _said("type")
    label: list[str] | None = _said("label")
    query: str | None = _said("query")
    analysis: str | None = _said("analysis")
    param: list[str] | None = Field(default=None, description="what the query or the analysis takes, as key=value")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["exports"])

    @routes.get("/exports", summary="The formats the landscape can be had in")
    def formats(asked: Annotated[Asked, Query()]) -> list[Export]:  # noqa: ARG001
        found = ((name, export.find(name)) for name in export.names())
        return [Export(name=name, title=Words.of(form.title), suffix=form.suffix) for name, form in found]

    @routes.get(
        "/exports/{format}",
        summary="The landscape, or a part of it, as a file; as a zip where it is several",
        response_class=Response,
        responses={200: {"content": {kind: {"schema": _BYTES} for kind in (ZIP, ANY)}}},
    )
    async def exported(
        request: Request,
        form: Annotated[str, Path(alias="format", description="a format of /exports")],
        asked: Annotated[Chosen, Query()],
    ) -> Response:
        return await awaited(request, lambda: _exported(workspace, form, asked))

    return routes


def _exported(workspace: Workspace, form: str, asked: Chosen) -> Response:
    suffix = export.find(form).suffix
    said = {name: getattr(asked, name) for name in _SAID}
    selection = chosen(said, asked.param or (), workspace.governance.queries)
    name = f"{form}-{workspace.snapshot().hash[:12]}"
    with TemporaryDirectory() as folder:
        files = workspace.export(form, FilePath(folder) / (f"{name}.{suffix}" if suffix else form), selection)
        content = files[0].read_bytes() if suffix and len(files) == 1 else _zipped(files, FilePath(folder))
    kind = MEDIA_TYPES.get(suffix, ANY) if suffix else ZIP
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix or "zip"}"'}
    return Response(content, media_type=kind, headers=headers)


def _zipped(files: Iterable[FilePath], folder: FilePath) -> bytes:
    """The files; one landscape always gives the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for path in sorted(files):
            entry = ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return out.getvalue()

"""How does the landscape leave, as files of another tool? Each format as one zip of what its exporter writes."""

from __future__ import annotations

import io
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from eagraph import export
from eagraph.api.queries import Asked
from eagraph.results import Words
from eagraph.workspace import Workspace

ZIP = "application/zip"


class Export(BaseModel):
    """One format."""

    name: str
    title: Words


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["exports"])

    @routes.get("/exports", summary="The formats the landscape can be had in")
    def formats(asked: Annotated[Asked, Query()]) -> list[Export]:  # noqa: ARG001
        return [Export(name=name, title=Words.of(export.find(name).title)) for name in export.names()]

    @routes.get(
        "/exports/{format}",
        summary="The whole landscape as a zip of files",
        response_class=Response,
        responses={200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}},
    )
    def exported(
        form: Annotated[str, Path(alias="format", description="a format of /exports")],
        asked: Annotated[Asked, Query()],  # noqa: ARG001
    ) -> Response:
        export.find(form)
        name = f"{form}-{workspace.snapshot().hash[:12]}.zip"
        return Response(
            _zipped(workspace, form), media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    return routes


def _zipped(workspace: Workspace, form: str) -> bytes:
    """The files; one landscape always gives the same bytes."""
    out = io.BytesIO()
    with TemporaryDirectory() as folder, ZipFile(out, "w") as archive:
        for path in sorted(workspace.export(form, FilePath(folder) / form)):
            entry = ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return out.getvalue()

"""eagraph serve: the site, API and screens."""

from __future__ import annotations

from typing import Annotated

import typer

from eagraph.cli._options import StoreUrl, workspace
from eagraph.cli._serving import serve_site
from eagraph.locale import both, say

about = both("Serve the site: the screens, and the API under /api/v1.")


def command(
    host: Annotated[str | None, typer.Option("--host", help=say("Address to listen on."))] = None,
    port: Annotated[int | None, typer.Option("--port", help=say("Port to listen on; 0 takes a free one."))] = None,
    store: StoreUrl = None,
) -> None:
    """Serve until interrupted."""
    serve_site(workspace(store, host=host, port=port))

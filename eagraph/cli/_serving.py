"""Serving the site from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from eagraph.locale import say

if TYPE_CHECKING:
    from eagraph.workspace import Workspace


def serve_site(work: Workspace) -> None:
    """Serve until interrupted; a store that is away is told before the site starts."""
    from eagraph.api.site import serve

    work.store.generation()
    serve(work, host=work.settings.host, port=work.settings.port, ready=_announce)


def _announce(address: str) -> None:
    typer.echo(say("eagraph is at {address} (stop with Ctrl-C)", address=address), err=True)

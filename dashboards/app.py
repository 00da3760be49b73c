"""The one place where the screens are made: a Dash application over a workspace, to be mounted in a server."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from dash import Dash, set_props

from dashboards import shell
from dashboards.components.frame import notice
from dashboards.pages import find_pages
from eagraph.errors import EagraphError
from eagraph.locale import current, say
from eagraph.workspace import Workspace

_log = logging.getLogger(__name__)
_INDEX = """<!DOCTYPE html>
<html lang="{language}">
<head>{metas}<title>{title}</title>{favicon}{css}</head>
<body>{app_entry}<footer>{config}{scripts}{renderer}</footer></body>
</html>"""


class _Site(Dash):
    """Dash with a page that says its language."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The first HTML of every page, in the language of the request."""
        return _INDEX.format(language=current.get(), **parts)


def create_app(workspace: Workspace) -> Dash:
    """The screens over a workspace. Nothing is fetched from elsewhere, and no script stands inline but Dash's own."""
    app = _Site(
        "dashboards",
        title=shell.PRODUCT,
        update_title="",
        assets_folder=str(Path(__file__).parent / "assets"),
        pages_folder="",
        use_pages=False,
        serve_locally=True,
        suppress_callback_exceptions=True,
        enable_mcp=False,
        on_error=_tell,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    pages = find_pages()
    app.layout = lambda: shell.layout(pages)
    shell.register(app, workspace, pages)
    for page in pages:
        page.register(app, workspace)
    return app


def _tell(error: Exception) -> Any:
    """What went wrong in a callback: said on the page where the input is wrong, logged and said where we are."""
    if isinstance(error, EagraphError):
        said = str(error.text)
    else:
        _log.error("a callback failed", exc_info=error)
        said = say("Something went wrong on our side; it has been written to the log.")
    set_props("shell-notice", {"children": notice(said)})

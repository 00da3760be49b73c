"""The whole site as one ASGI application: the API at `/api/v1`, the screens at `/`.

The screens are found by the entry point group `eagraph.dashboards`; they are a Dash application on Flask and run in
threads of their own. Dash answers any address with a page, so what stands under `/api` is settled before it.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol, cast

from a2wsgi import WSGIMiddleware
from anyio.to_thread import run_sync
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from eagraph import plugins
from eagraph.api import problems
from eagraph.api.application import create_api
from eagraph.api.language import ReadersLanguage
from eagraph.api.listening import Listener, bound
from eagraph.api.protection import Protection
from eagraph.api.reader import Lens, Reader
from eagraph.api.size import LARGEST_QUESTION_BYTES, SizeLimit
from eagraph.api.watched import Watched
from eagraph.locale import Language, current
from eagraph.workspace import Workspace

SCREENS = "eagraph.dashboards"
WORTH_PACKING_BYTES = 1000
PACKED_HOW_HARD = 5
THREADS = 20


class Screens(Protocol):
    """What is asked of the screens: a Dash application."""

    server: Any

    def csp_hashes(self) -> Sequence[str]:
        """The hashes of the inline scripts of its pages."""


class Site(FastAPI):
    """A FastAPI application with language and protection outside everything, its own last resort included."""

    screens: Screens
    language: Language
    lens: Lens

    def build_middleware_stack(self) -> ASGIApp:
        """The layers of the application."""
        limited = SizeLimit(super().build_middleware_stack())
        spoken = ReadersLanguage(Reader(limited, self.lens), self.language)
        return Watched(Protection(spoken, self.screens.csp_hashes))


def create_site(workspace: Workspace) -> FastAPI:
    """The site over one workspace."""
    screens = _screens(workspace)
    site = Site(
        openapi_url=None,
        max_body_size=LARGEST_QUESTION_BYTES,
        lifespan=_warm,
        routes=[
            Route("/api/v1", RedirectResponse("/api/v1/")),
            Mount("/api/v1", create_api(workspace)),
            Route("/api", _Nothing()),
            Mount("/api", _Nothing()),
            Mount("/", cast("ASGIApp", WSGIMiddleware(_logging_to_stderr(screens.server), workers=THREADS))),
        ],
    )
    site.screens, site.language = screens, workspace.settings.language or current.get()
    site.lens = Lens(workspace.settings.scenario, workspace.settings.point)
    problems.install(site)
    site.add_middleware(GZipMiddleware, minimum_size=WORTH_PACKING_BYTES, compresslevel=PACKED_HOW_HARD)
    return site


def serve(workspace: Workspace, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the site in this process until it is interrupted.

    Args:
        workspace: what is shown.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        ready: called with the site's address as soon as it answers.

    Raises:
        UsageError: nobody can listen there.
        EagraphError: the landscape cannot be read.
    """
    with bound(host, port) as socket:
        workspace.snapshot()
        Listener(create_site(workspace), host, ready).listen(socket)


def _screens(workspace: Workspace) -> Screens:
    packages = plugins.entry_packages(SCREENS)
    if not packages:
        raise RuntimeError(f"no distribution names a package for the entry point group {SCREENS}; install eagraph again")
    return cast("Screens", plugins.member(packages[0], "app").create_app(workspace))


@asynccontextmanager
async def _warm(site: FastAPI) -> AsyncIterator[None]:
    """Ask for the first pages before anybody else does: Dash sets itself up on first use, not safely in parallel."""
    await run_sync(_first_pages, cast("Site", site).screens)
    yield


def _first_pages(screens: Screens) -> None:
    client = screens.server.test_client()
    for path in ("/_dash-dependencies", "/"):
        with client.get(path) as answer:
            if answer.status_code != 200:
                raise RuntimeError(f"the screens answer {path} with {answer.status}")


class _Nothing:
    """What stands at every address under `/api` that nothing else stands at, whatever the method."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await problems.no_such_address(scope["path"])(scope, receive, send)


def _logging_to_stderr(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application whose log goes to stderr; a2wsgi would send it to stdout, where results go."""

    def logging(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return app({**environ, "wsgi.errors": sys.stderr}, start_response)

    return logging

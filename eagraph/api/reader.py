"""Who asks, and through which scenario does he look? Pure ASGI, so that it holds for every route, screens and API alike.

The scenario is what the address says (`?scenario=name`); a page's own later requests have no such address, but say which
page they come from (`Referer`, which our pages send to us alone). A browser is told apart from another by a cookie.
"""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eagraph.api.cookies import cookie
from eagraph.jobs import reader
from eagraph.scenarios import in_use

COOKIE = "eagraph_reader"
PARAMETER = "scenario"
JOBS = "/api/v1/jobs"
_LONGEST = 80


class Reader:
    """Sets `eagraph.jobs.reader` and `eagraph.scenarios.in_use` for everything behind it."""

    def __init__(self, app: ASGIApp, default: str) -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        known = cookie(scope, COOKIE)[:_LONGEST]
        who = known or secrets.token_urlsafe(16)
        tokens = reader.set(who), in_use.set(_scenario(scope, self.default))
        try:
            await self.app(scope, receive, send if known else _telling(send, who, scope["path"].startswith(JOBS)))
        finally:
            reader.reset(tokens[0])
            in_use.reset(tokens[1])


def _scenario(scope: Scope, default: str) -> str:
    referer = Headers(scope=scope).get("referer", "")
    said = _said(scope.get("query_string", b"").decode("latin-1"))
    return next((name for name in (said, _said(urlsplit(referer).query)) if name is not None), default)


def _said(query: str) -> str | None:
    """The scenario of a query; None where it says nothing, empty where it says none."""
    values = parse_qs(query, keep_blank_values=True).get(PARAMETER)
    return values[-1][:_LONGEST] if values else None


def _telling(send: Send, who: str, of_jobs: bool) -> Send:  # noqa: FBT001
    """Leave the cookie with a page, and with whoever asks about jobs; nobody else needs to be told apart."""

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if of_jobs or headers.get("content-type", "").startswith("text/html"):
                headers.append("Set-Cookie", f"{COOKIE}={who}; Path=/; SameSite=Strict; HttpOnly")
        await send(message)

    return tell

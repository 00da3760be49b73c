"""Who asks, and through which scenario, as of which point in time, does he look?

Pure ASGI, so that it holds for every route, screens and API alike.

Both are what the address says (`?scenario=name&point=name`); a page's own later requests have no such address, but say which
page they come from (`Referer`, which our pages send to us alone). A browser is told apart from another by a cookie.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eagraph.api.cookies import cookie
from eagraph.history import at_point
from eagraph.jobs import reader
from eagraph.scenarios import in_use

COOKIE = "eagraph_reader"
JOBS = "/api/v1/jobs"
_LONGEST = 80


class Lens(NamedTuple):
    """What stands between a reader and the landscape as it is now: a scenario, a point in time; empty is nothing."""

    scenario: str = ""
    point: str = ""


class Reader:
    """Sets the reader, the scenario and the point in time for everything behind it."""

    def __init__(self, app: ASGIApp, default: Lens) -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        known = cookie(scope, COOKIE)[:_LONGEST]
        who = known or secrets.token_urlsafe(16)
        lens = Lens(*(_chosen(scope, name, usual) for name, usual in zip(Lens._fields, self.default, strict=True)))
        tokens = reader.set(who), in_use.set(lens.scenario), at_point.set(lens.point)
        try:
            await self.app(scope, receive, send if known else _telling(send, who, scope["path"].startswith(JOBS)))
        finally:
            reader.reset(tokens[0])
            in_use.reset(tokens[1])
            at_point.reset(tokens[2])


def _chosen(scope: Scope, parameter: str, default: str) -> str:
    referer = Headers(scope=scope).get("referer", "")
    said = _said(scope.get("query_string", b"").decode("latin-1"), parameter)
    return next((name for name in (said, _said(urlsplit(referer).query, parameter)) if name is not None), default)


def _said(query: str, parameter: str) -> str | None:
    """What a query says; None where it says nothing, empty where it says none."""
    values = parse_qs(query, keep_blank_values=True).get(parameter)
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

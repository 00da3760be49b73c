"""How much may be sent to us? What says itself that it is more is refused before any of it is read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from eagraph.api import problems
from eagraph.locale import both

LARGEST_QUESTION_BYTES = 50_000_000


class SizeLimit:
    """Answers 413 to a body that is too large by its own Content-Length."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and _announced(scope) > LARGEST_QUESTION_BYTES:
            most = both(
                "The question has {found} bytes; expected at most {most}.",
                found=_announced(scope),
                most=LARGEST_QUESTION_BYTES,
            )
            await problems.answer(problems.TOO_LARGE, most)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0

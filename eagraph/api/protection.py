"""What may a page of ours do in a browser? Nothing that does not come from here. Pure ASGI, around every answer.

No script runs but files of our own and the inline scripts whose hashes the screens give; nothing is evaluated; no other
site frames us (Content Security Policy, level 3). Styles may be inline: the drawing libraries set them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
OURS = ("same-origin", "none")
POLICY_VIOLATION = 1008
UNLESS_SAID = {"Cache-Control": "no-cache"}
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


class Protection:
    """Puts the headers on every answer, and refuses websockets, which nothing here uses, and changes from other sites.

    The hashes are asked for each time, since screens may add scripts.
    """

    def __init__(self, app: ASGIApp, hashes: Callable[[], Iterable[str]]) -> None:
        self.app = app
        self.hashes = hashes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**ALWAYS, "Content-Security-Policy": policy(self.hashes())})
                for name, value in UNLESS_SAID.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["type"] == "http" and _is_forged(scope):
            await PlainTextResponse("Cross-site request refused.", 403)(scope, receive, protect)
            return
        await self.app(scope, receive, protect if scope["type"] == "http" else send)


def _is_forged(scope: Scope) -> bool:
    """Would a page of another site change something here? Browsers say where a request comes from (Fetch Metadata)."""
    return scope.get("method", "GET") not in SAFE and Headers(scope=scope).get("sec-fetch-site", "none") not in OURS


def policy(hashes: Iterable[str] = ()) -> str:
    """The Content Security Policy that lets these inline scripts run."""
    rules = {**_POLICY, "script-src": " ".join([_POLICY["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())

"""Where does a fault of ours end? In the log, and no further: the problem has been answered, the connection goes on."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Receive, Scope, Send

_log = logging.getLogger("eagraph.api")


class Watched:
    """Logs what an application raises after it has answered; the server would log it too, and hang up."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await self.app(scope, receive, send)
        except Exception:
            if scope["type"] != "http":
                raise
            _log.exception("%s %s failed", scope["method"], scope["path"])

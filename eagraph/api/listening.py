"""How does the site come to listen? The address is taken first, so that it is known, and told when it answers."""

from __future__ import annotations

import ipaddress
import socket as sockets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from eagraph.errors import UsageError
from eagraph.locale import both

FAREWELL_S = 3


class Listener(uvicorn.Server):
    """One uvicorn in this process, without a word of its own below a warning, and without websockets."""

    def __init__(self, app: ASGIApp, host: str, ready: Callable[[str], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="on",
                ws="none",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=FAREWELL_S,
            )
        )
        self._host = host
        self._ready = ready

    def listen(self, socket: sockets.socket) -> None:
        """Answer at a bound socket until interrupted."""
        self.run([socket])
        if not self.started:
            raise RuntimeError("the site did not start; the log above tells why")

    async def startup(self, sockets: list[sockets.socket] | None = None) -> None:
        """Start, and tell the address."""
        await super().startup(sockets)
        if self.started and sockets:
            self._ready(address(self._host, sockets[0].getsockname()[1]))


def address(host: str, port: int) -> str:
    """The address a person types; for a host that means every address, the one of this computer.

    >>> address("::1", 8050), address("0.0.0.0", 80)
    ('http://[::1]:8050', 'http://localhost:80')
    """
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return f"http://{host}:{port}"
    named = "localhost" if number.is_unspecified else f"[{host}]" if number.version == 6 else host
    return f"http://{named}:{port}"


@contextmanager
def bound(host: str, port: int) -> Iterator[sockets.socket]:
    """A socket with an address of its own, not listening yet.

    Raises:
        UsageError: the address is not ours, taken, or not to be had without rights.
    """
    try:
        family, kind, protocol, _, place = sockets.getaddrinfo(
            host, port, type=sockets.SOCK_STREAM, flags=sockets.AI_PASSIVE
        )[0]
        socket = sockets.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise _refused(host, port, error) from error
    with socket:
        socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
        try:
            socket.bind(place)
        except OSError as error:
            raise _refused(host, port, error) from error
        yield socket


def _refused(host: str, port: int, error: Exception) -> UsageError:
    told = getattr(error, "strerror", None) or error
    return UsageError(
        both(
            "Nobody can listen on {host}:{port} ({error}); choose another --host or --port; --port 0 takes a free one.",
            host=host,
            port=port,
            error=told,
        )
    )

"""A small SensorThings service in this process: real HTTP, pages, expansions, and the ways a service goes wrong."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 7
ROOT = "/sta/v1.1"


def entity(kind: str, number: int, **more: object) -> dict[str, Any]:
    """An entity with its number and nothing of a link."""
    return {"@iot.id": number, "name": f"{kind} {number}", "description": "", **more}


def sets(things: int) -> dict[str, list[dict[str, Any]]]:
    """Things with one datastream, one sensor and one place each, all of one observed property."""
    numbers = range(1, things + 1)
    point = {"type": "Point", "coordinates": [16.5, 59.6]}
    observed = entity("Level", 1, definition="https://terms.example/level")
    all_things = [
        entity("Station", n, Locations=[entity("Place", n, encodingType="application/geo+json", location=point)])
        for n in numbers
    ]
    streams = [
        entity(
            "Stream", n, observationType="OM_Measurement", unitOfMeasurement={"symbol": "m"}, Thing=entity("Station", n),
            Sensor=entity("Radar", n, encodingType="text/html", metadata=""), ObservedProperty=observed,
        )
        for n in numbers
    ]  # fmt: skip
    sensors = [entity("Radar", n, encodingType="text/html", metadata="") for n in range(1, things + 2)]
    return {"Things": all_things, "Datastreams": streams, "Sensors": sensors, "ObservedProperties": [observed]}


class Service(ThreadingHTTPServer):
    """What it holds, what it was asked, and answers that replace its own, by path."""

    daemon_threads = True

    def __init__(self, held: dict[str, list[dict[str, Any]]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.held = held
        self.asked: list[str] = []
        self.headers_seen: list[dict[str, str]] = []
        self.instead: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.wait_s = 0.0

    @property
    def origin(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def root(self) -> str:
        """The URL of its root."""
        return f"{self.origin}{ROOT}"

    def answer(self, target: str) -> dict[str, Any] | None:
        """The page a request asks for."""
        path, query = urlsplit(target).path.removeprefix(ROOT).strip("/"), parse_qs(urlsplit(target).query)
        if not path:
            return {"value": [{"name": name, "url": f"{self.root}/{name}"} for name in self.held]}
        if path not in self.held:
            return None
        start = int(query.get("$skip", ["0"])[0])
        size = min(PAGE, int(query.get("$top", ["100"])[0]))
        page: dict[str, Any] = {"@iot.count": len(self.held[path]), "value": self.held[path][start : start + size]}
        if start + size < len(self.held[path]):
            page["@iot.nextLink"] = f"{self.root}/{path}?$top={size}&$skip={start + size}"
        return page


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer one request."""
        service = self.server
        assert isinstance(service, Service)
        service.asked.append(self.path)
        service.headers_seen.append(dict(self.headers))
        time.sleep(service.wait_s)
        path = urlsplit(self.path).path
        page = service.answer(self.path)
        ordinary = (404, {}, b"") if page is None else (200, {"Content-Type": "application/json"}, json.dumps(page).encode())
        status, headers, body = service.instead.get(path, ordinary)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def running(things: int = 3) -> Iterator[Service]:
    """A service that answers while one looks at it."""
    service = Service(sets(things))
    thread = threading.Thread(target=service.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        thread.join()
        service.server_close()

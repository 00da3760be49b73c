"""The whole site: language, protection, the screens behind it, and the server that listens."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from a2wsgi import WSGIMiddleware

from eagraph.api.language import COOKIE, ReadersLanguage
from eagraph.api.listening import bound
from eagraph.api.protection import ALWAYS, Protection
from eagraph.api.site import create_site
from eagraph.errors import UsageError
from eagraph.locale import current
from eagraph.workspace import Workspace

V1 = "/api/v1"


def _finished(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end in a thread of its own: the browser tests of the same process keep a loop running in the main one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.mark.parametrize(
    ("said", "cookie", "accepted", "expected"),
    [
        ("sv", "en", "en", "sv"),
        ("en", "sv", "sv", "en"),
        ("xx", "sv", "en", "sv"),
        (None, "sv", "en", "sv"),
        (None, "xx", "sv-FI,en;q=0.5", "sv"),
        (None, None, "nb, en;q=0.3, sv;q=0.8", "sv"),
        (None, None, "sv;q=0, en;q=0.1", "en"),
        (None, None, "de, *;q=0.1", "sv"),
        (None, None, "sv;q=high, ,;;", "sv"),
        (None, None, "", "sv"),
    ],
)
def test_the_language_is_the_addresss_then_the_cookies_then_the_browsers_then_the_settings(
    swedish_words: httpx.Client, said: str | None, cookie: str | None, accepted: str, expected: str
) -> None:
    headers = {"Accept-Language": accepted, **({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})}
    answer = swedish_words.get("/", params={"lang": said} if said else None, headers=headers)
    assert answer.text == expected
    assert answer.headers["content-language"] == expected


@pytest.fixture(scope="module")
def swedish_words(here: Any) -> Any:
    """A WSGI application that says which language it is asked in: the context must reach its thread."""

    def words(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [current.get().encode()]

    with here.served(ReadersLanguage(WSGIMiddleware(words), "sv")) as client:  # type: ignore[arg-type]
        yield client


def test_requests_in_two_languages_at_once_do_not_mix(swedish_words: httpx.Client) -> None:
    languages = ["sv", "en"] * 40
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda word: swedish_words.get("/", params={"lang": word}).text, languages))
    assert found == languages


def test_a_page_whose_address_says_a_language_leaves_the_cookie_behind(site: httpx.Client) -> None:
    site.get("/")
    page = site.get("/", params={"lang": "sv"})
    assert page.headers["set-cookie"].startswith(f"{COOKIE}=sv; Path=/;")
    assert "SameSite=Lax" in page.headers["set-cookie"]
    site.cookies.clear()
    assert COOKIE not in site.get("/").headers["set-cookie"]
    assert COOKIE not in site.get("/", params={"lang": "xx"}).headers.get("set-cookie", "")
    site.cookies.clear()
    assert "set-cookie" not in site.get(f"{V1}/landscape", params={"lang": "sv"}).headers
    written = site.get(f"{V1}/analyses/cycles", params={"lang": "sv", "format": "html"})
    assert COOKIE not in written.headers.get("set-cookie", "")


def test_a_browser_is_told_apart_by_a_cookie_of_its_own(site: httpx.Client) -> None:
    site.cookies.clear()
    first = site.get("/").headers["set-cookie"]
    assert first.startswith("eagraph_reader=")
    assert "HttpOnly" in first
    assert "SameSite=Strict" in first
    assert "set-cookie" not in site.get("/").headers
    site.cookies.clear()
    assert site.get("/").headers["set-cookie"] != first


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/anything",
        "/_dash-layout",
        "/_dash-dependencies",
        "/api",
        "/api/x",
        f"{V1}/",
        f"{V1}/landscape",
        f"{V1}/nothing",
    ],
)
def test_every_answer_is_protected(site: httpx.Client, path: str) -> None:
    headers = site.get(path).headers
    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert "unsafe" not in policy["script-src"]
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["cache-control"]
    assert "server" not in headers


def test_every_inline_script_of_a_page_is_one_the_policy_knows(site: httpx.Client) -> None:
    import base64
    import hashlib

    page = site.get("/")
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", page.text, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.headers["content-security-policy"], script


def test_the_screens_load_no_script_or_style_from_elsewhere(site: httpx.Client) -> None:
    loaded = re.findall(r"<(?:script|link)[^>]*(?:src|href)=\"([^\"]+)\"", site.get("/").text)
    assert loaded
    for address in loaded:
        assert address.startswith("/"), address
        assert not address.startswith("//"), address
        assert site.get(address).status_code == 200, address


def test_large_answers_are_packed_and_small_ones_are_not(site: httpx.Client) -> None:
    assert site.get(f"{V1}/openapi.json").headers["content-encoding"] == "gzip"
    assert site.get("/").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in site.get(f"{V1}/points").headers
    assert "content-encoding" not in site.get(f"{V1}/openapi.json", headers={"Accept-Encoding": "identity"}).headers


def test_the_first_requests_of_all_at_once_are_answered(here: Any, workspace: Workspace) -> None:
    fresh = Workspace(workspace.settings)
    paths = ["/", "/_dash-layout", "/_dash-dependencies", f"{V1}/landscape", f"{V1}/map", f"{V1}/openapi.json"] * 5
    with here.served(create_site(fresh)) as client, ThreadPoolExecutor(len(paths)) as pool:
        found = list(pool.map(lambda path: (path, client.get(path).status_code), paths))
    assert {status for _, status in found} == {200}, found


def test_the_screens_and_the_api_see_what_is_loaded_while_they_run(here: Any, tmp_path: Path) -> None:
    workspace = here.workspace(tmp_path)
    with here.served(create_site(workspace)) as client:
        assert client.get(f"{V1}/landscape").json()["nodes"]["total"] == 0
        before = client.get(f"{V1}/map").headers["etag"]
        workspace.load([here.source(tmp_path / "small")])
        assert client.get(f"{V1}/landscape").json()["nodes"]["total"] == 9
        assert client.get(f"{V1}/map").headers["etag"] != before


@pytest.mark.parametrize("path", ["/", f"{V1}/landscape", "/api/x", "/_dash-ws-callback"])
def test_websockets_are_refused_everywhere(workspace: Workspace, path: str) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
        "subprotocols": [],
    }
    _finished(create_site(workspace)(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_a_header_an_application_sets_itself_is_left_alone() -> None:
    async def keeps(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"max-age=9")]})

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    _finished(Protection(keeps, tuple)({"type": "http"}, None, send))  # type: ignore[arg-type]
    assert dict(sent[0]["headers"])[b"cache-control"] == b"max-age=9"


SERVE = """
import sys
from eagraph.api.site import serve
from eagraph.settings import Settings
from eagraph.workspace import Workspace
serve(Workspace(Settings(store=sys.argv[1])), host=sys.argv[2], port=0, ready=lambda address: print(address, flush=True))
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_serve_tells_the_address_once_it_answers_and_ends_when_interrupted(workspace: Workspace, host: str) -> None:
    command = [sys.executable, "-c", SERVE, workspace.settings.store, host]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert re.fullmatch(rf"http://{'localhost' if host == '0.0.0.0' else host}:\d+", address)
        assert httpx.get(f"{address}{V1}/landscape").json()["nodes"]["total"] == 9
        assert httpx.get(address).status_code == 200
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=30)
    assert out == "", "nothing of the server's own goes to stdout"
    assert error.strip().endswith("KeyboardInterrupt")
    assert process.returncode == -signal.SIGINT


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.1", "x" * 300])
def test_an_address_that_is_not_ours_is_refused_with_the_way_out(host: str) -> None:
    with pytest.raises(UsageError, match="--host"), bound(host, 0):
        pass


def test_a_port_that_is_taken_is_refused_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port}.*--port"), bound("127.0.0.1", port):
            pass


def test_dash_callbacks_are_described_by_json(site: httpx.Client) -> None:
    assert isinstance(json.loads(site.get("/_dash-dependencies").text), list)

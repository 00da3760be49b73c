"""The real site over the demo city, served by the real command in a process of its own, and a real Chromium to use it.

    def test_…(reader): reader.open("/map") …      a page in a fresh browser context; watched, see below

A test ends with no error in the console, no failed request and no answer of 400 or more, or it fails. Where there is no
browser these tests skip, and fail where CI says so (CI=true).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

START_S = 120
expect.set_options(timeout=30_000)
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader"""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these share one site and one browser: one worker, and a mark to leave them out by."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))


@contextmanager
def served(*arguments: str) -> Iterator[str]:
    """The address of a site that one of our commands serves, until the block ends."""
    command = [sys.executable, "-c", "from eagraph.cli import main; main()", *arguments, "--port", "0"]
    environment = {**os.environ, "EAGRAPH_LANGUAGE": "en", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment)
    lines: list[str] = []
    found, told = threading.Event(), process.stderr
    assert told is not None

    def listen() -> None:
        for line in told:
            lines.append(line)
            if "http://" in line:
                found.set()
        found.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        found.wait(START_S)
        address = re.search(r"http://[\w.:]+", "".join(lines))
        assert address, f"the site did not start: {''.join(lines)}"
        yield address.group()
    finally:
        process.terminate()
        process.wait(20)
        told.close()


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo city, generated, loaded and served by one command."""
    with served("demo", "--folder", str(tmp_path_factory.mktemp("city"))) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site over a store with nothing in it."""
    store = tmp_path_factory.mktemp("empty") / "empty.db"
    with served("serve", "--store", f"sqlite:///{store}") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this machine, else Playwright's own."""
    with sync_playwright() as playwright:
        installed = next((path for path in map(shutil.which, NAMES) if path), None)
        own = playwright.chromium.executable_path
        if not installed and not Path(own).exists():
            why = "no Chromium on this machine: install Debian's package chromium, or run playwright install chromium"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
        browser = playwright.chromium.launch(executable_path=installed or own, args=FLAGS.split())
        yield browser
        browser.close()


class Reader:
    """Somebody in front of the site: a page, and what went wrong in it."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        self._asked: set[Any] = set()
        page.set_default_timeout(30_000)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("response", self._response)
        page.on("request", self._asks)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)
        page.on("requestfailed", self._failed)

    def open(self, address: str) -> Page:
        """Go to an address of the site and wait for its heading."""
        self.page.goto(f"{self.site}{address}")
        self.page.locator("#shell-content h1").wait_for()
        return self.page

    def heading(self) -> str:
        """The heading of the page that is shown."""
        return self.page.locator("#shell-content h1").inner_text()

    def choose(self, box: str, text: str) -> None:
        """Type into a search box and take the first thing it offers, with the keyboard alone."""
        field = self.page.locator(box)
        field.click()
        field.press_sequentially(text, delay=15)
        self.page.get_by_role("option", name=text).first.wait_for()
        self.wait_for_answers()
        field.press("ArrowDown")
        field.press("Enter")

    def wait_for_answers(self) -> None:
        """Until every question of the page has been answered: a list that arrives late forgets what the arrows were at."""
        for _ in range(600):
            self.page.wait_for_timeout(50)
            if not self._asked:
                return
        pytest.fail(f"never answered: {[request.url for request in self._asked]}")

    def wait_for_map(self) -> None:
        """Until the map is drawn."""
        self.page.wait_for_function("() => document.getElementById('map-map')?.systemMap")

    def place_on_map(self, id: str) -> tuple[float, float]:  # noqa: A002
        """Where a node is, in pixels of the page, once the camera stands still."""
        self.page.wait_for_timeout(500)
        x, y = self.page.evaluate(
            """id => {
                const box = document.querySelector(".eagraph-map-box").getBoundingClientRect();
                const at = document.getElementById("map-map").systemMap.positionOf(id);
                return [box.x + at.x, box.y + at.y];
            }""",
            id,
        )
        return x, y

    def answer(self, path: str) -> Any:
        """What the API says."""
        return self.page.request.get(f"{self.site}/api/v1{path}").json()

    def _asks(self, request: Any) -> None:
        if "_dash-update-component" in request.url:
            self._asked.add(request)

    def _answered(self, request: Any) -> None:
        self._asked.discard(request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def _failed(self, request: Any) -> None:
        if "ERR_ABORTED" not in str(request.failure):
            self.wrong.append(f"failed: {request.url} {request.failure}")


@pytest.fixture
def new_reader(chromium: Browser, site_url: str) -> Iterator[Callable[..., Reader]]:
    """Makes readers, each with a browser context of his own; all are asked for errors in the end."""
    readers: list[Reader] = []

    def make(language: str = "en", *, site: str = site_url, **context: Any) -> Reader:
        told = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", "accept_downloads": True, **context}
        opened = chromium.new_context(**told)
        opened.add_cookies([{"name": "eagraph_language", "value": language, "url": site}])
        readers.append(Reader(opened.new_page(), site))
        return readers[-1]

    yield make
    for reader in readers:
        reader.page.context.close()
    assert [wrong for reader in readers for wrong in reader.wrong] == []


@pytest.fixture
def reader(new_reader: Callable[..., Reader]) -> Reader:
    """A reader of English on a large screen in light."""
    return new_reader()

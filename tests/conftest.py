"""What every test may use: a store of each engine, empty, and a real Neo4j.

    def test_…(store): …                      runs twice: on SQLite and on Neo4j
    def test_…(place): open_store(place.url, place.credentials), place.environment …      the same, unopened
    def test_…(neo4j): …                      a place on Neo4j alone

Where no Neo4j can be had these tests skip, and fail where CI says so (CI=true).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from eagraph.store import Store, open_store
from tests import _neo4j


@dataclass(frozen=True)
class Place:
    """Where an empty store is: its URL, and user and password where it asks for them."""

    url: str
    credentials: tuple[str, str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a process has to know to find it."""
        said = {"EAGRAPH_STORE": self.url}
        if self.credentials:
            said |= dict(zip(("NEO4J_USER", "NEO4J_PASSWORD"), self.credentials, strict=True))
        return said

    def open(self) -> Store:
        """The store, opened anew; whoever opens it closes it."""
        return open_store(self.url, self.credentials)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[_neo4j.Database]:
    """The one server of this session."""
    try:
        database = _neo4j.Database(_neo4j.server())
    except _neo4j.NoServer as why:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(why))
    yield database
    database.close()


@pytest.fixture
def neo4j(neo4j_server: _neo4j.Database) -> Iterator[Place]:
    """An empty database on it, for this test alone."""
    with _neo4j.alone("database"):
        neo4j_server.empty()
        yield Place(neo4j_server.url, neo4j_server.credentials)


@pytest.fixture
def sqlite(tmp_path: Path) -> Place:
    """A file that is not there yet."""
    return Place(f"sqlite:///{tmp_path / 'store.db'}")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")])])
def place(request: pytest.FixtureRequest) -> Place:
    """An empty place of each engine in turn."""
    found: Place = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store of each engine in turn."""
    opened = place.open()
    yield opened
    opened.close()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever uses Neo4j is marked so, and goes to one worker: there is one database.

    As soon as it is collected, for a worker of xdist writes down the groups before any hook that sees all tests.
    """
    if "neo4j" in getattr(item, "fixturenames", ()):
        item.add_marker("neo4j")
        item.add_marker(pytest.mark.xdist_group("neo4j"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The session's first process ends last, and takes the server with it."""
    if not hasattr(config, "workerinput"):
        _neo4j.stop()

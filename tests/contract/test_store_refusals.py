"""What a store says when it cannot: what is wrong, where, and what to do; never a traceback, never half a load."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from eagraph.errors import StoreError, UsageError
from eagraph.store import neo4j as neo4j_engine
from eagraph.store import open_store
from eagraph.store import sqlite as sqlite_engine
from tests._neo4j import Database
from tests.conftest import Place
from tests.contract.loads import node, put

LONGEST_REFUSAL_S = 20.0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("eagraph.db", "sqlite://"),
        ("", "bolt://"),
        ("postgres://host/db", "neo4j+s://"),
        ("sqlite://", "sqlite:///file.db"),
        ("sqlite://file.db", "sqlite:///file.db"),
        ("bolt://", "bolt://host:7687"),
        ("neo4j:///eagraph", "neo4j://host:7687"),
        ("bolt://host:none", "bolt://host/database"),
        ("bolt://host:99999", "bolt://host/database"),
        ("bolt://host/a/b", "bolt://host/database"),
        ("bolt://[::1", "bolt://host:7687"),
        ("bolt://host:7687?routing=no", "bolt://host:7687"),
    ],
)
def test_a_url_that_is_none_is_refused_with_one_that_would_do(url: str, expected: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_store(url)
    assert expected in str(refused.value)


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="NEO4J_PASSWORD") as refused:
        open_store("bolt://neo4j:hemligt@localhost")
    assert "hemligt" not in str(refused.value)


@contextlib.contextmanager
def _listener(answer: bytes | None) -> Iterator[int]:
    """A port where somebody listens who is no Neo4j: says something else, or nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        open_ones = []

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    open_ones.append(connection)
                    if answer is not None:
                        connection.sendall(answer)
                        connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in open_ones:
            connection.close()


def _refusal(url: str, credentials: tuple[str, str] | None = ("neo4j", "password")) -> str:
    began = time.monotonic()
    with pytest.raises(StoreError) as refused:
        open_store(url, credentials)
    assert time.monotonic() - began < LONGEST_REFUSAL_S
    assert url in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("scheme", neo4j_engine.schemes)
def test_a_server_that_is_away_is_told_with_how_to_start_one(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "make neo4j" in _refusal(f"{scheme}://127.0.0.1:{port}")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_host_nobody_knows_is_told(scheme: str) -> None:
    assert "does not answer" in _refusal(f"{scheme}://no-such-host.invalid")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+ssc"])
@pytest.mark.parametrize("answer", [None, b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0\0\0\0", b""])
def test_somebody_else_on_the_port_is_told(scheme: str, answer: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_engine, "ANSWER_S", 0.5)
    with _listener(answer) as port:
        said = _refusal(f"{scheme}://127.0.0.1:{port}")
    assert any(word in said for word in ("does not answer", "not as Neo4j", "encrypted"))


def test_a_wrong_password_is_told(neo4j: Place) -> None:
    assert "NEO4J_PASSWORD" in _refusal(neo4j.url, ("neo4j", "wrong password"))
    assert "NEO4J_USER" in _refusal(neo4j.url, ("nobody", "wrong password"))


def test_too_many_wrong_passwords_are_told(neo4j: Place) -> None:
    said = [_refusal(neo4j.url, ("neo4j", "wrong password")) for _ in range(5)]
    assert "wait a few seconds" in said[-1]
    patience = time.monotonic() + LONGEST_REFUSAL_S
    while time.monotonic() < patience:
        with contextlib.suppress(StoreError):
            neo4j.open().close()
            return
        time.sleep(0.5)
    pytest.fail("the right password opens nothing any more")


def test_a_missing_password_is_told(neo4j: Place) -> None:
    assert "set NEO4J_USER and NEO4J_PASSWORD" in _refusal(neo4j.url, None)


def test_a_database_that_is_not_there_is_told(neo4j: Place) -> None:
    assert "no such database" in _refusal(f"{neo4j.url}/saknas", neo4j.credentials)


def test_an_unencrypted_server_asked_for_encryption_is_told(neo4j: Place) -> None:
    assert "encrypted" in _refusal(neo4j.url.replace("bolt://", "bolt+ssc://"), neo4j.credentials)


def test_a_store_locked_by_another_load_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engine, "PATIENCE_S", 0.2)
    monkeypatch.setattr(neo4j_engine, "PATIENCE_S", 1.0)
    first, second = place.open(), place.open()
    put(first, [node("a")])

    def work(_: object) -> tuple[None, str]:
        with pytest.raises(StoreError, match="locked by another load") as refused:
            put(second, [node("b")])
        return None, str(refused.value)

    assert first.update(work)
    put(second, [node("c")])
    assert [n.id for n in first.read().nodes] == ["a", "c"]
    first.close()
    second.close()


def test_a_server_that_goes_away_is_told(neo4j: Place) -> None:
    opened = neo4j.open()
    opened.close()
    with pytest.raises(StoreError):
        opened.read()


def test_a_neo4j_of_a_later_version_is_told(neo4j: Place, neo4j_server: Database) -> None:
    opened = neo4j.open()
    put(opened, [node("a")])
    neo4j_server.ask("MATCH (m:_Eagraph {id: 'meta'}) SET m.version = 99")
    for refuses in (opened.read, opened.generation, lambda: put(opened, [node("b")]), neo4j.open):
        with pytest.raises(StoreError, match="another version"):
            refuses()
    opened.close()

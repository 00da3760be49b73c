"""A real Neo4j for the tests: the first there is of EAGRAPH_TEST_NEO4J_URI, Docker, and the jars `make neo4j-jars` gets.

One server a pytest session, under xdist too. The worker that needs it first starts a *keeper* (this file, run as a
program); it holds the server until the session's first process ends, however it ends, and leaves nothing behind.
EAGRAPH_TEST_NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD) names a server whose database the tests may empty.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

IMAGE = "neo4j:5.26-community"
START = Path(__file__).parents[1] / "tools" / "neo4j" / "run.py"
START_S = 120
STOP_S = 30


@dataclass(frozen=True)
class Server:
    """A server that answers. `is_ours` says that nobody else has anything in it."""

    url: str
    user: str
    password: str
    is_ours: bool = True


class NoServer(Exception):  # noqa: N818
    """Why none can be had, in one line."""


class Database:
    """The database the tests use, emptied between them. One that is not ours has to be empty when first met."""

    def __init__(self, found: Server) -> None:
        from neo4j import GraphDatabase

        self.url = found.url
        self.credentials = (found.user, found.password)
        self._driver = GraphDatabase.driver(found.url, auth=self.credentials, notifications_min_severity="OFF")
        if not found.is_ours and not self.ask(_MARKED) and self.ask("MATCH (n) RETURN n LIMIT 1"):
            self.close()
            raise NoServer(f"the database at {found.url} is not empty, and the tests would empty it")
        self.ask("MERGE (:_EagraphTests)")

    def ask(self, statement: str, **values: Any) -> list[list[Any]]:
        """Rows of a statement; whatever a test puts beside the store."""
        with self._driver.session() as session:
            return session.run(statement, values).values()

    def empty(self) -> None:
        """Remove all but the mark that it may be emptied. Constraints stay."""
        self.ask("MATCH (n) WHERE NOT n:_EagraphTests CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def close(self) -> None:
        """Let go."""
        self._driver.close()


_MARKED = "MATCH (n:_EagraphTests) RETURN n LIMIT 1"


_keepers: list[subprocess.Popen[str]] = []


def server() -> Server:
    """The server of this session, started when nobody has yet.

    Raises:
        NoServer: neither a URI, nor Docker, nor the jars.
    """
    url = os.environ.get("EAGRAPH_TEST_NEO4J_URI")
    if url:
        return Server(url, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""), is_ours=False)
    with alone("server"):
        state = _shared() / "server.json"
        if not state.exists():
            state.write_text(_started(), encoding="utf-8")
        said = json.loads(state.read_text(encoding="utf-8"))
    if "why" in said:
        raise NoServer(said["why"])
    return Server(**said)


@contextmanager
def alone(what: str) -> Iterator[None]:
    """Hold something that all processes of this session share."""
    folder = _shared()
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def stop() -> None:
    """End the keeper and with it the server; called when the session's first process ends."""
    keeper = _shared() / "keeper.pid"
    if keeper.exists():
        os.kill(int(keeper.read_text()), signal.SIGTERM)
        patience = time.monotonic() + STOP_S
        while keeper.exists() and time.monotonic() < patience:
            time.sleep(0.05)
    for process in _keepers:
        process.wait(STOP_S)
    shutil.rmtree(_shared(), ignore_errors=True)


def _first_process() -> int:
    """The process of the whole session: xdist's workers are its children."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def _shared() -> Path:
    return Path(tempfile.gettempdir()) / f"eagraph-tests-{_first_process()}"


def _started() -> str:
    """What the keeper says once it knows: a server, or why there is none."""
    command = [sys.executable, __file__, str(_first_process()), str(_shared())]
    keeper = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    _keepers.append(keeper)
    assert keeper.stdout
    with keeper.stdout:
        return keeper.stdout.readline() or json.dumps({"why": "the keeper of Neo4j ended; what it said stands above"})


def keep(first_process: int, folder: Path) -> None:
    """Start a server, say which, and hold it until the process is gone or somebody asks to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    reasons = ["EAGRAPH_TEST_NEO4J_URI is not set"]
    for start in (_from_docker, _from_jars):
        try:
            found, end = start(folder)
        except NoServer as reason:
            reasons.append(str(reason))
            continue
        try:
            (folder / "keeper.pid").write_text(str(os.getpid()), encoding="utf-8")
            print(json.dumps(asdict(found)), flush=True)
            while _is_alive(first_process):
                time.sleep(0.5)
        finally:
            end()
            shutil.rmtree(folder, ignore_errors=True)
        return
    print(json.dumps({"why": "no Neo4j: " + "; ".join(reasons)}), flush=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def _from_docker(_folder: Path) -> tuple[Server, Callable[[], Any]]:
    password = secrets.token_hex(16)
    try:
        import docker
        from testcontainers.core.container import DockerContainer

        docker.from_env(timeout=5).ping()
        container = DockerContainer(IMAGE).with_env("NEO4J_AUTH", f"neo4j/{password}").with_exposed_ports(7687)
        container.start()
    except Exception as error:
        raise NoServer(f"no Docker engine answers ({type(error).__name__})") from error
    found = Server(f"bolt://{container.get_container_host_ip()}:{container.get_exposed_port(7687)}", "neo4j", password)
    try:
        _wait_for(found)
    except BaseException:
        container.stop()
        raise
    return found, container.stop


def _wait_for(found: Server) -> None:
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    patience = time.monotonic() + START_S
    while True:
        try:
            with GraphDatabase.driver(found.url, auth=(found.user, found.password)) as driver:
                return driver.verify_connectivity()
        except (DriverError, Neo4jError) as error:
            if time.monotonic() > patience:
                raise NoServer(f"Neo4j in Docker does not answer within {START_S} s ({error})") from error
            time.sleep(0.5)


def _from_jars(folder: Path) -> tuple[Server, Callable[[], Any]]:
    password = secrets.token_hex(16)
    command = [sys.executable, str(START), "--port", "0", "--home", str(folder / "home"), "--with-parent"]
    log = (folder / "server.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        command, env={**os.environ, "NEO4J_PASSWORD": password}, stdout=subprocess.PIPE, stderr=log, text=True
    )
    assert process.stdout
    ready = process.stdout.readline().split()
    if ready[:1] != ["ready"]:
        process.wait()
        log.seek(0)
        raise NoServer(" ".join(log.read().split()))

    def end() -> None:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()

    return Server(ready[1], "neo4j", password), end


if __name__ == "__main__":
    keep(int(sys.argv[1]), Path(sys.argv[2]))

"""A Neo4j graph of somebody else's: the server itself (`neo4j://host/database`), or its export by `apoc.export.json`.

It is read and never written: one read transaction, streamed. User and password come from the environment,
NEO4J_SOURCE_USER and NEO4J_SOURCE_PASSWORD, and never from the variables of the store. Without a mapping a node has the
first of its labels that the model has, else it is a ModelElement, and a relationship its type, else RELATES_TO; a mapping
file names labels and types: `[[nodes]] at = "Server"`, `[[relationships]] at = "RUNS_ON"` (see `eagraph.loading.mapping`).

A node is known by the property that a constraint makes unique for one of its labels, else by its element id, which stays
the same as long as the database does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from eagraph.errors import SourceError, UsageError
from eagraph.loading import Intake
from eagraph.locale import Text, both
from loaders._documents.glimpse import JSON as _JSON
from loaders._documents.sources import is_source as _is_source
from loaders._neo4j import exported as _exported
from loaders._neo4j.graph import PropertyGraph
from loaders._neo4j.values import plain as _plain

if TYPE_CHECKING:
    from neo4j import Driver, Session

title = both("Neo4j graph of another system: the server, or its export as JSON (APOC)")
schemes = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
ANSWER_S = 10.0
"""How long a server may take to answer a connection."""
FETCHED = 2_000
"""Records on their way at a time."""
LOOKED_AT = 500
"""Records after which the bar moves."""


def detects(path: Path) -> bool:
    """Is it an export of nodes and relationships as APOC writes it?"""
    return path.is_file() and _is_source(path, _exported.recognises, _JSON)


def read(path: Path, intake: Intake) -> None:
    """Read an export.

    Raises:
        SourceError: it is not JSON, or no such export.
    """
    if not path.is_file():
        raise SourceError(both("{path}: expected a file of apoc.export.json.", path=path.name))
    _exported.read_export(path, intake)


def read_url(url: str, intake: Intake) -> None:
    """Read every node and relationship of a database.

    Raises:
        UsageError: the URL names no server, or has a password in it.
        SourceError: the server does not answer, or does not let us read.
    """
    server, database = _parts(url)
    intake.location = f"{server}/{database or ''}"
    intake.title = database or urlsplit(server).hostname or intake.title
    with _translated(url), _driver(server) as driver:
        from neo4j import READ_ACCESS

        driver.verify_connectivity()
        with driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=FETCHED) as session:
            graph = PropertyGraph(intake, intake.title, _unique(session))
            _fill(graph, session, intake)
            graph.close()


def _parts(url: str) -> tuple[str, str | None]:
    try:
        parts = urlsplit(url)
        is_server = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_server = False
    database = parts.path.strip("/") if is_server else ""
    if is_server and (parts.username or parts.password):
        raise UsageError(both("{server}: no user or password in the URL; set NEO4J_SOURCE_USER and NEO4J_SOURCE_PASSWORD.",
                              server=f"{parts.scheme}://{parts.hostname}"))  # fmt: skip
    if not is_server or "/" in database:
        raise UsageError(both("{url} names no server; expected neo4j://host:7687 or neo4j://host/database.", url=repr(url)))
    return parts._replace(path="").geturl(), database or None


@contextmanager
def _driver(server: str) -> Iterator[Driver]:
    from neo4j import GraphDatabase

    password = os.environ.get("NEO4J_SOURCE_PASSWORD", "")
    credentials = (os.environ.get("NEO4J_SOURCE_USER") or "neo4j", password) if password else None
    with GraphDatabase.driver(
        server, auth=credentials, connection_timeout=ANSWER_S, connection_acquisition_timeout=2 * ANSWER_S,
        notifications_min_severity="OFF",
    ) as driver:  # fmt: skip
        yield driver


def _unique(session: Session) -> dict[str, str]:
    """For labels the property that a constraint makes unique; none where we may not ask."""
    from neo4j.exceptions import Neo4jError

    try:
        with session.begin_transaction() as tx:
            rows = tx.run("SHOW CONSTRAINTS YIELD type, entityType, labelsOrTypes, properties").values()
    except Neo4jError:
        return {}
    kinds = ("UNIQUENESS", "NODE_PROPERTY_UNIQUENESS", "NODE_KEY")
    found = [(labels[0], names[0]) for kind, of, labels, names in rows if of == "NODE" and kind in kinds and len(names) == 1]
    return dict(sorted(found, reverse=True))


def _fill(graph: PropertyGraph, session: Session, intake: Intake) -> None:
    """All from one transaction, so that no relationship comes before its nodes."""
    with session.begin_transaction() as tx:
        nodes = tx.run("MATCH (n) RETURN count(n) AS count").single(strict=True)["count"]
        total = nodes + tx.run("MATCH ()-[r]->() RETURN count(r) AS count").single(strict=True)["count"]
        for done, (node,) in enumerate(tx.run("MATCH (n) RETURN n"), 1):
            properties = {name: _plain(value) for name, value in node.items()}
            graph.node(node.element_id, sorted(node.labels), properties)
            if done % LOOKED_AT == 0:
                intake.progress(done, total)
        for done, (tie,) in enumerate(tx.run("MATCH ()-[r]->() RETURN r"), nodes + 1):
            properties = {name: _plain(value) for name, value in tie.items()}
            graph.relationship(tie.element_id, tie.type, (tie.start_node.element_id, tie.end_node.element_id), properties)
            if done % LOOKED_AT == 0:
                intake.progress(done, total)


@contextmanager
def _translated(url: str) -> Iterator[None]:
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except (DriverError, Neo4jError, ValueError, OSError) as error:
        raise SourceError(_explained(error, url)) from error


def _explained(error: Exception, url: str) -> Text:
    code = str(getattr(error, "code", "") or "")
    if "Security" in code:
        return both(
            "{url} does not let us read; check NEO4J_SOURCE_USER and NEO4J_SOURCE_PASSWORD in the environment.", url=url
        )
    if "DatabaseNotFound" in code:
        return both("{url}: there is no such database; name one that exists after the host, or none.", url=url)
    said = str(getattr(error, "message", "") or error).partition("\n")[0].rstrip(".")[:300]
    return both("{url} cannot be read: {error}. Is Neo4j started, and are host and port right?", url=url, error=said)

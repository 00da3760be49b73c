"""The team's store: a Neo4j server, one transaction a load, readers that never wait for a load.

`bolt://host:7687`, `neo4j://host` (with `+s` or `+ssc` encrypted); a database other than the server's default stands
after the host: `bolt://host/city`. What others keep in the same database is neither read nor changed.

Neo4j lets a reader see half of another's commit. So a reader looks, before and after, whether a commit was under way
or had come between, and reads again when it had; a load says when its commit begins and when it has ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from eagraph.errors import QueryRefused, QueryTooLong, StoreError, UsageError
from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.locale import both
from eagraph.model.schema import Schema
from eagraph.store import Progress, Removed, Saved
from eagraph.store import _neo4j_reading as reading
from eagraph.store import _neo4j_statements as statements
from eagraph.store._neo4j_errors import explained
from eagraph.store._neo4j_rows import saved_row, source_row
from eagraph.store._neo4j_steps import Step, Steps

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

schemes = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
ANSWER_S = 5.0
"""How long a server may take to answer a connection."""
RETRY_S = 8.0
"""How long a transient error is met with another try."""
PATIENCE_S = 60.0
"""How long a load waits for another load to end."""
LONGEST_LOAD_S = 3600.0
"""After this Neo4j ends a load by itself, so that a hanging one does not lock the store for ever."""
COMMIT_S = 5.0
"""How long a reader waits for a commit under way before it asks the writer's lock whether anybody commits at all."""
READINGS = 3
"""How often a reader reads again because a commit came between; after that it holds writers off."""
FETCHED = 5000
"""Rows on their way at a time."""
Answer = TypeVar("Answer")


def open_store(url: str, credentials: tuple[str, str] | None = None) -> Neo4jStore:
    """The store on the server a URL names; it has to answer.

    Raises:
        UsageError: the URL names no host, or has a password in it.
        StoreError: the server is away, or refuses us.
    """
    scheme = url.partition("://")[0]
    is_server = False
    with suppress(ValueError):
        parts = urlsplit(url)
        is_server = bool(parts.hostname) and parts.port != 0
    if is_server and (parts.username or parts.password):
        raise UsageError(both("A store's URL has no user or password; set NEO4J_USER and NEO4J_PASSWORD instead."))
    database = parts.path.strip("/") if is_server else ""
    if not is_server or "/" in database or parts.fragment or (parts.query and not scheme.startswith("neo4j")):
        text = both(
            "{url} names no server; expected {scheme}://host:7687 or {scheme}://host/database.", url=repr(url), scheme=scheme
        )
        raise UsageError(text)
    return Neo4jStore(url, parts, credentials)


class Neo4jStore:
    """The port over one database of a server."""

    def __init__(self, url: str, parts: SplitResult, credentials: tuple[str, str] | None) -> None:
        from neo4j import GraphDatabase

        self.url = url
        self._database = parts.path.strip("/") or None
        self._has_credentials = credentials is not None
        self._bookmarks = GraphDatabase.bookmark_manager()
        with self._translated():
            self._driver = GraphDatabase.driver(
                parts._replace(path="").geturl(),
                auth=credentials,
                connection_timeout=ANSWER_S,
                connection_acquisition_timeout=2 * ANSWER_S,
                max_transaction_retry_time=RETRY_S,
                notifications_min_severity="OFF",
            )
            try:
                self._driver.verify_connectivity()
                self._reading(reading.generation)
            except BaseException:
                self._driver.close()
                raise

    def read(self, progress: Progress | None = None) -> Stored:
        """Everything, from one moment between two commits."""
        with self._translated():
            for _ in range(READINGS):
                before = self._quiet_generation()
                stored = self._reading(lambda tx: reading.content(tx, progress))
                if not self._reading(reading.is_committing) and self._reading(reading.generation) == before:
                    return stored
            return self._locked(lambda tx: reading.content(tx, progress))

    def generation(self) -> int:
        """The number of changes so far."""
        with self._translated():
            return self._reading(reading.generation)

    def update(self, work: Callable[[Stored], tuple[Changes | None, Answer]], progress: Progress | None = None) -> Answer:
        """Read, decide, write: one transaction that holds the writer's lock from the start."""
        tokens: list[int] = []
        with self._translated():
            self._prepare(Schema.standard().node)
            self._locked(lambda _: None)  # says soon when another load holds the lock for long
            answer = self._locked(lambda tx: self._load(tx, work, progress, tokens), LONGEST_LOAD_S)
        if tokens:
            with suppress(StoreError), self._translated():
                self._say(statements.COMMIT_ENDED, token=tokens[-1])
        return answer

    def sources(self) -> tuple[SourceRow, ...]:
        """The sources it knows."""
        with self._translated():
            return self._reading(reading.sources)

    def removed(self) -> tuple[Removed, ...]:
        """What sources no longer have."""
        with self._translated():
            rows = self._reading(lambda tx: tx.run(statements.REMOVED).values())
        return tuple(sorted((Removed(*row) for row in rows), key=lambda r: r.key))

    def saved(self, kind: str, name: str | None = None) -> tuple[Saved, ...]:
        """Every version of every text of a kind, or of one name of it."""
        with self._translated():
            if name is None:
                return self._reading(lambda tx: reading.saved(tx, statements.SAVED, kind=kind))
            return self._reading(lambda tx: reading.saved(tx, statements.SAVED_OF_NAME, kind=kind, name=name))

    def forget(self, kind: str, name: str) -> None:
        """Every version of a name goes, under the writer's lock."""
        with self._translated():
            self._prepare(())
            self._locked(lambda tx: tx.run(statements.FORGET, kind=kind, name=name).consume())

    def save(self, kind: str, name: str, content: str, saved_at: str) -> Saved:
        """The next version, under the writer's lock."""

        def keep(tx: ManagedTransaction) -> Saved:
            before = reading.saved(tx, statements.SAVED_OF_NAME, kind=kind, name=name)
            if before and before[-1].content == content:
                return before[-1]
            new = Saved(kind, name, before[-1].version + 1 if before else 1, saved_at, content)
            tx.run(statements.SAVE, row=saved_row(new)).consume()
            return new

        with self._translated():
            self._prepare(())
            return self._locked(keep)

    def rows(self, query: str, parameters: Mapping[str, Any], seconds: float) -> list[Mapping[str, Any]]:
        """The rows of a reading query (see `Answering`)."""
        from neo4j import Query
        from neo4j.exceptions import ClientError

        with self._translated(), self._session("READ") as session:
            try:
                return [*session.run(Query(query, timeout=seconds), dict(parameters)).data()]
            except ClientError as error:
                if "TimedOut" in str(error.code):
                    raise QueryTooLong(seconds) from error
                if "ClientError.Statement" in str(error.code):
                    raise QueryRefused(str(error.message)) from error
                raise

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    def _load(
        self,
        tx: ManagedTransaction,
        work: Callable[[Stored], tuple[Changes | None, Answer]],
        progress: Progress | None,
        tokens: list[int],
    ) -> Answer:
        """One try at a load, under the lock; a transient error brings another from the start."""
        if reading.has_staged(tx):
            self._sweep()
        places: dict[str, str] = {}
        stored = reading.content(tx, None, places)
        changes, answer = work(stored)
        if changes is None:
            return answer
        tx.run(statements.PUT_SOURCE, row=source_row(changes.source), position=len(stored.sources)).consume()
        if not changes.is_empty:
            self._write(tx, Steps(stored, changes, places, reading.removed_places(tx)), progress)
            tokens.append(stored.generation + 1)
            self._say(statements.COMMIT_BEGINS, token=tokens[-1])
        return answer

    def _write(self, tx: ManagedTransaction, steps: Steps, progress: Progress | None) -> None:
        self._prepare(steps.labels)
        done = 0
        for step in self._taken(tx, steps):
            done += step.done
            if progress and step.done:
                progress(done, steps.total)
        tx.run(statements.CHANGED, labels=sorted(reading.written_labels(tx) | steps.labels)).consume()

    def _taken(self, tx: ManagedTransaction, steps: Steps) -> Iterator[Step]:
        with self._session() as session:
            for step in steps.ahead():
                session.execute_write(_take, step, steps.places)
                yield step
        for step in steps.inside():
            _take(tx, step, steps.places)
            yield step

    def _prepare(self, labels: Iterable[str]) -> None:
        """Make the constraints and indexes that are missing; Neo4j wants them in a transaction without data."""
        missing = tuple(statements.schema_statements(sorted(labels), self._reading(reading.index_names)))

        def make(tx: ManagedTransaction) -> None:
            for statement in missing:
                tx.run(statement).consume()

        if missing:
            with self._session() as session:
                session.execute_write(make)

    def _quiet_generation(self) -> int:
        """The generation at a moment when nobody commits: read before that is asked, as it is read after at the end."""
        generation, patience = self._reading(reading.generation), time.monotonic() + COMMIT_S
        while self._reading(reading.is_committing):
            if time.monotonic() > patience:
                self._locked(lambda tx: tx.run(statements.COMMIT_ENDED, token=None).consume())
            time.sleep(0.05)
            generation = self._reading(reading.generation)
        return generation

    def _reading(self, work: Callable[[ManagedTransaction], Answer]) -> Answer:
        with self._session() as session:
            return session.execute_read(work)

    def _locked(self, work: Callable[[ManagedTransaction], Answer], limit_s: float | None = None) -> Answer:
        """Do something as the only writer; `limit_s` (the patience, where none is given) covers the waiting too."""
        from neo4j import unit_of_work

        @unit_of_work(timeout=limit_s or PATIENCE_S)
        def locked(tx: ManagedTransaction) -> Answer:
            tx.run(statements.LOCK, version=reading.VERSION).consume()
            reading.generation(tx)
            return work(tx)

        with self._session() as session:
            return session.execute_write(locked)

    def _say(self, statement: str, **values: object) -> None:
        with self._session() as session:
            session.execute_write(lambda tx: tx.run(statement, values).consume())

    def _sweep(self) -> None:
        with self._session() as session:
            session.run(statements.SWEEP).consume()

    def _session(self, mode: str = "WRITE") -> Session:
        return self._driver.session(
            database=self._database, fetch_size=FETCHED, bookmark_manager=self._bookmarks, default_access_mode=mode
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        from neo4j.exceptions import CypherSyntaxError, DriverError, Neo4jError

        try:
            yield
        except CypherSyntaxError:  # ours, not the server's
            raise
        except (DriverError, Neo4jError, OSError) as error:
            raise StoreError(explained(error, self.url, with_credentials=self._has_credentials)) from error


def _take(tx: ManagedTransaction, step: Step, places: dict[str, str]) -> None:
    """Say it; every row has to find what it names. Nodes that were made tell their places, the others are counted."""
    found = tx.run(step.statement, rows=step.rows).single(strict=True).values()
    count = len(found[0]) if isinstance(found[0], list) else found[0]
    if count < len(step.rows):
        asked = len(step.rows)
        text = both(
            "Neo4j found {found} of {asked} records; was it changed by hand just now? Load again.", found=count, asked=asked
        )
        raise StoreError(text)
    if isinstance(found[0], list):
        places.update(zip(*found, strict=True))

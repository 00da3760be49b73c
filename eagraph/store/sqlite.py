"""The embedded store: one SQLite file, write-ahead log, one writer, readers that never wait.

`sqlite:///relative.db`, `sqlite:////absolute.db`. A load is one transaction; a killed one leaves the file as it was.
The landscape stands in it by column (see `_sqlite_columns`), since it is read and changed as a whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from eagraph.errors import StoreError, UsageError
from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.locale import Text, both
from eagraph.model.fields import as_json
from eagraph.model.landscape import Node, Relationship
from eagraph.model.things import Things
from eagraph.model.ties import Ties
from eagraph.store import Progress, Removed, Saved
from eagraph.store._sqlite_changing import changed
from eagraph.store._sqlite_columns import Damaged, decoded, encoded
from eagraph.store._sqlite_rows import by_column

schemes = ("sqlite",)
VERSION = 3
BY_ROW = 2
"""The last version that kept every record in a row of its own."""
PATIENCE_S = 5.0
Answer = TypeVar("Answer")

_TABLES = """
CREATE TABLE IF NOT EXISTS columns (
    name TEXT NOT NULL, property TEXT NOT NULL, content BLOB NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (name, property));
CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, location TEXT NOT NULL, loader TEXT NOT NULL, run TEXT NOT NULL,
    loaded_at TEXT NOT NULL, kept TEXT NOT NULL, skipped INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS removed (
    key TEXT PRIMARY KEY, label TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, run TEXT NOT NULL,
    properties TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS saved (
    kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, saved_at TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (kind, name, version)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""

_SAVED = "SELECT kind, name, version, saved_at, content FROM saved"


def open_store(url: str, credentials: tuple[str, str] | None = None) -> SqliteStore:  # noqa: ARG001
    """The store in the file a URL names."""
    path = url.removeprefix("sqlite://")
    if not path.startswith("/") or path == "/":
        raise UsageError(
            both("{url} names no file; expected sqlite:///file.db or sqlite:////folder/file.db.", url=repr(url))
        )
    return SqliteStore(url, Path(path[1:]))


class SqliteStore:
    """The port over one file."""

    def __init__(self, url: str, path: Path) -> None:
        self.url = url
        self._path = path
        with self._translated(), closing(self._connection()) as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found not in range(VERSION + 1):
                text = both(
                    "{path} was written by another version of eagraph (form {found}, expected {version}).",
                    path=path,
                    found=found,
                    version=VERSION,
                )
                raise StoreError(text)
            if found < VERSION:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("BEGIN IMMEDIATE")
                _make(connection)
                connection.execute("COMMIT")

    def read(self, progress: Progress | None = None) -> Stored:
        """Everything, from one consistent moment."""
        with self._translated(), closing(self._connection()) as connection:
            connection.execute("BEGIN")
            held = _held(connection)
            if progress and (total := len(held[0]) + len(held[1])):
                progress(total, total)
            return Stored(*held, _sources(connection), _generation(connection))

    def generation(self) -> int:
        """The number of changes so far."""
        with self._translated(), closing(self._connection()) as connection:
            return _generation(connection)

    def update(self, work: Callable[[Stored], tuple[Changes | None, Answer]], progress: Progress | None = None) -> Answer:
        """Read, decide, write: one transaction that holds the writer's lock from the start."""
        with self._translated(), closing(self._connection()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            held = _held(connection)
            changes, answer = work(Stored(*held, _sources(connection), _generation(connection)))
            if changes:
                _write(connection, held, changes, progress)
            connection.execute("COMMIT")
            return answer

    def sources(self) -> tuple[SourceRow, ...]:
        """The sources it knows."""
        with self._translated(), closing(self._connection()) as connection:
            return _sources(connection)

    def removed(self) -> tuple[Removed, ...]:
        """What sources no longer have."""
        with self._translated(), closing(self._connection()) as connection:
            rows = connection.execute("SELECT key, label, name, source, run FROM removed ORDER BY key")
            return tuple(Removed(*row) for row in rows)

    def saved(self, kind: str, name: str | None = None) -> tuple[Saved, ...]:
        """Every version of every text of a kind, or of one name of it."""
        with self._translated(), closing(self._connection()) as connection:
            query = f"{_SAVED} WHERE kind = ? AND name = coalesce(?, name) ORDER BY name, version"
            return tuple(Saved(*row) for row in connection.execute(query, (kind, name)))

    def forget(self, kind: str, name: str) -> None:
        """Every version of a name goes."""
        with self._translated(), closing(self._connection()) as connection:
            connection.execute("DELETE FROM saved WHERE kind = ? AND name = ?", (kind, name))

    def save(self, kind: str, name: str, content: str, saved_at: str) -> Saved:
        """The next version, in one transaction with the reading of the last."""
        with self._translated(), closing(self._connection()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            last = f"{_SAVED} WHERE kind = ? AND name = ? ORDER BY version DESC LIMIT 1"
            row = connection.execute(last, (kind, name)).fetchone()
            if row and row[-1] == content:
                return Saved(*row)
            new = Saved(kind, name, row[2] + 1 if row else 1, saved_at, content)
            connection.execute("INSERT INTO saved VALUES (?, ?, ?, ?, ?)", (kind, name, new.version, saved_at, content))
            connection.execute("COMMIT")
            return new

    def close(self) -> None:
        """Nothing is held between calls."""

    def _connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=PATIENCE_S, isolation_level=None)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(_explained(str(error), self._path)) from error
        except Damaged as error:
            text = both("{path} is damaged ({column} is not as it was written).", path=self._path, column=error)
            raise StoreError(text) from error
        except sqlite3.DatabaseError as error:
            text = both(
                "{path} is not an eagraph store ({error}); name another file or remove it.",
                path=self._path,
                error=error,
            )
            raise StoreError(text) from error


def _explained(error: str, path: Path) -> Text:
    if "locked" in error or "busy" in error:
        return both("{path} is locked by another load; wait until it has ended, then try again.", path=path)
    if "full" in error:
        return both("{path}: the disk is full; nothing was changed. Make room and try again.", path=path)
    if "disk I/O" in error:
        return both(
            "{path}: the disk cannot be read or written; is it full, or failing? Nothing was changed. Make room, try again.",
            path=path,
        )
    if "readonly" in error:
        return both("{path} cannot be written; check its permissions.", path=path)
    if "unable to open" in error:
        return both("{path} cannot be opened; does its folder exist, and may you write there?", path=path)
    return both("{path}: SQLite says: {error}.", path=path, error=error)


def _held(connection: sqlite3.Connection) -> tuple[Things, Ties]:
    return decoded(connection.execute("SELECT name, property, content, checksum FROM columns"))


def _make(connection: sqlite3.Connection) -> None:
    """The tables; what an earlier form kept by row is taken over."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    if found in range(1, BY_ROW + 1):
        _keep(connection, *by_column(connection))
        connection.execute("DROP TABLE nodes")
        connection.execute("DROP TABLE relationships")
    connection.execute(f"PRAGMA user_version={VERSION}")


def _sources(connection: sqlite3.Connection) -> tuple[SourceRow, ...]:
    rows = connection.execute("SELECT name, location, loader, run, loaded_at, kept, skipped FROM sources ORDER BY position")
    return tuple(SourceRow(name, at, by, run, day, json.loads(kept), out) for name, at, by, run, day, kept, out in rows)


def _generation(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
    return int(row[0]) if row else 0


def _write(connection: sqlite3.Connection, held: tuple[Things, Ties], changes: Changes, progress: Progress | None) -> None:
    source = changes.source
    connection.execute(
        "INSERT INTO sources VALUES (?, (SELECT count(*) FROM sources), ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
        "location=excluded.location, loader=excluded.loader, run=excluded.run, loaded_at=excluded.loaded_at, "
        "kept=excluded.kept, skipped=excluded.skipped",
        (
            source.name,
            source.location,
            source.loader,
            source.run,
            source.loaded_at,
            json.dumps(source.kept),
            source.skipped,
        ),
    )
    if changes.is_empty:
        return
    gone = [*map(_removed_node, changes.removed_nodes), *map(_removed_relationship, changes.removed_relationships)]
    connection.executemany(
        "INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?, ?)",
        ((*row[:3], source.name, source.run, row[3]) for row in gone),
    )
    if connection.execute("SELECT EXISTS (SELECT 1 FROM removed)").fetchone()[0]:
        back = [(n.id,) for n in changes.nodes] + [(_key_text(r),) for r in changes.relationships]
        connection.executemany("DELETE FROM removed WHERE key = ?", back)
    _keep(connection, *changed(*held, changes, progress))
    connection.execute("INSERT INTO meta VALUES ('generation', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1")


def _keep(connection: sqlite3.Connection, things: Things, ties: Ties) -> None:
    connection.execute("DELETE FROM columns")
    connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", encoded(things, ties))


def _removed_node(node: Node) -> tuple[str, str, str, str]:
    return node.id, node.label, node.name, as_json(dict(node.properties))


def _removed_relationship(relationship: Relationship) -> tuple[str, str, str, str]:
    name = f"{relationship.source} → {relationship.target}"
    return _key_text(relationship), relationship.type, name, as_json(dict(relationship.properties))


def _key_text(relationship: Relationship) -> str:
    return json.dumps(relationship.key, ensure_ascii=False)

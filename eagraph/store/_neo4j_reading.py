"""What is asked of Neo4j inside a transaction (`tx`, the driver's) to read the store back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from eagraph.errors import StoreError
from eagraph.loading.changes import Stored
from eagraph.locale import both
from eagraph.model.landscape import Node, Relationship
from eagraph.store import Progress
from eagraph.store import _neo4j_statements as statements
from eagraph.store._neo4j_rows import read_node, read_relationship, read_source

VERSION = 1
"""The form in which this version of eagraph keeps a landscape in Neo4j."""


def generation(tx: Any) -> int:
    """The number of changes so far; 0 where eagraph has written nothing yet.

    Raises:
        StoreError: another version of eagraph wrote it, in another form.
    """
    row = tx.run(statements.GENERATION).single()
    if row is None:
        return 0
    if row["version"] != VERSION:
        text = both(
            "the database was written by another version of eagraph (form {found}, expected {version}).",
            found=row["version"],
            version=VERSION,
        )
        raise StoreError(text)
    return int(row["generation"])


def is_committing(tx: Any) -> bool:
    """Is a load being committed, or was one killed while it was?"""
    return tx.run(statements.COMMITTING).peek() is not None


def has_staged(tx: Any) -> bool:
    """Has a killed load left behind what it had staged?"""
    return tx.run(statements.STAGED).peek() is not None


def written_labels(tx: Any) -> frozenset[str]:
    """The labels eagraph has ever written here."""
    row = tx.run(statements.LABELS).single()
    return frozenset(row["labels"]) if row else frozenset()


def removed_keys(tx: Any) -> set[str]:
    """What is kept aside as removed."""
    return {str(row["key"]) for row in tx.run(statements.REMOVED_KEYS)}


def index_names(tx: Any) -> set[str]:
    """Constraints and indexes that eagraph made."""
    return {str(row["name"]) for row in tx.run(statements.INDEX_NAMES)}


def content(tx: Any, progress: Progress | None) -> Stored:
    """Everything, sorted as the embedded store sorts it: by code point."""
    own = written_labels(tx)
    count = _counter(tx, statements.NODE_COUNT, progress)
    nodes = [read_node(labels, row, own) for labels, row in count(_streamed(tx, statements.NODES))]
    nodes.sort(key=_id)
    count = _counter(tx, statements.RELATIONSHIP_COUNT, progress)
    relationships = [read_relationship(*row) for row in count(_streamed(tx, statements.RELATIONSHIPS))]
    relationships.sort(key=_key)
    sources = tuple(read_source(row["row"]) for row in tx.run(statements.SOURCES))
    return Stored(tuple(nodes), tuple(relationships), sources, generation(tx))


Rows = Iterator[list[Any]]


def _streamed(tx: Any, statement: str) -> Rows:
    return (record.values() for record in tx.run(statement))


def _counter(tx: Any, statement: str, progress: Progress | None) -> Callable[[Rows], Rows]:
    if not progress:
        return lambda rows: rows
    total = int(tx.run(statement).single(strict=True)["count"])

    def counted(rows: Rows) -> Rows:
        for done, row in enumerate(rows, 1):
            yield row
            if done % 1000 == 0:
                progress(done, total)

    return counted


def _id(node: Node) -> str:
    return node.id


def _key(relationship: Relationship) -> tuple[str, str, str, str, int]:
    return relationship.key

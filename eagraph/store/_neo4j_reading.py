"""What is asked of Neo4j inside a transaction (`tx`, the driver's) to read the store back."""

from __future__ import annotations

from typing import Any

from eagraph.errors import StoreError
from eagraph.loading.changes import SourceRow, Stored
from eagraph.locale import both
from eagraph.model.landscape import Node, Relationship
from eagraph.store import Progress, Saved
from eagraph.store import _neo4j_statements as statements
from eagraph.store._neo4j_rows import Reader, read_source

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


def removed_places(tx: Any) -> dict[str, str]:
    """What is kept aside as removed."""
    return {str(key): str(place) for key, place in tx.run(statements.REMOVED_PLACES)}


def saved(tx: Any, statement: str, **values: str) -> tuple[Saved, ...]:
    """Texts kept beside the landscape."""
    return tuple(Saved(*row) for row in tx.run(statement, values).values())


def index_names(tx: Any) -> set[str]:
    """Constraints and indexes that eagraph made."""
    return {str(row["name"]) for row in tx.run(statements.INDEX_NAMES)}


def content(tx: Any, progress: Progress | None, places: dict[str, str] | None = None) -> Stored:
    """Everything, sorted as the embedded store sorts it: by code point.

    Args:
        places: filled, where given, with the element id of every node; good inside this transaction.
    """
    reader = Reader(written_labels(tx))
    total = int(tx.run(statements.COUNT).single(strict=True)["count"]) if progress else 0
    nodes: list[Node] = []
    relationships: list[Relationship] = []
    for rows, (place, labels, row, outgoing) in enumerate(tx.run(statements.NODES_WITH_RELATIONSHIPS), 1):
        node = reader.node(labels, row)
        nodes.append(node)
        relationships += [reader.relationship(node.id, *rest) for rest in outgoing]
        if places is not None:
            places[node.id] = place
        if progress and rows % 200 == 0:
            progress(len(nodes) + len(relationships), total)
    nodes.sort(key=lambda n: n.id)
    relationships.sort(key=lambda r: r.key)
    return Stored(tuple(nodes), tuple(relationships), sources(tx), generation(tx))


def sources(tx: Any) -> tuple[SourceRow, ...]:
    """The sources the store knows, in the order they became known."""
    return tuple(read_source(row["row"]) for row in tx.run(statements.SOURCES))

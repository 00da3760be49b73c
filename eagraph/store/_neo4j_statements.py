"""What is said to Neo4j: every statement of the store; values are parameters, names are checked and quoted.

Bookkeeping is nodes of its own labels: `_Eagraph` (generation, the writer's lock, the commit under way), `_Source`,
`_Removed`, `_Saved` for texts kept beside the landscape, and `_Staged` for what a large load has written but not yet
shown. Content is what has `_provenance`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eagraph.errors import StoreError
from eagraph.locale import both

LOCK = (
    "MERGE (m:_Eagraph {id: 'meta'}) ON CREATE SET m.generation = 0, m.version = $version, m.labels = [] "
    "SET m.locked = true RETURN m.version AS version"
)
GENERATION = "MATCH (m:_Eagraph {id: 'meta'}) RETURN m.generation AS generation, m.version AS version"
LABELS = "MATCH (m:_Eagraph {id: 'meta'}) RETURN m.labels AS labels"
CHANGED = "MATCH (m:_Eagraph {id: 'meta'}) SET m.generation = m.generation + 1, m.labels = $labels"
COMMITTING = "MATCH (c:_Eagraph {id: 'commit'}) WHERE c.token IS NOT NULL RETURN c.token AS token"
COMMIT_BEGINS = "MERGE (c:_Eagraph {id: 'commit'}) SET c.token = $token"
COMMIT_ENDED = "MATCH (c:_Eagraph {id: 'commit'}) WHERE c.token = $token OR $token IS NULL REMOVE c.token"

COUNT = "RETURN COUNT { MATCH (n) } + COUNT { MATCH ()-[r]->() } AS count"
NODES_WITH_RELATIONSHIPS = (
    "MATCH (a) WHERE a._provenance IS NOT NULL AND NOT a:_Staged RETURN elementId(a), labels(a), properties(a), "
    "[(a)-[r]->(b) WHERE r._provenance IS NOT NULL | [type(r), b.id, properties(r)]]"
)
"""One row a node, with what goes out from it."""
SOURCES = "MATCH (s:_Source) RETURN properties(s) AS row ORDER BY s.position"
REMOVED = "MATCH (r:_Removed) RETURN r.key, r.label, r.name, r.source, r.run"
REMOVED_PLACES = "MATCH (r:_Removed) RETURN r.key, elementId(r)"

PUT_SOURCE = "MERGE (s:_Source {name: $row.name}) ON CREATE SET s.position = $position SET s += $row"
PUT_REMOVED = "UNWIND $rows AS row CREATE (r:_Removed) SET r = row RETURN count(*)"
RENEW_REMOVED = "UNWIND $rows AS row MATCH (r) WHERE elementId(r) = row.node SET r = row.properties RETURN count(*)"
FORGET_REMOVED = "UNWIND $rows AS row MATCH (r) WHERE elementId(r) = row.node DELETE r RETURN count(*)"
STAGED = "MATCH (n:_Staged) RETURN true LIMIT 1"
SWEEP = "MATCH (n:_Staged) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_PLACES = "RETURN collect(n.id), collect(elementId(n))"
"""In one row: a row costs the driver more than what is in it."""
STAGE_NODES = f"UNWIND $rows AS row CREATE (n:_Staged) SET n = row.properties {_PLACES}"

_AS_SAVED = "RETURN s.kind, s.name, s.version, s.saved_at, s.content ORDER BY s.name, s.version"
SAVED = f"MATCH (s:_Saved {{kind: $kind}}) {_AS_SAVED}"
SAVED_OF_NAME = f"MATCH (s:_Saved {{kind: $kind, name: $name}}) {_AS_SAVED}"
FORGET = "MATCH (s:_Saved {kind: $kind, name: $name}) DELETE s"
SAVE = "CREATE (s:_Saved) SET s = $row"

INDEX_NAMES = "SHOW INDEXES YIELD name WHERE name STARTS WITH 'eagraph_' RETURN name"
_BOOKKEEPING = {"_Eagraph": "id", "_Source": "name", "_Removed": "key", "_Staged": "id", "_Saved": "key"}


def quoted(name: str) -> str:
    """A label or type as Cypher writes it.

    Raises:
        StoreError: it is not made of letters, digits and `_`, or it is one of the store's own labels.
    """
    if not name.isidentifier() or name in _BOOKKEEPING:
        text = both("{name} cannot be a type in Neo4j; expected a name of letters, digits and _.", name=repr(name))
        raise StoreError(text)
    return f"`{name}`"


def schema_statements(labels: Iterable[str], existing: set[str]) -> Iterator[str]:
    """The constraints and indexes that are missing: `id` unique for every label, `name` indexed."""
    unique = {**_BOOKKEEPING, **{label: "id" for label in labels if quoted(label)}}
    for label, key in unique.items():
        if f"eagraph_{label}_{key}" not in existing:
            yield f"CREATE CONSTRAINT `eagraph_{label}_{key}` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.{key} IS UNIQUE"
        if label not in _BOOKKEEPING and f"eagraph_{label}_name" not in existing:
            yield f"CREATE INDEX `eagraph_{label}_name` IF NOT EXISTS FOR (n:`{label}`) ON (n.name)"


def create_nodes(label: str) -> str:
    """Nodes that are new; gives the ids and the element ids of them."""
    return f"UNWIND $rows AS row CREATE (n:{quoted(label)}) SET n = row.properties {_PLACES}"


def show_nodes(label: str) -> str:
    """Staged nodes get their label, and with it are seen."""
    return f"{_NODE} REMOVE n:_Staged SET n:{quoted(label)} RETURN count(*)"


def change_nodes(before: str, after: str) -> str:
    """Properties that changed, null where one is gone; the label too where it changed."""
    relabel = "" if before == after else f"REMOVE n:{quoted(before)} SET n:{quoted(after)} "
    return f"{_NODE} {relabel}SET n += row.properties RETURN count(*)"


def delete_nodes() -> str:
    """Nodes no source has any longer, with what others have tied to them by hand."""
    return f"{_NODE} DETACH DELETE n RETURN count(*)"


def create_relationships(type_: str) -> str:
    """Relationships that are new."""
    return f"{_ENDS} CREATE (a)-[r:{quoted(type_)}]->(b) SET r = row.properties RETURN count(*)"


def change_relationships(type_: str) -> str:
    """Properties that changed, null where one is gone."""
    return f"{_known(type_)} SET r += row.properties RETURN count(*)"


def delete_relationships(type_: str) -> str:
    """Relationships no source has any longer."""
    return f"{_known(type_)} DELETE r RETURN count(*)"


_NODE = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.node"
_ENDS = "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.source MATCH (b) WHERE elementId(b) = row.target"
"""By element id, which the reading of the same transaction or the making of the node gave: one statement a type, where
labels and ids would make one for each pair of labels, and planning a statement costs more than running it. Nor is any
index asked: within a transaction Neo4j goes through all that it has removed, each time it asks one."""


def _known(type_: str) -> str:
    """Both ends bound first: Neo4j then looks from the one with fewer relationships."""
    return f"{_ENDS} WITH row, a, b MATCH (a)-[r:{quoted(type_)} {{_key: row.key}}]->(b)"

"""How does a record of the model stand in Neo4j, and how is it read back exactly?

Properties stand as Neo4j's own values, so that Cypher can ask about them; what Neo4j cannot hold (a whole number
beyond 64 bits, a nameless property, a name too long for its index) stands as JSON in `_rest`. A property called `id`,
or with `_` in front, gets one more `_`: those names are the store's own.

>>> row = encoded({"name": "Ärenden", "tags": ("a",), "id": "7"}, ())
>>> row
{'name': 'Ärenden', 'tags': ['a'], '_id': '7', '_provenance': '[]'}
>>> decoded(row)
{'name': 'Ärenden', 'tags': ('a',), 'id': '7'}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eagraph.loading.changes import SourceRow
from eagraph.model import provenance
from eagraph.model.fields import Value, all_of_json, of_json
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Claims, Provenance
from eagraph.store import Saved

Row = dict[str, Any]
_OWN = frozenset({"id", "_provenance", "_key", "_rest"})
_LONGEST_NAME = 2000
"""Characters of a name that surely fit Neo4j's index (8 167 bytes, UTF-8)."""
_INTEGERS = range(-(2**63), 2**63)


def encoded(properties: Mapping[str, Value], claims: Sequence[Provenance]) -> Row:
    """Properties as Neo4j keeps them."""
    row: Row = {}
    rest: Row = {}
    for name, value in properties.items():
        if _is_kept(name, value):
            row[_stored_name(name)] = list(value) if isinstance(value, tuple) else value
        else:
            rest[name] = value
    if rest:
        row["_rest"] = json.dumps(rest, sort_keys=True)
    row["_provenance"] = provenance.encode(claims)
    return row


def decoded(row: Mapping[str, Any], once: Callable[[str], str] = str) -> dict[str, Value]:
    """The properties of the model in what Neo4j gave; `once` gives names that recur as one copy."""
    properties: dict[str, Value] = {}
    for name, value in row.items():
        if name not in _OWN:
            properties[once(name.removeprefix("_"))] = of_json(value)
    if "_rest" in row:
        properties |= all_of_json(json.loads(row["_rest"]))
    return properties


def difference(before: Row, after: Row) -> Row:
    """What has to be set so that one row becomes the other; None takes a property away."""
    gone: Row = {name: None for name in before if name not in after}
    return gone | {name: value for name, value in after.items() if not _is_same(before.get(name), value)}


def node_row(node: Node) -> Row:
    """A node's properties, its id among them."""
    return {"id": node.id, **encoded(node.properties, node.provenance)}


def relationship_row(relationship: Relationship) -> Row:
    """A relationship's properties, with what tells it from its parallels."""
    return {"_key": parallel_key(relationship), **encoded(relationship.properties, relationship.provenance)}


def parallel_key(relationship: Relationship) -> str:
    """What tells a relationship from its parallels: its ordinal and its source's key."""
    return f"{relationship.ordinal}#{relationship.key[3]}"


class Reader:
    """Reads rows as records, keeping one copy of the texts that recur.

    Args:
        own: the labels eagraph has written; among several labels of a node, added by hand, one of these counts.
    """

    def __init__(self, own: frozenset[str]) -> None:
        self._own = own
        self._texts: dict[str, str] = {}

    def node(self, labels: list[str], row: Row) -> Node:
        """A node as it was written."""
        label = labels[0] if len(labels) == 1 else next((name for name in labels if name in self._own), labels[0])
        return Node(self._once(row["id"]), self._once(label), decoded(row, self._once), Claims(row["_provenance"]))

    def relationship(self, source: str, type_: str, target: str, row: Row) -> Relationship:
        """A relationship as it was written; `source` is an id already read."""
        ordinal = int(row["_key"].partition("#")[0])
        properties = decoded(row, self._once)
        return Relationship(source, self._once(type_), self._once(target), properties, ordinal, Claims(row["_provenance"]))

    def _once(self, text: str) -> str:
        return self._texts.setdefault(text, text)


def source_row(source: SourceRow) -> Row:
    """A source's line of the book."""
    counts = json.dumps(source.kept)
    return {
        "name": source.name, "location": source.location, "loader": source.loader, "run": source.run,
        "loaded_at": source.loaded_at, "kept": counts, "skipped": source.skipped,
    }  # fmt: skip


def read_source(row: Row) -> SourceRow:
    """A source as it was written."""
    told = {name: row[name] for name in ("name", "location", "loader", "run", "loaded_at", "skipped")}
    return SourceRow(**told, kept=json.loads(row["kept"]))


def saved_row(saved: Saved) -> Row:
    """A text kept beside the landscape; `key` is unique."""
    return {"key": json.dumps([saved.kind, saved.name, saved.version]), **asdict(saved)}


def removed_key(item: Node | Relationship) -> str:
    """What something removed is known by."""
    return item.id if isinstance(item, Node) else json.dumps(item.key, ensure_ascii=False)


def removed_row(item: Node | Relationship, source: SourceRow) -> Row:
    """What is kept aside of something removed."""
    label, name = (item.label, item.name) if isinstance(item, Node) else (item.type, f"{item.source} → {item.target}")
    properties = json.dumps(dict(item.properties), ensure_ascii=False, sort_keys=True)
    return {
        "key": removed_key(item), "label": label, "name": name,
        "source": source.name, "run": source.run, "properties": properties,
    }  # fmt: skip


def _stored_name(name: str) -> str:
    return f"_{name}" if name == "id" or name.startswith("_") else name


def _is_kept(name: str, value: Value) -> bool:
    if not name or "\0" in name or (name == "name" and len(str(value)) > _LONGEST_NAME):
        return False
    return not isinstance(value, int) or value in _INTEGERS


def _is_same(before: object, after: object) -> bool:
    return type(before) is type(after) and before == after

"""A Cypher script that fills an empty Neo4j: constraints, things in batches by label, then relationships by their ends.

Every statement ends a line with `;`, so that Browser, `cypher-shell -f` and any driver take it apart alike. Values stand in
it as literals: Neo4j decodes \\uXXXX everywhere before it reads, so every backslash, quote, control character and mark that
turns direction is written that way or doubled, and no text ends its literal. Lists stay lists. A property called `id` has
`_` behind, for `id` is that of the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from eagraph.export._about import lines
from eagraph.export._attributes import Attributes
from eagraph.export._files import text_file
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship

title = both("Cypher script for an empty Neo4j")
suffix = "cypher"
Record = TypeVar("Record")
BATCH = 500
"""Things or relationships a statement."""
_ESCAPED = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the script.

    Raises:
        StoreError: the file cannot be written.
    """
    return text_file(path, "".join(f"{line}\n" for line in _script(extract)))


def _script(extract: Extract) -> Iterator[str]:
    yield from (f"// {line.replace(chr(92), '/')}" for line in lines(extract))
    of_node = Attributes.of(extract.nodes, taken=("id", ""))
    of_tie = Attributes.of(extract.relationships, taken=("",))
    labels = sorted({node.label for node in extract.nodes})
    for label in labels:
        yield f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{_name(label)}) REQUIRE n.id IS UNIQUE;"
    for label in labels:
        things = (node for node in extract.nodes if node.label == label)
        for batch in _batches(things):
            rows = (_map({"id": n.id, **_named(n.properties, of_node)}) for n in batch)
            yield f"UNWIND {_rows(rows)} AS row CREATE (n:{_name(label)}) SET n = row;"
    label_of = {node.id: node.label for node in extract.nodes}
    numbered = sorted(extract.relationships, key=lambda r: (r.type, label_of[r.source], label_of[r.target]))
    for (type_, *ends), ties in groupby(numbered, key=lambda r: (r.type, label_of[r.source], label_of[r.target])):
        yield from _relationships(type_, ends, ties, of_tie)


def _relationships(type_: str, ends: list[str], ties: Iterable[Relationship], attributes: Attributes) -> Iterator[str]:
    source, target = map(_name, ends)
    for batch in _batches(ties):
        rows = (
            f"{{a: {_literal(r.source)}, b: {_literal(r.target)}, p: {_map(_named(r.properties, attributes))}}}"
            for r in batch
        )
        yield (
            f"UNWIND {_rows(rows)} AS row MATCH (a:{source} {{id: row.a}}), (b:{target} {{id: row.b}}) "
            f"CREATE (a)-[r:{_name(type_)}]->(b) SET r = row.p;"
        )


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        yield batch


def _rows(rows: Iterable[str]) -> str:
    return "[\n  {}\n]".format(",\n  ".join(rows))


def _named(properties: Mapping[str, Value], attributes: Attributes) -> dict[str, Value]:
    return {name: value for name, _, value in attributes.told(properties)}


def _map(properties: Mapping[str, Value]) -> str:
    return "{{{}}}".format(", ".join(f"{_name(name)}: {_literal(value)}" for name, value in properties.items()))


def _literal(value: Value) -> str:
    if isinstance(value, tuple):
        return "[{}]".format(", ".join(map(_literal, value)))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{_ESCAPED.sub(_escape, value)}'"
    return repr(value)


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return f"\\{letter}" if letter in "\\'" else f"\\u{ord(letter):04X}"


def _name(name: str) -> str:
    """A label, type or property, between back quotes where it is no plain word."""
    if _PLAIN.fullmatch(name):
        return name
    inside = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", name).replace("`", "``")
    return f"`{inside}`"

"""Relationships as the rows of a table, properties as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from eagraph.model import provenance
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from eagraph.model.ties import Ties

_as_line = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def encoded(properties: Mapping[str, Value]) -> str:
    """Properties as they are kept."""
    return _as_line(properties)


def rows_of(relationships: Sequence[Relationship]) -> Iterator[tuple[object, ...]]:
    """Relationships as they are kept; where many share one content it is encoded once."""
    if not isinstance(relationships, Ties):
        yield from ((*r.key, encoded(r.properties), provenance.encode(r.provenance)) for r in relationships)
        return
    ids, types, line = [node.id for node in relationships.nodes], relationships.types, relationships.claimed.line
    contents = [(str(content.get("source_key", "")), encoded(content)) for content in relationships.contents]
    for source, kind, target, content, ordinal, row in relationships.numbers(slice(None)):
        key, properties = contents[content]
        yield ids[source], types[kind], ids[target], key, ordinal, properties, line(row)

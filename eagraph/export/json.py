"""JSON as node-link: what networkx' `node_link_graph` and every library of graphs for JavaScript reads.

    {"directed": true, "multigraph": true,
     "graph": {"format", "hash", "date", "selected", "left_out", "schema", "renamed"},
     "nodes": [{"id", "label", "name", …}],
     "edges": [{"source", "target", "type", …}]}

Values keep their types: numbers, true and false, lists. `schema` declares the properties of every label and type that
occurs: kind, unit and what people call them. A property that is called as one of the names above has `_` behind, and
`renamed` says so. Parallel relationships stand as edges of their own. One node or edge a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eagraph.export._attributes import Attributes
from eagraph.export._files import text_file
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.fields import Field, Value

title = both("JSON (node-link, as networkx reads it)")
suffix = "json"
OF_NODE, OF_EDGE = ("id", "label"), ("source", "target", "type", "key")
_write = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the graph.

    Raises:
        StoreError: the file cannot be written.
    """
    return text_file(path, "".join(_document(extract)))


def _document(extract: Extract) -> Iterator[str]:
    of_node = Attributes.of(extract.nodes, taken=OF_NODE)
    of_edge = Attributes.of(extract.relationships, taken=OF_EDGE)
    yield f'{{"directed": true, "multigraph": true,\n"graph": {_write(_graph(extract, of_node, of_edge))},\n'
    yield from _listed("nodes", ({"id": n.id, "label": n.label, **_own(n.properties, of_node)} for n in extract.nodes))
    yield ",\n"
    edges = (
        {"source": r.source, "target": r.target, "type": r.type, **_own(r.properties, of_edge)}
        for r in extract.relationships
    )
    yield from _listed("edges", edges)
    yield "}\n"


def _own(properties: Mapping[str, Value], attributes: Attributes) -> dict[str, Value]:
    return {attributes.called[name]: properties[name] for name in sorted(properties)}


def _listed(name: str, rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield f'"{name}": ['
    for i, row in enumerate(rows):
        yield f"{',' if i else ''}\n{_write(row)}"
    yield "]"


def _graph(extract: Extract, of_node: Attributes, of_edge: Attributes) -> dict[str, Any]:
    return {
        "format": "eagraph",
        "hash": extract.hash,
        "date": extract.date,
        "selected": extract.selected.as_dict(),
        "left_out": dict(zip(("nodes", "edges"), extract.left_out, strict=True)),
        "renamed": {"nodes": of_node.renamed, "edges": of_edge.renamed},
        "schema": _schema(extract),
    }


def _schema(extract: Extract) -> dict[str, Any]:
    """The labels and types that occur, each with the declared properties that occur on it."""
    schema = extract.schema
    labels = _used((n.label, n.properties) for n in extract.nodes)
    kinds = _used((r.type, r.properties) for r in extract.relationships)
    return {
        "labels": {
            name: {**schema.node[name].text.as_dict(), "properties": _fields(schema.node_fields[name], used)}
            for name, used in labels.items()
        },
        "types": {
            name: {**schema.relationship[name].text.as_dict(), "properties": _fields(schema.relationship_fields[name], used)}
            for name, used in kinds.items()
        },
    }


def _used(records: Iterator[tuple[str, Mapping[str, Any]]]) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for name, properties in records:
        used.setdefault(name, set()).update(properties)
    return dict(sorted(used.items()))


def _fields(declared: Mapping[str, Field], used: set[str]) -> dict[str, Any]:
    return {name: _field(declared[name]) for name in sorted(used & declared.keys())}


def _field(field: Field) -> dict[str, Any]:
    unit = {"unit": field.unit} if field.unit else {}
    return {"kind": field.kind, **unit, **field.text.as_dict()}

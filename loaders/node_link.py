"""A graph as networkx writes it to JSON (node-link data): `nodes`, and `links` or `edges` with source and target.

A node has the label that its type, kind or label names, where that is one of the model's, else it is a ModelElement; an
edge likewise, else RELATES_TO. The graph's own word is kept as `source_type`. A mapping file with entries (`nodes[*]`,
`edges[*]` or `links[*]`) turns it into more; see `eagraph.loading.mapping`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._documents import sources as _sources
from loaders._documents.glimpse import JSON as _JSON
from loaders._documents.part import Part
from loaders._graph.graph import Graph
from loaders._graph.reading import read_graph

title = both("graph as networkx writes it to JSON (node-link)")
_SUFFIXES = _JSON - _sources.LINES


def detects(path: Path) -> bool:
    """Is it a document with nodes that have ids, and links or edges between them?"""
    return path.is_file() and _sources.is_source(path, _recognises, _SUFFIXES)


def _recognises(glimpse: Any) -> bool:
    nodes, links = glimpse["nodes"], glimpse.get("links", glimpse.get("edges"))
    if not isinstance(nodes, list) or not isinstance(links, list) or not nodes:
        return False
    is_told = "directed" in glimpse or "multigraph" in glimpse
    return (
        all("id" in node for node in nodes)
        and all("source" in e and "target" in e for e in links)
        and (is_told or bool(links))
    )


def read(path: Path, intake: Intake) -> None:
    """Read every node and edge.

    Raises:
        SourceError: it is not JSON, or no such document.
    """
    if not path.is_file():
        raise SourceError(both("{path}: expected a JSON file.", path=path.name))
    for part in _sources.documents(path, intake, _recognises, _SUFFIXES):
        read_graph(_graph(part, intake), intake)
        return


def _graph(part: Part, intake: Intake) -> Graph:
    graph = Graph(part.file)
    key = "links" if part.get("links") else "edges"
    if not isinstance(part.value, dict) or not isinstance(part.value.get("nodes"), list):
        raise SourceError(both("{path}: expected an object with nodes, and links or edges.", path=part.file))
    directed = part.text("directed") != "false"
    for item in part.parts("nodes"):
        if isinstance(item.value, dict):
            graph.node(_id(item.value.get("id")), _without(item.value, "id"), item.place)
        else:
            intake.problems.append(item.expected(both("an object with an id")))
    for item in part.parts(key):
        if isinstance(item.value, dict):
            ends = _id(item.value.get("source")), _id(item.value.get("target"))
            graph.edge(ends, _without(item.value, "source", "target"), item.place, directed=directed)
        else:
            intake.problems.append(item.expected(both("an object with source and target")))
    for name, item in part.items("graph"):
        text = item.as_text or json.dumps(item.value, ensure_ascii=False)
        graph.whole[name] = text
        if name in ("name", "title") and item.as_text:
            graph.title = text[:80]
    return graph


def _without(value: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name not in names}


def _id(value: object) -> str:
    """An id as text; networkx writes a tuple as a list."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value).strip()

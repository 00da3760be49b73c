"""GraphML (http://graphml.graphdrawing.org) as a graph: keys with their types and defaults, nested graphs, hyperedges.

A node inside another has `in_group`; a hyperedge becomes an edge from its first endpoint to each of the others. Of yEd's
drawings the labels are read. Ports are not; what is drawn and where neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eagraph.errors import SourceError
from eagraph.locale import both
from loaders._graph.graph import GROUP, Graph
from loaders._graph.values import read_value
from loaders._graph.xml_documents import has_root, read_records
from loaders._xml import records as xml

NAMESPACE = "http://graphml.graphdrawing.org"
ROOT = "graphml"
_RECORDS = {("graphml", "key"), ("graph", "node"), ("graph", "edge"), ("graph", "hyperedge"), ("graph", "data")}
_DRAWN = ("NodeLabel", "EdgeLabel")


def is_one(path: Path) -> bool:
    """Is the root that of GraphML, with its namespace or without any?"""
    return has_root(path, ROOT)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A key: the attribute's name and type, what is meant where it is missing, and of what it is said."""

    name: str
    type: str
    default: str
    of: str


def graph_of(path: Path, name: str) -> Graph:
    """The graph of a file.

    Raises:
        SourceError: it is no such file, is broken, too large, or may not be read safely.
    """
    reader = _Reader(name)
    read_records(path, name, ROOT, NAMESPACE, reader)
    return reader.graph


class _Reader:
    """One document under way."""

    def __init__(self, name: str) -> None:
        self.graph = Graph(name)
        self._keys: dict[str, _Declared] = {}
        self._directed = True

    def is_record(self, parent: str, element: xml.Element) -> bool:
        """Is an element read as a whole? Remembers, on the way, what a graph says of its edges."""
        tag = xml.local_name(element.tag)
        if tag == "graph":
            self._directed = element.get("edgedefault", "directed") != "undirected"
        return (parent, tag) in _RECORDS

    def take(self, record: xml.Record) -> None:
        """Read one element."""
        tag, element = xml.local_name(record.element.tag), record.element
        place = f"{self.graph.file}:{record.line}"
        if tag == "key":
            self._declare(element)
        elif tag == "node":
            self._node(element, place, "")
        elif tag == "data":
            self._whole(element)
        else:
            self._edge(element, place, directed=self._directed)

    def _declare(self, element: xml.Element) -> None:
        default = "".join(map(xml.text_of, xml.children(element, "default"))).strip()
        name = element.get("attr.name") or element.get("yfiles.type") or element.get("id", "")
        declared = _Declared(name, element.get("attr.type", "string"), default, element.get("for", "all"))
        self._keys[element.get("id", "")] = declared

    def _whole(self, element: xml.Element) -> None:
        declared = self._keys.get(element.get("key", ""))
        name = declared.name if declared else element.get("key", "data")
        text = " ".join(xml.text_of(element).split())
        if name in ("name", "title"):
            self.graph.title = text[:80]
        if text:
            self.graph.whole[name] = text

    def _node(self, element: xml.Element, place: str, group: str) -> None:
        id_ = element.get("id", "").strip()
        said = self._data(element, "node")
        if group:
            said[GROUP] = group
        self.graph.node(id_, said, place)
        for graph in xml.children(element, "graph"):
            directed = graph.get("edgedefault", "directed") != "undirected"
            for child in xml.children(graph, "node"):
                self._node(child, place, id_)
            for child in xml.children(graph, "edge", "hyperedge"):
                self._edge(child, place, directed=directed)

    def _edge(self, element: xml.Element, place: str, *, directed: bool) -> None:
        said = self._data(element, "edge")
        if id_ := element.get("id", "").strip():
            said["id"] = id_
        directed = element.get("directed", str(directed)).lower() == "true"
        if xml.local_name(element.tag) == "hyperedge":
            ends = [end.get("node", "").strip() for end in xml.children(element, "endpoint")]
            for end in ends[1:]:
                self.graph.edge((ends[0], end), said, place, directed=False)
            if len(ends) < 2:
                raise SourceError(both("{where}: a hyperedge with fewer than two endpoints.", where=place))
            return
        self.graph.edge(
            (element.get("source", "").strip(), element.get("target", "").strip()), said, place, directed=directed
        )

    def _data(self, element: xml.Element, of: str) -> dict[str, object]:
        """The attributes of an element: its own, those of XML that are not GraphML's, and what its keys default to."""
        said: dict[str, object] = {
            name: value for name, value in element.attrib.items() if name not in _OWN and not name.startswith("{") and value
        }
        for data in xml.children(element, "data"):
            key = data.get("key", "")
            declared = self._keys.get(key) or _Declared(key or "data", "string", "", of)
            drawn = [node for node in data.iter() if xml.local_name(str(node.tag)) in _DRAWN]
            if len(data):
                text = " ".join(" ".join(map(xml.text_of, drawn)).split())
                said.update({"label": text} if text and "label" not in said else {})
            else:
                text = xml.text_of(data).strip()
                said[declared.name] = _value(declared, text) if text else None
        for declared in self._keys.values():
            if declared.default and declared.of in (of, "all"):
                said.setdefault(declared.name, _value(declared, declared.default))
        return said


def _value(declared: _Declared, text: str) -> object:
    """A value of the declared type; Neo4j's labels (":A:B") as a list."""
    if declared.name == "labels" and text.startswith(":"):
        return text[1:].split(":")
    return read_value(declared.type, text)


_OWN = frozenset({"id", "source", "target", "directed", "sourceport", "targetport", "parse.indegree", "parse.outdegree"})

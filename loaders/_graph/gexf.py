"""GEXF (https://gexf.net, 1.1 to 1.3) as a graph: declared attributes with types and defaults, nested nodes.

A node inside another (or with `pid`) has `in_group`. When something was there (`start`, `end`) is kept, and of a value
that changes over time the last one. How it is drawn (`viz`) is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from loaders._graph.graph import GROUP, Graph
from loaders._graph.values import read_value
from loaders._graph.xml_documents import has_root, read_records
from loaders._xml import records as xml

ROOT = "gexf"
_RECORDS = {("attributes", "attribute"), ("nodes", "node"), ("edges", "edge"), ("gexf", "meta")}


def is_one(path: Path) -> bool:
    """Is the root that of GEXF?"""
    return has_root(path, ROOT)


@dataclass(frozen=True, slots=True)
class _Declared:
    """An attribute: its title and type, and what is meant where it is missing."""

    title: str
    type: str
    default: str


def graph_of(path: Path, name: str) -> Graph:
    """The graph of a file.

    Raises:
        SourceError: it is no such file, is broken, too large, or may not be read safely.
    """
    reader = _Reader(name)
    read_records(path, name, ROOT, "", reader)
    return reader.graph()


class _Reader:
    """One document under way; nodes and edges wait until every attribute is declared, for that may come after them."""

    def __init__(self, name: str) -> None:
        self._graph = Graph(name)
        self._declared: dict[str, dict[str, _Declared]] = {"node": {}, "edge": {}}
        self._class = "node"
        self._directed = True
        self._nodes: list[tuple[dict[str, str], dict[str, str], str]] = []
        self._edges: list[tuple[dict[str, str], dict[str, str], str]] = []

    def is_record(self, parent: str, element: xml.Element) -> bool:
        """Is an element read as a whole? Remembers, on the way, of what the attributes that follow are."""
        tag = xml.local_name(element.tag)
        if tag == "graph":
            self._directed = _is_directed(element.get("defaultedgetype"), default=False)
        elif tag == "attributes":
            self._class = element.get("class", "node")
        return (parent, tag) in _RECORDS

    def take(self, record: xml.Record) -> None:
        """Read one element."""
        tag, element = xml.local_name(record.element.tag), record.element
        place = f"{self._graph.file}:{record.line}"
        if tag == "attribute":
            default = "".join(map(xml.text_of, xml.children(element, "default"))).strip()
            declared = _Declared(element.get("title") or element.get("id", ""), element.get("type", "string"), default)
            self._declared.setdefault(self._class, {})[element.get("id", "")] = declared
        elif tag == "node":
            self._node(element, place, "")
        elif tag == "edge":
            self._edges.append((dict(element.attrib), _values(element), place))
        else:
            said = {xml.local_name(str(child.tag)): xml.text_of(child).strip() for child in element}
            self._graph.title = " ".join(said.get("title", "").split())[:80]
            self._graph.whole = {name: text for name, text in said.items() if text}

    def _node(self, element: xml.Element, place: str, group: str) -> None:
        said = dict(element.attrib)
        if group:
            said.setdefault("pid", group)
        self._nodes.append((said, _values(element), place))
        for nodes in xml.children(element, "nodes"):
            for child in xml.children(nodes, "node"):
                self._node(child, place, said.get("id", ""))
        for edges in xml.children(element, "edges"):
            self._edges += [(dict(e.attrib), _values(e), place) for e in xml.children(edges, "edge")]

    def graph(self) -> Graph:
        """The graph, its attributes under their titles."""
        for own, values, place in self._nodes:
            said = self._named(own, values, "node", ("id", "pid"))
            if group := own.get("pid", "").strip():
                said[GROUP] = group
            self._graph.node(own.get("id", "").strip(), said, place)
        for own, values, place in self._edges:
            ends = own.get("source", "").strip(), own.get("target", "").strip()
            said = self._named(own, values, "edge", ("source", "target"))
            if own.get("type") == "mutual":
                said["type"] = "mutual"
            self._graph.edge(ends, said, place, directed=_is_directed(own.get("type"), default=self._directed))
        return self._graph

    def _named(self, own: dict[str, str], values: dict[str, str], of: str, taken: tuple[str, ...]) -> dict[str, object]:
        declared = self._declared.get(of, {})
        said: dict[str, object] = {one.title: read_value(one.type, one.default) for one in declared.values() if one.default}
        for key, text in values.items():
            one = declared.get(key) or _Declared(key or "attvalue", "string", "")
            said[one.title] = read_value(one.type, text)
        directions = ("directed", "undirected", "mutual")
        for name, text in own.items():
            if (
                name not in taken
                and not name.startswith("{")
                and text.strip()
                and not (name == "type" and text in directions)
            ):
                said.setdefault(name, read_value("double", text) if name == "weight" else text.strip())
        return said


def _is_directed(said: str | None, *, default: bool) -> bool:
    return default if said not in ("directed", "undirected", "mutual") else said == "directed"


def _values(element: xml.Element) -> dict[str, str]:
    """The attributes of a node or edge by the id of their declaration; 1.0 called it `id`."""
    found: dict[str, str] = {}
    for values in xml.children(element, "attvalues"):
        for one in xml.children(values, "attvalue"):
            if text := (one.get("value") or "").strip():
                found[one.get("for") or one.get("id") or ""] = text
    return found

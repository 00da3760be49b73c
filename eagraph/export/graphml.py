"""GraphML, as yEd and networkx read it: every property an attribute with its type, parallel relationships kept.

A node's `label` is its label in the model and `name` its name, which yEd also shows on it; a relationship's `type` is its
type. Lists stand as text with | between their parts. A property that is called as one of those has `_` behind. Data hash,
date and selection are attributes of the graph. Reference: graphml.graphdrawing.org; yWorks' extension for what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eagraph.export._about import facts
from eagraph.export._attributes import Attributes, Type
from eagraph.export._xml import closed, element, legal_id, opened, xml_file
from eagraph.graph.extract import Extract
from eagraph.locale import both

title = both("GraphML (yEd, networkx)")
suffix = "graphml"
_TYPES: Mapping[Type, str] = {
    "boolean": "boolean", "integer": "long", "number": "double", "text": "string", "list": "string",
}  # fmt: skip
_SHOWN = "shown"
_NAMESPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
}


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the graph.

    Raises:
        StoreError: the file cannot be written.
    """
    return xml_file(path, _lines(extract))


def _lines(extract: Extract) -> Iterator[str]:
    of_node = Attributes.of(extract.nodes, taken=("label",))
    of_edge = Attributes.of(extract.relationships, taken=("type",))
    yield opened("graphml", _NAMESPACES)
    yield from _keys("graph", ((fact.key, "text" if isinstance(fact.value, str) else "integer") for fact in facts(extract)))
    yield element("key", {"id": _SHOWN, "for": "node", "yfiles.type": "nodegraphics"})
    yield from _keys("node", (("label", "text"), *of_node.declared()))
    yield from _keys("edge", (("type", "text"), *of_edge.declared()))
    yield opened("graph", {"id": "landscape", "edgedefault": "directed"})
    for i, fact in enumerate(facts(extract)):
        yield element("data", {"key": f"graph{i}"}, str(fact.value))
    for thing in extract.nodes:
        yield opened("node", {"id": legal_id(thing.id)})
        yield f'<data key="{_SHOWN}"><y:ShapeNode>{element("y:NodeLabel", text=thing.name)}</y:ShapeNode></data>'
        yield from _data("node", of_node.numbered(thing.label, thing.properties))
        yield closed("node")
    for tie in extract.relationships:
        yield opened("edge", {"source": legal_id(tie.source), "target": legal_id(tie.target)})
        yield from _data("edge", of_edge.numbered(tie.type, tie.properties))
        yield closed("edge")
    yield from (closed("graph"), closed("graphml"))


def _keys(of: str, declared: Iterable[tuple[str, Type]]) -> Iterator[str]:
    """The declarations of attributes: keys are numbered, for a name may be no identifier."""
    for i, (name, type_) in enumerate(declared):
        yield element("key", {"id": f"{of}{i}", "for": of, "attr.name": name, "attr.type": _TYPES[type_]})


def _data(of: str, said: Iterable[tuple[int, str]]) -> Iterator[str]:
    return (element("data", {"key": f"{of}{number}"}, text) for number, text in said)

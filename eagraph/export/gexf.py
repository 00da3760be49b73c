"""GEXF 1.3, as Gephi and networkx read it: every property an attribute with its type, parallel relationships kept.

What Gephi shows on a node is its name; its label in the model is the attribute `type`, that of a relationship `type` too.
Lists stand as text with | between their parts. A property that is called so has `_` behind. Data hash, date and selection
stand in the description. Reference: gexf.net/1.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from eagraph.export._about import lines
from eagraph.export._attributes import Attributes, Type
from eagraph.export._xml import closed, element, legal_id, opened, xml_file
from eagraph.graph.extract import Extract
from eagraph.locale import both

title = both("GEXF (Gephi, networkx)")
suffix = "gexf"
_TYPES: dict[Type, str] = {
    "boolean": "boolean", "integer": "long", "number": "double", "text": "string", "list": "string",
}  # fmt: skip
_NAMESPACES = {"xmlns": "http://gexf.net/1.3", "version": "1.3"}
KIND = "type"
"""The attribute that says what a node or a relationship is."""


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the graph.

    Raises:
        StoreError: the file cannot be written.
    """
    return xml_file(path, _lines(extract))


def _lines(extract: Extract) -> Iterator[str]:
    of_node = Attributes.of(extract.nodes, taken=(KIND,))
    of_edge = Attributes.of(extract.relationships, taken=(KIND,))
    yield opened("gexf", _NAMESPACES)
    yield from (opened("meta"), element("creator", text="eagraph"))
    yield from (element("description", text="\n".join(lines(extract))), closed("meta"))
    yield opened("graph", {"defaultedgetype": "directed", "mode": "static"})
    yield from _declared("node", of_node)
    yield from _declared("edge", of_edge)
    yield opened("nodes")
    for thing in extract.nodes:
        yield opened("node", {"id": legal_id(thing.id), "label": thing.name})
        yield from _values(of_node.numbered(thing.label, thing.properties))
        yield closed("node")
    yield from (closed("nodes"), opened("edges"))
    for i, tie in enumerate(extract.relationships):
        ends = {"source": legal_id(tie.source), "target": legal_id(tie.target)}
        yield opened("edge", {"id": f"e{i}", **ends, "label": tie.type})
        yield from _values(of_edge.numbered(tie.type, tie.properties))
        yield closed("edge")
    yield from (closed("edges"), closed("graph"), closed("gexf"))


def _declared(of: str, attributes: Attributes) -> Iterator[str]:
    yield opened("attributes", {"class": of})
    for i, (name, type_) in enumerate(((KIND, "text"), *attributes.declared())):
        yield element("attribute", {"id": str(i), "title": name, "type": _TYPES[type_]})
    yield closed("attributes")


def _values(said: Iterable[tuple[int, str]]) -> Iterator[str]:
    yield opened("attvalues")
    yield from (element("attvalue", {"for": str(number), "value": text}) for number, text in said)
    yield closed("attvalues")

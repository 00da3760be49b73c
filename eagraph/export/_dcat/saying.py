"""What is said of each published thing: its type, its names, its words of a vocabulary, and its ties to others.

Nothing else of a thing is told: its classification, owner's address, cost or id of a register stays where it is.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from eagraph.export._dcat import turtle as _turtle
from eagraph.export._dcat.published import Published, is_told, is_vocabulary
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.linked_data import IMPLIED, TIES

_TYPES = {
    "InformationAsset": "dcat:Dataset", "Integration": "dcat:Distribution", "DigitalService": "dcat:DataService",
    "Organisation": "foaf:Agent", "Person": "vcard:Individual", "Role": "vcard:Organization", "Concept": "skos:Concept",
}  # fmt: skip
_NAMED_BY = {"vcard": "vcard:fn", "foaf": "foaf:name", "org": "foaf:name", "prov": "foaf:name", "skos": "skos:prefLabel"}
_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_STEP = re.compile(r"(?P<name>[^@\[]+)(\[(?P<number>\d{1,6})\])?(@(?P<language>[a-zA-Z]{1,8}))?")
_UNTYPED = "rdfs:Resource"
Said = dict[str, list[str]]


def subject_of(node: Node) -> str:
    """The name of a thing in the file: its own address, else one made of its id; an address inside an id is not shown."""
    if node.id.startswith(("http://", "https://", "urn:")) and _turtle.is_iri(node.id):
        return _turtle.iri(node.id)
    hidden = "://" in node.id
    return _turtle.own_iri(hashlib.sha256(node.id.encode()).hexdigest()[:24] if hidden else node.id)


def kind_of(node: Node) -> str:
    """The type of a thing in DCAT: the one it came with, else by its label."""
    said = str(node.properties.get("source_type") or "")
    return said if is_vocabulary(said) else _TYPES.get(node.label, _UNTYPED)


def said_of(node: Node) -> Said:
    """Types, names and words of a thing."""
    said: Said = defaultdict(list)
    kind = kind_of(node)
    others = node.properties.get("rdf:type")
    said["a"] += [_turtle.term(type_) for type_ in (kind, *_listed(others)) if type_ != _UNTYPED and is_vocabulary(type_)]
    if not said["a"]:
        del said["a"]
    named = "rdfs:label" if kind == _UNTYPED else _NAMED_BY.get(kind.partition(":")[0], "dcterms:title")
    _texts(node, "name", named, said)
    _texts(node, "description", "dcterms:description", said)
    _tags(node, said)
    _reached(node, said)
    if kind == "dcat:Dataset" and "dcterms:accessRights" not in node.properties:
        said["dcterms:accessRights"].append(_turtle.iri(_PUBLIC))
    if kind == "dcat:Distribution":
        said["dcterms:conformsTo"] += map(
            _turtle.value, filter(None, str(node.properties.get("standard") or "").split(", "))
        )
    for name, values in _words(node).items():
        said[_turtle.term(name)] += values
    return {name: values for name, values in said.items() if values}


def _listed(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def _texts(node: Node, field: str, property_: str, said: Said) -> None:
    """A text in Swedish unless it is that of another language, and the English one."""
    ours, english = str(node.properties.get(field) or ""), str(node.properties.get(f"{field}_en") or "")
    if english:
        said[property_].append(_turtle.value(english, language="en"))
    elsewhere = {
        text for name, value in node.properties.items() if name.startswith(f"{property_}@") for text in _listed(value)
    }
    if ours and ours != english and ours not in elsewhere:
        said[property_].append(_turtle.value(ours, language="sv"))


def _tags(node: Node, said: Said) -> None:
    tags = _listed(node.properties.get("tags"))
    if not any(_listed(v) == tags for name, v in node.properties.items() if name.startswith("dcat:keyword@")):
        said["dcat:keyword"] += [_turtle.value(tag, language="sv") for tag in tags]


def _reached(node: Node, said: Said) -> None:
    """The address of a contact that a catalogue names; nobody else's."""
    email = str(node.properties.get("email") or "")
    if email and node.label in ("Person", "Role"):
        said["vcard:hasEmail"].append(_turtle.iri("mailto:" + quote(email, safe="@!$&'*+-./=?_~%")))


def _words(node: Node) -> dict[str, list[str]]:
    """Values under the names of a vocabulary; those under a path stand in nameless values."""
    tree: dict[tuple[str, int], object] = {}
    for path, value in node.properties.items():
        if path == "rdf:type" or not is_vocabulary(path):
            continue
        steps = [found for step in path.split(" / ") if (found := _STEP.fullmatch(step))]
        if len(steps) != len(path.split(" / ")):
            continue
        inside = tree
        for step in steps[:-1]:
            inside = inside.setdefault((step["name"], int(step["number"] or 1)), {})  # type: ignore[assignment]
        last = steps[-1]
        language = (last["language"] or "").lower()
        texts = ["[]" if text == "_:" else _turtle.value(text, language=language) for text in _listed(value)]
        inside.setdefault((last["name"], 0), []).extend(texts)  # type: ignore[attr-defined]
    return _values(tree)


def _values(tree: Mapping[tuple[str, int], object]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for (name, _), inside in sorted(tree.items(), key=lambda one: one[0]):
        if isinstance(inside, list):
            found[name] += inside
        elif isinstance(inside, dict):
            said = {_turtle.term(key): values for key, values in _values(inside).items()}
            if name in IMPLIED:
                said.setdefault("a", []).append(IMPLIED[name])
            found[name].append(_turtle.nameless(said))
    return found


def ties_of(published: Published) -> Iterator[tuple[Node, str, Node]]:
    """Subject, property and value of every tie that DCAT has a property for."""
    nodes = published.nodes
    for thing, owners in published.publishers_of.items():
        yield from ((nodes[thing], "dcterms:publisher", nodes[owner]) for owner in owners)
    for tie in published.ties():
        ends = nodes[tie.source], nodes[tie.target]
        if property_ := _property(tie, *ends):
            turned = TIES.get(property_, ("", False))[1] and tie.type != "RELATES_TO"
            yield ends[turned], property_, ends[not turned]


def _property(tie: Relationship, source: Node, target: Node) -> str:
    """The property a relationship is; empty where there is none."""
    said = str(tie.properties.get("source_type") or "")
    if tie.type == "OWNED_BY":
        return ""
    if tie.type == "RELATES_TO" and is_told(tie):
        return said
    if TIES.get(said, ("",))[0] == tie.type and tie.properties.get("confidence") != "inferred":
        return said
    kinds = (source.label, target.label)
    if tie.type == "PART_OF":
        by_kind = {"InformationAsset": "dcat:dataset", "DigitalService": "dcat:service"}
        is_catalogue = target.properties.get("source_type") == "dcat:Catalog"
        return by_kind.get(source.label, "dcterms:isPartOf") if is_catalogue else "dcterms:isPartOf"
    by_type = {
        ("CARRIES", ("Integration", "InformationAsset")): "dcat:distribution",
        ("DEPENDS_ON", ("Integration", "DigitalService")): "dcat:accessService",
        ("HOLDS", ("DigitalService", "InformationAsset")): "dcat:servesDataset",
        ("DERIVED_FROM", ("InformationAsset", "InformationAsset")): "dcterms:source",
        ("REPLACED_BY", ("InformationAsset", "InformationAsset")): "dcterms:isReplacedBy",
    }
    return "" if said == "dcat:accessService" and tie.type == "HOLDS" else by_type.get((tie.type, kinds), "")

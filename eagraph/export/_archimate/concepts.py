"""From an extract to ArchiMate concepts: elements, relationships, and properties for whatever ArchiMate has no place for.

A thing that came from ArchiMate leaves as it came. Any other says in properties what it is here: `eagraph label` or
`eagraph type`, its `eagraph id`, and under `eagraph:…` what ArchiMate needs the name for itself. The ArchiMate loaders read
those, so that a round trip brings everything back. What a flow carries is tied to it by associations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from eagraph.export._archimate import identifiers
from eagraph.export._archimate.types import element_type, is_turned, meaning, relation_type
from eagraph.export._attributes import as_text
from eagraph.graph.extract import Extract
from eagraph.model.fields import Value
from eagraph.model.identity import node_id
from eagraph.model.landscape import Node, Relationship

IS, OWN = "eagraph ", "eagraph:"
_OF_RELATION = {"Access": {"access_type", "how"}, "Association": {"directed"}, "Influence": {"modifier"}}
"""Properties that stand in attributes of a relationship that returns."""
_RESERVED = {"id", "label", "type", "target", "source", "source_key", "source_type", "archimate_type", "carries"}
_ACCESSES, _STORING = ("Access", "Read", "Write", "ReadWrite"), ("Write", "ReadWrite")
Properties = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """An element, or a relationship (which has ends), with the texts and attributes it has in a file."""

    identifier: str
    type: str
    properties: Properties
    texts: Mapping[str, str] = field(default_factory=dict)
    """name, name_en, description, description_en."""
    source: str = ""
    target: str = ""
    access: str = ""
    modifier: str = ""
    is_directed: bool = False


@dataclass(frozen=True, slots=True)
class Concepts:
    """Those of one file."""

    elements: tuple[Concept, ...]
    relationships: tuple[Concept, ...]


def concepts(extract: Extract) -> Concepts:
    """All of an extract, things and relationships in their order."""
    work = _Work(extract)
    return Concepts(tuple(map(work.element, extract.nodes)), tuple(work.relationships()))


class _Work:
    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._types = {n.id: element_type(n.label, str(n.properties.get("archimate_type", ""))) for n in extract.nodes}
        self._labels = {n.id: n.label for n in extract.nodes}
        self._taken = identifiers.Taken()
        keys = Counter(n.properties.get("source_key") for n in extract.nodes)
        self._returning = {n.id for n in extract.nodes if self._returns(n) and keys[n.properties["source_key"]] == 1}
        self.identifier = {n.id: self._taken.free(self._key(n)) for n in extract.nodes if n.id in self._returning}
        self.identifier |= {n.id: self._taken.free(self._key(n)) for n in extract.nodes if n.id not in self._returning}
        self._wholes = Counter(r.source for r in extract.relationships if r.type == "PART_OF")

    def _returns(self, node: Node) -> bool:
        """Did it come from ArchiMate, and can it go back as it came?"""
        key, type_ = str(node.properties.get("source_key", "")), self._types[node.id]
        return node.properties.get("archimate_type") == type_ and identifiers.stated(key) != ""

    def _key(self, node: Node) -> str:
        if node.id in self._returning:
            return identifiers.stated(str(node.properties["source_key"]))
        return identifiers.encoded(node.id)

    def element(self, node: Node) -> Concept:
        identifier, type_ = self.identifier[node.id], self._types[node.id]
        key = identifier.removeprefix("id-")
        own: dict[str, Value] = {} if key == node.id == node_id("", key) else {"id": node.id}
        said = dict(node.properties)
        if node.id in self._returning:
            left = {"archimate_type", "source_key", *(() if own else ("source",))}
            said = {name: value for name, value in said.items() if name not in left}
            if said.get("source_type") == type_:
                del said["source_type"]
        else:
            own["label"] = node.label
        return Concept(identifier, type_, _properties(said, own, ()), {"name": node.name, **_texts(said)})

    def relationships(self) -> Iterator[Concept]:
        for tie in self._extract.relationships:
            concept = self._relationship(tie)
            yield concept
            yield from self._carried(tie, concept)

    def _relationship(self, tie: Relationship) -> Concept:
        type_ = self._relation_type(tie)
        source, target = (tie.target, tie.source) if is_turned(type_, tie.type) else (tie.source, tie.target)
        key = identifiers.stated(str(tie.properties.get("source_key", "")))
        said, own = dict(tie.properties), {}
        stated: set[str] = set()
        if key and self._returns_as(tie, type_, meaning(type_, self._types[source], self._types[target])):
            stated = _OF_RELATION.get(type_, set()) | {"source_type", "source_key"}
        else:
            own["type"] = tie.type
        if carries := _carries(tie):
            said["carries"] = tuple(asset for asset in carries if not self._is_carried(asset))
        return Concept(
            self._taken.free(key or identifiers.encoded("-".join((tie.source, tie.type, tie.target)))), type_,
            _properties(said, own, stated), _texts(said), self.identifier[source], self.identifier[target],
            access=_access(tie.properties) if type_ == "Access" else "",
            modifier=str(tie.properties.get("modifier", "")) if type_ == "Influence" else "",
            is_directed=type_ == "Association" and ("type" in own or "directed" in said),
        )  # fmt: skip

    def _relation_type(self, tie: Relationship) -> str:
        """A part of several wholes is aggregated, not composed, where its source did not say which."""
        type_ = relation_type(tie.type, str(tie.properties.get("source_type", "")))
        stated = tie.properties.get("source_type") == type_
        return "Aggregation" if type_ == "Composition" and not stated and self._wholes[tie.source] > 1 else type_

    def _returns_as(self, tie: Relationship, type_: str, read: str) -> bool:
        """Did it come from ArchiMate, and is it what a loader would read it as?"""
        said = tie.properties
        if said.get("source_type") != type_ or said.get("directed", "true") != "true":
            return False
        if type_ == "Access" and said.get("access_type") not in _ACCESSES:
            return False
        if tie.type == "HOLDS" and said.get("how") != ("stored" if said.get("access_type") in _STORING else "processed"):
            return False
        return read == tie.type

    def _is_carried(self, asset: str) -> bool:
        return self._types.get(asset) is not None and self._labels[asset] == "InformationAsset"

    def _carried(self, tie: Relationship, flow: Concept) -> Iterator[Concept]:
        for asset in _carries(tie) if flow.type == "Flow" else ():
            if self._is_carried(asset):
                identifier = self._taken.free(f"{flow.identifier}.carries.{self.identifier[asset]}")
                yield Concept(identifier, "Association", (), {}, self.identifier[asset], flow.identifier)


def _carries(tie: Relationship) -> tuple[str, ...]:
    carries = tie.properties.get("carries", ()) if tie.type == "FLOW" else ()
    return carries if isinstance(carries, tuple) else (str(carries),)


def _access(said: Mapping[str, Value]) -> str:
    stated = str(said.get("access_type", ""))
    return stated if stated in _ACCESSES else "Write" if said.get("how") == "stored" else "Read"


def _texts(said: Mapping[str, Value]) -> dict[str, str]:
    """Names and descriptions; an English one only beside the other, for alone it would be taken for it."""
    texts = {name: str(said[name]) for name in ("name", "description") if name in said}
    return texts | {f"{name}_en": str(said[f"{name}_en"]) for name in texts if f"{name}_en" in said}


def _properties(said: Mapping[str, Value], own: Mapping[str, Value], stated: Collection[str]) -> Properties:
    """What a concept says in properties, a list as several of one name; first what is eagraph's own."""
    texts = _texts(said)
    left = {name: value for name, value in said.items() if name not in texts and name not in stated}
    told = [(f"{IS}{name}", own[name]) for name in sorted(own)]
    told += [(_name(name), left[name]) for name in sorted(left)]
    return tuple((name, text) for name, value in told for text in _parts(value))


def _name(name: str) -> str:
    return f"{OWN}{name}" if name in _RESERVED or name.startswith((IS, OWN)) else name


def _parts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (as_text(value),)

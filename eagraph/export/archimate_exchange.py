"""The Open Group's ArchiMate Model Exchange File Format 3.1: opens in Archi and other tools, and comes back as it left.

Types are those the source stated, else the nearest; what ArchiMate has no place for stands in properties (see
`_archimate.concepts`). Data hash, date and selection stand in the model's documentation and its properties. Names are marked
as Swedish, and a name_en as English. Reference: The Open Group, C19C; archimate3_Model.xsd.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eagraph.export._about import facts, lines
from eagraph.export._archimate.concepts import Concept, Concepts, concepts
from eagraph.export._xml import closed, element, opened, xml_file
from eagraph.graph.extract import Extract
from eagraph.locale import both

title = both("ArchiMate Model Exchange File (The Open Group, XML)")
suffix = "xml"
_NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
_ROOT = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_NAMESPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Model.xsd",
}
_TEXTS = (("name", "name", "sv"), ("name", "name_en", "en"), ("documentation", "description", "sv"),
          ("documentation", "description_en", "en"))  # fmt: skip


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the model.

    Raises:
        StoreError: the file cannot be written.
    """
    return xml_file(path, _lines(extract, concepts(extract)))


def _lines(extract: Extract, model: Concepts) -> Iterator[str]:
    about = [(f"eagraph {fact.key}", str(fact.value)) for fact in facts(extract)]
    definitions = _Definitions(about, model)
    yield opened("model", {**_ROOT, "identifier": f"eagraph-{extract.hash[:24]}"})
    yield element("name", {"xml:lang": "sv"}, f"eagraph {extract.date}".strip())
    yield element("documentation", {"xml:lang": "sv"}, "\n".join(lines(extract)))
    yield from definitions.said(about)
    if model.elements:
        yield opened("elements")
        for concept in model.elements:
            yield from _concept("element", concept, {}, definitions)
        yield closed("elements")
    if model.relationships:
        yield opened("relationships")
        for concept in model.relationships:
            yield from _concept("relationship", concept, _of_relationship(concept), definitions)
        yield closed("relationships")
    yield from definitions.declared()
    yield closed("model")


def _concept(tag: str, concept: Concept, more: Mapping[str, str], definitions: _Definitions) -> Iterator[str]:
    yield opened(tag, {"identifier": concept.identifier, **more, "xsi:type": concept.type})
    for kind, name, language in _TEXTS:
        if name in concept.texts:
            yield element(kind, {"xml:lang": language}, concept.texts[name])
    yield from definitions.said(concept.properties)
    yield closed(tag)


def _of_relationship(concept: Concept) -> dict[str, str]:
    said = {"source": concept.source, "target": concept.target}
    if concept.access:
        said["accessType"] = concept.access
    if concept.modifier:
        said["modifier"] = concept.modifier
    return {**said, "isDirected": "true"} if concept.is_directed else said


class _Definitions:
    """The property definitions of a model, numbered by name."""

    def __init__(self, about: list[tuple[str, str]], model: Concepts) -> None:
        names = {name for name, _ in about}
        names |= {name for concept in (*model.elements, *model.relationships) for name, _ in concept.properties}
        self._of = {name: f"propid-{i}" for i, name in enumerate(sorted(names), start=1)}

    def declared(self) -> Iterator[str]:
        """All of them."""
        yield opened("propertyDefinitions")
        for name, identifier in self._of.items():
            yield opened("propertyDefinition", {"identifier": identifier, "type": "string"})
            yield element("name", text=name)
            yield closed("propertyDefinition")
        yield closed("propertyDefinitions")

    def said(self, properties: Sequence[tuple[str, str]]) -> Iterator[str]:
        """The properties of one concept, in their order."""

        if properties:
            yield opened("properties")
            for name, text in properties:
                yield opened("property", {"propertyDefinitionRef": self._of[name]})
                yield element("value", text=text)
                yield closed("property")
            yield closed("properties")

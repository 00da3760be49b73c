"""The Open Group's ArchiMate Model Exchange File Format, version 3.x; what 2.1 writes otherwise is understood too.

Read are elements, relationships and properties. Of texts in several languages the Swedish is kept, else the English,
else the first; beside the Swedish the English stands as `name_en` and `description_en`. An Access without accessType
is a Write, as Archi reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._archimate import concept as _concept
from loaders._archimate import concepts as _concepts
from loaders._archimate import types as _archimate
from loaders._archimate.concept import Concept, Model
from loaders._xml import head as _xml_head
from loaders._xml import records as _xml

title = both("ArchiMate Model Exchange File (The Open Group, XML)")
_NAMESPACE = "http://www.opengroup.org/xsd/archimate"
_VERSIONS = (f"{_NAMESPACE}/3.0/", _NAMESPACE)
_NAMES = ("name", "label")
_DEFINITIONS = ("propertyDefinitions", "propertydefs")
_RECORDS = {
    ("model", "name"), ("elements", "element"), ("relationships", "relationship"),
    (_DEFINITIONS[0], "propertyDefinition"), (_DEFINITIONS[1], "propertydef"),
}  # fmt: skip
Variants = list[tuple[str, str]]
"""A text in its languages: language (small letters, empty when not said) and text."""


def detects(path: Path) -> bool:
    """Is it an XML file whose root is a model in the Open Group's namespace?"""
    return path.is_file() and _xml_head.is_document(_xml_head.beginning_of(path), "model", _NAMESPACE)


def read(path: Path, intake: Intake) -> None:
    """Read the model; ends, directions and labels are those of every ArchiMate source.

    Raises:
        SourceError: it is no such file, is broken, too large, or may not be read safely.
    """
    try:
        with _xml_head.opened(path) as stream:
            head = _xml_head.checked_head(stream.read(_xml_head.HEAD_BYTES), str(path))
            _check(head, path)
            stream.seek(0)
            model = _Reader(path.name).read(_xml.records(stream, path.name, _is_record), head, intake)
    except OSError as error:
        raise _xml_head.unreadable(path, error) from error
    _concepts.fill(intake, model)


def _check(head: _xml_head.Head, path: Path) -> None:
    _xml_head.check_root(head, str(path), "model", _NAMESPACE)
    if head.namespace not in _VERSIONS:
        text = both(
            "{path}: another version of the exchange format ({namespace}); export the model as version 3.",
            path=path, namespace=head.namespace,
        )  # fmt: skip
        raise SourceError(text)


def _is_record(parent: str, element: _xml.Element) -> bool:
    return (parent, _xml.local_name(element.tag)) in _RECORDS


class _Reader:
    """Collects concepts; properties keep the reference to their definition until all definitions are known."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._model = Model()
        self._titles: Variants = []
        self._names: dict[str, str] = {}

    def read(self, found: Iterator[_xml.Record], head: _xml_head.Head, intake: Intake) -> Model:
        """The whole model, its properties under their names."""
        for record in found:
            if record.parent == "model":
                self._titles += _variants([record.element])
            elif record.parent in _DEFINITIONS:
                self._define(record.element)
            else:
                self._concept(record)
        _concepts.known_as(intake, head.attributes.get("identifier"), _concept.one_line(_preferred(self._titles)[0]))
        self._name_properties(intake)
        return self._model

    def _define(self, element: _xml.Element) -> None:
        name = _preferred(_texts(element, *_NAMES))[0] or element.get("name")
        self._names[element.get("identifier", "")] = _concept.one_line(name)

    def _concept(self, record: _xml.Record) -> None:
        element = record.element
        identifier = element.get("identifier", "")
        tag = _xml.local_name(element.tag)
        concept = Concept(
            key=_concept.key_of(identifier),
            type=_archimate.element_type(element.get(_xml.XSI_TYPE, "")),
            place=f"{self._place}:{record.line} <{tag} {identifier}>",
            stated=_stated_texts(element),
            own=_properties(element),
        )
        if tag == "element":
            concept.type = _archimate.junction_type(concept.type, element.get("type"))
            self._model.elements.append(concept)
        else:
            concept.type = _archimate.relationship_type(concept.type)
            concept.source, concept.target = (_concept.key_of(element.get(end)) for end in ("source", "target"))
            concept.stated |= _stated_of_relationship(concept.type, element)
            self._model.relationships.append(concept)

    def _name_properties(self, intake: Intake) -> None:
        undefined: dict[str, str] = {}
        for concept in (*self._model.elements, *self._model.relationships):
            for reference, _ in concept.own:
                if not self._names.get(reference):
                    undefined.setdefault(reference, concept.place)
            if concept.own:
                concept.own = [(self._names.get(reference) or reference, value) for reference, value in concept.own]
        for reference, place in undefined.items():
            text = both("no definition of the property {name}; kept under that name.", name=repr(reference))
            intake.hints.append(Problem(place, text))


def _stated_texts(element: _xml.Element) -> dict[str, object]:
    name, name_en = map(_concept.one_line, _preferred(_texts(element, *_NAMES)))
    description, description_en = map(_concept.paragraphs, _preferred(_texts(element, "documentation")))
    return _concept.filled(name=name, name_en=name_en, description=description, description_en=description_en)


def _stated_of_relationship(type_: str, element: _xml.Element) -> dict[str, object]:
    if type_ == "Access":
        return {"access_type": element.get("accessType") or "Write"}
    if type_ == "Association":
        return _concept.filled(directed=element.get("isDirected", "").strip() in ("true", "1") and "true")
    return _concept.filled(modifier=element.get("modifier", "").strip())


def _properties(element: _xml.Element) -> Sequence[tuple[str, str]]:
    found = []
    for properties in _xml.children(element, "properties"):
        for property_ in _xml.children(properties, "property"):
            reference = property_.get("propertyDefinitionRef") or property_.get("identifierref") or "property"
            found.append((reference.strip(), _concept.paragraphs(_preferred(_texts(property_, "value"))[0])))
    return found or ()


def _texts(element: _xml.Element, *tags: str) -> Variants:
    return _variants(_xml.children(element, *tags))


def _variants(elements: list[_xml.Element]) -> Variants:
    return [(e.get(_xml.XML_LANG, "").lower().partition("-")[0], _xml.text_of(e)) for e in elements]


def _preferred(variants: Variants) -> tuple[str, str]:
    """The text to keep (Swedish, else English, else the first), and the English one beside a Swedish one."""
    by_language = {language: text for language, text in reversed(variants) if text.strip()}
    if "sv" in by_language:
        return by_language["sv"], by_language.get("en", "")
    first = next((text for _, text in variants if text.strip()), "")
    return by_language.get("en", first), ""

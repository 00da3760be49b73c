"""Archi's own file, `.archimate`: XML, or a ZIP with `model.xml` in it where the model has pictures.

Read are elements, relationships and properties of every folder; views, sketches and canvases are not. It gives the same
graph as the exchange file of the same model. Archi leaves out what is default: accessType 0 is Write, 1 Read, 2 Access,
3 ReadWrite; a Junction is an AndJunction unless its type is `or`. A profile stands as `specialization`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._archimate import concept as _concept
from loaders._archimate import concepts as _concepts
from loaders._archimate import types as _archimate
from loaders._archimate.concept import Concept, Model
from loaders._xml import head as _xml_head
from loaders._xml import packed as _zip
from loaders._xml import records as _xml

title = both("Archi model (.archimate, plain or zipped)")
_NAMESPACE = "http://www.archimatetool.com/archimate"
_MEMBER = "model.xml"
_ACCESS = {"0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}
_VIEW = "Model"
"""How the types of views end: ArchimateDiagramModel, SketchModel, CanvasModel."""


def detects(path: Path) -> bool:
    """Is it XML with Archi's model as root, or a ZIP with such a model.xml?"""
    if not path.is_file():
        return False
    beginning = _xml_head.beginning_of(path)
    if _zip.is_zip(beginning):
        beginning = _zip.beginning_of(path, _MEMBER)
    return _xml_head.is_document(beginning, "model", _NAMESPACE)


def read(path: Path, intake: Intake) -> None:
    """Read the model; ends, directions and labels are those of every ArchiMate source.

    Raises:
        SourceError: it is no such file, is broken, too large, or may not be read safely.
    """
    zipped = _zip.is_zip(_xml_head.beginning_of(path))
    try:
        with _zip.member(path, _MEMBER) if zipped else _xml_head.opened(path) as stream:
            head = _xml_head.checked_head(stream.read(_xml_head.HEAD_BYTES), str(path))
            _xml_head.check_root(head, str(path), "model", _NAMESPACE)
            stream.seek(0)
            place = f"{path.name}/{_MEMBER}" if zipped else path.name
            model = _read_model(_xml.records(stream, place, _is_record), place)
    except OSError as error:
        raise _xml_head.unreadable(path, error) from error
    _concepts.known_as(intake, head.attributes.get("id"), _concept.one_line(head.attributes.get("name")))
    _concepts.fill(intake, model)


def _is_record(parent: str, element: _xml.Element) -> bool:
    tag = _xml.local_name(element.tag)
    if parent == "folder" and tag == "element":
        return not element.get(_xml.XSI_TYPE, "").endswith(_VIEW)
    return parent == "model" and tag == "profile"


def _read_model(found: Iterator[_xml.Record], place: str) -> Model:
    model = Model()
    profiles: dict[str, str] = {}
    for record in found:
        element = record.element
        if record.parent == "model":
            profiles[element.get("id", "")] = _concept.one_line(element.get("name"))
            continue
        concept = _concept_of(element, f"{place}:{record.line}")
        (model.relationships if _is_relationship(element) else model.elements).append(concept)
    for concept in (*model.elements, *model.relationships):
        _name_profiles(concept, profiles)
    return model


def _is_relationship(element: _xml.Element) -> bool:
    ends = element.get("source") and element.get("target")
    return bool(ends) or element.get(_xml.XSI_TYPE, "").endswith("Relationship")


def _concept_of(element: _xml.Element, place: str) -> Concept:
    identifier = element.get("id", "")
    type_ = _archimate.element_type(element.get(_xml.XSI_TYPE, ""))
    stated = _concept.filled(
        name=_concept.one_line(element.get("name")),
        description=_concept.paragraphs(" ".join(map(_xml.text_of, _xml.children(element, "documentation")))),
        specialization=tuple(element.get("profiles", "").split()),
    )
    concept = Concept(_concept.key_of(identifier), type_, f"{place} <element {identifier}>", stated, _own(element))
    if _is_relationship(element):
        concept.type = _archimate.relationship_type(type_)
        concept.source, concept.target = (_concept.key_of(element.get(end)) for end in ("source", "target"))
        concept.stated |= _stated_of_relationship(concept.type, element)
    else:
        concept.type = _archimate.junction_type(type_, element.get("type"))
    return concept


def _own(element: _xml.Element) -> Sequence[tuple[str, str]]:
    properties = _xml.children(element, "property")
    return [(_property_name(p.get("key")), _concept.paragraphs(p.get("value"))) for p in properties] or ()


def _property_name(key: str | None) -> str:
    return sys.intern(_concept.one_line(key) or "property")


def _stated_of_relationship(type_: str, element: _xml.Element) -> dict[str, object]:
    if type_ == "Access":
        written = element.get("accessType", "").strip() or "0"
        return {"access_type": _ACCESS.get(written, written)}
    if type_ == "Association":
        return _concept.filled(directed=element.get("directed", "").strip() in ("true", "1") and "true")
    return _concept.filled(modifier=element.get("strength", "").strip())


def _name_profiles(concept: Concept, profiles: dict[str, str]) -> None:
    references = concept.stated.pop("specialization", ())
    if isinstance(references, tuple) and references:
        names = tuple(profiles.get(reference) or reference for reference in references)
        concept.stated["specialization"] = names if len(names) > 1 else names[0]

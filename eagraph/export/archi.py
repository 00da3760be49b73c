"""Archi's own file, `.archimate`: the same model as the exchange file, in the folders Archi keeps it in.

Data hash, date and selection stand in the model's purpose. Archi leaves out what is default, and so does this: an accessType
of Write, the `and` of a junction. English names and descriptions are properties, for Archi knows one language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from eagraph.export._about import lines
from eagraph.export._archimate.concepts import Concept, concepts
from eagraph.export._xml import closed, element, opened, xml_file
from eagraph.graph.extract import Extract
from eagraph.locale import both

title = both("Archi model (.archimate, plain or zipped)")
suffix = "archimate"
_ROOT = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:archimate": "http://www.archimatetool.com/archimate",
}
_FOLDERS = {
    "strategy": ("Strategy", "Resource Capability CourseOfAction ValueStream"),
    "business": ("Business", "Business* Contract Representation Product"),
    "application": ("Application", "Application* DataObject"),
    "technology": ("Technology & Physical", "Technology* Node Device SystemSoftware Path CommunicationNetwork Artifact "
                   "Equipment Facility DistributionNetwork Material"),
    "motivation": ("Motivation", "Stakeholder Driver Assessment Goal Outcome Principle Requirement Constraint "
                   "Meaning Value"),
    "implementation_migration": ("Implementation & Migration", "WorkPackage Deliverable ImplementationEvent Plateau Gap"),
    "other": ("Other", "Grouping Location AndJunction OrJunction"),
}  # fmt: skip
_ACCESS = {"Read": "1", "Access": "2", "ReadWrite": "3"}
_OTHER_LANGUAGE = ("name_en", "description_en")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the model.

    Raises:
        StoreError: the file cannot be written.
    """
    return xml_file(path, _lines(extract))


def _lines(extract: Extract) -> Iterator[str]:
    model = concepts(extract)
    name = f"eagraph {extract.date}".strip()
    yield opened("archimate:model", {**_ROOT, "name": name, "id": f"eagraph-{extract.hash[:24]}", "version": "5.0.0"})
    for type_, (called, types) in _FOLDERS.items():
        inside = (concept for concept in model.elements if _stands_in(concept.type, types))
        yield from _folder(type_, called, (line for concept in inside for line in _element(concept)))
    yield from _folder(
        "relations", "Relations", (line for concept in model.relationships for line in _relationship(concept))
    )
    yield from _folder("diagrams", "Views", ())
    yield element("purpose", text="\n".join(lines(extract)))
    yield closed("archimate:model")


def _folder(type_: str, called: str, inside: Iterable[str]) -> Iterator[str]:
    yield opened("folder", {"name": called, "id": f"eagraph-folder-{type_}", "type": type_})
    yield from inside
    yield closed("folder")


def _stands_in(type_: str, types: str) -> bool:
    return any(type_ == one or (one.endswith("*") and type_.startswith(one[:-1])) for one in types.split())


def _element(concept: Concept) -> Iterator[str]:
    junction = concept.type.removesuffix("Junction")
    if junction == concept.type:
        return _written(concept, {"xsi:type": f"archimate:{concept.type}"})
    return _written(concept, {"xsi:type": "archimate:Junction", **({"type": "or"} if junction == "Or" else {})})


def _relationship(concept: Concept) -> Iterator[str]:
    said = {"source": concept.source, "target": concept.target}
    if concept.access in _ACCESS:
        said["accessType"] = _ACCESS[concept.access]
    if concept.modifier:
        said["strength"] = concept.modifier
    if concept.is_directed:
        said["directed"] = "true"
    return _written(concept, {"xsi:type": f"archimate:{concept.type}Relationship", **said})


def _written(concept: Concept, said: dict[str, str]) -> Iterator[str]:
    name = {"name": concept.texts["name"]} if "name" in concept.texts else {}
    yield opened("element", {**said, **name, "id": concept.identifier})
    if "description" in concept.texts:
        yield element("documentation", text=concept.texts["description"])
    properties = (*concept.properties, *((key, concept.texts[key]) for key in _OTHER_LANGUAGE if key in concept.texts))
    yield from (element("property", {"key": key, "value": value}) for key, value in properties)
    yield closed("element")

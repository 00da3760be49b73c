"""Entities of NGSI-LD, as context brokers and the Smart Data Models have them: one, a list, or a folder of files.

Normalized, concise and key-values give the same landscape. A device is a Sensor or a Device, what was observed an
InformationAsset, a fault an Incident, a processing of personal data Evidence, every other type a ModelElement; the type
itself is kept. References are relationships. Contexts are not fetched: attributes go by their short names.

Reference: ETSI GS CIM 009 V1.8.1 (NGSI-LD API); Smart Data Models, subject Device.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.loading import Intake, NodeRecord
from eagraph.locale import both
from loaders import _rings
from loaders._documents import glimpse as _glimpse
from loaders._documents import sources as _sources
from loaders._documents.part import Part
from loaders._ngsi import attributes as _attributes
from loaders._ngsi import identifiers as _identifiers
from loaders._ngsi.entity import Entity

title = both("NGSI-LD entities (context broker, Smart Data Models)")
_CONTEXTS = ("ngsi-ld", "smart-data-models", "smartdatamodels")
_TELLING = frozenset({
    "dateObserved", "dateLastReported", "dataProvider", "areaServed", "controlledProperty", "controlledAsset",
    "deviceCategory", "deviceState", "batteryLevel", "refDevice", "refDeviceModel", "measurementType",
})  # fmt: skip
"""Attributes by which an entity of the Smart Data Models is known that has neither a context nor a URN."""


def detects(path: Path) -> bool:
    """Is it JSON of entities: an id and a type, with attributes, a context or an identifier of NGSI-LD?"""
    return _sources.is_source(path, _is_of_entities, _glimpse.JSON)


def _is_of_entities(document: Any) -> bool:
    if isinstance(document, list):
        return bool(document) and all(_is_entity(one) for one in document)
    return _is_entity(document)


def _is_entity(one: Any) -> bool:
    types = one.get("type")
    types = types if isinstance(types, list) else [types]
    if not isinstance(one.get("id"), str) or not all(isinstance(t, str) and t[:1].isupper() for t in types):
        return False
    contexts = one.get("@context", ())
    if any(
        name in str(context) for context in (contexts if isinstance(contexts, list) else [contexts]) for name in _CONTEXTS
    ):
        return True
    if one["id"].startswith(_identifiers.PREFIX):
        return True
    inside = [value for value in one.values() if isinstance(value, dict)]
    if any(_attributes.is_wrapped(value) and value.get("type") in _attributes.TYPES for value in inside):
        return True
    return bool(_TELLING & one.keys()) and "nodes" not in one


def read(path: Path, intake: Intake) -> None:
    """Read every entity and what it refers to.

    Raises:
        SourceError: it cannot be read as JSON, or holds no entity.
    """
    entities = [
        one for part in _sources.documents(path, intake, _is_of_entities, _glimpse.JSON) for one in _entities(part, intake)
    ]
    if not entities and not intake.problems:
        raise SourceError(both("{path}: no entity of NGSI-LD in it.", path=path.name))
    records: dict[str, NodeRecord] = {}
    fields = intake.schema.node_fields
    for entity in entities:
        record = entity.record(fields)
        intake.explain("type", entity.told, both("{label}", label=record.label))
        before = records.setdefault(record.key, record)
        if before is not record:
            _join(records, record, intake)
    for record in records.values():
        intake.node(record)
    labels = {record.key: record.label for record in records.values()}
    ties = {(r.source, r.type, r.target, str(r.properties)): r for one in entities for r in one.relationships(labels)}
    for tie in _rings.without_rings(list(ties.values()), intake):
        intake.relationship(tie)


def _entities(document: Part, intake: Intake) -> Iterator[Entity]:
    for part in document.parts() if isinstance(document.value, list) else [document]:
        entity = Entity(part) if isinstance(part.value, dict) else None
        if entity is None or not part.text("id") or not entity.type.strip():
            intake.problems.append(part.expected(both("an entity with an id and a type")))
        else:
            yield entity


def _join(records: dict[str, NodeRecord], record: NodeRecord, intake: Intake) -> None:
    """An entity that stands twice is one: the first stands, the next fills its gaps."""
    first = records[record.key]
    differing = sorted(name for name, value in record.properties.items() if first.properties.get(name, value) != value)
    records[record.key] = NodeRecord(first.key, first.label, {**record.properties, **first.properties}, first.place)
    why = both(
        "the same entity as in {first}; that one stands where they differ ({names}).",
        first=first.place, names=", ".join(differing) or "–",
    )  # fmt: skip
    intake.join(record.place, record.key, why, relationship=False)

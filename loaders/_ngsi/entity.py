"""An entity as a node, and its references as relationships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from eagraph.loading import NodeRecord, Reference, RelationshipRecord
from eagraph.model.fields import Field
from loaders._documents.facts import beside, flat
from loaders._documents.part import Part
from loaders._documents.positions import position
from loaders._ngsi.attributes import Attribute, attributes
from loaders._ngsi.identifiers import PREFIX, short, written_out
from loaders._ngsi.meanings import label_of, referred_type, tie_of

_NAMES = ("name", "title", "alternateName", "cameraName", "modelName", "streamName")
_CATEGORIES = ("deviceCategory", "category", "deviceType", "cameraType")
_FIRMWARE = ("firmwareVersion", "softwareVersion", "osVersion")
_OFTEN_WORDS = ("owner", "operator", "contains")
"""Attributes that hold plain words as often as identifiers."""
_UNDER_WAY = ("ongoing", "planned", "scheduled")
Fields = Mapping[str, Mapping[str, Field]]


class Entity:
    """One entity of a document."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.type = ", ".join(one.as_text for one in part.parts("type"))
        self.key = written_out(part.text("id"), self.type)

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """What it says."""
        return tuple(attributes(self.part))

    @cached_property
    def label(self) -> str:
        """What it is in the model."""
        return label_of(self.type, self._texts(*_CATEGORIES), self._text("operationType"))

    @property
    def told(self) -> str:
        """The type, and what else decides what it is."""
        said = ", ".join(dict.fromkeys([*self._texts("deviceCategory", "category"), self._text("operationType")]))
        return (
            f"{self.type} ({said.strip(', ')})"
            if said.strip(", ") and self.type in ("Device", "DeviceOperation")
            else self.type
        )

    def record(self, fields: Fields) -> NodeRecord:
        """The node: what the model has a field for, and every attribute under its own name."""
        stated = {"source_type": self.type, "source_key": self.key, "external_id": self.key, **self._names()}
        stated |= {"description": self._text("description"), **self._of_label(fields.get(self.label, {}))}
        taken = {"name", "description", *(("purpose",) if self.label == "Evidence" else ())}
        taken |= {one.name for one in self.attributes if "latitude" in stated and _is_point(one)}
        own = [fact for one in self.attributes if one.name not in taken for fact in _facts(one)]
        said = {name: value for name, value in stated.items() if value != ""}
        properties = beside(said, own, fields.get(self.label, {}), "ngsi")
        return NodeRecord(self.key, self.label, properties, self.part.place)

    def references(self) -> Iterator[tuple[str, str, Part]]:
        """Name, URI and place of everything it refers to."""
        for one in self.attributes:
            if _is_reference(one):
                for part in one.value.parts():
                    if part.as_text:
                        yield one.name, written_out(part.as_text, referred_type(one.name) or ""), part

    def relationships(self, labels: Mapping[str, str]) -> Iterator[RelationshipRecord]:
        """Its references as relationships, loose: not every broker has both ends.

        Args:
            labels: of the entities of this source.
        """
        for name, uri, part in self.references():
            tie = tie_of(name, self.label, labels.get(uri, ""))
            ends = (uri, self.key) if tie.turned else (self.key, uri)
            first, second = map(Reference, ends)
            yield RelationshipRecord(first, tie.type, second, {"source_type": name}, part.place, is_loose=True)

    def _names(self) -> dict[str, object]:
        for one in self.attributes:
            if one.name == "name" and isinstance(one.value.value, dict):
                maps = one.value
                other = next((text for _, part in maps.items() if (text := part.as_text)), "")
                return {"name": maps.text("sv") or other, "name_en": maps.text("en")}
        return {"name": next(filter(None, map(self._text, _NAMES)), "") or short(self.key)}

    def _of_label(self, fields: Mapping[str, Field]) -> dict[str, object]:
        if "device_kind" in fields:
            kinds = self._texts(*_CATEGORIES[:2]) or ([] if self.type == "Device" else [self.type])
            observed, firmware = self._texts("controlledProperty"), next(filter(None, map(self._text, _FIRMWARE)), "")
            stated = {"device_kind": ", ".join(dict.fromkeys(kinds)), "observed_property": ", ".join(observed)}
            return {**stated, "firmware": firmware, **self._position()}
        if self.label == "Evidence":
            return {"evidence_kind": "processing", "purpose": self._text("purpose")}
        if self.label == "Incident":
            ended = "" if self._text("status").casefold() in _UNDER_WAY else self._text("endedAt")
            return {"detected_on": (self._text("reportedAt") or self._text("startedAt"))[:10], "closed_on": ended[:10]}
        return {}

    def _position(self) -> dict[str, object]:
        found = (position(one.value) for one in self.attributes if one.name in ("location", "position"))
        return next(filter(None, found), {})

    def _texts(self, *names: str) -> list[str]:
        return [text for name in names for one in self.attributes if one.name == name for text in one.texts]

    def _text(self, name: str) -> str:
        return next(iter(self._texts(name)), "")


def _facts(one: Attribute) -> Iterator[tuple[str, object]]:
    if _is_reference(one):
        yield one.name, tuple(written_out(text, referred_type(one.name) or "") for text in one.texts)
    else:
        yield from flat(one.name, one.value)
    yield from one.about


def _is_reference(one: Attribute) -> bool:
    """A Relationship; what refers by its name; or a value that is nothing but identifiers of entities."""
    if one.is_relationship or not one.texts:
        return one.is_relationship
    if all(text.startswith(PREFIX) for text in one.texts):
        return True
    is_named = referred_type(one.name) is not None and not any(" " in text for text in one.texts)
    return is_named and (one.name not in _OFTEN_WORDS or all(":" in text for text in one.texts))


def _is_point(one: Attribute) -> bool:
    return one.name == "location" and one.value.text("type") == "Point"

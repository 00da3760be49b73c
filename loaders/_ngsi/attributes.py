"""Attributes of an entity, whatever its representation: normalized, concise or key-values (ETSI GS CIM 009 §4.5).

All give the same: the value of a Property, the target of a Relationship; what is said of the value (unit, time, other
attributes of the attribute) stands beside it. Attributes of NGSI v2 (`value`, `type`, `metadata`) are read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders._documents.facts import flat
from loaders._documents.part import Part

TYPES = frozenset({
    "Property", "Relationship", "GeoProperty", "LanguageProperty", "VocabProperty", "JsonProperty", "ListProperty",
    "ListRelationship",
})  # fmt: skip
HOLDERS = ("value", "object", "languageMap", "vocab", "json", "valueList", "objectList", "@value")
"""Under which key each type has its value; `@value` is that of a typed value of JSON-LD."""
_TARGETS = ("object", "objectList")
_NO_ATTRIBUTES = ("id", "type", "@context", "scope")
_ABOUT = ("type", "@type", *HOLDERS)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its name, its value, the value's texts, and whether the entity says that it is a relationship."""

    name: str
    value: Part
    texts: tuple[str, ...]
    is_relationship: bool = False
    about: tuple[tuple[str, object], ...] = ()


def attributes(entity: Part) -> Iterator[Attribute]:
    """Every attribute of an entity."""
    for name, part in entity.items():
        if name in _NO_ATTRIBUTES:
            continue
        if _is_several(part):
            yield from (_attribute(name, one) for one in part.parts())
        else:
            yield _attribute(name, part)


def _is_several(part: Part) -> bool:
    """Is it an attribute of which several values are known, each an attribute of its own (datasetId)?"""
    values = part.value if isinstance(part.value, list) else []
    return bool(values) and all(is_wrapped(value) and value.get("type", "Property") in TYPES for value in values)


def is_wrapped(value: object) -> bool:
    """Does the value of an attribute stand in an object of its own, and not as it is?"""
    return isinstance(value, dict) and any(holder in value for holder in HOLDERS)


def _attribute(name: str, part: Part) -> Attribute:
    if not is_wrapped(part.value):
        return Attribute(name, part, _texts(part))
    holder = next(one for one in HOLDERS if one in part.value)
    value = _plain(part.at(holder, part.value[holder]))
    is_relationship = holder in _TARGETS or part.text("type") == "Relationship"
    return Attribute(name, value, _texts(value), is_relationship, tuple(flat(name, part, skip=_ABOUT)))


def _texts(value: Part) -> tuple[str, ...]:
    """The value as texts: those of a list, or the only one."""
    if not isinstance(value.value, list):
        return (value.as_text,) if value.as_text else ()
    return tuple(text for one in value.parts() if (text := one.as_text))


def _plain(part: Part) -> Part:
    """The value itself, of what JSON-LD types or a list of targets holds."""
    value = part.value
    if isinstance(value, dict) and "@value" in value:
        return part.at("@value", value["@value"])
    if isinstance(value, list) and value and all(isinstance(one, dict) and "object" in one for one in value):
        return replace(part, value=[one["object"] for one in value])
    return part

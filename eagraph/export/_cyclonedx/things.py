"""What a thing is called and says in a bill of materials."""

from __future__ import annotations

from typing import Any

from eagraph.export._attributes import as_text
from eagraph.model.fields import Value
from eagraph.model.landscape import Node

OWN = "eagraph:"
"""Begins the names of properties that say what a thing is here."""
_KINDS = {
    "System": "service", "DigitalService": "service", "Integration": "service", "Sensor": "device", "Device": "device",
    "InformationAsset": "data",
}  # fmt: skip
_TYPES = frozenset({
    "application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver",
    "firmware", "file", "machine-learning-model", "data", "cryptographic-asset",
})  # fmt: skip
_RETURNING = frozenset({"System", "ModelElement"})
"""Labels that came from several types of component."""
_RESERVED = frozenset({"source", "source_key", "source_type", "external_id", "confidence", "type", "target", "carries"})
_FIELDS = ("name", "version", "group", "description")
_OF_SERVICE = ("authenticated", "x-trust-boundary")
_LINK = "urn:cdx:"


def kind_of(node: Node) -> str:
    """The type of component it is, or `service`; nothing where CycloneDX has no place for it.

    >>> kind_of(Node("a", "System", {})), kind_of(Node("a", "ModelElement", {"source_type": "library"}))
    ('service', 'library')
    """
    type_ = str(node.properties.get("source_type", ""))
    return type_ if type_ in _TYPES and node.label in _RETURNING else _KINDS.get(node.label, "")


def reference(id_: str) -> str:
    """An id as a reference, which must not look like a link to another bill."""
    return f"ref:{id_}" if id_.startswith(_LINK) else id_


def said(node: Node) -> dict[str, Any]:
    """What a thing says: in fields where there are some, else in properties."""
    told: dict[str, Any] = {"name": node.name}
    told |= {name: value for name in _FIELDS[1:] if isinstance(value := node.properties.get(name), str)}
    if isinstance(cpe := node.properties.get("cpe"), str) and cpe.startswith("cpe:") and kind_of(node) != "service":
        told["cpe"] = cpe
    if isinstance(purl := node.properties.get("purl"), str) and purl.startswith("pkg:") and kind_of(node) != "service":
        told["purl"] = purl
    if kind_of(node) == "service":
        told |= _of_service(node)
    if isinstance(tags := node.properties.get("tags"), tuple):
        told["tags"] = list(tags)
    rest = {name: value for name, value in node.properties.items() if name not in told}
    return {**told, "properties": [{"name": f"{OWN}id", "value": node.id}, {"name": f"{OWN}label", "value": node.label},
                                   *_properties(rest)]}  # fmt: skip


def _of_service(node: Node) -> dict[str, Any]:
    told: dict[str, Any] = {}
    endpoints = node.properties.get("endpoints", ())
    if endpoints:
        told["endpoints"] = list(endpoints) if isinstance(endpoints, tuple) else [as_text(endpoints)]
    for name in _OF_SERVICE:
        if node.properties.get(name) in ("true", "false"):
            told[name] = node.properties[name] == "true"
    return told


def _properties(rest: dict[str, Value]) -> list[dict[str, str]]:
    """One property a value; a list stands as several of one name."""
    found = []
    for name, value in sorted(rest.items()):
        called = f"{OWN}{name}" if name in _RESERVED or name.startswith(OWN) else name
        found += [{"name": called, "value": as_text(part)} for part in (value if isinstance(value, tuple) else (value,))]
    return found

"""Which things have a place in a catalogue, as what kind, and under which name?

What came from a catalogue keeps its kind, namespace and name. A System is a Component, for only that can depend on things;
one of infrastructure is a Resource. What things of other kinds are managed in is a System of the catalogue, and a Domain
where nothing but management objects is. Names follow the names of things, with a few digits where two would be alike.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eagraph.graph.extract import Extract
from eagraph.model.identity import slug
from eagraph.model.landscape import Node

KINDS = ("Domain", "System", "Component", "API", "Resource", "Group", "User")
_BY_LABEL = {
    "System": ("Component", "service"), "DigitalService": ("Component", "website"), "Integration": ("API", "other"),
    "InformationAsset": ("Resource", "dataset"), "Sensor": ("Resource", "sensor"), "Device": ("Resource", "device"),
    "NetworkZone": ("Resource", "network"), "Facility": ("Resource", "facility"),
    "ManagementObject": ("Domain", ""), "Organisation": ("Group", "organization"), "Role": ("Group", "role"),
    "Person": ("User", ""),
}  # fmt: skip
_TYPES = {"Integration": ("standard", "pattern"), "Organisation": ("kind",), "System": ("system_kind",)}
"""By label: properties that say the type of an entity, the first that is there."""
_RESOURCES = frozenset({"platform", "infrastructure", "equipment"})
_FITTING = {"Component": "System DigitalService", "System": "System ManagementObject", "API": "Integration",
            "Domain": "ManagementObject", "Group": "Organisation Role", "User": "Person",
            "Resource": "System InformationAsset Sensor Device NetworkZone Facility"}  # fmt: skip
_KEY = re.compile(
    r"(?P<kind>[a-z]+):(?P<namespace>[a-z0-9][a-z0-9._-]{0,62})/(?P<name>[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?)"
)
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing as an entity of a catalogue."""

    node: Node
    kind: str
    type: str
    namespace: str
    name: str

    def called_by(self, other: Entity) -> str:
        """What another one calls it by: kind and name, and the namespace where it is not the other's own."""
        space = "" if self.namespace == other.namespace else f"{self.namespace}/"
        return f"{self.kind.lower()}:{space}{self.name}"


def entities_of(extract: Extract) -> dict[str, Entity]:
    """The entities, by id of the thing, in the order of their kinds and names; things without a kind are not there."""
    managing = _managing(extract)
    kinds = {node.id: kind for node in extract.nodes if (kind := _kind(node, managing))}
    nodes = [node for node in extract.nodes if node.id in kinds]
    often = Counter((kinds[node.id], *_wanted(node, kinds[node.id])) for node in nodes)
    found = []
    for node in nodes:
        kind = kinds[node.id]
        space, name = _wanted(node, kind)
        if often[kind, space, name] > 1 or not name:
            digest = hashlib.sha256(node.id.encode()).hexdigest()[:8]
            name = f"{name[:_LONGEST]}-{digest}".strip("-")
        found.append(Entity(node, kind, _type(node, kind), space, name))
    return {one.node.id: one for one in sorted(found, key=lambda e: (KINDS.index(e.kind), e.namespace, e.name))}


def _managing(extract: Extract) -> frozenset[str]:
    """Management objects that something is managed in which is no System of a catalogue itself."""
    by_id = {node.id: node for node in extract.nodes}
    ties = (tie for tie in extract.relationships if tie.type == "MANAGED_IN")
    return frozenset(tie.target for tie in ties if _came(by_id[tie.source]).get("kind") != "System")


def _came(node: Node) -> Mapping[str, str]:
    """Kind, namespace and name of what came from a catalogue."""
    found = _KEY.fullmatch(str(node.properties.get("source_key", "")))
    kind = str(node.properties.get("source_type", ""))
    fits = found and kind.casefold() == found["kind"] and node.label in _FITTING.get(kind, "").split()
    return {**found.groupdict(), "kind": kind} if found and fits else {}


def _kind(node: Node, managing: frozenset[str]) -> str:
    if came := _came(node):
        return came["kind"]
    kind, _ = _BY_LABEL.get(node.label, ("", ""))
    if node.label == "System" and node.properties.get("system_kind") in _RESOURCES:
        return "Resource"
    return "System" if node.id in managing and kind == "Domain" else kind


def _wanted(node: Node, kind: str) -> tuple[str, str]:
    """The namespace and name it would like."""
    came = _came(node)
    if came and came["kind"] == kind:
        return came["namespace"], came["name"]
    name = re.sub(r"[^a-z0-9-]+", "", slug(node.name))
    return "default", name[:_LONGEST].strip("-")


def _type(node: Node, kind: str) -> str:
    """What it says of its type; Backstage asks for one of most kinds."""
    own = str(node.properties.get("backstage.type", ""))
    said = (str(node.properties[name]) for name in _TYPES.get(node.label, ()) if node.properties.get(name))
    fallback = _BY_LABEL.get(node.label, ("", ""))[1]
    return own or next(said, "") or ("" if kind in ("System", "Domain", "User") else fallback)


def ids_without(extract: Extract, entities: Iterable[str]) -> Counter[str]:
    """How many things of each label have no place in a catalogue."""
    inside = set(entities)
    return Counter(node.label for node in extract.nodes if node.id not in inside)

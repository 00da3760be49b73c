"""CycloneDX 1.6 (ECMA-424, JSON): the landscape as a bill of services (SaaSBOM), for tools of supply-chain security.

Systems, digital services and integrations are services: who provides them, which zone they stand in, and every flow as
`data` of both its ends, with its direction and classification. Information assets are components of type data, sensors and
devices of type device; what came from a bill of materials returns as the component it was. Who needs what stands in
`dependencies`, a host and the system an integration goes via among what is needed; what realises something `provides` it.
Every other label and relationship is counted in `metadata`. Properties keep their names; those that begin with `eagraph:`
say what a thing is here, and the loader reads them. References are ids; the serial number follows from the data hash.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any

from eagraph.export._about import facts
from eagraph.export._cyclonedx.services import Services
from eagraph.export._cyclonedx.things import OWN, kind_of, reference, said
from eagraph.export._files import text_file
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.landscape import Node, Relationship

title = both("CycloneDX SaaSBOM (JSON)")
suffix = "cdx.json"
_NEEDS = {"DEPENDS_ON": False, "HOSTS": True, "VIA": False}
"""Types whose one end needs the other: from source to target, or turned."""
_WITHIN = frozenset({"FLOW", "HOLDS", "SUPPLIED_BY", "CONNECTED_TO", "OWNED_BY"})
"""Types that may stand as fields of a service or its data."""


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the bill of materials.

    Raises:
        StoreError: the file cannot be written.
    """
    return text_file(path, json.dumps(_bill(extract), ensure_ascii=False, indent=1) + "\n")


def serial_number(extract: Extract) -> str:
    """The number of the bill: one landscape and one selection give one number."""
    digest = hashlib.sha256(f"{extract.hash} {extract.selected.en}".encode()).digest()
    return uuid.UUID(bytes=digest[:16], version=5).urn


def _bill(extract: Extract) -> dict[str, Any]:
    serial = serial_number(extract)
    kept = {node.id: node for node in extract.nodes if kind_of(node)}
    ties = [tie for tie in extract.relationships if tie.source in kept and tie.target in kept]
    services = Services(extract, kept, serial)
    made = {
        id_: services.service(node) if kind_of(node) == "service" else _component(node, services)
        for id_, node in kept.items()
    }
    nested = _nested(kept, ties)
    for child, parent in nested.items():
        made[parent].setdefault("services" if kind_of(kept[child]) == "service" else "components", []).append(made[child])
    outermost = [id_ for id_ in kept if id_ not in nested]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial,
        "version": 1,
        "metadata": _metadata(extract, kept, [t for t in extract.relationships if _is_told(t, kept, nested, services)]),
        "components": [made[id_] for id_ in outermost if kind_of(kept[id_]) != "service"],
        "services": [made[id_] for id_ in outermost if kind_of(kept[id_]) == "service"],
        "dependencies": list(_dependencies(kept, ties)),
    }


def _component(node: Node, services: Services) -> dict[str, Any]:
    component = {"type": kind_of(node), "bom-ref": reference(node.id), **said(node)}
    return {**component, "data": [services.described(node)]} if node.label == "InformationAsset" else component


def _nested(kept: dict[str, Node], ties: list[Relationship]) -> dict[str, str]:
    """Which thing stands inside which: parts of one whole of their own kind."""
    wholes: dict[str, list[str]] = {}
    for tie in ties:
        if tie.type == "PART_OF":
            wholes.setdefault(tie.source, []).append(tie.target)

    def are_alike(child: str, parent: str) -> bool:
        return (kind_of(kept[child]) == "service") == (kind_of(kept[parent]) == "service")

    return {child: whole[0] for child, whole in wholes.items() if len(set(whole)) == 1 and are_alike(child, whole[0])}


def _is_told(tie: Relationship, kept: Container[str], nested: dict[str, str], services: Services) -> bool:
    if tie.type in _WITHIN:
        return services.tells(tie)
    if tie.source not in kept or tie.target not in kept:
        return False
    if tie.type == "PART_OF":
        return nested.get(tie.source) == tie.target
    return tie.source != tie.target and (tie.type in _NEEDS or tie.type == "REALISES")


def _dependencies(kept: dict[str, Node], ties: list[Relationship]) -> Iterable[dict[str, Any]]:
    """What each thing needs and provides; one of which nothing is known has no entry."""
    needed: dict[str, set[str]] = {}
    provided: dict[str, set[str]] = {}
    for tie in ties:
        if tie.type in _NEEDS:
            needer, need = (tie.target, tie.source) if _NEEDS[tie.type] else (tie.source, tie.target)
            needed.setdefault(needer, set()).add(need)
        elif tie.type == "REALISES":
            provided.setdefault(tie.source, set()).add(tie.target)
    for id_ in kept:
        entry = {"dependsOn": needed.get(id_, set()) - {id_}, "provides": provided.get(id_, set()) - {id_}}
        told = {name: sorted(map(reference, ids)) for name, ids in entry.items() if ids}
        if told:
            yield {"ref": reference(id_), **told}


def _metadata(extract: Extract, kept: dict[str, Node], told: list[Relationship]) -> dict[str, Any]:
    """When, of what and by what it was made, and what is not in it."""
    labels = Counter(node.label for node in extract.nodes if node.id not in kept)
    types = Counter(tie.type for tie in extract.relationships)
    types.subtract(tie.type for tie in told)
    properties = [(f"{OWN}{fact.key}", str(fact.value)) for fact in facts(extract)]
    properties += [(f"{OWN}not_told:{name}", str(count)) for name, count in sorted((labels + types).items())]
    return {
        **({"timestamp": extract.date} if "T" in extract.date else {}),
        "lifecycles": [{"phase": "operations"}],
        "tools": {"components": [{"type": "application", "name": "eagraph"}]},
        "properties": [{"name": name, "value": value} for name, value in properties],
    }

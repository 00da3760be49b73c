"""A software catalogue for Backstage: one YAML file of entities, which the loader of this name reads back.

Things without a kind there, relationships without a field, and properties of relationships are not in it; the head of the
file says how many. Annotations that begin with `eagraph/` carry what a catalogue has no place for: id, label, properties.
What Backstage asks for and nobody has stated (an owner, a lifecycle, a definition) stands as `unknown`.
Reference: the descriptor format of catalogue entities, backstage.io/v1alpha1.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eagraph.export._about import lines, one_line
from eagraph.export._backstage.entities import Entity, entities_of, ids_without
from eagraph.export._backstage.relations import SINGLE, Relations, relations_of
from eagraph.export._backstage.yaml import written
from eagraph.export._files import text_file
from eagraph.graph.extract import Extract
from eagraph.locale import Text, both
from eagraph.model.fields import Value

title = both("Backstage software catalogue (YAML)")
suffix = "yaml"
_UNKNOWN = "unknown"
_LIFECYCLES = {"pilot": "experimental", "live": "production", "phase_out": "deprecated"}
_WITH_LIFECYCLE, _WITHOUT_OWNER = frozenset({"Component", "API"}), frozenset({"Group", "User"})
_AMBIGUOUS = {"lifecycle": {_UNKNOWN, *_LIFECYCLES.values()}, "definition": {_UNKNOWN}}
_TAG = re.compile(r"(?=.{1,63}$)[a-z0-9:+#]+(?:-[a-z0-9:+#]+)*")
_PROFILED = frozenset({"Group", "User"})


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the catalogue.

    Raises:
        StoreError: the file cannot be written.
    """
    return text_file(path, "".join(f"{line}\n" for line in _lines(extract)))


def _lines(extract: Extract) -> Iterator[str]:
    entities = entities_of(extract)
    relations = relations_of(extract, entities)
    yield from (f"# {line}" for line in lines(extract))
    yield from (f"# {one_line(str(line))}" for line in _not_in(ids_without(extract, entities), relations))
    for entity in entities.values():
        yield "---"
        yield from written(_document(entity, relations.fields.get(entity.node.id, {})))


def _not_in(things: Counter[str], relations: Relations) -> Iterator[Text]:
    """What the format cannot hold, or holds in other words."""
    if things:
        yield both("Things without a kind in a catalogue, left out: {counts}", counts=_counts(things))
    if relations.left_out:
        yield both("Relationships without a field in a catalogue, left out: {counts}", counts=_counts(relations.left_out))
    if relations.near:
        yield both("Relationships written as the nearest relation there is: {counts}", counts=_counts(relations.near))


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))


def _document(entity: Entity, fields: Mapping[str, list[str]]) -> dict[str, Any]:
    properties = dict(entity.node.properties)
    is_profiled = entity.kind in _PROFILED
    name, metadata = _taken(properties, "name"), {"name": entity.name}
    if entity.namespace != "default":
        metadata["namespace"] = entity.namespace
    if name and not is_profiled:
        metadata["title"] = name
    told = _told(properties)
    spec = _spec(entity, fields, properties)
    if is_profiled:
        profile = {"displayName": name, "email": _taken(properties, "email")}
        spec["profile"] = {key: value for key, value in profile.items() if value}
    annotations = {"eagraph/id": entity.node.id, "eagraph/label": entity.node.label}
    if properties:
        annotations["eagraph/properties"] = _as_json(properties)
    return {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": entity.kind,
        "metadata": {**metadata, **told, "annotations": annotations},
        "spec": spec,
    }


def _taken(properties: dict[str, Value], name: str) -> str:
    """A text for a field of its own; it stays among the properties too where that field would be read as something else."""
    text = properties.get(name, "")
    if isinstance(text, str) and text == text.strip() and text not in _AMBIGUOUS.get(name, ()):
        properties.pop(name, None)
    return str(text).strip()


def _told(properties: dict[str, Value]) -> dict[str, Any]:
    """Description and tags; tags that Backstage would refuse stay among the properties."""
    description = _taken(properties, "description")
    told: dict[str, Any] = {"description": description} if description else {}
    tags = properties.get("tags")
    if isinstance(tags, tuple) and all(_TAG.fullmatch(tag) for tag in tags):
        told["tags"] = properties.pop("tags")
    return told


def _spec(entity: Entity, fields: Mapping[str, list[str]], properties: dict[str, Value]) -> dict[str, Any]:
    """The fields of an entity; what they say is taken from the properties."""
    spec: dict[str, Any] = {"type": entity.type} if entity.type else {}
    if entity.kind in _WITH_LIFECYCLE:
        lifecycle = _taken(properties, "lifecycle")
        spec["lifecycle"] = _LIFECYCLES.get(lifecycle, lifecycle) or _UNKNOWN
    if entity.kind not in _WITHOUT_OWNER:
        spec["owner"] = _UNKNOWN
    for field, references in fields.items():
        spec[field] = references[0] if field in SINGLE else references
    if entity.kind == "API":
        spec["definition"] = _taken(properties, "definition") or _UNKNOWN
    if entity.kind == "Group":
        spec["children"] = []
    if entity.kind == "User":
        spec.setdefault("memberOf", [])
    return spec


def _as_json(properties: Mapping[str, Value]) -> str:
    return json.dumps(dict(sorted(properties.items())), ensure_ascii=False)

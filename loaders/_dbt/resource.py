"""A resource of a dbt manifest as properties: what it is called, where it lies, its columns, and what its makers noted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from loaders._documents.part import Part

LABELS = {
    "model": "InformationAsset", "seed": "InformationAsset", "snapshot": "InformationAsset", "source": "InformationAsset",
    "metric": "InformationAsset", "semantic_model": "InformationAsset", "saved_query": "InformationAsset",
    "test": "Control", "unit_test": "Control", "exposure": "DigitalService",
}  # fmt: skip
"""The label of a resource type; every other is a ModelElement."""
SECTIONS = {
    "nodes": "model", "sources": "source", "exposures": "exposure", "metrics": "metric", "semantic_models": "semantic_model",
    "saved_queries": "saved_query", "unit_tests": "unit_test", "functions": "function",
}  # fmt: skip
"""Where resources stand in a manifest, and what they are where they do not say so."""
STORED = ("model", "seed", "snapshot", "source")
_KEPT = (
    "database", "schema", "identifier", "alias", "relation_name", "package_name", "original_file_path", "access", "version",
    "latest_version", "deprecation_date", "source_name", "source_description", "loader", "loaded_at_field", "url",
    "maturity", "column_name", "type", "calculation_method", "expression", "model", "time_granularity",
)  # fmt: skip
_NOTED = ("meta", "freshness", "type_params", "test_metadata")
_PERSONAL = ("contains_pii", "pii", "personal_data", "contains_personal_data")
Properties = dict[str, object]


def label_of(kind: str) -> str:
    """The label of a resource type."""
    return LABELS.get(kind, "ModelElement")


def materialized(resource: Part) -> str:
    """How a model is built: table, view, incremental, ephemeral …; empty where it is not said."""
    return resource.text("config", "materialized")


def is_stored(kind: str, resource: Part) -> bool:
    """Does it lie in a database?"""
    return kind in STORED and materialized(resource) != "ephemeral"


def meta(resource: Part) -> Part | None:
    """What its makers noted: of the resource, else of its configuration (where new manifests have it alone)."""
    said = resource.get("meta")
    return said if said is not None and said.value else resource.get("config", "meta") or said


def properties_of(kind: str, resource: Part) -> Properties:
    """All that is kept of a resource."""
    found: Properties = {
        "name": resource.text("label") or resource.text("name"), "description": resource.text("description"),
        "source_type": kind, "materialized": materialized(resource), "columns": tuple(_columns(resource)),
        "tags": tuple(sorted({one.as_text for one in (*resource.parts("tags"), *resource.parts("config", "tags"))})),
        **{name: resource.text(name) for name in _KEPT if name != "type"},
    }  # fmt: skip
    if kind == "source" and resource.text("source_name"):
        found["name"] = f"{resource.text('source_name')}.{resource.text('name')}"
    if kind in ("exposure", "metric", "saved_query"):
        found["kind"] = resource.text("type")
    for name in ("entities", "dimensions", "measures"):
        found[name] = tuple(one.text("name") for one in resource.parts(name) if one.text("name"))
    for name in _NOTED:
        part = meta(resource) if name == "meta" else resource.get(name)
        found |= dict(_flat(name, part.value if part else None))
    return {name: value for name, value in (found | _meant(kind, resource)).items() if value not in ("", (), None)}


def _meant(kind: str, resource: Part) -> Properties:
    """What the model has a field for."""
    if label_of(kind) == "Control":
        severity = resource.text("config", "severity")
        return {
            "aspects": ("r",),
            "severity": severity,
            "status": "on" if resource.text("config", "enabled") != "false" else "off",
        }
    if label_of(kind) != "InformationAsset":
        return {}
    has_parents = any(resource.parts("depends_on", "nodes"))
    made = "copy" if kind == "snapshot" else "aggregate"
    asset_kind = "primary" if kind in ("source", "seed") else made if has_parents or kind == "metric" else ""
    return {"asset_kind": asset_kind, "personal": "true" if is_personal(resource) else ""}


def is_personal(resource: Part) -> bool:
    """Have its makers noted personal data, of it or of one of its columns?"""
    noted = [meta(resource), *(meta(column) for _, column in resource.items("columns"))]
    return any(one is not None and one.text(word).lower() in ("true", "yes", "1") for one in noted for word in _PERSONAL)


def _columns(resource: Part) -> Iterator[str]:
    for key, column in resource.items("columns"):
        named = column.text("name") or key
        typed = f"{named}: {column.text('data_type')}" if column.text("data_type") else named
        yield f"{typed} – {column.text('description')}" if column.text("description") else typed


def _flat(name: str, value: Any) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _flat(f"{name}.{key}", inside) if name.count(".") < 2 else _as_json(f"{name}.{key}", inside)
    elif isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        yield name, tuple(str(one) for one in value)
    else:
        yield from _as_json(name, value)


def _as_json(name: str, value: Any) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None
    if value is not None:
        yield name, value


def version_of(manifest: Part) -> int | None:
    """The version of a manifest; None where it does not say."""
    found = re.search(r"/manifest/v(\d{1,4})\b", manifest.text("metadata", "dbt_schema_version"))
    return int(found[1]) if found else None


def project_of(manifest: Part) -> str:
    """The project of a manifest: as it says, else the only package that has resources."""
    packages = {part.text("package_name") for section in SECTIONS for _, part in manifest.items(section)}
    return manifest.text("metadata", "project_name") or (next(iter(packages)) if len(packages) == 1 else "")

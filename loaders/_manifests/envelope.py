"""Of whose making is a document with `apiVersion` and `kind`? Never both of Backstage and of Kubernetes.

A catalogue entity is known by its apiVersion (`backstage.io/…`) or, whatever that is, by the fields that Backstage gives
its kind. A Kubernetes object has an apiVersion of a core group or of a group with a dot in its name, as Kubernetes asks.

>>> web = {"apiVersion": "example/v1", "kind": "Component", "metadata": {"name": "web"}, "spec": {"type": "service"}}
>>> is_entity(web), is_entity(web | {"spec": {"type": "service", "owner": "a"}}), is_object(web)
(False, True, False)
>>> is_object({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}})
True
"""

from __future__ import annotations

import re
from typing import Any

_BACKSTAGE = "backstage.io/"
_FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "component": ({"type"}, {"owner", "lifecycle", "system"}),
    "api": ({"type"}, {"owner", "lifecycle", "definition", "system"}),
    "resource": ({"type"}, {"owner", "system"}),
    "system": ({"owner"}, {"owner"}),
    "domain": ({"owner"}, {"owner"}),
    "group": ({"type"}, {"type"}),
    "user": (set(), {"memberOf", "profile"}),
    "location": (set(), {"target", "targets"}),
    "template": ({"type", "steps"}, {"type"}),
}  # fmt: skip
"""By kind: fields of `spec` that must be there, and fields of which one must be there."""
_CORE_GROUPS = frozenset({"apps", "batch", "autoscaling", "policy", "extensions"})
_API_VERSION = re.compile(r"(?:(?P<group>[a-z0-9.-]+)/)?v[0-9]+(?:(?:alpha|beta)[0-9]+)?")


def is_entity(value: Any) -> bool:
    """Is it an entity of a Backstage catalogue?"""
    if not _is_envelope(value):
        return False
    if str(value["apiVersion"]).startswith(_BACKSTAGE):
        return True
    spec = value.get("spec")
    needed, some = _FIELDS.get(str(value["kind"]).casefold(), ({""}, set()))
    return isinstance(spec, dict) and needed <= spec.keys() and bool(some & spec.keys()) and _has_name(value)


def is_object(value: Any) -> bool:
    """Is it an object of a Kubernetes cluster, or a list of them?"""
    if not _is_envelope(value) or is_entity(value):
        return False
    found = _API_VERSION.fullmatch(str(value["apiVersion"]))
    group = found["group"] if found else None
    if not found or (group and "." not in group and group not in _CORE_GROUPS):
        return False
    return _has_name(value) or is_list(value) or str(value["kind"]) == "Kustomization"


def is_list(value: Any) -> bool:
    """Does it hold other objects?"""
    return str(value["kind"]).endswith("List") and isinstance(value.get("items"), list)


def _is_envelope(value: Any) -> bool:
    texts = isinstance(value, dict) and all(isinstance(value.get(name), str) for name in ("apiVersion", "kind"))
    return texts and value["apiVersion"] != "" and value["kind"] != ""


def _has_name(value: Any) -> bool:
    metadata = value.get("metadata")
    return isinstance(metadata, dict) and bool(metadata.get("name") or metadata.get("generateName"))

"""What the city can do, knows and manages: capabilities, processes, target groups, information types, concepts, objects.

Each is drawn when something first refers to it; a city of default size or more has all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from eagraph.demo._draft import Draft
from eagraph.demo._tables import row, table, words
from eagraph.demo.organisations import role


def build(draft: Draft) -> None:
    """The rest of the capabilities, target groups and information types."""
    if draft.scale.factor < 1:
        return
    for line in table("capabilities"):
        capability(draft, line["key"])
    for key in words()["target_groups"]:
        target_group(draft, key)
    for line in table("information"):
        information_type(draft, line["key"])


def capability(draft: Draft, key: str) -> str:
    """A capability of the table; its id."""
    line = row("capabilities", key)
    return draft.node("Capability", line["name"], key=key, name_en=line["name_en"], weight=1.0)


def process(draft: Draft, key: str) -> str | None:
    """The process a capability is exercised in, where the table names one; its id."""
    name = row("capabilities", key)["process"]
    return draft.node("Process", name) if name else None


def target_group(draft: Draft, key: str) -> str:
    """A target group; its id."""
    name, name_en = words()["target_groups"][key]
    return draft.node("TargetGroup", name, key=key, name_en=name_en)


def information_type(draft: Draft, key: str) -> str:
    """An information type with the concept it denotes; its id."""
    line = row("information", key)
    id_ = draft.node("InformationType", line["name"], key=key, name_en=line["name_en"], status="agreed")
    if line["concept"]:
        draft.tie(id_, "DENOTES", draft.node("Concept", line["concept"], status="agreed"))
    return id_


def management_object(draft: Draft, org: str) -> str:
    """The management object the systems of an organisation are managed in, with its owner; its id."""
    key = org.partition(":")[2]
    area = _areas().get(key, "")
    name, name_en = words()["areas"][area] if area else (f"Förvaltningsobjekt {draft.name(org)}", "")
    known = f"object:{area or key}" in draft.nodes
    id_ = draft.node("ManagementObject", name, key=area or key, name_en=name_en)
    if not known:
        draft.tie(id_, "OWNED_BY", role(draft, org, "Objektägare"))
    return id_


@cache
def _areas() -> Mapping[str, str]:
    return {line["key"]: line["area"] for line in table("organisations")}

"""Which field of which entity says a relationship? And what is said of those that no field says?

`said` ones are read back as what they are. `near` ones have no word of their own in a catalogue: whoever needs another
thing for whatever reason depends on it there. Of what has one place only, the first is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from eagraph.export._backstage.entities import Entity
from eagraph.graph.extract import Extract
from eagraph.model.landscape import Relationship

SINGLE = frozenset({"owner", "system", "domain", "subdomainOf", "subcomponentOf", "parent"})
_DEPENDING = frozenset({"Component", "Resource"})
_IN_A_SYSTEM = frozenset({"Component", "API", "Resource"})
_OWNERS = frozenset({"Group", "User"})
_NEEDS_TARGET = frozenset({"VIA", "HOLDS"})
_NEEDS_SOURCE = frozenset({"HOSTS", "CONTROLS_ACCESS_TO", "REALISES"})
Said = tuple[Entity, str, Entity]
"""The entity that says it, in which field, of which other entity."""


@dataclass
class Relations:
    """What entities say of each other: by id and field, references in their order; and what was counted out."""

    fields: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    near: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, said: Said, type_: str, *, is_near: bool) -> None:
        """Take a relationship up, unless its place is taken."""
        entity, name, other = said
        references = self.fields.setdefault(entity.node.id, {}).setdefault(name, [])
        if other.reference in references:
            return
        if references and name in SINGLE:
            self.left_out[type_] += 1
            return
        references.append(other.reference)
        self.near[type_] += is_near


def relations_of(extract: Extract, entities: Mapping[str, Entity]) -> Relations:
    """All of them."""
    relations = Relations()
    for tie in extract.relationships:
        ends = entities.get(tie.source), entities.get(tie.target)
        if ends[0] is None or ends[1] is None:
            relations.left_out[tie.type] += 1
        elif said := _said(tie, ends[0], ends[1]):
            relations.add(said, tie.type, is_near=False)
        elif near := _near(tie, ends[0], ends[1]):
            relations.add(near, tie.type, is_near=True)
        else:
            relations.left_out[tie.type] += 1
    return relations


def _said(tie: Relationship, source: Entity, target: Entity) -> Said | None:
    """Who says it in which field of whom, where it is read back as what it is."""
    kinds, labels = (source.kind, target.kind), (source.node.label, target.node.label)
    if tie.type == "DEPENDS_ON":
        return _dependency(source, target)
    if tie.type == "HELD_BY" and labels == ("Role", "Person"):
        return target, "memberOf", source
    name = ""
    if tie.type == "OWNED_BY" and kinds[1] in _OWNERS and kinds[0] not in _OWNERS:
        name = "owner"
    elif tie.type == ("MANAGED_IN" if labels[1] == "ManagementObject" != labels[0] else "PART_OF") and labels[0] != "Role":
        name = _place(*kinds)
    elif tie.type == "REALISES" and kinds == ("Component", "API") and labels[0] == "System":
        name = "providesApis"
    elif tie.type == "BELONGS_TO" and kinds[1] == "Group" and labels[1] != "Role" and labels[0] in ("Person", "Role"):
        name = "memberOf" if kinds[0] == "User" else "parent"
    return (source, name, target) if name else None


def _place(kind: str, whole: str) -> str:
    """The field in which a part names its whole."""
    if whole == "System" and kind in _IN_A_SYSTEM:
        return "system"
    return {
        ("Component", "Component"): "subcomponentOf", ("System", "Domain"): "domain", ("Domain", "Domain"): "subdomainOf",
        ("Group", "Group"): "parent",
    }.get((kind, whole), "")  # fmt: skip


def _dependency(source: Entity, target: Entity) -> Said | None:
    if (source.kind, target.kind) == ("Component", "API"):
        return source, "consumesApis", target
    if source.kind in _DEPENDING:
        return source, "dependsOn", target
    if target.kind in _DEPENDING:
        return target, "dependencyOf", source
    return None


def _near(tie: Relationship, source: Entity, target: Entity) -> Said | None:
    if tie.type == "FLOW" and (source.kind, target.kind) == ("Component", "API"):
        return source, "providesApis", target
    if tie.type == "FLOW" and (source.kind, target.kind) == ("API", "Component"):
        return target, "consumesApis", source
    if tie.type in _NEEDS_TARGET:
        return _dependency(source, target)
    return _dependency(target, source) if tie.type in _NEEDS_SOURCE else None

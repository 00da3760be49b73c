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

    def say(self, said: Said, type_: str) -> None:
        """Take a relationship up in its field; one more in a field for one, or of the same two, is left out."""
        references = self._references(said)
        if said[2].called_by(said[0]) in references or (references and said[1] in SINGLE):
            self.left_out[type_] += 1
        else:
            references.append(said[2].called_by(said[0]))

    def say_nearly(self, said: Said, type_: str) -> None:
        """Take a relationship up in the nearest field there is, where it does not stand already."""
        references = self._references(said)
        if said[2].called_by(said[0]) not in references:
            references.append(said[2].called_by(said[0]))
        self.near[type_] += 1

    def _references(self, said: Said) -> list[str]:
        return self.fields.setdefault(said[0].node.id, {}).setdefault(said[1], [])


def relations_of(extract: Extract, entities: Mapping[str, Entity]) -> Relations:
    """All of them."""
    relations = Relations()
    nearly: list[tuple[Said, str]] = []
    for tie in extract.relationships:
        source, target = entities.get(tie.source), entities.get(tie.target)
        said = _said(tie, source, target) if source and target else None
        near = _near(tie, source, target) if source and target else None
        if said:
            relations.say(said, tie.type)
        elif near:
            nearly.append((near, tie.type))
        else:
            relations.left_out[tie.type] += 1
    for near, type_ in nearly:
        relations.say_nearly(near, type_)
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

"""The entities of a catalogue: what each one is called, what it becomes, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._backstage.exported import EXPORTED, OWN, exported
from loaders._backstage.kinds import label_of, meanings
from loaders._backstage.references import DEFAULT_NAMESPACE, EntityReference, entity_key
from loaders._backstage.relations import FIELDS
from loaders._documents.facts import beside, flat
from loaders._documents.part import Part
from loaders._manifests.envelope import is_entity

_PLACEHOLDER = "${{"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity, and where it stands."""

    kind: str
    namespace: str
    name: str
    label: str
    part: Part

    @property
    def key(self) -> str:
        """Its full reference, in small letters."""
        return entity_key(self.kind, self.namespace, self.name)

    @property
    def own_id(self) -> str:
        """The id that an export of ours gave it; empty for every other entity."""
        found = self.part.get("metadata", "annotations", f"{OWN}id")
        return found.value if found is not None and isinstance(found.value, str) and found.value.strip() else ""

    @property
    def reference(self) -> EntityReference:
        """What others call it by."""
        return EntityReference(self.kind, self.namespace, self.name)


def recognises(glimpse: Any) -> bool:
    """Is a document an entity, or a list of entities as a running catalogue answers?"""
    inside = glimpse.get("items") if isinstance(glimpse, dict) and "kind" not in glimpse else glimpse
    return is_entity(inside[0] if isinstance(inside, list) and inside else inside)


def entities_in(document: Part, intake: Intake) -> Iterator[Entity]:
    """The entities of a document; of what is none the intake is told."""
    is_one = isinstance(document.value, dict) and "kind" in document.value
    listed = [document] if is_one or document.get("items") is None else document.parts("items")
    for part in [one for inside in listed for one in inside.parts()]:
        if not is_entity(part.value):
            intake.skip(part.place, part.text("kind") or part.shown, both("no entity of a catalogue."), relationship=False)
        elif _PLACEHOLDER in part.text("metadata", "name"):
            why = both("a pattern from which entities are made, not an entity.")
            intake.skip(part.place, part.text("metadata", "name"), why, relationship=False)
        elif entity := _entity(part, intake):
            yield entity


def _entity(part: Part, intake: Intake) -> Entity | None:
    name, kind = part.text("metadata", "name"), part.text("kind")
    if not name:
        intake.problems.append(Problem(part.place, both("{kind} without metadata.name.", kind=kind)))
        return None
    own = part.text("metadata", "annotations", f"{OWN}label")
    label = own if own in intake.schema.node else label_of(kind, part.text("spec", "type"))
    return Entity(kind, part.text("metadata", "namespace") or DEFAULT_NAMESPACE, name, label, part)


def properties_of(entity: Entity, intake: Intake) -> dict[str, object]:
    """Everything an entity says of itself, its relations to others left out."""
    part = entity.part
    fields = intake.schema.node_fields.get(entity.label, {})
    stated: dict[str, object] = {
        "name": part.text("metadata", "title") or part.text("spec", "profile", "displayName"),
        "description": part.text("metadata", "description"),
        "tags": tuple(tag for one in part.parts("metadata", "tags") if (tag := one.as_text)),
        "email": part.text("spec", "profile", "email"),
    }
    own: Iterator[tuple[str, object]] = _own(part)
    if entity.own_id:
        more = exported(part, intake)
        own = (fact for fact in own if fact[0] not in EXPORTED)
    else:
        stated["name"] = stated["name"] or entity.name
        said = meanings(entity.kind, entity.label, part.text("spec", "type"), part.text("spec", "lifecycle"))
        more = {"source_key": entity.key, "source_type": entity.kind, **said}
    stated = {name: value for name, value in stated.items() if value}
    return beside({**stated, **more}, own, fields, "backstage")


def _own(part: Part) -> Iterator[tuple[str, object]]:
    """What the model has no field for, under the names it has in the file."""
    if not part.text("apiVersion").startswith("backstage.io/"):
        yield "apiVersion", part.text("apiVersion")
    for key, inside in part.items("spec"):
        if key == "profile":
            yield from (fact for name, one in inside.items() if name not in _PROFILE for fact in flat(f"{key}.{name}", one))
        elif key not in FIELDS and key != "lifecycle":
            yield from flat(key, inside)
    for key, inside in part.items("metadata"):
        if key == "annotations":
            yield from (fact for name, one in inside.items() if name not in _OURS for fact in flat(f"{key}.{name}", one))
        elif key not in _NAMED:
            yield from flat(key, inside)
    for key, inside in part.items():
        if key not in _READ:
            yield from flat(key, inside)


_PROFILE = frozenset({"displayName", "email"})
_NAMED = frozenset({"name", "namespace", "title", "description", "tags"})
_READ = frozenset({"apiVersion", "kind", "metadata", "spec", "relations"})
_OURS = frozenset(f"{OWN}{name}" for name in ("id", "label", "properties"))

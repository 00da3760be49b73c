"""The relations of a whole catalogue: found from either end, told once, and led to the entity that is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eagraph.errors import Problem
from eagraph.loading import Intake, Reference, RelationshipRecord
from eagraph.locale import Text, both
from loaders._backstage.entities import Entity
from loaders._backstage.exported import UNKNOWN
from loaders._backstage.kinds import label_of
from loaders._backstage.references import DEFAULT_NAMESPACE, EntityReference, reference_in
from loaders._backstage.relations import FIELDS, RELATIONS, UNKINDED, Stated, model_type
from loaders._documents.facts import flat
from loaders._documents.part import Part
from loaders._rings import ringed

_NO_REFERENCE: Text = both("not a reference of the form [kind:][namespace/]name.")


@dataclass(slots=True)
class Tie:
    """One relation as the model has it: its ends by key."""

    source: str
    type: str
    target: str
    properties: dict[str, object]
    place: str


class Catalogue:
    """All entities of a source, by key."""

    def __init__(self, entities: Mapping[str, Entity], intake: Intake) -> None:
        self._entities, self._intake = entities, intake
        self._first: dict[tuple[str, str, str], str] = {}

    def fill(self) -> None:
        """Give the intake every relation of every entity."""
        ties = [tie for entity in self._entities.values() for tie in self._of(entity)]
        rings = ringed([(tie.source, tie.target) if tie.type == "PART_OF" else None for tie in ties])
        for tie, in_ring in zip(ties, rings, strict=True):
            if in_ring:
                told = both("{source} is a part of itself by way of {target}; kept as RELATES_TO.",
                            source=tie.source, target=tie.target)  # fmt: skip
                self._intake.hints.append(Problem(tie.place, told))
            ends = Reference(tie.source, by_name=True), Reference(tie.target, by_name=True)
            type_ = "RELATES_TO" if in_ring else tie.type
            self._intake.relationship(RelationshipRecord(ends[0], type_, ends[1], tie.properties, tie.place, is_loose=True))

    def _of(self, entity: Entity) -> Iterator[Tie]:
        for name, stated in FIELDS.items():
            for part in entity.part.parts("spec", name):
                if entity.own_id and part.as_text == UNKNOWN:
                    continue
                yield from self._tie(entity, stated, part, f"spec.{name}")
        for part in entity.part.parts("relations"):
            type_ = part.text("type")
            target = part.get("targetRef") or part.get("target")
            if target is not None and type_:
                yield from self._tie(entity, RELATIONS.get(type_, Stated(type_)), target, f"relations.{type_}")

    def _tie(self, entity: Entity, stated: Stated, part: Part, field: str) -> Iterator[Tie]:
        other = reference_in(part, stated.kind, entity.namespace)
        if other is None:
            self._intake.skip(part.place, f"{field} {part.shown}", _NO_REFERENCE, relationship=True)
            return
        other = self._meant(other)
        source, target = (other, entity.reference) if stated.turned else (entity.reference, other)
        known = (source.key, stated.relation, target.key)
        if known in self._first:
            why = both("stated at {place} too.", place=self._first[known])
            self._intake.join(part.place, f"{field} {other.key}", why, relationship=True)
            return
        self._first[known] = part.place
        type_, turned = model_type(stated.relation, self._label(source), self._label(target))
        ends = (source.key, target.key)[:: -1 if turned else 1]
        self._intake.explain(field, stated.relation, both("a relationship {type}", type=type_))
        properties = {"source_key": stated.relation, "source_type": stated.relation, **_said(other, part)}
        yield Tie(ends[0], type_, ends[1], properties, part.place)

    def _label(self, reference: EntityReference) -> str:
        found = self._entities.get(reference.key)
        return found.label if found else label_of(reference.kind, "")

    def _meant(self, reference: EntityReference) -> EntityReference:
        """The entity a reference means: as it stands, else of a kind it may mean, else of the default namespace."""
        kinds = [reference.kind] if reference.kind else list(UNKINDED)
        spaces = [reference.namespace, DEFAULT_NAMESPACE] if reference.is_short else [reference.namespace]
        tried = (
            EntityReference(kind, space, reference.name, reference.label, reference.version)
            for space in spaces
            for kind in kinds
        )
        return next((one for one in tried if one.key in self._entities), reference)


def _said(reference: EntityReference, part: Part) -> dict[str, object]:
    """What a reference says beside whom it means."""
    more = {name: value for name, one in part.items("attrs") for name, value in flat(f"attrs.{name}", one)}
    said: dict[str, object] = {"name": reference.label, "version": reference.version}
    return {name: value for name, value in (said | more).items() if value}

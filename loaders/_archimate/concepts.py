"""From the concepts of an ArchiMate model, whatever file they stood in, to the records of an intake.

Keys are identifiers without Archi's leading `id-`. Compositions and aggregations that go round in a ring say of no one
which is the whole: they become RELATES_TO, with a hint. Views are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eagraph.errors import Problem
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import Text, both
from eagraph.model.archimate import LABELS
from loaders._archimate import types as _archimate
from loaders._archimate.bent import take_up
from loaders._archimate.concept import Concept, Model, key_of
from loaders._archimate.own_properties import OwnProperties, together
from loaders._archimate.told import take_out
from loaders._rings import ringed

_LONGEST_TITLE = 80
_MOST_HINTS = 20
"""Hints about rings given one by one; the rest is counted."""


def known_as(intake: Intake, identifier: str | None, name: str) -> None:
    """Name the source after its model: both files of one model are one source."""
    if key := key_of(identifier):
        intake.location = f"archimate:{key}"
    intake.title = name[:_LONGEST_TITLE].strip() or intake.title


def fill(intake: Intake, model: Model) -> None:
    """Turn every concept into a record; the model is emptied on the way, so that it is never held twice."""
    types = {element.key: element.type for element in model.elements}
    take_out(model.elements, "label", intake.schema.node)
    take_out(model.relationships, "type", intake.schema.relationship)
    intake.problems.extend(_without_identity(model, types))
    own = OwnProperties(intake)
    for element in _emptied(model.elements):
        node = _node(element, own)
        _explain(intake, element.type, node.label)
        intake.node(node)
    straight, carried = take_up(intake, model.relationships, types)
    model.relationships = []
    rings = _in_rings(straight, types)
    _hint_at_rings(intake, straight, rings)
    for relationship in _emptied(straight):
        direction = _Direction.of(relationship, types, in_ring=id(relationship) in rings)
        if relationship.key in carried:
            relationship.stated["carries"] = tuple(carried[relationship.key])
        _explain(intake, relationship.type, direction.type, turned=direction.is_turned)
        intake.relationship(_tie(relationship, direction, own))
    own.hint()


def _emptied(concepts: list[Concept]) -> Iterator[Concept]:
    """Each in its order, let go of as soon as it was given."""
    concepts.reverse()
    while concepts:
        yield concepts.pop()


def _explain(intake: Intake, type_: str, kind: str, *, turned: bool = False) -> None:
    """Tell what a type of ArchiMate became; one may become several things, by its ends."""
    told = both("{type}, turned round", type=kind) if turned else Text(kind, kind)
    intake.explain("ArchiMate", f"{type_} → {kind}", told)


def _node(element: Concept, own: OwnProperties) -> NodeRecord:
    label = element.told.kind or LABELS.get(element.type, "ModelElement")
    stated = element.stated
    if not element.told.kind:
        stated |= {"archimate_type": element.type, "source_key": element.key}
        if element.type not in LABELS:
            stated["source_type"] = element.type
    properties = {**own.of_node(label, stated, element.own, element.place), **element.told.properties}
    return NodeRecord(element.key, label, properties, element.place, id=element.told.id)


def _without_identity(model: Model, types: Mapping[str, str]) -> Iterator[Problem]:
    """Identifiers that are missing or stand twice; doubled elements are told by the assembly of any source."""
    for element in model.elements:
        if not element.key:
            yield Problem(element.place, both("an element without an identifier."))
    seen: dict[str, str] = {}
    for relationship in model.relationships:
        key, place = relationship.key, relationship.place
        if not (relationship.source and relationship.target):
            yield Problem(place, both("a relationship without a source or a target."))
        if key in types:
            yield Problem(place, both("the identifier {key} belongs to an element already.", key=repr(key)))
        if key and key in seen:
            yield Problem(
                place, both("the identifier {key} stands twice; the first is {first}.", key=repr(key), first=seen[key])
            )
        seen.setdefault(key, place)


class _Direction(NamedTuple):
    type: str
    source: str
    target: str
    is_turned: bool = False

    @classmethod
    def of(cls, concept: Concept, types: Mapping[str, str], *, in_ring: bool = False) -> _Direction:
        """The model's type of a relationship and its ends, turned where the type turns."""
        ends = (concept.source, concept.target)
        type_, turned = _archimate.relation(concept.type, types.get(ends[0], ""), types.get(ends[1], ""))
        if concept.told.kind:
            type_, turned = concept.told.kind, turned and concept.told.kind != "RELATES_TO"
        elif in_ring:
            type_, turned = "RELATES_TO", False
        return cls(type_, ends[turned], ends[not turned], turned)


def _tie(relationship: Concept, direction: _Direction, own: OwnProperties) -> RelationshipRecord:
    stated, told = relationship.stated, dict(relationship.told.properties)
    if relationship.told.kind:
        stated = {name: value for name, value in stated.items() if name not in _archimate.OF_RELATION}
    else:
        stated |= {"source_type": relationship.type, "source_key": relationship.key}
        if direction.type == "HOLDS":
            stated["how"] = "stored" if stated.get("access_type") in _archimate.STORING else "processed"
    if "carries" in stated and "carries" in told:
        told["carries"] = together(stated["carries"], told["carries"])
    properties = {**own.of_relationship(direction.type, stated, relationship.own, relationship.place), **told}
    ends = Reference(direction.source), Reference(direction.target)
    return RelationshipRecord(ends[0], direction.type, ends[1], properties, relationship.place)


def _in_rings(relationships: list[Concept], types: Mapping[str, str]) -> set[int]:
    """The compositions and aggregations that go round in a ring, by object."""
    directed = ((r, _Direction.of(r, types)) for r in relationships)
    parts = [(id(r), (d.source, d.target)) for r, d in directed if d.type == "PART_OF" and not r.told.kind]
    found = ringed([arrow for _, arrow in parts])
    return {number for (number, _), in_ring in zip(parts, found, strict=True) if in_ring}


def _hint_at_rings(intake: Intake, relationships: list[Concept], rings: set[int]) -> None:
    ringed_ones = [r for r in relationships if id(r) in rings] if rings else []
    for r in ringed_ones[:_MOST_HINTS]:
        text = both(
            "{type} {source} → {target} goes round in a ring, so that nothing is the whole; kept as RELATES_TO.",
            type=r.type, source=r.source, target=r.target,
        )  # fmt: skip
        intake.hints.append(Problem(r.place, text))
    more = len(ringed_ones) - _MOST_HINTS
    if more > 0:
        intake.hints.append(Problem(intake.title, both("{count} more that go round in a ring.", count=more)))

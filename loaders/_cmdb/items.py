"""From the rows of an export to nodes and relationships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eagraph.errors import Problem
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import Text, both
from eagraph.model.fields import BadValue
from eagraph.model.identity import slug
from loaders._cmdb.lists import List, Record
from loaders._cmdb.words import Relation, class_of, criticality_of, lifecycle_of, relation_of

_STATES = ("install_status", "operational_status", "life_cycle_stage", "life_cycle_stage_status")
_RESERVED = frozenset({"id", "label", "source", "source_key", "source_type"})


@dataclass(frozen=True, slots=True)
class _Naming:
    """What a column that names somebody becomes."""

    label: str
    type: str
    given: Mapping[str, str]


_NAMINGS = {
    "owner": _Naming("Person", "OWNED_BY", {}),
    "manager": _Naming("Person", "RELATES_TO", {}),
    "support": _Naming("Organisation", "RELATES_TO", {"kind": "unit"}),
    "vendor": _Naming("Organisation", "SUPPLIED_BY", {"kind": "supplier"}),
}
Properties = dict[str, object]


class Items:
    """Gathers the items of all lists; relations wait until every item is known."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.lists = 0
        self._said: dict[str, tuple[str, Properties, str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._named: dict[str, tuple[str, Properties, str]] = {}
        self._ties: list[tuple[str, str, str, str, str]] = []
        self._relations: list[Record] = []

    def take(self, found: List) -> None:
        """Read one list."""
        self.lists += 1
        for role, header in found.headers.items():
            self._intake.explain(found.title, header, both("read as {role}", role=role))
        for record in found.records:
            if found.kind == "relations":
                self._relations.append(record)
            else:
                self._item(record, found)

    def _item(self, record: Record, found: List) -> None:
        said = record.said
        class_name, name = said.get("class", ""), said.get("name", "") or said.get("sys_id", "")
        if not name:
            self._intake.problems.append(Problem(record.place, both("no name and no sys_id; expected one in every row.")))
            return
        known = class_of(class_name)
        label = known.label if known else "ModelElement"
        properties: Properties = {"name": name}
        if class_name:
            properties["source_type"] = class_name
        if sys_id := said.get("sys_id"):
            properties["source_key"] = sys_id
        properties.update(known.given if known else {})
        self._declared(properties, label, record, found)
        key = said.get("sys_id") or f"{slug(class_name) if class_name else 'ci'}/{slug(name)}"
        self._intake.explain(found.title, f"{found.headers.get('class', 'class')}: {class_name}", Text(label, label))
        if key in self._said:
            self._join(key, properties, record)
            return
        self._said[key] = (label, properties, record.place)
        self._by_name.setdefault(slug(name), []).append(key)
        for role, naming in _NAMINGS.items():
            if text := said.get(role):
                self._mention(key, label, text, naming, role, record.place)

    def _declared(self, properties: Properties, label: str, record: Record, found: List) -> None:
        """Everything else the row says: states and their meaning, criticality, text, and columns nobody knows."""
        said, fields = record.said, self._intake.schema.node_fields.get(label, {})
        states = {role: said[role] for role in _STATES if role in said}
        properties.update({found.headers[role]: text for role, text in states.items()})
        if (stage := lifecycle_of(states)) and "lifecycle" in fields:
            properties["lifecycle"] = stage
        if text := said.get("criticality"):
            properties[found.headers["criticality"]] = text
            level = criticality_of(text)
            if level is not None and "criticality" in fields:
                properties["criticality"] = level
        if text := said.get("description"):
            properties["description"] = text
        if text := said.get("users"):
            self._own(properties, "users", text, label)
        for name, text in record.other.items():
            self._own(properties, name, text, label)

    def _own(self, properties: Properties, name: str, text: str, label: str) -> None:
        """Keep a column under its own name, unless eagraph needs the name or cannot read the value."""
        field = self._intake.schema.node_fields.get(label, {}).get(name)
        try:
            if field is not None and name not in self._intake.mapping.get("values", {}):  # type: ignore[operator]
                field.read(text)
        except BadValue:
            name = f"cmdb_{name}"
        if name in _RESERVED or name in properties:
            name = f"cmdb_{name}"
        properties.setdefault(name, text)

    def _join(self, key: str, properties: Properties, record: Record) -> None:
        _, before, place = self._said[key]
        for name, value in properties.items():
            before.setdefault(name, value)
        why = both("the same item as at {place}; its gaps are filled.", place=place)
        self._intake.join(record.place, str(properties["name"]), why, relationship=False)

    def _mention(self, key: str, label: str, text: str, naming: _Naming, role: str, place: str) -> None:
        named = f"{naming.label.lower()}/{slug(text)}"
        self._named.setdefault(named, (naming.label, {"name": text, **naming.given}, place))
        type_ = "RELATES_TO" if naming.type == "SUPPLIED_BY" and label != "System" else naming.type
        self._ties.append((key, type_, named, role, place))

    def finish(self) -> None:
        """Give the intake every node, then what relates them."""
        for key, (label, properties, place) in [*self._said.items(), *self._named.items()]:
            self._intake.node(NodeRecord(key, label, properties, place))
        for key, type_, named, role, place in self._ties:
            said: Properties = {"source_type": role} if type_ == "RELATES_TO" else {}
            self._intake.relationship(RelationshipRecord(Reference(key), type_, Reference(named), said, place))
        for record in self._relations:
            self._relation(record)

    def _relation(self, record: Record) -> None:
        said = record.said
        ends = [self._end(said, role) for role in ("parent", "child")]
        if not all(end.text for end in ends):
            self._intake.problems.append(Problem(record.place, both("no parent or no child; expected both in every row.")))
            return
        words = said.get("type", "")
        relation = relation_of(words) or Relation("RELATES_TO")
        properties: Properties = {"source_type": words} if words else {}
        if sys_id := said.get("sys_id"):
            properties["source_key"] = sys_id
        properties.update({f"cmdb_{name}" if name in _RESERVED else name: text for name, text in record.other.items()})
        type_, turned = self._fitting(relation, ends)
        self._intake.explain("cmdb_rel_ci", words or "–", _told(type_, turned=turned))
        first, second = (ends[1], ends[0]) if turned else (ends[0], ends[1])
        self._relate(first, type_, second, properties, record.place)
        if relation.both_ways:
            self._relate(second, type_, first, properties, record.place)

    def _relate(self, first: Reference, type_: str, second: Reference, said: Properties, place: str) -> None:
        self._intake.relationship(RelationshipRecord(first, type_, second, said, place, is_loose=True))

    def _end(self, said: Mapping[str, str], role: str) -> Reference:
        """An item by its sys_id, where one of the export has it; else by its name."""
        identity, name = said.get(role, ""), said.get(f"{role}_name", "")
        for text in filter(None, (identity, name)):
            if text in self._said:
                return Reference(text)
            if len(keys := self._by_name.get(slug(text), [])) == 1:
                return Reference(keys[0])
        return Reference(name or identity, by_name=True)

    def _fitting(self, relation: Relation, ends: list[Reference]) -> tuple[str, bool]:
        """The type and its direction; what is only for some labels is not claimed of others."""
        labels = [self._said[end.text][0] if end.text in self._said else "" for end in ends]
        if relation.type == "CONNECTED_TO":
            if "NetworkZone" not in labels:
                return "RELATES_TO", False
            return "CONNECTED_TO", labels[1] != "NetworkZone"
        ending = labels[0] if relation.turned else labels[1]
        if relation.type == "SUPPORTS" and ending not in ("Capability", "Process"):
            return "RELATES_TO", False
        if relation.type == "OWNED_BY" and ending not in ("", "Role", "Person", "Organisation"):
            return "RELATES_TO", False
        return relation.type, relation.turned


def _told(type_: str, *, turned: bool) -> Text:
    if turned:
        return both("{type}, from the child to the parent", type=type_)
    return both("{type}, from the parent to the child", type=type_)

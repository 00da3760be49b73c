"""A snapshot with a scenario's changes laid over it: another snapshot, with a hash of its own; the store is untouched.

Everything that does not fit is told at once: what is gone, what is there already, changes that contradict each other, and
what the model does not allow in the end (a k above its group, a cycle in PART_OF).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from eagraph.errors import InvalidScenario, Problem, UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import SourceRow, Stored
from eagraph.locale import both
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.provenance import Provenance
from eagraph.model.schema import read_properties
from eagraph.model.validation import find_problems
from eagraph.scenarios import Scenario
from eagraph.scenarios.changes import (
    Add,
    AddRedundancy,
    AddRelationship,
    Change,
    RemoveRelationship,
    Retire,
    SetRelationship,
    SetValue,
)

_Identity = tuple[str, str, str, str]
_Key = tuple[_Identity, int]


def applied(snapshot: Snapshot, scenario: Scenario, *, version: int = 0) -> Snapshot:
    """The snapshot as it would be.

    Raises:
        InvalidScenario: everything about the changes that does not fit the landscape or each other.
    """
    changed = _changed(snapshot, scenario) if scenario.change else snapshot
    missing = tuple(_missing(changed, scenario))
    if missing:
        raise InvalidScenario(missing)
    return replace(changed, scenario=f"{scenario.name}@{version}" if version else scenario.name)


def _changed(snapshot: Snapshot, scenario: Scenario) -> Snapshot:
    draft = _Draft(snapshot, scenario)
    for number, change in enumerate(scenario.change, 1):
        draft.take(number, change)
    whole = draft.landscape()
    problems = draft.problems or find_problems(whole, snapshot.schema)
    if problems:
        raise InvalidScenario(problems)
    stored = Stored(whole.nodes, whole.relationships, (SourceRow("", "", "", "", snapshot.date),))
    return Snapshot.of(stored, snapshot.schema)


def _missing(snapshot: Snapshot, scenario: Scenario) -> Iterator[Problem]:
    """What is to fail and is not there."""
    for number, failing in enumerate(scenario.fail, 1):
        for thing in (*failing.things, *failing.zones, *failing.suppliers):
            try:
                snapshot.find(thing)
            except UnknownName as error:
                yield Problem(f"{scenario.name} [[fail]] {number}", error.text)


class _Draft:
    """A landscape under change; it remembers who changed what, so that contradictions are seen."""

    def __init__(self, snapshot: Snapshot, scenario: Scenario) -> None:
        self.snapshot, self.scenario = snapshot, scenario
        self.nodes: dict[str, Node] = {node.id: node for node in snapshot.nodes}
        self.ties: dict[_Key, Relationship] = {(_of(t), t.ordinal): t for t in snapshot.relationships}
        self.problems: list[Problem] = []
        self._changed: dict[tuple[object, object], tuple[int, object]] = {}
        self._retired: dict[str, int] = {}
        self._where = ""

    def landscape(self) -> Landscape:
        """What there is by now, sorted."""
        ties = sorted(self.ties.values(), key=lambda tie: tie.key)
        return Landscape(tuple(self.nodes[id_] for id_ in sorted(self.nodes)), tuple(ties))

    def take(self, number: int, change: Change) -> None:
        """Make one change, or say why not."""
        self._number, self._where = number, f"{self.scenario.name} [[change]] {number} ({change.do})"
        if isinstance(change, Add):
            self._add(change)
        elif isinstance(change, Retire):
            self._retire(change)
        elif isinstance(change, SetValue):
            self._set_value(change)
        elif isinstance(change, AddRelationship):
            self._connect(change.source, change.type, change.target, {**change.properties, **_keyed(change.source_key)})
        elif isinstance(change, RemoveRelationship):
            self._disconnect(change)
        elif isinstance(change, SetRelationship):
            self._set_relationship(change)
        else:
            self._make_redundant(change)

    def _add(self, change: Add) -> None:
        if change.id in self.nodes:
            self._say(both("there is a thing {id} already.", id=repr(change.id)))
        elif change.label not in self.snapshot.schema.node:
            self._say(both("unknown label {label}.", label=repr(change.label)))
        else:
            fields = self.snapshot.schema.node_fields[change.label]
            self._note((change.id, ""), self._number)
            self.nodes[change.id] = Node(change.id, change.label, self._read(fields, change.properties), (self._claim(),))

    def _retire(self, change: Retire) -> None:
        if id_ := self._thing(change.thing):
            self.nodes.pop(id_)
            gone = [key for key, tie in self.ties.items() if id_ in (tie.source, tie.target)]
            self._undone({id_, *gone})
            self._retired[id_] = self._number
            self._take_away(gone)

    def _set_value(self, change: SetValue) -> None:
        if id_ := self._thing(change.thing):
            node = self.nodes[id_]
            self._note((id_, change.property), change.value)
            fields = self.snapshot.schema.node_fields[node.label]
            changed = self._with(node.properties, fields, change.property, change.value)
            self.nodes[id_] = replace(node, properties=changed)

    def _set_relationship(self, change: SetRelationship) -> None:
        for key, tie in self._found(change.source, change.type, change.target, change.source_key):
            self._note((key, change.property), change.value)
            fields = self.snapshot.schema.relationship_fields[tie.type]
            self.ties[key] = replace(tie, properties=self._with(tie.properties, fields, change.property, change.value))

    def _disconnect(self, change: RemoveRelationship) -> None:
        gone = [key for key, _ in self._found(change.source, change.type, change.target, change.source_key)]
        self._undone(set(gone))
        self._take_away(gone)

    def _take_away(self, keys: list[_Key]) -> None:
        """Relationships go; how many of a group must work is still said by those of the group that are left."""
        gone = [self.ties.pop(key) for key in keys]
        said = {self._group(tie): tie.properties["k"] for tie in gone if {"group", "k"} <= tie.properties.keys()}
        left = {self._group(tie): key for key, tie in self.ties.items() if said and self._group(tie) in said}
        for group, key in left.items():
            self.ties[key] = replace(self.ties[key], properties={**self.ties[key].properties, "k": said[group]})

    def _connect(self, source: str, type_: str, target: str, properties: Mapping[str, Any]) -> None:
        ends = [self._thing(source), self._thing(target)]
        if type_ not in self.snapshot.schema.relationship:
            self._say(both("unknown relationship type {type}.", type=repr(type_)))
        elif ends[0] and ends[1]:
            read = self._read(self.snapshot.schema.relationship_fields[type_], properties)
            identity = (ends[0], type_, ends[1], str(read.get("source_key", "")))
            ordinal = 1 + max((number for known, number in self.ties if known == identity), default=-1)
            self._note((identity, tuple(sorted(read.items()))), self._number)
            self._note(((identity, ordinal), ""), self._number)
            self.ties[identity, ordinal] = Relationship(ends[0], type_, ends[1], read, ordinal, (self._claim(),))

    def _make_redundant(self, change: AddRedundancy) -> None:
        for key, tie in self._found(change.source, change.type, change.target, change.source_key):
            group = str(tie.properties.get("group") or f"{self.scenario.name} {self._number}")
            grouped: dict[str, Value] = {"group": group, "k": self._stated(change, tie)}
            self._note((key, "group"), group)
            self.ties[key] = replace(tie, properties={**tie.properties, **grouped})
            kept = {name: value for name, value in tie.properties.items() if name != "source_key"}
            needer_is_source = self._needs_its_target(tie)
            ends = (tie.source, change.alternative) if needer_is_source else (change.alternative, tie.target)
            self._connect(ends[0], tie.type, ends[1], {**kept, **grouped})

    def _stated(self, change: AddRedundancy, tie: Relationship) -> Value:
        """How many must work: what the change says, else what any of the group there is does."""
        if "k" not in change.model_fields_set and "group" in tie.properties:
            beside = (other.properties for other in self.ties.values() if self._group(other) == self._group(tie))
            return next((said["k"] for said in beside if "k" in said), change.k)
        return change.k

    def _group(self, tie: Relationship) -> tuple[str, Value | None]:
        """Whose group it is, and its name."""
        return tie.source if self._needs_its_target(tie) else tie.target, tie.properties.get("group")

    def _needs_its_target(self, tie: Relationship) -> bool:
        return self.snapshot.schema.relationship[tie.type].failure == "against"

    def _thing(self, thing: str) -> str:
        """The id of a thing that is there by now; empty where there is none, which is said."""
        if thing in self.nodes:
            return thing
        try:
            id_ = self.snapshot.nodes[self.snapshot.find(thing)].id
        except UnknownName as error:
            self._say(error.text)
            return ""
        if id_ in self._retired:
            self._say(both("{thing} is retired by change {number}.", thing=repr(thing), number=self._retired[id_]))
            return ""
        return id_

    def _found(self, source: str, type_: str, target: str, source_key: str) -> list[tuple[_Key, Relationship]]:
        ends = self._thing(source), self._thing(target)
        if not all(ends):
            return []
        found = [
            (key, tie) for key, tie in self.ties.items()
            if (tie.source, tie.type, tie.target) == (ends[0], type_, ends[1]) and source_key in ("", key[0][3])
        ]  # fmt: skip
        if not found:
            between = sorted({t.type for t in self.ties.values() if (t.source, t.target) == ends})
            text = both(
                "there is no {type} from {source} to {target}; there is {known}.",
                type=type_, source=repr(source), target=repr(target), known=", ".join(between) or "–",
            )  # fmt: skip
            self._say(text)
        return found

    def _with(self, properties: Mapping[str, Value], fields: Mapping[str, Field], name: str, raw: Any) -> dict[str, Value]:
        kept = {known: value for known, value in properties.items() if known != name}
        return {**kept, **self._read(fields, {name: raw})}

    def _read(self, fields: Mapping[str, Field], raw: Mapping[str, Any]) -> dict[str, Value]:
        read, problems = read_properties(fields, raw, self._where)
        self.problems += problems
        return read

    def _note(self, what: tuple[object, object], value: object) -> None:
        """Remember that this is changed; said already to something else is a contradiction."""
        before = self._changed.setdefault(what, (self._number, value))
        if before[0] != self._number and before[1] != value:
            self._say(both("contradicts change {number}.", number=before[0]))

    def _undone(self, gone: set[str | _Key]) -> None:
        """What changes something that now goes is a contradiction."""
        for number in sorted({n for what, (n, _) in self._changed.items() if what[0] in gone}):
            self._say(both("contradicts change {number}.", number=number))

    def _claim(self) -> Provenance:
        return Provenance(f"scenario {self.scenario.name}", "", self._where)

    def _say(self, text: Any) -> None:
        self.problems.append(Problem(self._where, text))


def _of(tie: Relationship) -> _Identity:
    return (tie.source, tie.type, tie.target, str(tie.properties.get("source_key", "")))


def _keyed(source_key: str) -> dict[str, str]:
    return {"source_key": source_key} if source_key else {}

"""The small landscapes in rules: lines of things and what ties them, as Cypher would draw them.

    crm:System {lifecycle: live, tags: [a, b]}
    crm -OWNED_BY {valid_to: 2026-01-01}-> ann:Role
    ann <-OWNED_BY- cms:System

A label stands once, where a thing is first met or later. Values are words, numbers, true, false, "quoted text" or lists.
What several sources say of a thing, that one has withdrawn it, and what a hand wrote into the store past all checks:

    register says crm {lifecycle: live}
    cmdb withdrew crm
    hand wrote crm {k: 9}

>>> drawn(["crm:System {users: 3} -OWNED_BY-> ann:Role"], Schema.standard()).nodes[1].id
'crm'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eagraph.errors import InvalidLandscape, Problem
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import SourceRow, Stored
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.merging import merged
from eagraph.model.provenance import Provenance
from eagraph.model.schema import Schema, read_properties

_NAME = r"[A-Za-z0-9_.åäöÅÄÖ-]*[A-Za-z0-9_.åäöÅÄÖ]"
_MAP = r"(?:\s*\{(?P<map>[^{}]*)\})?"
_THING = re.compile(rf"\s*(?P<id>{_NAME})(?::(?P<label>\w+))?{_MAP}\s*")
_TIE = re.compile(rf"(?P<back><)?-(?P<type>\w+){_MAP}\s*-(?P<on>>)?")
_TOLD = re.compile(rf"\s*(?P<who>{_NAME}) (?P<verb>says|withdrew|wrote) (?P<id>{_NAME}){_MAP}\s*")
_ENTRY = re.compile(r"\s*(?P<key>\w+)\s*:\s*(?P<value>\[[^\]]*\]|\"[^\"]*\"|[^,\[\]\"]+?)\s*(?:,|$)")


def drawn(graph: Sequence[str], schema: Schema, *, day: str = "") -> Snapshot:
    """The lines as a snapshot.

    Raises:
        InvalidLandscape: everything wrong with them, each with its line.
    """
    reader = _Reader(schema)
    for number, line in enumerate(graph, 1):
        reader.read(line, f"graph {number}")
    return Snapshot.of(reader.stored(day), schema)


class _Reader:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._labels: dict[str, str] = {}
        self._facts: dict[str, dict[str, str]] = {}
        self._ties: list[tuple[str, str, str, dict[str, Value]]] = []
        self._told: list[tuple[str, str, str, dict[str, str]]] = []
        self._problems: list[Problem] = []

    def read(self, line: str, where: str) -> None:
        """One line: a thing, and tie and thing by turns; or what somebody tells of a thing."""
        if told := _TOLD.fullmatch(line):
            self._told.append((told["id"], told["who"], told["verb"], self._entries(told["map"] or "", where)))
            self._facts.setdefault(told["id"], {})
            return
        place, last = 0, ""
        pending: re.Match[str] | None = None
        while thing := _THING.match(line, place):
            self._thing(thing, where)
            if pending:
                self._tie(pending, (last, thing["id"]), where)
            last, place = thing["id"], thing.end()
            pending = _TIE.match(line, place)
            if pending is None:
                break
            place = pending.end()
        if pending or place < len(line):
            text = both(
                "{rest} is not read; expected thing:Label {{…}} -TYPE {{…}}-> thing.", rest=repr(line[place : place + 40])
            )
            self._problems.append(Problem(where, text))

    def stored(self, day: str) -> Stored:
        """What was read, as a store has it.

        Raises:
            InvalidLandscape: there is something wrong.
        """
        nodes = tuple(self._node(id_) for id_ in sorted(self._facts))
        if self._problems:
            raise InvalidLandscape(self._problems)
        ties = [Relationship(source, type_, target, facts) for source, type_, target, facts in self._ties]
        source = SourceRow("example", "", "example", "", day)
        return Stored(nodes, tuple(sorted(numbered(ties), key=lambda tie: tie.key)), (source,))

    def _thing(self, found: re.Match[str], where: str) -> None:
        id_, label = found["id"], found["label"]
        facts = self._facts.setdefault(id_, {})
        facts.update(self._entries(found["map"] or "", where))
        known = self._labels.get(id_)
        if label and known and known != label:
            self._problems.append(Problem(where, both("{id} is both {one} and {other}.", id=id_, one=known, other=label)))
        if label:
            self._labels[id_] = label

    def _tie(self, found: re.Match[str], ends: tuple[str, str], where: str) -> None:
        type_ = found["type"]
        declared = self._schema.relationship.get(type_)
        if declared is None or bool(found["back"]) == bool(found["on"]):
            text = both("{tie} is no tie; expected -TYPE-> or <-TYPE- with a type of the model.", tie=repr(found[0]))
            self._problems.append(Problem(where, text))
            return
        entries = self._entries(found["map"] or "", where)
        facts, problems = read_properties(self._schema.relationship_fields[type_], entries, where)
        self._problems += problems
        source, target = ends[::-1] if found["back"] else ends
        self._ties.append((source, type_, target, facts))

    def _entries(self, text: str, where: str) -> dict[str, str]:
        entries, place = {}, 0
        while place < len(text) and (found := _ENTRY.match(text, place)):
            value = found["value"].strip()
            if value.startswith("["):
                value = "|".join(part.strip().strip('"') for part in value[1:-1].split(","))
            entries[found["key"]] = value.strip('"')
            place = found.end()
        if text[place:].strip():
            self._problems.append(Problem(where, both("{rest} is not read; expected key: value.", rest=repr(text[place:]))))
        return entries

    def _node(self, id_: str) -> Node:
        label = self._labels.get(id_, "")
        if label not in self._schema.node:
            text = both("{id} has the label {label}; expected one of the model.", id=id_, label=repr(label))
            self._problems.append(Problem("graph", text))
            return Node(id_, label, {})
        facts = self._read(label, id_, {"name": id_, **self._facts[id_]})
        claims = [
            Provenance(who, "", "", self._read(label, id_, {"name": id_, **told}), verb == "withdrew")
            for thing, who, verb, told in self._told
            if thing == id_ and verb != "wrote"
        ]
        if claims:
            facts |= merged(claims)[0] if len(claims) > 1 else dict(claims[0].content or {})
        for thing, _, verb, told in self._told:
            if thing == id_ and verb == "wrote":
                facts |= {name: _written(value) for name, value in told.items()}
        return Node(id_, label, facts, tuple(claims))

    def _read(self, label: str, id_: str, entries: dict[str, str]) -> dict[str, Value]:
        facts, problems = read_properties(self._schema.node_fields[label], entries, id_)
        self._problems += problems
        return facts


def _written(value: str) -> Value:
    """A number where it looks like one, else text: nobody checked it."""
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        return value

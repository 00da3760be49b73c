"""From the TOML of a mapping file to its entries: everything it names is looked up, all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eagraph.errors import InvalidMapping, Problem, nearest_names
from eagraph.loading.mapping.entries import End, Kind, NodeEntry, Records, RelationshipEntry, record_steps
from eagraph.loading.mapping.filters import conditions
from eagraph.loading.mapping.paths import BadPath, Key, Path
from eagraph.loading.mapping.said import Said
from eagraph.loading.mapping.shapes import END_KEYS, NODES, RELATIONSHIPS, SAID_KEYS, SWITCH, Complaints, Shape
from eagraph.locale import both
from eagraph.model.fields import BadValue, Field
from eagraph.model.schema import Schema

TABLES = ("properties", "values", "nodes", "relationships", "strict")
RESERVED = frozenset({"id", "label", "type", "source", "target", "source_key"})
"""Names that a property of the source cannot be sent to: entries have words of their own for them."""


def records_of(document: Mapping[str, Any], file: str, schema: Schema) -> Records | None:
    """The entries of a mapping file; None where it has none.

    Raises:
        InvalidMapping: all that is wrong with them.
    """
    if not document.get("nodes") and not document.get("relationships"):
        return None
    reader = _Reader(document, file, schema)
    records = reader.read()
    if reader.problems:
        raise InvalidMapping(reader.problems)
    return records


class _Reader:
    """One mapping file under way."""

    def __init__(self, document: Mapping[str, Any], file: str, schema: Schema) -> None:
        self._document, self._file, self._schema = document, file, schema
        self._complaints = Complaints()
        self._hints: list[Problem] = []
        self._strict = document.get("strict") is True

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong."""
        return self._complaints.problems

    def read(self) -> Records:
        """The entries that can be made."""
        if not isinstance(self._document.get("strict", False), bool):
            self._complaints.wrong(self._file, both("{name}: expected {expected}.", name="strict", expected=SWITCH.text))
        nodes = [made for said, place in self._entries("nodes", NODES) if (made := self._node(said, place))]
        ties = [
            tie
            for said, place in self._entries("relationships", RELATIONSHIPS)
            if (tie := self._relationship(_beside_nodes(said, nodes), place))
        ]
        return Records(self._file, tuple(nodes), tuple(ties), self._strict, tuple(self._hints))

    def _entries(self, kind: str, shapes: Mapping[str, Shape]) -> Iterable[tuple[dict[str, Any], str]]:
        entries = self._document.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(said, dict) for said in entries):
            self._complaints.wrong(self._file, both("expected [[{kind}]], one for every kind of record.", kind=kind))
            return
        for number, said in enumerate(entries, 1):
            place = f"{self._file} [[{kind}]] {number}"
            yield self._complaints.shaped(said, shapes, place), place

    def _node(self, said: dict[str, Any], place: str) -> NodeEntry | None:
        kind = self._kind(said, "label", place)
        common = self._common(said, kind, self._schema.node_fields, place)
        if common is None:
            return None
        name = self._said(said.get("name", "name"), f"{place} name")
        return NodeEntry(**common, name=name, distinct=said.get("distinct", False))

    def _relationship(self, said: dict[str, Any], place: str) -> RelationshipEntry | None:
        kind = self._kind(said, "type", place)
        common = self._common(said, kind, self._schema.relationship_fields, place)
        ends = [self._end(said.get(name, name), f"{place} {name}") for name in ("source", "target")]
        if common is None:
            return None
        turned = said.get("turned", False)
        words = frozenset(word.casefold() for word in turned) if isinstance(turned, list) else frozenset[str]()
        return RelationshipEntry(
            **common, source=ends[0], target=ends[1], turned=turned is True, turned_words=words,
            loose=said.get("loose", False),
        )  # fmt: skip

    def _common(
        self, said: dict[str, Any], kind: Kind | None, declared: Mapping[str, Mapping[str, Field]], place: str
    ) -> dict[str, Any] | None:
        if kind is not None:
            fields = {name: field for one in kind.possible for name, field in declared.get(one, {}).items()}
            self._check(said, fields, place)
        try:
            at = Path.parse(said["at"]) if "at" in said else None
            where = conditions(said.get("where", {}))
            properties = tuple((Key.parse(key), name) for key, name in said.get("properties", {}).items())
            left_out = tuple(map(Key.parse, said.get("leave_out", ())))
        except BadPath as error:
            text = both("{path} is no path; expected for example {example}.", path=repr(str(error)), example="services[*]")
            self._complaints.wrong(place, text)
            return None
        identity = self._said(said.get("id", "id"), f"{place} id")
        if kind is None:
            return None
        return {
            "place": place, "at": at, "kind": kind, "identity": identity, "where": where, "properties": properties,
            "left_out": left_out, "constants": said.get("constants", {}), "words": said.get("values", {}),
            "keeps": said.get("keep", not said.get("distinct", False)), "optional": said.get("optional", False),
        }  # fmt: skip

    def _check(self, said: dict[str, Any], fields: Mapping[str, Field], place: str) -> None:
        """Are the properties an entry names the model's, and the values it gives them too?"""
        properties = said.get("properties", {})
        self._targets(properties.values(), fields, f"{place} properties")
        self._targets(said.get("constants", {}), fields, f"{place} constants")
        for name, value in said.get("constants", {}).items():
            self._read(fields.get(name), value, f"{place} constants {name}")
        for name, table in said.get("values", {}).items():
            if name not in fields and name not in properties.values():
                near = ", ".join(nearest_names(name, [*fields, *properties.values()])) or "–"
                told = both("unknown property {name}; nearest: {near}.", name=repr(name), near=near)
                self._complaints.wrong(f"{place} values", told)
            for word, meaning in table.items():
                self._read(fields.get(name), meaning, f"{place} values.{name} {word!r}")

    def _targets(self, names: Iterable[str], fields: Mapping[str, Field], place: str) -> None:
        for name in names:
            if name in RESERVED:
                self._complaints.wrong(
                    place, both("{name} is not a property; an entry has its own word for it.", name=repr(name))
                )
            elif name not in fields:
                near = ", ".join(nearest_names(name, fields)) or "–"
                text = both(
                    "{name} is no property of the model there; kept as text. Nearest: {near}.", name=repr(name), near=near
                )
                (self._complaints.problems if self._strict else self._hints).append(Problem(place, text))

    def _read(self, field: Field | None, value: object, place: str) -> None:
        """A value that the model will have to read."""
        try:
            if field is not None and value not in ("", None):
                field.read(value)
        except BadValue as error:
            told = both(
                "{name} is {found}; expected {expected}.",
                name=field.name if field else "",
                found=repr(value),
                expected=error.expected,
            )
            self._complaints.wrong(place, told)

    def _kind(self, said: dict[str, Any], word: str, place: str) -> Kind | None:
        known = self._schema.node if word == "label" else self._schema.relationship
        other = "ModelElement" if word == "label" else "RELATES_TO"
        value = said.get(word)
        if value is None:
            if word not in said:
                self._complaints.wrong(
                    place, both("no {word}; expected one of the model's, or a table with key and values.", word=word)
                )
            return None
        if isinstance(value, str):
            return Kind(fixed=value) if self._complaints.is_known(value, known, f"{place} {word}") else None
        found = self._said(value, f"{place} {word}", {k: v for k, v in SAID_KEYS.items() if k != "value"})
        meanings = [*found.words.values(), *([found.default] if found.default is not None else [])]
        fine = [self._complaints.is_known(str(meaning), known, f"{place} {word}") for meaning in meanings]
        default = str(found.default) if found.default is not None else ""
        table = {word.casefold(): str(meaning) for word, meaning in found.words.items()}
        return Kind("", found, table, default, frozenset(known), other) if all(fine) else None

    def _end(self, value: Any, place: str) -> End:
        said = self._said(value, place, END_KEYS)
        table = value if isinstance(value, dict) else {}
        labels = table.get("labels", [])
        for label in labels if isinstance(labels, list) else []:
            self._complaints.is_known(str(label), self._schema.node, place)
        return End(said, tuple(map(str, labels)) if isinstance(labels, list) else (), table.get("by_name") is True)

    def _said(self, value: Any, place: str, keys: Mapping[str, Shape] = SAID_KEYS) -> Said:
        table = self._complaints.shaped(value, keys, place) if isinstance(value, dict) else {"key": value}
        if ("key" in table) == ("value" in table) and isinstance(value, dict):
            self._complaints.wrong(place, both("expected key or value, and one of them."))
            return Said("")
        more = {"words": self._words(table.get("values", {}), place), "default": table.get("default"),
                "split": table.get("split", "")}  # fmt: skip
        if "value" in table:
            return Said("", constant=table["value"])
        try:
            if isinstance(table["key"], list):
                return Said(", ".join(table["key"]), tuple(map(Key.parse, table["key"])), **more)
            return Said.parse(table["key"], **more)
        except BadPath as error:
            self._complaints.wrong(
                place, both("{path} is no path; expected for example {example}.", path=repr(str(error)), example="name")
            )
            return Said("")

    def _words(self, values: Any, place: str) -> Mapping[str, object]:
        if not isinstance(values, str):
            return dict(values)
        tables = self._document.get("values", {})
        if values not in tables:
            near = ", ".join(nearest_names(values, tables) or sorted(tables)) or "–"
            self._complaints.wrong(place, both("there is no [values.{name}]; there are {near}.", name=values, near=near))
        return dict(tables.get(values, {}))


def _beside_nodes(said: dict[str, Any], nodes: Iterable[NodeEntry]) -> dict[str, Any]:
    """What is said of relationships; where the same records are nodes, their ids and other keys are the nodes' own."""
    try:
        steps = record_steps(Path.parse(said["at"]) if "at" in said else None)
    except BadPath:
        return said
    is_shared = any(record_steps(entry.at) == steps for entry in nodes)
    return {"id": {"value": ""}, "keep": False, **said} if is_shared else said

"""The names a place in a query can use, and what each of them stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from eagraph.errors import nearest_names
from eagraph.locale import Text, both
from eagraph.model import fields
from eagraph.model.schema import Schema
from eagraph.rules._complaint import Complaint
from eagraph.rules._tokens import Token

Kind = Literal["node", "relationship", "things", "text", "number", "boolean", "day", "list", "null", "any"]
"""things: a list of nodes or relationships · any: cannot be told from the query (a parameter, say)."""
OPEN = ("any", "null")
THINGS = ("node", "relationship", "things")
NAMES: Mapping[Kind, Text] = {
    "node": both("a node"), "relationship": both("a relationship"), "things": both("a list of nodes"),
    "text": both("a text"), "number": both("a number"), "boolean": both("true or false"), "day": both("a day"),
    "list": both("a list"), "null": both("nothing"), "any": both("a value"),
}  # fmt: skip
_KINDS: Mapping[fields.Kind, Kind] = {
    "text": "text", "choice": "text", "date": "text", "integer": "number", "number": "number", "level": "number",
    "boolean": "boolean", "list": "list",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for.

    `declared` are its label or its types, none when the pattern does not say; `may_lack` says that it may be null;
    `present` are the properties that are known to be there.
    """

    kind: Kind
    declared: tuple[str, ...] = ()
    may_lack: bool = False
    present: frozenset[str] = frozenset()


@dataclass
class Scope:
    """Names in use at one place; complaints of the whole query gather in one list."""

    schema: Schema
    complaints: list[Complaint]
    names: dict[str, Meaning] = field(default_factory=dict)

    def inner(self, names: Mapping[str, Meaning] | None = None) -> Scope:
        """A scope of its own, with these names or with a copy of all."""
        return Scope(self.schema, self.complaints, dict(self.names if names is None else names))

    def complain(self, token: Token, text: Text) -> None:
        """Say what is not in the subset."""
        self.complaints.append(token.complaint(text))

    def bind(self, token: Token, meaning: Meaning) -> None:
        """Give a name its meaning; one that differs from another in capitals alone is told."""
        alike = next((n for n in self.names if n != token.name and n.casefold() == token.name.casefold()), None)
        if alike:
            text = both(
                "{name} and {other} are one name in one of the stores; choose another.", name=token.name, other=alike
            )
            self.complain(token, text)
        self.names[token.name] = meaning

    def meaning(self, token: Token) -> Meaning:
        """What a name stands for; one that is not in scope is told."""
        found = self.names.get(token.name)
        if found is None:
            self.complain(token, self._no_name(token.name))
        return found or Meaning("any")

    def _no_name(self, name: str) -> Text:
        if not self.names:
            return both("{name} is not in scope here; nothing is, so begin with MATCH.", name=name)
        near = ", ".join(nearest_names(name, self.names) or sorted(self.names))
        return both("{name} is not in scope here; these are: {names}.", name=name, names=near)

    def property_kind(self, meaning: Meaning, key: Token) -> Kind:
        """The kind of a property; one that the model does not declare is told."""
        is_node = meaning.kind == "node"
        declared = self.schema.node_fields if is_node else self.schema.relationship_fields
        if is_node and key.name == "id":
            return "text"
        types = [t for t in meaning.declared if t in declared]
        if meaning.declared and not types:
            return "any"
        found = {t: declared[t][key.name].kind for t in types or declared if key.name in declared[t]}
        if not found:
            self.complain(key, self._no_property(key.name, types, is_node=is_node))
        kinds = {_KINDS[kind] for kind in found.values()}
        if len(kinds) > 1:
            text = both(
                "{name} is of different kinds in {types}; say in the pattern which is meant.",
                name=key.name,
                types=", ".join(found),
            )
            self.complain(key, text)
        return kinds.pop() if len(kinds) == 1 else "any"

    def _no_property(self, name: str, types: list[str], *, is_node: bool) -> Text:
        declared = self.schema.node_fields if is_node else self.schema.relationship_fields
        known = {n for t in types or declared for n in declared[t]} | ({"id"} if is_node else set())
        near = ", ".join(nearest_names(name, sorted(known)))
        owner = ", ".join(types) or both("a node") if is_node else ", ".join(types) or both("a relationship")
        if near:
            return both("The model declares no {name} of {owner}; did you mean {near}?", name=name, owner=owner, near=near)
        return both(
            "The model declares no {name} of {owner}; eagraph show --model tells what it declares.", name=name, owner=owner
        )

    def declare(self, token: Token, known: Iterable[str], what: Text) -> None:
        """Tell a label or a type that the model does not declare."""
        names = list(known)
        if token.name not in names:
            near = ", ".join(nearest_names(token.name, names) or sorted(names))
            self.complain(
                token, both("{name} is no {what} of the model; nearest: {near}.", name=token.name, what=what, near=near)
            )

"""How do properties stand as attributes of a format that has names and types of its own?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship

Type = Literal["boolean", "integer", "number", "text", "list"]
BETWEEN = "|"
"""Stands between the parts of a list where a list is one text."""
_INTEGERS = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of all nodes, or of all relationships: by property what it is called and its type, in order."""

    called: Mapping[str, str]
    types: Mapping[str, Type]
    number: Mapping[str, int]
    """By property its place among them, from 1; what a thing is comes before them."""

    @classmethod
    def of(cls, records: Sequence[Node] | Sequence[Relationship], *, taken: Collection[str]) -> Attributes:
        """Those that some records have. The type of one is that of its values; text where they differ."""
        found: dict[str, set[Type]] = {}
        for record in records:
            for name, value in record.properties.items():
                found.setdefault(name, set()).add(type_of(value))
        number = {name: i for i, name in enumerate(sorted(found), start=1)}
        return cls(named(found, taken=taken), {name: _common(found[name]) for name in number}, number)

    def declared(self) -> Iterator[tuple[str, Type]]:
        """The name and the type of each."""
        return ((self.called[name], type_) for name, type_ in self.types.items())

    def told(self, properties: Mapping[str, Value]) -> Iterator[tuple[str, Type, Value]]:
        """Of one record the name, type and value of each, the value of that type."""
        for name in sorted(properties):
            type_, value = self.types[name], properties[name]
            yield self.called[name], type_, as_text(value) if type_ == "text" else value

    def numbered(self, kind: str, properties: Mapping[str, Value]) -> Iterator[tuple[int, str]]:
        """What one record is, as number 0, and what it says of itself, all as text."""
        yield 0, kind
        for name in sorted(properties):
            yield self.number[name], as_text(properties[name])

    @property
    def renamed(self) -> dict[str, str]:
        """Property by the name it stands under, where that is another."""
        return {new: old for old, new in self.called.items() if old != new}


def named(properties: Iterable[str], *, taken: Collection[str]) -> dict[str, str]:
    """What each property is called: as it is, and with `_` behind where the format needs the name itself.

    >>> named(["id", "name", "id_"], taken={"id"})
    {'id': 'id__', 'id_': 'id_', 'name': 'name'}
    """
    ordered = sorted(properties)
    used = {*taken, *ordered}
    called = {}
    for name in ordered:
        own = name
        while own in used and name in taken:
            own += "_"
        used.add(own)
        called[name] = own
    return called


def type_of(value: Value) -> Type:
    """The type of one value; a whole number beyond 64 bits is text."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if value in _INTEGERS else "text"
    return "number" if isinstance(value, float) else "list" if isinstance(value, tuple) else "text"


def _common(found: set[Type]) -> Type:
    if len(found) == 1:
        return next(iter(found))
    return "number" if found == {"integer", "number"} else "text"


def as_text(value: Value) -> str:
    """A value as text: a list with | between its parts, true and false in small letters."""
    if isinstance(value, tuple):
        return BETWEEN.join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)

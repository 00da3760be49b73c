"""What a record says that no entry names: kept under its own name, objects as `a.b`, lists as lists, the rest as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eagraph.errors import Problem
from eagraph.loading.mapping.entries import Entry, NodeEntry, RelationshipEntry
from eagraph.loading.mapping.paths import Item, Key
from eagraph.loading.mapping.renaming import mapped
from eagraph.loading.mapping.said import as_text
from eagraph.locale import Text, both
from eagraph.model.fields import BadValue, Field

_RESERVED = frozenset({"id", "label", "source", "source_key", "source_type"})
_RESERVED_TIE = _RESERVED | {"type", "target"}
_DEEPEST = 20


def flattened(value: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """An object as names and plain values.

    >>> dict(flattened({"a": {"b": 1}, "c": [1, 2], "d": None, "e": [{"x": 1}]}))
    {'a.b': 1, 'c': (1, 2), 'e': '[{"x": 1}]'}
    """
    for key, one in value.items():
        name = f"{above}{key}"
        if isinstance(one, dict) and depth < _DEEPEST:
            yield from flattened(one, f"{name}.", depth + 1)
        elif one is not None and one not in ("", [], ()):
            yield name, plain_value(one)


def plain_value(value: Any) -> object:
    """A value as a property keeps it: a list of plain values as one, an object or a list of objects as JSON text."""
    if isinstance(value, list | tuple) and not any(isinstance(part, dict | list | tuple) for part in value):
        return tuple(part for part in value if part is not None)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return value


def named_keys(entry: Entry) -> frozenset[str]:
    """Keys that an entry has read as something else, or leaves out."""
    said = [entry.identity]
    said += [entry.name] if isinstance(entry, NodeEntry) else []
    said += [entry.source.said, entry.target.said] if isinstance(entry, RelationshipEntry) else []
    keys = [one.keys[0] for one in said if len(one.keys) == 1 and not one.template]
    keys += [key for key, _ in entry.properties] + list(entry.left_out)
    return frozenset(key.name for key in keys if not key.ups)


def deciding_keys(entry: Entry, item: Item, own: str) -> frozenset[str]:
    """Of several keys those whose value was taken: as label or type (`own` is its word), or as the name."""
    found: list[Key] = []
    if entry.kind.said is not None and own:
        found += [key for key in entry.kind.said.keys if as_text(key.of(item)) == own]
    if isinstance(entry, NodeEntry) and len(entry.name.keys) > 1:
        name = entry.name.text_of(item)
        found += [key for key in entry.name.keys if as_text(key.of(item)) == name]
    return frozenset(key.name for key in found if not key.ups)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a label or type declares, the source's own word for it, and whether it is a type of relationships."""

    kind: str
    declared: Mapping[str, Field]
    own: str = ""
    is_tie: bool = False


class OwnNames:
    """Lets own properties keep their names, unless eagraph needs the name or the model cannot read the value."""

    def __init__(self, mapping: Mapping[str, object]) -> None:
        self._mapping = mapping
        self._moved: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], tuple[str, Text]] = {}

    def name(self, name: str, value: object, fields: Fields, item: Item) -> str:
        """The name under which a value is kept in a record."""
        if name not in fields.declared and name not in _RESERVED_TIE:
            return name
        why = self._why_moved(name, value, fields)
        if why is None:
            return name
        self._moved[fields.kind, name] += 1
        self._first.setdefault((fields.kind, name), (item.place, why))
        return f"source_{name}"

    def _why_moved(self, name: str, value: object, fields: Fields) -> Text | None:
        [(new, meant)] = mapped({name: value}, self._mapping).items()
        if new != name:
            return None
        if name in (_RESERVED_TIE if fields.is_tie else _RESERVED):
            return both("a name eagraph uses itself")
        try:
            if name in fields.declared:
                fields.declared[name].read(meant)
        except BadValue as error:
            return both("{value} is not {expected}", value=repr(value)[:60], expected=error.expected)
        return None

    def hints(self) -> Iterator[Problem]:
        """What had to change its name, each name once."""
        for (kind, name), count in sorted(self._moved.items()):
            place, why = self._first[kind, name]
            text = both(
                "{count} × {kind}.{name}: {why}; kept as {kept}.",
                count=count, kind=kind, name=name, why=why, kept=f"source_{name}",
            )  # fmt: skip
            yield Problem(place, text)

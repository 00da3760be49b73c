"""Paths: where in a source do records stand, and how is a key found from one of them?

    services[*]                     every item of the list `services`
    services                        the same: a list stands for its items
    zones[*].devices[*]             every device of every zone
    components.*                    every value of the object `components`; `@key` is the name it stands under
    graph."node.list"[0]            a name with a dot in it; an item by its number

From a record a key may go down (`tagged_values.Port`, `pos[0]`) and up: `^.name` is the name of the record around it.
`@` is the record itself (of a list of plain texts), `@key` the name or number it stands under, `@file` its file or sheet.

>>> [item.value for item in Path.parse("zones[*].devices[*]").items(Item({"zones": [{"devices": ["a", "b"]}]}, "x"))]
['a', 'b']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_STEP = re.compile(r'"(?P<quoted>[^"]*)"|\[(?P<index>\*|\d{1,9})\]|(?P<name>[^.\[\]"]+)|(?P<dot>\.)')
EVERY = "*"
SPECIAL = frozenset({"@", "@key", "@file"})


class BadPath(ValueError):  # noqa: N818
    """A text that is no path."""


@dataclass(frozen=True, slots=True)
class Item:
    """A value of a source: the file it stands in, the key it stands under, and the object around it.

    `where` tells the place of a value by its JSON pointer.
    """

    value: Any
    file: str
    pointer: str = ""
    key: str | int = ""
    parent: Item | None = field(default=None, repr=False)
    where: Callable[[str], str] = field(default=str, repr=False)

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return self.where(self.pointer)

    def at(self, key: str | int, value: Any, *, is_member: bool = False) -> Item:
        """A value inside this one; what encloses a member is not its list but the object that the list belongs to."""
        step = str(key).replace("~", "~0").replace("/", "~1")
        parent = self.parent if is_member else self
        return Item(value, self.file, f"{self.pointer}/{step}", key, parent, self.where)

    def inside(self, step: str | int) -> Iterator[Item]:
        """What one step leads to."""
        if step == EVERY and isinstance(self.value, dict | list):
            pairs = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
            yield from (self.at(key, value, is_member=True) for key, value in pairs if value is not None)
        elif isinstance(self.value, dict) and (found := self.value.get(str(step))) is not None:
            yield self.at(str(step), found)
        elif isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            yield self.at(step, self.value[step], is_member=True)


def standing_at(place: str) -> Callable[[str], str]:
    """The `where` of an item of which all parts stand at one place: a row, an element."""
    return lambda _pointer: place


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root of a source, or from a record."""

    text: str
    steps: tuple[str | int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Path:
        """The path of a text; a leading `$` is the root.

        Raises:
            BadPath: it is none.
        """
        steps: list[str | int] = []
        rest, is_open = text.strip().removeprefix("$"), True
        at = 1 if rest.startswith(".") else 0
        while at < len(rest):
            found = _STEP.match(rest, at)
            if (
                found is None
                or (found["dot"] and is_open)
                or ((found["name"] or found["quoted"] is not None) and not is_open)
            ):
                raise BadPath(text)
            at, is_open = found.end(), bool(found["dot"])
            if found["index"]:
                steps.append(EVERY if found["index"] == EVERY else int(found["index"]))
            elif not found["dot"]:
                steps.append(found["quoted"] if found["quoted"] is not None else found["name"].strip())
        if is_open and steps:
            raise BadPath(text)
        return cls(text, tuple(steps))

    def items(self, root: Item, *, skipped: int = 0) -> Iterator[Item]:
        """What the path leads to from a value, without the first `skipped` steps; a list at its end stands for its items."""
        found = iter((root,))
        for step in self.steps[skipped:]:
            found = _through(found, step)
        for item in found:
            if isinstance(item.value, list):
                yield from item.inside(EVERY)
            else:
                yield item


def _through(items: Iterator[Item], step: str | int) -> Iterator[Item]:
    for item in items:
        yield from item.inside(step)


@dataclass(frozen=True, slots=True)
class Key:
    """Where from a record a value of it stands."""

    text: str
    ups: int = 0
    name: str = ""
    steps: tuple[str | int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key of a text.

        Raises:
            BadPath: it is none.
        """
        rest, ups = text.strip(), 0
        while rest.startswith("^"):
            rest, ups = rest[1:].removeprefix("."), ups + 1
        if not rest:
            raise BadPath(text)
        if rest in SPECIAL:
            return cls(text, ups, rest)
        try:
            steps = Path.parse(rest).steps
        except BadPath:
            if ups:
                raise
            steps = ()  # a column may be called anything
        return cls(text, ups, rest, steps)

    def of(self, item: Item) -> Any:
        """What stands there; None where nothing does."""
        start: Item | None = item
        for _ in range(self.ups):
            start = start.parent if start is not None else None
        if start is None:
            return None
        if self.name in SPECIAL:
            return {"@": start.value, "@key": start.key, "@file": start.file}[self.name]
        if isinstance(start.value, dict) and self.name in start.value:
            return start.value[self.name]
        return _value(start.value, self.steps) if self.steps else None


def _value(value: Any, steps: tuple[str | int, ...]) -> Any:
    for number, step in enumerate(steps):
        if step == EVERY and isinstance(value, dict | list):
            inside = value.values() if isinstance(value, dict) else value
            found = [_value(one, steps[number + 1 :]) for one in inside]
            return [part for one in found if one is not None for part in (one if isinstance(one, list) else [one])]
        if isinstance(value, dict) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value

"""What a record says under a key, or under several laid together; by the source's words, or by the model's.

"name"                                              the value under a key
"{host}:{port}"                                     several keys laid together; absent where one of them is
{ key = "typ", values = { "Sensor" = "Sensor" } }   its words translated by a table, `default` for all others
{ value = "live" }                                  the same for every record
{ key = "Beroenden", split = ";" }                  a text with several parts
{ key = ["kort namn", "namn"] }                     the first of several keys that says anything
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eagraph.loading.mapping.paths import Item, Key
from eagraph.model.fields import plain_text

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """Reads one thing from a record. `template` stands between and around `keys`, whose values fill its gaps."""

    text: str
    keys: tuple[Key, ...] = ()
    template: tuple[str, ...] = ()
    words: Mapping[str, object] = field(default_factory=dict)
    default: object = None
    constant: object = None
    split: str = ""

    @classmethod
    def parse(cls, text: str, **more: Any) -> Said:
        """Of a text: a key, or a template with keys in braces.

        Raises:
            BadPath: a key is none.
        """
        names = _PLACEHOLDER.findall(text)
        if not names:
            return cls(text, (Key.parse(text),), **more)
        return cls(text, tuple(map(Key.parse, names)), tuple(_PLACEHOLDER.split(text)[::2]), **more)

    def raw(self, item: Item) -> Any:
        """What the source says, all keys together where there are several; None where it says nothing."""
        if self.constant is not None:
            return self.constant
        if len(self.keys) == 1 and not self.template:
            value = self.keys[0].of(item)
            return _parted(value, self.split) if self.split else value
        if not self.template:
            values = [value for key in self.keys if (value := key.of(item)) is not None]
            value = values if len(self.keys) > 1 else values[0] if values else None
            return _parted(value, self.split) if self.split else value
        parts = [as_text(key.of(item)) for key in self.keys]
        if not all(parts):
            return None
        return "".join(a + b for a, b in zip(self.template, [*parts, ""], strict=True))

    def texts(self, item: Item) -> list[str]:
        """What the source says as texts: none, one, or the several of a list."""
        value = self.raw(item)
        if isinstance(value, list | tuple):
            return list(dict.fromkeys(text for part in value if (text := as_text(part))))
        text = as_text(value)
        return [text] if text else []

    def meant(self, item: Item) -> list[str]:
        """What the source says as texts, by the words of the table; a word without one stays as it is."""
        found = self.texts(item)
        if self.words:
            meanings = [translated(self.words, word) for word in found]
            other = self.default
            found = [
                as_text(m if m is not None else other if other is not None else w)
                for w, m in zip(found, meanings, strict=True)
            ]
        return found or ([as_text(self.default)] if self.default is not None else [])

    def text_of(self, item: Item) -> str:
        """The first of what the source says; empty where it says nothing."""
        return next(iter(self.meant(item)), "")


def as_text(value: object) -> str:
    """A text, number, truth value or date as text; empty for nothing, lists and objects."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, dict | list | tuple):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return plain_text(value).strip()


def _parted(value: Any, separator: str) -> Any:
    return [part.strip() for part in value.split(separator)] if isinstance(value, str) else value


def translated(words: Mapping[str, object], word: str) -> object:
    """What a table makes of a word: as it is written, else whatever its case; None where it does not have it."""
    if word in words:
        return words[word]
    folded = word.casefold()
    return next((meaning for known, meaning in words.items() if known.casefold() == folded), None)

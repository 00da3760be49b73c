"""One service as all its layers have it: a later layer overrides a single value and adds to a list.

>>> read = interpolated
>>> read("postgres:${TAG:-16}"), read("${IMAGE}"), read("a$$b")
('postgres:16', '${IMAGE}', 'a$b')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders._documents.part import Part

_VARIABLE = re.compile(r"\$\$|\$\{(\w+):?-([^{}$]*)\}")


def interpolated(text: str) -> str:
    """A text with the values its variables have where nothing is set; a variable without one stays as it is written."""
    return _VARIABLE.sub(lambda found: "$" if found.group() == "$$" else found[2], text)


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its name and what is said of it, the base first."""

    name: str
    layers: list[Part]

    @property
    def place(self) -> str:
        """Where it stands: where it is said last."""
        return self.layers[-1].place

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.layers[-1].file

    def single(self, key: str) -> Part | None:
        """A value under a key, as the last layer that has one."""
        return next((part for layer in reversed(self.layers) if (part := layer.get(key)) is not None), None)

    def text(self, key: str) -> str:
        """A value under a key as text, its variables read."""
        part = self.single(key)
        return interpolated(part.as_text) if part is not None else ""

    def entries(self, key: str) -> Iterator[Part]:
        """What the lists under a key hold, over all layers."""
        for layer in self.layers:
            yield from layer.parts(key)

    def named(self, key: str) -> dict[str, Part]:
        """What stands under a key by name, whether written as a mapping or as a list of names or of `name=value`."""
        found: dict[str, Part] = {}
        for layer in self.layers:
            part = layer.get(key)
            if part is None:
                continue
            if isinstance(part.value, dict):
                found |= dict(part.items())
                continue
            for entry in part.parts():
                name, _, value = entry.as_text.partition("=")
                if name.strip():
                    found[name.strip()] = entry.at("", value) if "=" in entry.as_text else entry
        return found

    @property
    def said(self) -> list[str]:
        """Every key that a layer has, in their order."""
        return list(dict.fromkeys(key for layer in self.layers for key, _ in layer.items()))

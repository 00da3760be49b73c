"""A value of a document, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from eagraph.errors import Problem
from eagraph.locale import Text, both

Model = TypeVar("Model", bound=BaseModel)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A value of JSON or YAML. Its place is `file:line` where lines are known, else `file#/json/pointer` (RFC 6901)."""

    value: Any
    file: str
    pointer: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    tags: Mapping[str, str] = field(default_factory=dict, repr=False)
    """A document's own tags in YAML (`!reset`), by pointer."""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        pointer = self.pointer
        while self.lines and pointer not in self.lines and pointer:
            pointer = pointer.rpartition("/")[0]
        return f"{self.file}:{self.lines[pointer]}" if pointer in self.lines else f"{self.file}#{self.pointer or '/'}"

    def at(self, key: str | int, value: object) -> Part:
        """A value inside this one, under a key or a number."""
        step = key if isinstance(key, int) else key.replace("~", "~0").replace("/", "~1")
        return Part(value, self.file, f"{self.pointer}/{step}", self.lines, self.tags)

    def get(self, *keys: str) -> Part | None:
        """What stands under a key, and a key inside that; None where there is nothing, or null."""
        found: Part | None = self
        for key in keys:
            inside = found.value.get(key) if found is not None and isinstance(found.value, dict) else None
            found = None if found is None or inside is None else found.at(key, inside)
        return found

    def text(self, *keys: str) -> str:
        """A text or number under a key as text, without blanks at its ends; empty where there is none."""
        found = self.get(*keys)
        return found.as_text if found is not None else ""

    @property
    def as_text(self) -> str:
        """A text, number or truth value as text; empty for lists and objects."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return str(self.value).strip() if isinstance(self.value, str | int | float) else ""

    def parts(self, *keys: str) -> Iterator[Part]:
        """What a list under a key holds; a single value counts as a list of one, nothing and null as none."""
        found = self.get(*keys) if keys else self
        if found is None or found.value is None:
            return
        if not isinstance(found.value, list):
            yield found
            return
        for number, value in enumerate(found.value):
            if value is not None:
                yield found.at(number, value)

    def items(self, *keys: str) -> Iterator[tuple[str, Part]]:
        """Key by key what an object holds; nothing where it is no object."""
        found = self.get(*keys) if keys else self
        if found is not None and isinstance(found.value, dict):
            for key, value in found.value.items():
                yield str(key), found.at(key, value)

    def expected(self, what: Text) -> Problem:
        """That something else was expected here."""
        return Problem(self.place, both("expected {expected}; found {found}.", expected=what, found=self.shown))

    @property
    def shown(self) -> str:
        """The value, short enough for a sentence."""
        if isinstance(self.value, dict):
            return f"{{{', '.join(map(str, list(self.value)[:4]))}{', …' if len(self.value) > 4 else ''}}}"
        text = repr(self.value)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def read_as(self, model: type[Model], problems: list[Problem]) -> Model | None:
        """The value as a declared model; None, with a problem for everything that is wrong, where it is not of that form."""
        try:
            return model.model_validate(self.value)
        except ValidationError as error:
            for wrong in error.errors(include_url=False, include_context=False):
                place = self
                for step in wrong["loc"]:
                    holds = isinstance(place.value, dict | list)
                    inside = _inside(place.value, step) if holds else None
                    if inside is None:
                        break
                    place = place.at(step, inside)
                what = ".".join(map(str, wrong["loc"])) or self.file
                text = both("{what}: {told} (found {found}).", what=what, told=wrong["msg"], found=place.shown)
                problems.append(Problem(place.place, text))
            return None


def _inside(value: Any, step: str | int) -> object:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None

"""How is a city's own classification file read and laid over the shipped one, and where does what stand in it?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from eagraph.errors import Problem, SourceError, nearest_names
from eagraph.locale import Text, both
from eagraph.model.fields import LEVEL_KEYS

KEYS = {"rules": ("id",), "levels": ("key",), "availability": ("level",), "controls": ("aspect", "level")}
"""By list of a file, what its entries are known by."""


class Located(NamedTuple):
    """Something wrong, with its line in the file; 0 where that is not plain."""

    line: int
    problem: Problem


@dataclass(frozen=True)
class Source:
    """A city's own file: where it is, its text, and what it says."""

    path: Path
    text: str
    says: Mapping[str, Any]

    def located(self, text: Text, place: str, *, line: int = 0) -> Located:
        """Something wrong at a place: `city.toml:12: AGG-COUNT.when[1].assets`."""
        return Located(line, Problem(f"{self.path}:{line}: {place}" if line else f"{self.path}: {place}", text))

    def line(self, name: str, key: str, entry: int | None = None) -> int:
        """The line of a key, in an entry of a list of tables or anywhere; else of that entry; 0 where neither is plain."""
        lines = self._lines
        if entry is None:
            found = [i for i, line in enumerate(lines, 1) if _names(line, key or name)]
            return found[0] if len(found) == 1 else 0
        heads = [i for i, line in enumerate(lines, 1) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
        if len(heads) != len(self.says[name]):
            return 0
        first = heads[entry]
        last = next(
            (i for i, line in enumerate(lines, 1) if i > first and re.match(r"\s*\[\[?\s*\w+\s*\]", line)), len(lines) + 1
        )
        return next((i for i in range(first + 1, last) if _names(lines[i - 1], key)), first)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()


def _names(line: str, key: str) -> bool:
    """Does a line say a key, or a table of its name?"""
    return bool(key) and re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", line.partition("#")[0]) is not None


def read_source(path: Path) -> Source:
    """A city's own file.

    Raises:
        SourceError: it cannot be read, or is not TOML; the line is named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path, error=error)) from error
    try:
        return Source(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = at[1] if at else str(max(1, len(text.splitlines())))
        raise SourceError(both("{path}:{line}: not TOML ({error}).", path=path, line=line, error=error)) from error


def laid(shipped: Mapping[str, Any], own: Source) -> tuple[dict[str, Any], list[Located]]:
    """A city's document over the shipped one, and what of it can be laid nowhere."""
    problems: list[Located] = []
    document = dict(shipped)
    for name, value in own.says.items():
        if name in KEYS and isinstance(value, list):
            firsts, again = _once(value, KEYS[name])
            document[name] = _laid_list(shipped[name], [value[i] for i in firsts], KEYS[name])
            told = both("stands more than once; an entry is known by {keys}", keys=", ".join(KEYS[name]))
            for i in again:
                place = " ".join(map(str, key_of(value[i], KEYS[name]) or ()))
                problems.append(own.located(told, f"{name} {place}", line=own.line(name, KEYS[name][0], i)))
        elif name != "off":
            document[name] = _merged(shipped.get(name), value)
    if "off" in own.says:
        problems += _turned_off(document, own)
    return document, problems


def _merged(shipped: object, own: object) -> object:
    """A value over another: tables merged, anything else replaced."""
    if isinstance(shipped, Mapping) and isinstance(own, Mapping):
        return {**shipped, **{key: _merged(shipped.get(key), value) for key, value in own.items()}}
    return own


def _laid_list(shipped: Iterable[Mapping[str, Any]], own: list[Any], keys: tuple[str, ...]) -> list[Any]:
    """Entries over entries: one that is known changes what it says, others are new."""
    said = {key: entry for entry in own if (key := key_of(entry, keys)) is not None}
    known = [key_of(entry, keys) for entry in shipped]
    changed = [{**entry, **said.get(key, {})} for entry, key in zip(shipped, known, strict=True) if key is not None]
    return [*changed, *(entry for entry in own if key_of(entry, keys) not in known)]


def key_of(entry: object, keys: tuple[str, ...]) -> tuple[str | int, ...] | None:
    """What an entry is known by; None where it does not say."""
    if not isinstance(entry, Mapping):
        return None
    said = tuple(_level(entry.get(key)) if key == "level" else entry.get(key) for key in keys)
    return said if all(isinstance(part, str | int) for part in said) else None  # type: ignore[return-value]


def _level(said: object) -> object:
    return LEVEL_KEYS.index(said) if isinstance(said, str) and said in LEVEL_KEYS else said


def _once(own: list[Any], keys: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """The numbers of the entries that are the first of their key, or have none, and of the others."""
    known = [key_of(entry, keys) for entry in own]
    firsts = [i for i, key in enumerate(known) if key is None or known.index(key) == i]
    return firsts, sorted({*range(len(own))} - {*firsts})


def _turned_off(document: dict[str, Any], own: Source) -> Iterator[Located]:
    """Takes rules out; what is to be taken out and is not there is told."""
    off, line = own.says["off"], own.line("off", "off")
    if not isinstance(off, list):
        yield own.located(both("expected a list of rules' ids"), "off", line=line)
        return
    rules = document["rules"] if isinstance(document["rules"], list) else []
    known = [str(key[0]) for rule in rules if (key := key_of(rule, ("id",)))]
    for name in off:
        if name not in known:
            near = ", ".join(nearest_names(str(name), known)) or ", ".join(known)
            told = both("there is no rule {name} to turn off; there are {near}", name=repr(name), near=near)
            yield own.located(told, "off", line=line)
    document["rules"] = [rule for rule in rules if not isinstance(rule, Mapping) or rule.get("id") not in off]

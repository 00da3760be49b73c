"""The beginning of a document, for those who detect: lists cut to their first items, texts to their first letters.

A file is glimpsed at once however many detectors ask.
"""

from __future__ import annotations

import codecs
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders._documents.json_tokens import completed

BYTES = 4_000_000
YAML_BYTES = 100_000
ITEMS = 5
LETTERS = 300
_START = re.compile(r"[{\[]")
JSON = frozenset({".json", ".jsonld", ".geojson", ".ndjson", ".jsonl", ".arrows"})
YAML = frozenset({".yaml", ".yml"})


def glimpses(path: Path) -> tuple[Any, ...]:
    """The documents that a JSON or YAML file begins with: one of JSON, several of YAML or of JSON lines; none of neither.

    Never raises. What stands after the part that is looked at is missing, and what is not well-formed ends the look.
    """
    try:
        state = path.stat()
        return _glimpses(path, state.st_size, state.st_mtime_ns) if path.is_file() else ()
    except OSError:
        return ()


@lru_cache(maxsize=256)
def _glimpses(path: Path, _size: int, _changed: int) -> tuple[Any, ...]:
    try:
        with path.open("rb") as file:
            data = file.read(YAML_BYTES if path.suffix.lower() in YAML else BYTES)
        if path.suffix.lower() in YAML:
            return tuple(_of_yaml(_beginning(data)))
        start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        return tuple(_of_json(_beginning(data))) if start in (b"{", b"[", b"\xff", b"\xfe", b"\0") else ()
    except Exception:  # a detector answers no to whatever it cannot look at
        return ()


def _beginning(data: bytes) -> str:
    """The text of a file's first bytes, without the letter that they cut through."""
    return codecs.getincrementaldecoder(json.detect_encoding(data))().decode(data)


def _of_json(text: str) -> list[Any]:
    """Documents one after the other, as far as they are whole; the last one completed."""
    decoder, roots, at = json.JSONDecoder(), list[Any](), 0
    while len(roots) < ITEMS and (start := _START.search(text, at)):
        try:
            value, at = decoder.raw_decode(text, start.start())
        except ValueError:
            whole = completed(text[start.start() :])
            return [*roots, *([_cut(json.loads(whole))] if whole else [])]
        roots.append(_cut(value))
    return roots


def _cut(value: Any) -> Any:
    if isinstance(value, list):
        return [_cut(one) for one in value[:ITEMS]]
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    return value[:LETTERS] if isinstance(value, str) else value


def _of_yaml(text: str) -> list[Any]:
    builder = _Builder()
    is_key: list[bool | None] = []
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                _turn(is_key)
                is_map = isinstance(event, yaml.MappingStartEvent)
                builder.event("start_map" if is_map else "start_array", None)
                is_key.append(True if is_map else None)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                builder.event("end", None)
                is_key.pop()
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                value = event.value if isinstance(event, yaml.ScalarEvent) else None
                builder.event("map_key" if is_key and is_key[-1] else "string", value or "")
                _turn(is_key)
    except yaml.YAMLError:
        pass  # the look ends here
    return builder.roots


def _turn(is_key: list[bool | None]) -> None:
    """After a name comes its value, after a value the next name."""
    if is_key and is_key[-1] is not None:
        is_key[-1] = not is_key[-1]


class _Builder:
    """Values from events, as far as they came."""

    def __init__(self) -> None:
        self.roots: list[Any] = []
        self._open: list[Any] = []
        self._names: list[str] = []

    def event(self, event: str, value: Any) -> None:
        """Take one event up."""
        if event == "map_key":
            self._names[-1] = value
        elif event in ("start_map", "start_array"):
            made: Any = {} if event == "start_map" else []
            self._put(made)
            self._open.append(made)
            self._names.append("")
        elif event.startswith("end"):
            self._open.pop()
            self._names.pop()
        else:
            self._put(value[:LETTERS] if isinstance(value, str) else value)

    def _put(self, value: Any) -> None:
        if not self._open:
            self.roots.append(value)
        elif isinstance(self._open[-1], dict):
            self._open[-1][self._names[-1]] = value
        elif len(self._open[-1]) < ITEMS:
            self._open[-1].append(value)

"""A JSON document (RFC 8259), or one JSON value a line; what a reader would lose or misread is refused with its place."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.locale import Text, both
from loaders._documents.json_tokens import tokens
from loaders._documents.part import Part

LARGEST_BYTES = 120_000_000
"""The largest JSON document that is read: one as large takes a little under one gigabyte as values."""
LONGEST_NUMBER = 400


def read_json(path: Path) -> Part:
    """The document of a file.

    Raises:
        SourceError: it is not JSON, a name stands twice in an object, or it is too large or too deep; with the place.
    """
    return Part(_parsed(read_text(path, LARGEST_BYTES), path, 0), path.name)


def json_of(data: bytes, name: str) -> Part:
    """The document in bytes that came from elsewhere; `name` says from where.

    Raises:
        SourceError: as of a file.
    """
    return Part(_parsed(decoded(data, name), Path(name), 0), name)


def read_json_lines(path: Path) -> Iterator[Part]:
    """The values of a file that has one on every line; blank lines are seen through.

    Raises:
        SourceError: a line is not JSON.
    """
    for number, line in enumerate(read_text(path, LARGEST_BYTES).split("\n"), 1):
        if line.strip():
            yield Part(_parsed(line, path, number), path.name, "", {"": number})


def read_text(path: Path, largest: int) -> str:
    """A file as text: UTF-8, or UTF-16 and UTF-32 with their mark.

    Raises:
        SourceError: it cannot be read, is too large or in no such encoding.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            text = both("{path}: {size} bytes; the most that is read is {most}.", path=path.name, size=size, most=largest)
            raise SourceError(text)
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path.name, error=error.strerror)) from error
    return decoded(data, path.name)


def decoded(data: bytes, name: str) -> str:
    """Bytes as text.

    Raises:
        SourceError: they are in none of the encodings JSON and YAML may have.
    """
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text = both(
            "{name}:{line}: not {encoding}; save the file as UTF-8.", name=name, line=line, encoding=encoding.upper()
        )
        raise SourceError(text) from error


def refused_at(where: str, why: Text) -> SourceError:
    """That a document is not read, and where the reason stands."""
    return SourceError(both("{where}: {why}", where=where, why=why))


def _parsed(text: str, path: Path, line: int) -> Any:
    where = f"{path.name}:{line}" if line else path.name

    try:
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_short
        )
    except json.JSONDecodeError as error:
        told = both("not JSON: {why}", why=error.msg)
        place = f"{path.name}:{line or error.lineno}:{error.colno}"
        raise refused_at(place, told) from error
    except RecursionError as error:
        raise refused_at(where, both("nested deeper than is read.")) from error
    except _NotPlainError as error:
        place = f"{where}#{error.find(text) or '/'}"
        raise refused_at(place, error.why) from error
    if "\\ud" in text.lower() and (lone := _lone(value, "")) is not None:
        raise refused_at(f"{where}#{lone}", both("half a character (a lone surrogate)."))
    return value


class _NotPlainError(ValueError):
    """JSON that Python would read and that others read in another way."""

    def __init__(self, why: Text, find: Callable[[str], str]) -> None:
        super().__init__(str(why))
        self.why, self.find = why, find


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        name = next(n for n in names if names.count(n) > 1)
        raise _NotPlainError(both("the name {name} stands twice in one object.", name=repr(name)), _twice)
    return found


def _twice(text: str) -> str:
    """The pointer of the first name that stands twice in one object."""
    seen: list[set[str]] = []
    for word, pointer in tokens(text):
        if word == "{":
            seen.append(set())
        elif word == "}":
            seen.pop()
        elif word.endswith('":'):
            if pointer in seen[-1]:
                return pointer
            seen[-1].add(pointer)
    return ""


def _no_constant(name: str) -> float:
    raise _NotPlainError(both("{name} is not JSON.", name=name), _stands(name))


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _NotPlainError(both("the number {number} is too large.", number=text[:20]), _stands(text))
    return number


def _short(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _NotPlainError(both("a number of {count} digits.", count=len(text)), _stands(text))
    return int(text)


def _stands(wanted: str) -> Callable[[str], str]:
    """Finds the pointer of the first value that is written so."""
    return lambda text: next((pointer for word, pointer in tokens(text) if word == wanted), "")


def _lone(value: Any, pointer: str) -> str | None:
    """The pointer of the first text that cannot be written as UTF-8."""
    if isinstance(value, str):
        return None if value.encode("utf-8", "ignore").decode() == value else pointer or "/"
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        if isinstance(key, str) and key.encode("utf-8", "ignore").decode() != key:
            return pointer or "/"
        if (found := _lone(one, f"{pointer}/{key}")) is not None:
            return found
    return None

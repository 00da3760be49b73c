"""The tokens of JSON text, each with the JSON pointer of where it stands; also of text that ends too early.

>>> [(word, pointer) for word, pointer in tokens('{"a": [1, {"b": 2}]}') if word not in "{}[]"]
[('"a":', '/a'), ('1', '/a/0'), ('"b":', '/a/1/b'), ('2', '/a/1/b')]
>>> completed('{"a": [1, {"b": 2}, {"c')
'{"a": [1, {"b": 2}]}'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s"\[\]{},:]+')


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Brackets, names and plain values in their order, each with its pointer; a name ends with a colon."""
    path: list[str | int] = []
    is_name = False
    for found in _TOKEN.finditer(text):
        word = found.group()
        if word == ",":
            if path and isinstance(path[-1], int):
                path[-1] += 1
            is_name = bool(path) and isinstance(path[-1], str)
        elif word == ":":
            is_name = False
        elif word in "}]":
            del path[-1:]
            yield word, _pointer(path)
        elif word in "{[":
            yield word, _pointer(path)
            path.append("" if word == "{" else 0)
            is_name = word == "{"
        else:
            if is_name:
                path[-1] = _name(word)
            yield f"{word}:" if is_name else word, _pointer(path)


def _name(word: str) -> str:
    try:
        return str(json.loads(word))
    except ValueError:
        return word.strip('"')


def _pointer(path: list[str | int]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def completed(text: str) -> str:
    """The beginning of JSON text with what is cut off left out and every bracket closed; empty where nothing is whole."""
    open_: list[str] = []
    end, closing = 0, ""
    for found in _TOKEN.finditer(text):
        word = found.group()
        if word in "{[":
            open_.append("}" if word == "{" else "]")
        elif word in "}]":
            if not open_:
                break
            open_.pop()
        if word in "}]" or word == ",":
            end = found.start() if word == "," else found.end()
            closing = "".join(reversed(open_))
            if not open_:
                break
    return text[:end] + closing

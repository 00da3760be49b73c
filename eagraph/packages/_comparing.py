"""Where do two versions of a file differ? Value by value in JSON and CSV, else as a whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Any

from eagraph.locale import Text, both

MOST = 50
"""How many values of one file are named."""
_LONGEST = 120
_NOTHING = object()


@dataclass(frozen=True)
class Difference:
    """One thing that differs: the file, the place in it, what the package has, what comes out, and what that means."""

    member: str
    where: str
    packed: str
    again: str
    what: Text
    store: str = ""
    """The store it differs from; empty where it is the landscape of the package itself."""

    def inside(self, store: str) -> Difference:
        """The same, of a store."""
        return replace(self, store=store)


def compared(name: str, packed: bytes, again: bytes) -> Iterator[Difference]:
    """The differences of one file, the first of them."""
    places = list(islice(_places(name, packed, again), MOST + 1))
    for where, was, comes in places[:MOST]:
        yield Difference(name, where, _short(was), _short(comes), both("comes out otherwise"))
    if len(places) > MOST:
        yield Difference(name, "", "", "", both("more than {most} values differ", most=MOST))
    if not places:
        yield Difference(name, "", "", "", both("comes out otherwise"))


def _places(name: str, packed: bytes, again: bytes) -> Iterator[tuple[str, object, object]]:
    try:
        if name.endswith(".json"):
            yield from _values("", json.loads(packed), json.loads(again))
        elif name.endswith(".csv"):
            yield from _cells(packed.decode("utf-8-sig"), again.decode("utf-8-sig"))
        elif name.endswith((".html", ".md", ".txt")):
            yield from _lines(packed.decode(), again.decode())
    except (ValueError, RecursionError, csv.Error):
        return


def _values(where: str, was: Any, comes: Any) -> Iterator[tuple[str, object, object]]:
    if isinstance(was, dict) and isinstance(comes, dict):
        for key in dict.fromkeys([*was, *comes]):
            yield from _values(f"{where}/{key}", was.get(key, _NOTHING), comes.get(key, _NOTHING))
    elif isinstance(was, list) and isinstance(comes, list):
        for number, (one, other) in enumerate(zip_longest(was, comes, fillvalue=_NOTHING)):
            yield from _values(f"{where}/{number}", one, other)
    elif was != comes or type(was) is not type(comes):
        yield where or "/", was, comes


def _cells(packed: str, again: str) -> Iterator[tuple[str, object, object]]:
    sign = ";" if packed.partition("\n")[0].count(";") >= packed.partition("\n")[0].count(",") else ","
    was, comes = (list(csv.reader(io.StringIO(text, newline=""), delimiter=sign)) for text in (packed, again))
    head = was[0] if was else []
    nothing: list[str] = []
    for number, (row, other) in enumerate(zip_longest(was, comes, fillvalue=nothing), start=1):
        for column, (one, two) in enumerate(zip_longest(row, other, fillvalue="")):
            if one != two:
                called = head[column] if column < len(head) else str(column + 1)
                yield f"{number}, {called}", one, two


def _lines(packed: str, again: str) -> Iterator[tuple[str, object, object]]:
    for number, (one, other) in enumerate(zip_longest(packed.splitlines(), again.splitlines(), fillvalue=""), start=1):
        if one != other:
            yield str(number), *_around(one, other)


def _around(one: str, other: str) -> tuple[str, str]:
    """Two lines from a little before where they part."""
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, first - 30)
    return one[start:], other[start:]


def _short(value: object) -> str:
    text = "" if value is _NOTHING else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

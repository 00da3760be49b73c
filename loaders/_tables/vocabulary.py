"""What do municipalities call their columns, and what do the words in them mean? Reads `headers.toml` and `registers.toml`.

Headers are compared by `squash` (letters and digits only), words in cells by `folded` (spaces and signs kept).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from eagraph.model.schema import Schema

_LETTERS = str.maketrans("åäöøæ", "aaooa")
REMEMBERED = 16_384
"""How many words are remembered folded; lists repeat themselves."""
LONGEST_REMEMBERED = 200
LONGEST_WORD = 40
NOT_FROM_SCHEMA = frozenset({"source", "source_key", "source_type"})
"""Declared properties that a column must not set by accident: eagraph writes them itself."""


def folded(text: str) -> str:
    """A word without case, diacritics and doubled spaces.

    >>> folded("  Under  Avveckling ")
    'under avveckling'
    """
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS).split())


_remembered = lru_cache(maxsize=REMEMBERED)(_folded)


def squash(text: str) -> str:
    """A header as letters and digits only.

    >>> squash("Förvaltnings-objekt *")
    'forvaltningsobjekt'
    """
    return re.sub(r"[^a-z0-9]", "", folded(text))


@dataclass(frozen=True, slots=True)
class Naming:
    """A column whose text names another thing: which relationship it makes, and what the thing may be."""

    type: str
    to: tuple[str, ...]
    make: str = ""
    parts: str = "names"
    turned: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    loose: bool = False
    """A name that nobody knows is skipped with its reason; else the list is refused."""
    known: bool = False
    """What is made for a name is the thing of that name that another source knows, where there is just one."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means in one list: the column's role, how usual the word is (0 best), and its weight."""

    role: str
    rank: int
    weight: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ListForm:
    """One kind of list: what a row becomes, which columns it needs, and what headers mean in it."""

    name: str
    label: str
    needs: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]
    apart: Mapping[str, str]
    meanings: Mapping[str, Meaning]
    ties: Mapping[str, Naming]
    spoken: Mapping[str, tuple[str, ...]]
    """Headers as people write them, by role; for messages."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it: the lists, words by field, units, and words that say nothing."""

    lists: tuple[ListForm, ...]
    values: Mapping[str, Mapping[str, str]]
    words: Mapping[str, frozenset[str]]
    units: Mapping[str, Mapping[str, float]]
    orders: Mapping[str, str]
    devices: Mapping[str, tuple[str, ...]]
    organisations: Mapping[str, str]

    def only(self, *names: str) -> Vocabulary:
        """The same with these lists alone; with no name, as it is."""
        return replace(self, lists=tuple(form for form in self.lists if form.name in names)) if names else self

    def says(self, kind: str, text: str) -> bool:
        """Is the text one of the words of a kind (unknown, nobody, totals, …)?"""
        return len(text) <= LONGEST_WORD and folded(text) in self.words[kind]


@cache
def _document() -> dict[str, Any]:
    first, second = (
        tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("headers.toml", "registers.toml")
    )
    words = {kind: [*first["words"].get(kind, ()), *said] for kind, said in second.pop("words").items()}
    return {
        section: {**said, **second.get(section, {}), **(words if section == "words" else {})}
        for section, said in first.items()
    }


@cache
def vocabulary(schema: Schema) -> Vocabulary:
    """The vocabulary together with the names a schema gives its properties."""
    said = _document()
    return Vocabulary(
        lists=tuple(_list(name, form, schema) for name, form in said["lists"].items()),
        values={name: _turned(words) for name, words in said["values"].items()},
        words={name: frozenset(map(folded, words)) for name, words in said["words"].items()},
        units={name: {folded(unit): float(size) for unit, size in sizes.items()} for name, sizes in said["units"].items()},
        orders=said["orders"],
        devices={kind: tuple(map(folded, words)) for kind, words in said["devices"].items()},
        organisations={
            folded(end) if end.strip() == end else f" {folded(end)}": kind for end, kind in said["organisations"].items()
        },
    )


def _turned(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {folded(word): meaning for meaning, alike in words.items() for word in (*alike, meaning)}


def _list(name: str, form: Mapping[str, Any], schema: Schema) -> ListForm:
    columns = _document()["columns"]
    fields = _fields(form, schema)
    classified = columns["classified"] if "k" in fields else {}
    weak = set(map(squash, _document()["words"]["weak"]))
    spoken: dict[str, list[str]] = {}
    for table in (columns[name], classified, columns["every"]):
        for role, words in table.items():
            spoken.setdefault(role, []).extend(words)
    for role, names in fields.items():
        spoken.setdefault(role, []).extend(names)
    meanings: dict[str, Meaning] = {squash(word): Meaning("name", 0, 3, strong=True) for word in form.get("strong", ())}
    for role, words in spoken.items():
        for rank, word in enumerate((*words, role), 1):
            weight = 0 if squash(word) in weak else 2 if role in form["tells"] else 1
            meanings.setdefault(squash(word), Meaning(role, rank, weight))
    for word in form.get("strong", ()):
        spoken["name"].append(word)
    ties = {role: _naming(said) for role, said in _document()["ties"].get(name, {}).items()}
    needs = tuple(map(tuple, form["needs"]))
    told = {role: tuple(words) for role, words in spoken.items()}
    return ListForm(name, form["label"], needs, tuple(form["captions"]), dict(form.get("apart", {})), meanings, ties, told)


def _fields(form: Mapping[str, Any], schema: Schema) -> dict[str, tuple[str, ...]]:
    """The names of declared properties, in both languages, by property."""
    own = schema.node_fields[form["label"]]
    apart = {
        name: (schema.node_fields.get(of) or schema.relationship_fields[of])[name]
        for name, of in form.get("apart", {}).items()
    }
    return {name: (f.text.sv, f.text.en) for name, f in {**own, **apart}.items() if name not in NOT_FROM_SCHEMA}


def _naming(said: Mapping[str, Any]) -> Naming:
    given = dict(said)
    properties = given.pop("with", {})
    return Naming(**{**given, "to": tuple(given["to"])}, properties=properties)

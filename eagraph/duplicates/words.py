"""The words that names of Swedish public systems are made of: `words.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eagraph.duplicates.spelling import stem

_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """Words by what they do in a name; all of them stems (see `spelling`), but those that come whole."""

    forms: frozenset[str]
    generic: frozenset[str]
    between: frozenset[str]
    version: frozenset[str]
    tells_apart: frozenset[str]
    renamed: tuple[str, ...]
    areas: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, str]
    endings: tuple[str, ...]
    suppliers: frozenset[tuple[str, ...]]
    parts: frozenset[str]


@cache
def words() -> Words:
    """The words."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(
        forms=frozenset(read["forms"]),
        generic=frozenset(map(stem, read["generic"])),
        between=frozenset(read["between"]),
        version=frozenset(read["version"]),
        tells_apart=frozenset({*read["tells_apart"], *map(stem, read["tells_apart"])}),
        renamed=tuple(sorted(read["renamed"], key=len, reverse=True)),
        areas={short: tuple(map(stem, long.split())) for short, long in read["areas"].items()},
        abbreviations={short: stem(long) for short, long in read["abbreviations"].items()},
        endings=tuple(map(stem, read["organisations"]["endings"])),
        suppliers=frozenset(tuple(map(stem, name.split())) for name in read["suppliers"]["names"]),
        parts=frozenset(map(stem, read["common"]["parts"])),
    )

"""The tables and words the demo city is made of: `_<name>.csv` and `_words.toml` beside this file."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Row = Mapping[str, str]
_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a table, in its order."""
    with (_FOLDER / f"_{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter=";", strict=True))


@cache
def row(name: str, key: str) -> Row:
    """One row of a table by its `key` column."""
    return _by_key(name)[key]


@cache
def _by_key(name: str) -> Mapping[str, Row]:
    return {found["key"]: found for found in table(name)}


@cache
def words() -> Mapping[str, Any]:
    """The words names are put together of."""
    return tomllib.loads((_FOLDER / "_words.toml").read_text(encoding="utf-8"))

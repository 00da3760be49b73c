"""The queries a report counts with: `cypher/board/<name>.cypher`, a TOML header with a title and one query each.

They are of the portable subset, so they give the same rows in Neo4j and in the embedded engine, and paste as they are.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from eagraph.locale import Text
from eagraph.resources import cypher

_PARTS = re.compile(r"\A/\*(?P<header>.*?)\*/\s*(?P<query>.*?)\s*\Z", re.DOTALL)
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """What is counted, and how; every row it returns counts one."""

    name: str
    title: Text
    text: str

    @property
    def parameters(self) -> frozenset[str]:
        """What it asks for as $name."""
        return frozenset(_PARAMETER.findall(self.text))


def names() -> tuple[str, ...]:
    """The queries there are."""
    return tuple(sorted(file.name.removesuffix(".cypher") for file in (cypher() / "board").iterdir()))


@cache
def read(name: str) -> BoardQuery:
    """One query."""
    found = _PARTS.match((cypher() / "board" / f"{name}.cypher").read_text(encoding="utf-8"))
    if not found:
        raise ValueError(name)
    title = tomllib.loads(found["header"])["title"]
    return BoardQuery(name, Text(title["sv"], title["en"]), found["query"])

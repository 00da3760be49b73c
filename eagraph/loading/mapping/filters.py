"""Which of the records that stand at a path are meant? `where = { key = … }`, and every line of it must hold.

type = "router"             the value is that word (case does not matter), or one of a list is
type = ["router", "switch"] one of these
class = "cmdb_ci_*"         `*` and `?` stand for anything; "*" is: has a value
class = "!cmdb_ci_win*"     not that; several in a list: none of them
parent = ""                 has no value
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from eagraph.loading.mapping.paths import Item
from eagraph.loading.mapping.said import Said, as_text


@dataclass(frozen=True, slots=True)
class Condition:
    """One line: what is looked at, what it may be and what it must not be."""

    said: Said
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...] = ()

    def holds(self, item: Item) -> bool:
        """Does it hold for a record?"""
        texts = [text.casefold() for text in self.said.texts(item)]
        if any(_fits(texts, pattern) for pattern in self.forbidden):
            return False
        return not self.allowed or any(_fits(texts, pattern) for pattern in self.allowed)


def _fits(texts: list[str], pattern: str) -> bool:
    return any(fnmatchcase(text, pattern) for text in texts) if pattern else not texts


def conditions(where: Mapping[str, object]) -> tuple[Condition, ...]:
    """The lines of a filter.

    Raises:
        BadPath: a key is none.
    """
    found = []
    for key, value in where.items():
        patterns = [as_text(one).casefold().replace("[", "[[]") for one in (value if isinstance(value, list) else [value])]
        allowed = tuple(one for one in patterns if not one.startswith("!"))
        forbidden = tuple(one[1:] for one in patterns if one.startswith("!"))
        found.append(Condition(Said.parse(key), allowed, forbidden))
    return tuple(found)

"""How many persons is some information about? An interval, for nobody knows who is in several.

At least as many as the largest set that is surely personal. At most as many as all sets together; what is made of others
that are all among them adds none, for it can be about no one else. Where the number of any set that counts is unknown there
is no upper end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from eagraph.model.fields import Value


class Persons(NamedTuple):
    """The interval (`most` is None where nobody knows), and the columns whose number is missing."""

    least: int
    most: int | None
    unknown: tuple[int, ...]


def persons(subjects: Mapping[int, Value | None], surely: Iterable[int], bases: Mapping[int, tuple[int, ...]]) -> Persons:
    """The persons of some sets.

    Args:
        subjects: what each set (by column) says of how many it is about.
        surely: those that are surely personal, and surely there.
        bases: by column, what it is made of in the end.
    """
    stated = {c: n for c, n in subjects.items() if isinstance(n, int) and not isinstance(n, bool) and n >= 0}
    counting = [c for c in sorted(subjects) if not _adds_none(c, subjects, bases)]
    unknown = tuple(c for c in counting if c not in stated)
    least = max((stated[c] for c in surely if c in stated), default=0)
    return Persons(least, None if unknown else max(least, sum(stated[c] for c in counting)), unknown)


def _adds_none(column: int, among: Mapping[int, object], bases: Mapping[int, tuple[int, ...]]) -> bool:
    """Is it made of others alone that are all there, and themselves made of nothing?"""
    made_of = bases.get(column, ())
    return bool(made_of) and all(base in among and base not in bases for base in made_of)

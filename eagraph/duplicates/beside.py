"""What stands beside the proper names of two systems: does it tell one from the other?

From what says most against one record to what says least: both have a word that tells them apart (north and south, two
areas of work); each has words, a maker or an owner of its own; one has such a word; they say to be different kinds of
system (a portal, a database), or the one that and the other something else; one has another proper word; one has a number;
one says an area of work; one says what it is for; nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from eagraph.duplicates.names import Name
from eagraph.duplicates.spelling import split
from eagraph.duplicates.words import words

Beside = Literal["none", "described", "area", "numbered", "more", "kinds", "apart", "conflict", "opposed"]
Left = tuple[tuple[str, ...], tuple[str, ...]]
"""Words of the proper name that only the one has, and only the other."""


def beside(a: Name, b: Name, left: Left) -> Beside:
    """The gravest of what the words that only one has say."""
    if any(one and other and not one & other for one, other in ((a.own, b.own), (a.makers, b.makers))):
        return "conflict"
    if a.whole == b.whole:
        return "none"
    mine, others = a.beside - b.beside, b.beside - a.beside
    tried: tuple[tuple[Beside, object], ...] = (
        ("opposed", (mine and others) or (a.areas and b.areas and not _is_one_area(a.areas, b.areas))),
        ("conflict", (mine or left[0]) and (others or left[1])),
        ("apart", not all(map(str.isdigit, mine | others))),
        ("kinds", (left[0] or a.generic - b.generic) and (left[1] or b.generic - a.generic)),
        ("more", any(map(_are_proper, left))),
        ("numbered", mine or others or (not any(left) and a.key[-1:].isdigit() != b.key[-1:].isdigit())),
        ("area", a.areas != b.areas),
        ("described", any(left)),
    )
    return next((level for level, holds in tried if holds), "none")


def _is_one_area(a: Collection[str], b: Collection[str]) -> bool:
    return {*a} <= {*b} or {*b} <= {*a}


def _are_proper(left: Iterable[str]) -> bool:
    """Is there a word among them that is no common one?"""
    return any(not split(word, words().parts) for word in left)

"""How alike are two names, and what stands beside what they share?

The proper names are the same, spelled nearly so (Damerau's distance, restricted: one letter wrong, missing, too much, or two
exchanged, for about every eight), the letters of the other, in part the same, or different.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from eagraph.duplicates.names import Name
from eagraph.duplicates.rarity import Rarity
from eagraph.duplicates.spelling import split
from eagraph.duplicates.words import words

Level = Literal["identical", "near", "blurred", "abbreviated", "partial", "different"]
Beside = Literal["none", "described", "area", "more", "apart", "conflict", "opposed"]
_LEAST_NEAR, _LETTERS_A_FAULT, _MOST_FAULTS = 5, 8, 3
_MOST_CAPITALS = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names have in common, and what not."""

    level: Level
    bits: float
    """What it is worth that others have it by chance."""
    beside: Beside
    versions: Literal["same", "differ", ""]
    left: tuple[tuple[str, ...], tuple[str, ...]]
    """Words that only the one has, and only the other."""


def likeness(a: Name, b: Name, rarity: Rarity) -> Likeness:
    """Compare two names; which is first changes nothing but the order in `left`."""
    level, bits, left = _proper(a, b, rarity)
    versions = _versions(a.versions, b.versions)
    if level == "different":
        return Likeness(level, 0.0, "conflict", versions, left)
    return Likeness(level, bits, _beside(a, b, left), versions, (_only(a, b, left[0]), _only(b, a, left[1])))


def near(a: str, b: str) -> int:
    """By how many faults two words are spelled differently, where they may be one; else 0.

    >>> near("vaglykt", "vaglytk"), near("agda", "alda"), near("skola24", "skola25"), near("treserva", "treserva")
    (1, 0, 0, 0)
    """
    if a == b or min(len(a), len(b)) < _LEAST_NEAR or _digits(a) != _digits(b):
        return 0
    most = min(_MOST_FAULTS, 1 + min(len(a), len(b)) // _LETTERS_A_FAULT if min(len(a), len(b)) >= _LETTERS_A_FAULT else 1)
    faults = OSA.distance(a, b, score_cutoff=most)
    return faults if faults <= most else 0


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


Left = tuple[tuple[str, ...], tuple[str, ...]]


def _proper(a: Name, b: Name, rarity: Rarity) -> tuple[Level, float, Left]:
    """How the proper names compare, the bits of what they share, and what only one has."""
    nothing: Left = ((), ())
    if a.key == b.key or a.distinct == b.distinct:
        return "identical", _least(a, b, rarity), nothing
    if faults := near(a.key, b.key) or near(a.whole, b.whole):
        return _spelled(faults), _least(a, b, rarity), nothing
    if _are_initials(a, b) or _are_initials(b, a):
        return "abbreviated", 0.0, nothing
    shared, faults, left = _aligned(a, b)
    if not shared:
        return "different", 0.0, left
    bits = rarity.of_words(shared)
    if all(left) and not _one_word(left):
        return "partial", bits, left
    found = _spelled(faults)
    return found, bits, nothing if all(left) else left


def _spelled(faults: int) -> Level:
    return "identical" if not faults else "near" if faults == 1 else "blurred"


def _least(a: Name, b: Name, rarity: Rarity) -> float:
    return min(rarity.of_words(a.distinct), rarity.of_words(b.distinct))


def _aligned(a: Name, b: Name) -> tuple[list[str], int, Left]:
    """Words that both have, spelled alike or nearly, with the faults; and what is left of each."""
    shared = sorted(a.distinct & b.distinct)
    mine, others = [w for w in a.core if w not in shared], [w for w in b.core if w not in shared]
    pairs = sorted(
        (near(x, y) or _cut_short(x, y, a, b), x, y) for x in mine for y in others if near(x, y) or _cut_short(x, y, a, b)
    )
    faults = 0
    for cost, x, y in pairs:
        if x in mine and y in others:
            mine.remove(x)
            others.remove(y)
            shared.append(min(x, y))
            faults += cost
    return shared, faults, (tuple(mine), tuple(others))


def _cut_short(x: str, y: str, a: Name, b: Name) -> int:
    """Is one word the other, cut short with a full stop?"""
    return int((x in a.dotted and y.startswith(x)) or (y in b.dotted and x.startswith(y)))


def _one_word(left: Left) -> bool:
    """Are the words left the same when written in one?"""
    mine, others = "".join(left[0]), "".join(left[1])
    return mine == others or bool(near(mine, others))


def _are_initials(short: Name, long: Name) -> bool:
    """Is one name the first letters of the other's words, or of the parts of its compound?"""
    letters = short.capitals
    if not 2 <= len(letters) <= _MOST_CAPITALS:
        return False
    parts = [part for word in long.core for part in (split(word, words().parts) or (word,))]
    return letters in {long.initials, "".join(part[0] for part in parts if part)}


def _versions(a: Collection[str], b: Collection[str]) -> Literal["same", "differ", ""]:
    if not a or not b:
        return ""
    return "same" if {*a} & {*b} else "differ"


def _beside(a: Name, b: Name, left: Left) -> Beside:
    """What the words that only one has say, the gravest of it."""
    mine, others = a.beside - b.beside, b.beside - a.beside
    if (mine and others) or (a.areas and b.areas and not _same_area(a.areas, b.areas)):
        return "opposed"
    if all(left) or (a.own and b.own and not a.own & b.own):
        return "conflict"
    if mine or others:
        return "apart"
    if any(_proper_words(words_) for words_ in left) or (a.generic and b.generic and not a.generic & b.generic):
        return "more"
    if a.areas != b.areas:
        return "area"
    return "described" if any(left) else "none"


def _same_area(a: Collection[str], b: Collection[str]) -> bool:
    return {*a} <= {*b} or {*b} <= {*a}


def _proper_words(left: Iterable[str]) -> bool:
    return any(not split(word, words().parts) for word in left)


def _only(a: Name, b: Name, left: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*left, *(a.beside - b.beside), *(a.areas - b.areas)}))

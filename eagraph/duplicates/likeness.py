"""How alike are two names, and what stands beside what they share?

The proper names are the same, spelled nearly so (Damerau's distance, restricted: one letter wrong, missing, too much, or two
exchanged, for about every eight), the letters of the other, in part the same, or different.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from eagraph.duplicates.beside import Beside, Left, beside
from eagraph.duplicates.names import Name
from eagraph.duplicates.rarity import Rarity
from eagraph.duplicates.spelling import split
from eagraph.duplicates.words import words

Level = Literal["identical", "near", "blurred", "abbreviated", "partial", "different"]
_LEAST_NEAR, _LETTERS_A_FAULT, _MOST_FAULTS = 5, 8, 3
_MOST_CAPITALS, _LEAST_NUMBERED = 5, 4
_KIND_BITS, _COMPOUND_BITS = 4.0, 12.0
"""What a common word says more where both say the same kind of system with it; and what a compound says at most."""
_SHORT, _SHORT_BITS = 9, 2.0
"""A fault in a name of fewer letters makes it another name more easily."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names have in common, and what not."""

    level: Level
    bits: float
    """What it is worth that others have it by chance."""
    beside: Beside
    versions: Literal["same", "differ", ""]
    left: Left
    """Words that only the one has, and only the other."""


def likeness(a: Name, b: Name, rarity: Rarity) -> Likeness:
    """Compare two names; which is first changes nothing but the order in `left`."""
    level, bits, left = _proper(a, b, rarity)
    versions = _versions(a.versions, b.versions)
    if level == "different":
        return Likeness(level, 0.0, "conflict", versions, left)
    return Likeness(level, bits, beside(a, b, left), versions, (_only(a, b, left[0]), _only(b, a, left[1])))


def near(a: str, b: str) -> int:
    """By how many faults two words are spelled differently, where they may be one; else 0. One in the first letter is two.

    >>> near("vaglykt", "vaglytk"), near("agda", "alda"), near("skola24", "skola25"), near("treserva", "treserva")
    (1, 0, 0, 0)
    """
    short = min(len(a), len(b))
    if a == b or short < _LEAST_NEAR:
        return 0
    most = min(_MOST_FAULTS, 1 + short // _LETTERS_A_FAULT)
    if abs(len(a) - len(b)) > most:
        return 0
    faults = OSA.distance(a, b, score_cutoff=most) + (a[0] != b[0])
    return faults if faults <= most and _digits(a) == _digits(b) else 0


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(filter(str.isdigit, word))


def _proper(a: Name, b: Name, rarity: Rarity) -> tuple[Level, float, Left]:
    """How the proper names compare, the bits of what they share, and what only one has."""
    nothing: Left = ((), ())
    if _are_one(a, b):
        return "identical", _worth(a, b, rarity), nothing
    if faults := near(a.key, b.key) or near(a.whole, b.whole):
        found = _spelled(faults if _differ_by_ending(a, b) else max(faults, OSA.distance(a.folded, b.folded)))
        return found, _least(a, b, rarity) - _SHORT_BITS * (min(len(a.key), len(b.key)) < _SHORT), nothing
    if _are_initials(a, b) or _are_initials(b, a):
        return "abbreviated", 0.0, nothing
    return _in_part(a, b, rarity)


def _in_part(a: Name, b: Name, rarity: Rarity) -> tuple[Level, float, Left]:
    """How proper names of several words compare, word by word."""
    shared, faults, left = _aligned(a, b)
    if not shared:
        return "different", 0.0, left
    bits = rarity.of_words(shared)
    if all(left) and not _one_word(left):
        return "partial", bits, left
    return _spelled(faults), bits, ((), ()) if all(left) else left


def _are_one(a: Name, b: Name) -> bool:
    return a.key == b.key or a.distinct == b.distinct or a.whole == b.whole or _but_for_number(a.key, b.key)


def _worth(a: Name, b: Name, rarity: Rarity) -> float:
    """The bits of one name: by its words, by the kind of system both say with it, or by the whole, in whatever parts."""
    bits = _least(a, b, rarity)
    if a.generic & b.generic:
        bits = max(bits, min(_COMPOUND_BITS, bits + _KIND_BITS))
    return max(bits, min(_COMPOUND_BITS, rarity.bits(a.whole))) if a.whole == b.whole and a.key != b.key else bits


def _differ_by_ending(a: Name, b: Name) -> bool:
    """Is one name definite, and the other not?"""
    return (a.folded == a.key) != (b.folded == b.key)


def _spelled(faults: int) -> Level:
    return "identical" if not faults else "near" if faults == 1 else "blurred"


def _but_for_number(a: str, b: str) -> bool:
    """Is one word the other with a number at its end?"""
    short, long = sorted((a, b), key=len)
    return len(short) >= _LEAST_NUMBERED and long.rstrip("0123456789") == short and short != long


def _least(a: Name, b: Name, rarity: Rarity) -> float:
    return min(rarity.of_words(a.distinct), rarity.of_words(b.distinct))


def _aligned(a: Name, b: Name) -> tuple[list[str], int, Left]:
    """Words that both have, spelled alike or nearly, with the faults; and what is left of each."""
    shared = sorted(a.distinct & b.distinct)
    mine, others = [w for w in a.core if w not in shared], [w for w in b.core if w not in shared]
    costs = ((near(x, y) or _cut_short(x, y, a, b), x, y) for x in mine for y in others)
    pairs = sorted(found for found in costs if found[0])
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
    """Is one name the first letters of the other?"""
    return 2 <= len(short.capitals) <= _MOST_CAPITALS and short.capitals in initials(long)


def initials(name: Name) -> frozenset[str]:
    """The first letters of its words, and of the parts of its compounds; none where there is only one."""
    parts = [part for word in name.core for part in (split(word, words().parts) or (word,))]
    return frozenset(letters for letters in (name.initials, "".join(part[0] for part in parts if part)) if len(letters) > 1)


def _versions(a: Collection[str], b: Collection[str]) -> Literal["same", "differ", ""]:
    if not a or not b:
        return ""
    return "same" if {*a} & {*b} else "differ"


def _only(a: Name, b: Name, left: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*left, *(a.beside - b.beside), *(a.areas - b.areas)}))

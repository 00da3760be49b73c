"""How much does it say that two names share a word? Little where it is a common word, or many systems have it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from eagraph.duplicates.names import Name
from eagraph.duplicates.spelling import split
from eagraph.duplicates.words import words

_COMMON, _COMMON_COMPOUND, _SHORT, _PROPER = 6.0, 12.0, 9.0, 17.0
"""Bits of a common word, of a compound of common words, of a word of few letters, and of any other."""
_FEW_LETTERS = 3
_EXPECTED = 5
"""Systems that may share a word before it counts as common in the landscape: duplicates share theirs."""


@dataclass(frozen=True, eq=False)
class Rarity:
    """Counts of words in the proper names of a landscape's systems."""

    count: int
    by_word: Mapping[str, int]
    by_product: Mapping[str, int]

    @classmethod
    def of(cls, names: Iterable[Name], products: Iterable[str] = ()) -> Rarity:
        """Counted once a name, and once a product."""
        kept = tuple(names)
        words_ = Counter(word for name in kept for word in {*name.distinct, name.key})
        return cls(len(kept), words_, Counter(filter(None, products)))

    def bits(self, word: str) -> float:
        """The bits that sharing a word is worth."""
        if word not in self._known:
            self._known[word] = self._worth(word, self.by_word.get(word, 0))
        return self._known[word]

    def of_product(self, product: str) -> float:
        """The bits that sharing a product is worth."""
        return self._worth(product, self.by_product.get(product, 0))

    def _worth(self, word: str, times: int) -> float:
        often = max(0, times - _EXPECTED) / (4 * max(1, self.count))
        return -math.log2(max(2.0 ** -said_by_itself(word), often))

    def of_words(self, shared: Iterable[str]) -> float:
        """The bits of several words."""
        return sum(map(self.bits, shared))

    @cached_property
    def _known(self) -> dict[str, float]:
        return {}


def said_by_itself(word: str) -> float:
    """The bits of a word whatever the landscape.

    >>> [said_by_itself(word) for word in ("bokning", "elevregister", "lss", "procapit")]
    [6.0, 12.0, 9.0, 17.0]
    """
    if parts := split(word, words().parts):
        return _COMMON if len(parts) == 1 else _COMMON_COMPOUND
    return _SHORT if 0 < len(word) <= _FEW_LETTERS else _PROPER

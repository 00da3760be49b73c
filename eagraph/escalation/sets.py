"""Many sets of columns that are mostly empty: only their words that are not, so that a question costs what there is.

A column is bit `column % 64` of word `column // 64`. Questions are asked of some columns, given as booleans by column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.escalation.moves import Booleans, Words
from eagraph.graph.snapshot import Numbers


@dataclass(frozen=True, eq=False)
class Sets:
    """`count` sets: entry i is `bits[i]`, word `word[i]` of set `of[i]`; sorted by set and word, no entry empty."""

    count: int
    words: int
    of: Numbers
    word: Numbers
    bits: Words

    @classmethod
    def of_rows(cls, rows: Words) -> Sets:
        """Rows of words as sets."""
        of, word = np.nonzero(rows)
        return cls(len(rows), rows.shape[1], of.astype(np.int32), word.astype(np.int32), rows[of, word])

    def sizes(self, chosen: Booleans | None = None) -> Numbers:
        """By set, how many of some columns, or of all, it has."""
        bits = self.bits if chosen is None else self.bits & packed(chosen, self.words)[self.word]
        found = np.bincount(self.of, weights=np.bitwise_count(bits), minlength=self.count)
        return found.astype(np.int32)

    def hit(self, chosen: Booleans) -> Booleans:
        """By set, whether it has any of some columns."""
        found = np.zeros(self.count, dtype=np.bool_)
        found[self.of[(self.bits & packed(chosen, self.words)[self.word]) != 0]] = True
        return found

    def only(self, chosen: Booleans) -> Sets:
        """The sets without all other columns."""
        return self._with(self.bits & packed(chosen, self.words)[self.word])

    def within(self, other: Sets) -> Sets:
        """What each set has in common with the same set of others."""
        mine, others = self._code, other._code
        at = np.searchsorted(others, mine)
        there = at < len(others)
        there[there] = others[at[there]] == mine[there]
        bits = np.zeros_like(self.bits)
        bits[there] = self.bits[there] & other.bits[at[there]]
        return self._with(bits)

    def where(self, kept: Booleans) -> Sets:
        """The same sets, some of them emptied."""
        chosen = kept[self.of]
        return Sets(self.count, self.words, self.of[chosen], self.word[chosen], self.bits[chosen])

    def pairs(self) -> tuple[Numbers, Numbers]:
        """Everything, as pairs: set and column."""
        entry, bit = np.nonzero(np.unpackbits(self.bits.view(np.uint8), bitorder="little").reshape(len(self.bits), 64))
        return self.of[entry], (self.word[entry] * 64 + bit).astype(np.int32)

    def and_pairs(self, of: Numbers, column: Numbers) -> Sets:
        """The sets with more in them."""
        bits = np.concatenate([self.bits, np.uint64(1) << (column % 64).astype(np.uint64)])
        code = np.concatenate([self._code, of.astype(np.int64) * self.words + column // 64])
        order = np.argsort(code, kind="stable")
        first = np.flatnonzero(np.diff(code[order], prepend=-1))
        joined = np.bitwise_or.reduceat(bits[order], first) if len(first) else bits
        rows, word = np.divmod(code[order][first], self.words)
        return Sets(self.count, self.words, rows.astype(np.int32), word.astype(np.int32), joined)

    def followed_by(self, more: Sets) -> Sets:
        """These sets, and others after them."""
        of = np.concatenate([self.of, more.of + np.int32(self.count)])
        word, bits = np.concatenate([self.word, more.word]), np.concatenate([self.bits, more.bits])
        return Sets(self.count + more.count, max(self.words, more.words), of, word, bits)

    @property
    def _code(self) -> npt.NDArray[np.int64]:
        return self.of.astype(np.int64) * self.words + self.word

    def _with(self, bits: Words) -> Sets:
        kept = bits != 0
        return Sets(self.count, self.words, self.of[kept], self.word[kept], bits[kept])


def packed(chosen: Booleans, words: int) -> Words:
    """A set of columns as one row of words."""
    padded = np.zeros(words * 64, dtype=np.uint8)
    padded[: len(chosen)] = chosen
    found: Words = np.packbits(padded, bitorder="little").view(np.uint64)
    return found

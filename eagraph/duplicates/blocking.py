"""Which pairs are worth comparing? Of n systems there are n(n - 1) / 2 pairs, nearly all of them nothing.

A pair is a candidate where the two share the proper name in one word, a rare word of it, a product, a product id or a key,
or where one is among the names nearest to the other: cosine of counts of three letters in a row, weighted by how rare
these are (TF-IDF), kept as an inverted index (Salton and Buckley, 1988; blocking in record linkage: Christen, 2012). Of
what many have in common each is compared with its nearest neighbours in order, and what that leaves out is counted. One
fault in a short name leaves few letters in a row alike: names that are the same without one letter are candidates, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from eagraph.duplicates.likeness import initials
from eagraph.duplicates.records import Record
from eagraph.duplicates.spelling import split
from eagraph.duplicates.words import words
from eagraph.work import advanced

if TYPE_CHECKING:
    from scipy.sparse import csr_array

LEAST_COSINE, NEAR = 0.32, 0.7
NEAREST = 15
"""Names that each is compared with at most."""
_LARGEST_BLOCK = 40
_SHORTEST, _LONGEST = 5, 24
"""Letters of a name in which one fault is looked for."""
_ROWS = 512
_TOO_COMMON = 0.05
"""Letters in a row that more than this share of names have find no neighbour."""
Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs by place among the records, sorted; and how many records had more neighbours than were looked at."""

    pairs: tuple[tuple[int, int], ...]
    crowded: int


def candidates(records: Sequence[Record]) -> Candidates:
    """The pairs worth comparing."""
    blocks, crowded = _in_blocks(records)
    near, more = _near(records)
    found = blocks | near | _one_fault(records) | _first_letters(records) | _one_word(records)
    return Candidates(tuple(sorted(found)), len(crowded | more))


def _in_blocks(records: Sequence[Record]) -> tuple[Pairs, set[int]]:
    """Pairs that share something whole; in a large block those of one organisation, and neighbours in the order of names."""
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in {*_keys(record)}:
            blocks[key].append(place)
    pairs: Pairs = set()
    crowded: set[int] = set()
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            pairs |= {*combinations(block, 2)}
        else:
            crowded |= {*block}
            pairs |= {*_in_large(records, block)}
    return pairs, crowded


def _keys(record: Record) -> Iterator[tuple[str, object]]:
    for name in record.names:
        yield "name", name.key
        yield "words", name.distinct
        yield "name", name.whole
    if record.product:
        yield "name", record.product
    for kind, said in (("id", record.product_id), ("key", record.key)):
        if said:
            yield kind, said


def _in_large(records: Sequence[Record], block: Iterable[int]) -> Iterator[tuple[int, int]]:
    order = sorted(block, key=lambda place: (sorted(records[place].homes), records[place].names[0].key, records[place].id))
    for at, place in enumerate(order):
        for other in order[at + 1 : at + 1 + NEAREST]:
            yield min(place, other), max(place, other)


def _first_letters(records: Sequence[Record]) -> Pairs:
    """Pairs of which one name may be the first letters of the other."""
    by_letters: dict[str, set[int]] = defaultdict(set)
    for place, record in enumerate(records):
        for name in record.names:
            for letters in initials(name):
                by_letters[letters].add(place)
    short = ((place, name.capitals) for place, record in enumerate(records) for name in record.names if name.capitals)
    found = ((place, other) for place, letters in short for other in sorted(by_letters.get(letters, ()))[:_LARGEST_BLOCK])
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _one_word(records: Sequence[Record]) -> Pairs:
    """Pairs whose proper names share a word that few have and that is no common one, however long the rest of a name is."""
    having: dict[str, set[int]] = defaultdict(set)
    for place, record in enumerate(records):
        for name in record.names:
            for word in name.distinct:
                having[word].add(place)
    rare = (places for word, places in having.items() if 1 < len(places) <= NEAREST and not split(word, words().parts))
    return {pair for places in rare for pair in combinations(sorted(places), 2)}


def _one_fault(records: Sequence[Record]) -> Pairs:
    """Pairs whose names are the same without one letter of either: every fault there is, also in short names."""
    without: dict[str, set[int]] = defaultdict(set)
    for place, record in enumerate(records):
        for name in record.names:
            if _SHORTEST <= len(name.key) <= _LONGEST:
                for at in range(len(name.key)):
                    without[name.key[:at] + name.key[at + 1 :]].add(place)
                without[name.key].add(place)
    return {pair for places in without.values() if len(places) <= _LARGEST_BLOCK for pair in combinations(sorted(places), 2)}


def _near(records: Sequence[Record]) -> tuple[Pairs, set[int]]:
    """Pairs whose names are near, and records that have more near names than are looked at."""
    names = sorted({(place, key) for place, r in enumerate(records) for name in r.names for key in (name.key, name.whole)})
    if len(names) < 2:
        return set(), set()
    weights = _vectors([key for _, key in names])
    across = weights.T.tocsr()
    place = np.array([place for place, _ in names])
    pairs: Pairs = set()
    crowded: set[int] = set()
    for start in range(0, len(names), _ROWS):
        advanced(start, len(names))
        cosine = (weights[start : start + _ROWS] @ across).tocsr()
        for row in range(cosine.shape[0]):
            chosen, more = _nearest(cosine, row, start + row)
            mine = int(place[start + row])
            pairs |= {(min(mine, o), max(mine, o)) for o in place[chosen].tolist() if o != mine}
            if more:
                crowded.add(mine)
    return pairs, crowded


def _nearest(cosine: csr_array, row: int, own: int) -> tuple[np.ndarray, bool]:
    """The columns nearest to a row, ties by their order; and whether any left out is near indeed."""
    first, last = cosine.indptr[row], cosine.indptr[row + 1]
    columns, values = cosine.indices[first:last], cosine.data[first:last]
    enough = (values >= LEAST_COSINE) & (columns != own)
    columns, values = columns[enough], values[enough]
    if len(columns) > NEAREST:
        order = np.lexsort((columns, -np.round(values, 6)))
        return columns[order[:NEAREST]], bool(values[order[NEAREST]] >= NEAR)
    return columns, False


def _vectors(keys: Sequence[str]) -> csr_array:
    """A row a name: letters in a row, weighted by rarity, of length 1."""
    from scipy.sparse import csr_array, diags_array

    grams: dict[str, int] = {}
    rows, columns = [], []
    for row, key in enumerate(keys):
        padded = f"^{key}$"
        for gram in {padded[i : i + 3] for i in range(max(1, len(padded) - 2))}:
            rows.append(row)
            columns.append(grams.setdefault(gram, len(grams)))
    shape = (len(keys), len(grams))
    counts = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    often = np.bincount(columns, minlength=len(grams))
    rare = np.log(len(keys) / often) + 0.1
    rare[often > max(_LARGEST_BLOCK, _TOO_COMMON * len(keys))] = 0.0
    weighted = counts @ diags_array(rare)
    length = np.sqrt((weighted.multiply(weighted)).sum(axis=1))
    return csr_array(diags_array(1 / np.maximum(length, 1e-9)) @ weighted)

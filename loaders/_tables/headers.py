"""Which of the five lists is this, and what is each of its columns? Only headers decide, never the name of a file.

Title rows, blank rows and a header in two rows (a merged "Klassning" above K R T S) are seen through: among the first
rows the one that reads best as a header is it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from loaders._tables.vocabulary import REMEMBERED, ListForm, Meaning, Vocabulary, folded, squash

LOOKED_AT = 30
"""How many rows may stand before and in the header."""
ENOUGH = 3
"""The weight of known headers from which a row is a header (see `Meaning`)."""
LONGEST_HEADER = 200
"""Characters; what is longer heads no column anybody knows."""
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
Row = tuple[int, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, its header as written, its role ("" where none is known), the unit in its header."""

    index: int
    header: str
    role: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """A header as one list reads it.

    `missing` holds the needs it does not meet, `rival` the list it fits as well, `width` counts its cells, blank ones too.
    """

    form: ListForm
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    score: int
    missing: tuple[tuple[str, ...], ...] = ()
    rival: str = ""
    width: int = 0

    @property
    def is_recognised(self) -> bool:
        """Does it have what the list needs, and enough that speaks for the list?"""
        return not self.missing and self.score >= ENOUGH and sum(1 for c in self.columns if c.role) > 1

    def by_role(self) -> dict[str, Column]:
        """The columns that have a role."""
        return {column.role: column for column in self.columns if column.role}


def find_header(rows: Sequence[Row], vocabulary: Vocabulary, names: Mapping[str, str], caption: str = "") -> Header | None:
    """The best reading of the first rows; None where no row has two headers anybody knows.

    Args:
        rows: row numbers and cells, from the top.
        vocabulary: what headers mean.
        names: the user's own names for columns (header → role or property).
        caption: words beside the list; asked only when two lists fit equally.
    """
    candidates = _candidates(rows)
    if any(_is_our_own_file(cells) for _, _, cells in candidates):
        return None
    found = [header for first, last, cells in candidates for header in _readings(first, last, cells, vocabulary, names)]
    known = [header for header in found if sum(1 for c in header.columns if c.role) > 1]
    if not known:
        return None
    best = max(known, key=lambda h: (h.is_recognised, h.score, -h.last_row))
    alike = [h for h in known if (h.is_recognised, h.score, h.last_row) == (best.is_recognised, best.score, best.last_row)]
    return _chosen(alike, folded(caption)) if best.is_recognised else best


def _chosen(alike: list[Header], caption: str) -> Header:
    by_list = {header.form.name: header for header in reversed(alike)}
    if len(by_list) == 1:
        return alike[0]
    named = [header for header in alike if any(word in caption for word in header.form.captions)]
    if named:
        return named[0]
    first, rival = alike[0], next(name for name in by_list if name != alike[0].form.name)
    return replace(first, rival=rival)


def _candidates(rows: Sequence[Row]) -> list[tuple[int, int, list[str]]]:
    """Rows that may be the header: each alone, and each with the one above it in its empty cells (merged over two rows)."""
    texts = [(number, [_text(cell) for cell in cells]) for number, cells in rows[:LOOKED_AT]]
    single = [(number, number, cells) for number, cells in texts if any(cells)]
    stacked = [
        (above, number, [below or over for over, below in _zipped(upper, cells)])
        for (above, upper), (number, cells) in pairwise(texts)
        if any(cells) and sum(map(bool, upper)) > 1
    ]
    return [*single, *stacked]


def _zipped(upper: list[str], lower: list[str]) -> list[tuple[str, str]]:
    width = max(len(upper), len(lower))
    return list(zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True))


def _text(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _is_our_own_file(cells: Sequence[str]) -> bool:
    """Is it the header of nodes.csv or relationships.csv, which the loader `landscape` reads?"""
    first = [cell.strip() for cell in cells[:3]]
    return first[:2] == ["id", "label"] or first == ["source", "type", "target"]


def _readings(first: int, last: int, cells: list[str], vocabulary: Vocabulary, names: Mapping[str, str]) -> list[Header]:
    own = {squash(header): role for header, role in names.items()}
    meanings = [[_meaning(cell, form, own) for cell in cells] for form in vocabulary.lists]
    strong = [i for row in meanings for i, meaning in enumerate(row) if meaning and meaning.strong]
    leftmost = min(strong, default=-1)
    return [
        _reading((first, last), cells, form, row, leftmost) for form, row in zip(vocabulary.lists, meanings, strict=True)
    ]


def _meaning(cell: str, form: ListForm, own: Mapping[str, str]) -> Meaning | None:
    """What a header means: as it stands, without its parentheses, or as its parentheses say."""
    if not cell or len(cell) > LONGEST_HEADER:
        return None
    ways = _ways(cell)
    if mapped := own.get(ways[0]):
        known = form.meanings.get(squash(mapped))
        return replace(known, rank=-1) if known else Meaning(mapped, -1, 0)
    return next((form.meanings[way] for way in ways if way in form.meanings), None)


@lru_cache(maxsize=REMEMBERED)
def _ways(cell: str) -> tuple[str, str, str]:
    """A header as every list looks it up: as it stands, without its parentheses, what its parentheses say."""
    return squash(cell), squash(_PARENTHESES.sub(" ", cell)), squash(" ".join(_PARENTHESES.findall(cell)))


def _reading(span: tuple[int, int], cells: list[str], form: ListForm, row: list[Meaning | None], leftmost: int) -> Header:
    taken: dict[str, tuple[int, int]] = {}
    for index, meaning in enumerate(row):
        if meaning and (meaning.role not in taken or _is_better(meaning, taken[meaning.role][0])):
            taken[meaning.role] = (meaning.rank, index)
    roles = {index: role for role, (_, index) in taken.items()}
    score = sum(_weight(row[index], index, leftmost) for index in roles)
    columns = tuple(Column(index, cell, roles.get(index, ""), _unit(cell)) for index, cell in enumerate(cells) if cell)
    missing = tuple(group for group in form.needs if not any(role in taken for role in group))
    return Header(form, *span, columns, score, missing, width=len(cells))


def _is_better(meaning: Meaning, rank: int) -> bool:
    """Does a header say a role better than one to the left of it? Of two names the one to the left is the row's own."""
    return meaning.rank < rank and (meaning.role != "name" or meaning.rank < 0)


def _weight(meaning: Meaning | None, index: int, leftmost: int) -> int:
    """A name counts for its list only where no other list's name stands to the left of it."""
    if meaning is None or (meaning.strong and index != leftmost):
        return 0
    return meaning.weight


def _unit(header: str) -> str:
    found = _PARENTHESES.search(header[:LONGEST_HEADER])
    return folded(found[1]) if found else ""

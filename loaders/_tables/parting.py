"""One cell that says several things: names in a row, or the levels of all aspects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from eagraph.locale import both
from eagraph.model.fields import BadValue
from loaders._tables.vocabulary import folded

LONGEST_VALUE = 200
"""Characters of a number, a date, a level, a yes or no."""


def parted(text: str, how: str) -> list[str]:
    """The parts of a cell that names several things: "items" also at commas, but never inside parentheses.

    >>> parted("Betalning, Journal (vård, omsorg); Kö", "items")
    ['Betalning', 'Journal (vård, omsorg)', 'Kö']
    """
    signs = ",;|\n" if how == "items" else ";|\n"
    cuts, inside = [len(text)], False
    for index in range(len(text) - 1, -1, -1):
        inside = text[index] == ")" or (inside and text[index] != "(")
        if text[index] in signs and not inside:
            cuts.append(index)
    cuts.append(-1)
    parts = [text[start + 1 : end] for end, start in pairwise(cuts)]
    return list(dict.fromkeys(part for raw in reversed(parts) if (part := " ".join(raw.split()))))


def combined_levels(text: str, order: Mapping[str, str]) -> dict[str, str]:
    """One cell with all levels, aspect by aspect: "2-2-3-1", "2231", "K2 R2 T3 S1", "K:0-3 R:1".

    Args:
        text: the cell.
        order: letters of the header and the aspects they stand for, in order.

    Raises:
        BadValue: it is none of these.
    """
    expected = both("levels as 2-2-3-1 or K2 R2 T3 S1 (here {letters})", letters="-".join(order).upper())
    if len(text) > LONGEST_VALUE:
        raise BadValue(expected)
    bare = folded(text)
    labelled = re.findall(r"([a-z])\s*[:=]?\s*(\d+(?:\s*[-–]\s*\d+)?)", bare)
    if labelled:
        if re.sub(r"[a-z]\s*[:=]?\s*\d+(?:\s*[-–]\s*\d+)?[\s,;/|-]*", "", bare) or any(
            letter not in order for letter, _ in labelled
        ):
            raise BadValue(expected)
        return {order[letter]: level for letter, level in labelled}
    levels = list(bare) if re.fullmatch(r"\d{3,4}", bare) else _split_levels(re.sub(r"\s*([-–/.,;|])\s*", r"\1", bare))
    if not 3 <= len(levels) <= len(order) or not all(re.fullmatch(r"\d+([-–]\d+)?", level) for level in levels):
        raise BadValue(expected)
    return dict(zip(order.values(), levels, strict=False))


def _split_levels(text: str) -> list[str]:
    """Parted at the outermost sign, so that "0/1-2/1" keeps its interval."""
    sign = next((sign for sign in "/;|,. " if sign in text), "-")
    return text.replace("–", "-").split(sign)

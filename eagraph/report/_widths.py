"""How wide are the columns of a table on paper?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

LETTERS = {True: 105, False: 165}
"""How many letters stand beside each other on a page, by whether it stands upright."""
_AIR = 2
"""Letters a heading is set wider than counted; it may stand on two lines."""
_NARROW = 12
"""Letters up to which a column takes just the room it needs."""


def widths(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[float]:
    """The share of the room a column gets by what it says, at least that of its longest word; 0 for just what it needs."""
    said = list(zip_longest(*rows, fillvalue=""))
    longest = [max(len(text) for text in column) for column in said]
    words = [
        max(map(len, " ".join((heading, *column)).split()), default=1)
        for heading, column in zip(headings, said, strict=True)
    ]
    half = [len(heading) // 2 + _AIR for heading in headings]
    wanted = [max(word, min(max(told), room)) for word, *told in zip(words, longest, half, strict=True)]
    spare, asked = max(0, room - sum(words)), sum(wanted) - sum(words)
    scale = min(1.0, spare / asked) if asked else 0.0
    shares = [word + scale * (want - word) for word, want in zip(words, wanted, strict=True)]
    narrow = [max(len(heading), length) <= _NARROW for heading, length in zip(headings, longest, strict=True)]
    fits = not all(narrow) and sum(words) <= room
    return [0.0 if fits and is_narrow else round(share, 1) for is_narrow, share in zip(narrow, shares, strict=True)]

"""A matrix of who sends to whom, folded to what can be looked at: the ends with most exchanges, and the rest together.

Nothing is lost by folding: what is not drawn by itself is added up in the line or column of the rest, so that the sums of a
folded matrix are those of the whole one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

MOST_ENDS = 24
SHADES = 5
NOBODY, REST = "", "~rest"
"""Stand for an end that is unknown, and for all ends that are not drawn by themselves."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many exchanges, and how many of them stand out."""

    exchanges: int = 0
    direct: int = 0
    not_digital: int = 0
    unencrypted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.exchanges + other.exchanges,
            self.direct + other.direct,
            self.not_digital + other.not_digital,
            self.unencrypted + other.unencrypted,
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn: senders from the top, receivers from the left, the cells between them, and how many ends are folded."""

    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    cells: Mapping[Key, Count]
    folded: tuple[int, int] = (0, 0)

    def total(self, end: int, one: str) -> Count:
        """All that one sends (end 0) or receives (end 1)."""
        return sum((count for key, count in self.cells.items() if key[end] == one), Count())

    def shade(self, key: Key) -> int:
        """How dark a cell is, 1 to 5 by the square root of its share in the fullest one between different ends; 0: empty."""
        count = self.cells.get(key, Count()).exchanges
        most = max((c.exchanges for (a, b), c in self.cells.items() if a != b and REST not in (a, b)), default=count)
        return min(SHADES, 1 + int((SHADES - 1) * (count / max(most, 1)) ** 0.5)) if count else 0


def fold(cells: Mapping[Key, Count], most: int = MOST_ENDS) -> Grid:
    """The matrix with no more ends a side than so many, those with most exchanges, and the rest together."""
    drawn = [_drawn(cells, end, most) for end in (0, 1)]
    kept: dict[Key, Count] = defaultdict(Count)
    for (sender, receiver), count in cells.items():
        kept[sender if sender in drawn[0] else REST, receiver if receiver in drawn[1] else REST] += count
    left = [len({key[end] for key in cells}) - len(drawn[end]) for end in (0, 1)]
    senders, receivers = ((*drawn[end], *([REST] if left[end] else [])) for end in (0, 1))
    return Grid(senders, receivers, dict(kept), (left[0], left[1]))


def _drawn(cells: Mapping[Key, Count], end: int, most: int) -> list[str]:
    """The ends with most exchanges; an unknown one is always among them, and last."""
    total: Counter[str] = Counter()
    for key, count in cells.items():
        total[key[end]] += count.exchanges
    known = sorted((one for one in total if one != NOBODY), key=lambda one: (-total[one], one))
    return [*known[: most - (NOBODY in total)], *([NOBODY] if NOBODY in total else [])]

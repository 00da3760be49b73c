"""Records held by column: where there are very many, they are made only when somebody looks at one."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar, overload

from eagraph.collector import resting_collector
from eagraph.model.provenance import NO_ROW, Claims, Provenance, encode

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Chosen = npt.NDArray[np.integer[Any]]
Item = TypeVar("Item")
_OF_A_ROW = re.compile(r"(.*:)(0|[1-9]\d{0,8})(\"\]\])", re.DOTALL)
"""One claim to what stands in a row of a file, as provenance writes it."""


class Late(Sequence[Item]):
    """A sequence of records that are made all at once, when one is looked at."""

    @cached_property
    def made(self) -> tuple[Item, ...]:
        """The records."""
        with resting_collector():
            return tuple(self._drawn())

    @abstractmethod
    def _drawn(self) -> Iterable[Item]: ...

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        return self.made[index]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.made == tuple(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Claimed:
    """Who claims each of many records, as the lines a store keeps.

    Attributes:
        around: what stands around the number of a row, or a whole line and nothing.
        which: which of them, by record.
        row: the row, by record; NO_ROW where `around` says all.
    """

    around: Sequence[tuple[str, str]]
    which: Numbers
    row: Numbers

    @classmethod
    def by(cls, source: str, run: str, file: str, row: Numbers) -> Claimed:
        """By one source, in one run, from the rows of one file."""
        import numpy as np

        line = encode([Provenance(source, run, f"{file}:")])
        return cls([(line[:-3], line[-3:])], np.zeros_like(row), row)

    @classmethod
    def of(cls, lines: Iterable[str]) -> Claimed:
        """What some lines say."""
        import numpy as np

        around: dict[tuple[str, str], int] = {}
        which, row = [], []
        for line in lines:
            found = _OF_A_ROW.fullmatch(line)
            which.append(around.setdefault((found[1], found[3]) if found else (line, ""), len(around)))
            row.append(int(found[2]) if found else NO_ROW)
        return cls(list(around), np.array(which, dtype=np.int32), np.array(row, dtype=np.int32))

    @classmethod
    def together(cls, some: Sequence[Claimed]) -> Claimed:
        """One after the other."""
        import numpy as np

        around = [pair for claimed in some for pair in claimed.around]
        which = in_a_row([claimed.which for claimed in some], [len(claimed.around) for claimed in some])
        return cls(*compact(around, which, lambda pair: pair), np.concatenate([claimed.row for claimed in some]))

    def at(self, chosen: Chosen) -> Claimed:
        """Those of some records."""
        return Claimed(self.around, self.which[chosen], self.row[chosen])

    def claims(self) -> Iterator[Claims]:
        """Those of every record."""
        which = self.which.tolist()
        starts, ends = ([pair[side] for pair in self.around] for side in (0, 1))
        return map(Claims, map(starts.__getitem__, which), self.row.tolist(), map(ends.__getitem__, which))


def in_a_row(codes: Sequence[Numbers], counts: Sequence[int]) -> Numbers:
    """Codes of several lists of values, of so many each, as codes of the lists one after the other."""
    import numpy as np

    starts = accumulate(counts, initial=0)
    moved = np.concatenate([some + start for some, start in zip(codes, starts, strict=False)])
    return moved.astype(np.int32)


def compact(values: Sequence[Item], codes: Numbers, key: Callable[[Item], Hashable]) -> tuple[list[Item], Numbers]:
    """Every value that stands somewhere once, alike ones by their key, and the codes for them."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    kept: list[Item] = []
    moved = np.zeros(len(values), dtype=np.int32)
    for code in np.flatnonzero(np.bincount(codes, minlength=len(values))).tolist():
        number = numbers.setdefault(key(values[code]), len(kept))
        if number == len(kept):
            kept.append(values[code])
        moved[code] = number
    return kept, moved[codes]


def ranks(texts: Sequence[str]) -> Numbers:
    """The place of every text among the different ones, sorted."""
    import numpy as np

    place = {text: i for i, text in enumerate(sorted(set(texts)))}
    return np.fromiter((place[text] for text in texts), dtype=np.int32, count=len(texts))

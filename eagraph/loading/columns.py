"""Records of a large table, held by column: every distinct value once, and numbers that say where it stands.

What is read by column is what would be read record by record: `Table.records` gives them, and whatever is odd about a
table is left to those who look at one record after the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from eagraph.loading import NodeRecord, Reference, RelationshipRecord

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]


class Column(ABC):
    """The values of a column: `values[codes[i]]` stands in row i; nothing where the code is -1."""

    @property
    @abstractmethod
    def values(self) -> Sequence[object]:
        """Every value once."""

    @property
    @abstractmethod
    def codes(self) -> Numbers:
        """Which of them stands in each row."""

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def texts(self) -> list[object]:
        """The value of every row, None where there is none."""
        import numpy as np

        values = np.fromiter(chain(self.values, (None,)), dtype=object, count=len(self.values) + 1)
        texts: list[object] = values[self.codes].tolist()
        return texts

    @property
    def is_whole(self) -> bool:
        """Does something stand in every row?"""
        return not (self.codes < 0).any()

    def among(self, texts: Sequence[str]) -> Numbers:
        """The number, among some texts, of what stands in each row; -1 where it is none of them."""
        import numpy as np

        index = {text: i for i, text in enumerate(texts)}
        found = [index.get(str(value), -1) for value in self.values]
        return np.array([*found, -1], dtype=np.int32)[self.codes]

    def without(self, nothing: Sequence[object]) -> list[int]:
        """The rows in which nothing stands, or one of some values that say nothing."""
        import numpy as np

        said = np.array([value not in nothing for value in self.values] + [False], dtype=bool)
        rows: list[int] = np.flatnonzero(~said[self.codes]).tolist()
        return rows


class Coded(Column):
    """A column whose distinct values are known."""

    def __init__(self, values: Sequence[object], codes: Numbers) -> None:
        self._values, self._codes = values, codes

    @property
    def values(self) -> Sequence[object]:
        """Every value once."""
        return self._values

    @property
    def codes(self) -> Numbers:
        """Which of them stands in each row."""
        return self._codes


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one file: what each is known by (`own`: id and label, or source, type and target), and its properties.

    Row i stands at `file:first + i`.
    """

    file: str
    own: Mapping[str, Column]
    properties: Mapping[str, Column]
    first: int

    def __len__(self) -> int:
        return len(next(iter(self.own.values())))

    @property
    def places(self) -> Numbers:
        """The number of every row in its file."""
        import numpy as np

        return np.arange(self.first, self.first + len(self), dtype=np.int32)

    def told(self) -> Iterator[tuple[tuple[str, ...], dict[str, object], str]]:
        """Every row: what it is known by, its properties, its place."""
        own = zip(*(column.texts for column in self.own.values()), strict=True)
        names = list(self.properties)
        others = zip(*(column.texts for column in self.properties.values()), strict=True) if names else ((),) * len(self)
        for number, (known, values) in enumerate(zip(own, others, strict=True), self.first):
            properties = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            yield tuple(map(str, known)), properties, f"{self.file}:{number}"


@dataclass(frozen=True, eq=False)
class Table:
    """A source as columns: nodes whose keys are ids already, and relationships between ids."""

    nodes: Sequence[Rows]
    relationships: Rows | None

    def node_records(self) -> Iterator[NodeRecord]:
        """The nodes as records."""
        for rows in self.nodes:
            for (id_, label), properties, place in rows.told():
                yield NodeRecord(id_, label, properties, place, id=id_)

    def relationship_records(self) -> Iterator[RelationshipRecord]:
        """The relationships as records."""
        for (source, type_, target), properties, place in self.relationships.told() if self.relationships else ():
            yield RelationshipRecord(Reference(source), type_, Reference(target), properties, place)

"""Records of a large table, held by column: every distinct value once, and numbers that say where it stands.

What is read by column is what would be read record by record: `Table.records` gives them, and whatever is odd about a
table is left to those who look at one record after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from eagraph.loading import NodeRecord, Reference, RelationshipRecord

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Column:
    """The values of a column: `values[codes[i]]` stands in row i; nothing where the code is -1."""

    values: Sequence[object]
    codes: Numbers

    @property
    def texts(self) -> list[object]:
        """The value of every row, None where there is none."""
        import numpy as np

        values = np.fromiter(chain(self.values, (None,)), dtype=object, count=len(self.values) + 1)
        texts: list[object] = values[self.codes].tolist()
        return texts

    def without(self, nothing: Sequence[object]) -> list[int]:
        """The rows in which nothing stands, or one of some values that say nothing."""
        import numpy as np

        said = np.array([value not in nothing for value in self.values] + [False], dtype=bool)
        rows: list[int] = np.flatnonzero(~said[self.codes]).tolist()
        return rows


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
        return len(next(iter(self.own.values())).codes)

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

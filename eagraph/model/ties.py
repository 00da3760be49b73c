"""Relationships held by column: where there are very many, one is made only when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Claims, Provenance, encode

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
_AT_A_TIME = 20_000


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claims of records that one run read from the rows of one file: what stands around the number of the row."""

    start: str
    end: str

    @classmethod
    def by(cls, source: str, run: str, file: str) -> Claimed:
        """By a source, in a run, from a file."""
        line = encode([Provenance(source, run, f"{file}:")])
        return cls(line[:-3], line[-3:])

    def line(self, row: int) -> str:
        """The claim of what stands in a row, as a store keeps it."""
        return f"{self.start}{row}{self.end}"


@dataclass(frozen=True, eq=False)
class Ties(Sequence[Relationship]):
    """Relationships sorted by key, as columns of numbers: of nodes, of types, of contents (shared by many), of rows."""

    nodes: Sequence[Node]
    types: Sequence[str]
    contents: Sequence[Mapping[str, Value]]
    source: Numbers
    kind: Numbers
    target: Numbers
    content: Numbers
    ordinal: Numbers
    row: Numbers
    claimed: Claimed

    def __len__(self) -> int:
        return len(self.source)

    @overload
    def __getitem__(self, index: int) -> Relationship: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Relationship, ...]: ...
    def __getitem__(self, index: int | slice) -> Relationship | tuple[Relationship, ...]:
        if isinstance(index, slice):
            return tuple(self._made(index))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        return next(self._made(slice(index, index + 1)))

    def __iter__(self) -> Iterator[Relationship]:
        for start in range(0, len(self), _AT_A_TIME):
            yield from self._made(slice(start, start + _AT_A_TIME))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
        )

    __hash__ = None  # type: ignore[assignment]

    def at(self, chosen: npt.NDArray[np.int64]) -> tuple[Relationship, ...]:
        """Some of them, without who claims them."""
        ids = [node.id for node in self.nodes]
        return tuple(
            Relationship(ids[source], self.types[kind], ids[target], self.contents[content], ordinal)
            for source, kind, target, content, ordinal, _ in self.numbers(chosen)
        )

    def _made(self, chosen: slice | npt.NDArray[np.int64]) -> Iterator[Relationship]:
        nodes, types, contents, line = self.nodes, self.types, self.contents, self.claimed.line
        for source, kind, target, content, ordinal, row in self.numbers(chosen):
            yield Relationship(
                nodes[source].id, types[kind], nodes[target].id, contents[content], ordinal, Claims(line(row))
            )

    def numbers(self, chosen: slice | npt.NDArray[np.int64]) -> Iterator[tuple[int, int, int, int, int, int]]:
        """Of some: source, kind, target, content, ordinal and row."""
        columns = (self.source, self.kind, self.target, self.content, self.ordinal, self.row)
        return zip(*(column[chosen].tolist() for column in columns), strict=True)

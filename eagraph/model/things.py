"""Nodes held by column: every distinct value of a property once, and where it stands."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eagraph.model import provenance
from eagraph.model.columns import Claimed, Late, compact, in_a_row
from eagraph.model.fields import Value
from eagraph.model.landscape import Node

if TYPE_CHECKING:
    from eagraph.model.columns import Chosen, Numbers


@dataclass(frozen=True, eq=False)
class Cells:
    """A property of some nodes: `values[codes[i]]` is that of node `rows[i]`."""

    values: Sequence[Value]
    codes: Numbers
    rows: Numbers

    @classmethod
    def together(cls, some: Sequence[tuple[Cells, Numbers]]) -> Cells:
        """A property of the nodes of several lists, each of which came to stand somewhere."""
        import numpy as np

        rows = np.concatenate([rank[cells.rows] for cells, rank in some])
        if len(some) == 1:
            return cls(some[0][0].values, some[0][0].codes, rows)
        values = [value for cells, _ in some for value in cells.values]
        codes = in_a_row([cells.codes for cells, _ in some], [len(cells.values) for cells, _ in some])
        return cls(*compact(values, codes, _told_apart), rows)

    def at(self, place: Numbers) -> Cells:
        """Those of some nodes: where each of all came to stand, -1 for those that are not meant."""
        rows = place[self.rows]
        is_in = rows >= 0
        return Cells(*compact(self.values, self.codes[is_in], _told_apart), rows[is_in])


@dataclass(frozen=True, eq=False)
class Things(Late[Node]):
    """Nodes sorted by id."""

    ids: Sequence[str]
    labels: Sequence[str]
    label: Numbers
    properties: Mapping[str, Cells]
    claimed: Claimed

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Things:
        """By column what is sorted by id."""
        import numpy as np

        ids, label, claims = [], [], []
        labels: dict[str, int] = {}
        columns: dict[str, _Filling] = {}
        for i, node in enumerate(nodes):
            ids.append(node.id)
            label.append(labels.setdefault(node.label, len(labels)))
            claims.append(provenance.encode(node.provenance))
            for name, value in node.properties.items():
                columns.setdefault(name, _Filling()).put(i, value)
        cells = {name: columns[name].cells() for name in sorted(columns)}
        return cls(ids, list(labels), np.array(label, dtype=np.int32), cells, Claimed.of(claims))

    @classmethod
    def joined(cls, parts: Sequence[Things]) -> tuple[Things, list[Numbers]]:
        """All of some that have no id in common, sorted; and where those of each part came to stand."""
        import numpy as np

        ids = [id_ for part in parts for id_ in part.ids]
        order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int32)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order), dtype=np.int32)
        ranks = np.split(rank, np.cumsum([len(part) for part in parts[:-1]], dtype=np.int32))
        labels = [label for part in parts for label in part.labels]
        label = in_a_row([part.label for part in parts], [len(part.labels) for part in parts])
        named = dict.fromkeys(name for part in parts for name in part.properties)
        pairs = list(zip(parts, ranks, strict=True))
        cells = {
            name: Cells.together([(part.properties[name], rank) for part, rank in pairs if name in part.properties])
            for name in named
        }
        claimed = Claimed.together([part.claimed for part in parts]).at(order)
        return cls([ids[i] for i in order.tolist()], *compact(labels, label[order], str), cells, claimed), ranks

    def only(self, chosen: Chosen) -> Things:
        """Some of them, by their numbers, with who claims them."""
        ids = list(map(self.ids.__getitem__, chosen.tolist()))
        label = self.label[chosen]
        return Things(ids, *compact(self.labels, label, str), self._cells_of(chosen), self.claimed.at(chosen))

    def __len__(self) -> int:
        return len(self.ids)

    def at(self, chosen: Chosen) -> tuple[Node, ...]:
        """Some of them, without who claims them."""
        contents = _contents(self._cells_of(chosen), len(chosen))
        return tuple(map(Node, map(self.ids.__getitem__, chosen.tolist()), self._labels(self.label[chosen]), contents))

    def _cells_of(self, chosen: Chosen) -> dict[str, Cells]:
        import numpy as np

        place = np.full(len(self), -1, dtype=np.int32)
        place[chosen] = np.arange(len(chosen), dtype=np.int32)
        found = {name: cells.at(place) for name, cells in self.properties.items()}
        return {name: cells for name, cells in found.items() if len(cells.rows)}

    def _drawn(self) -> Iterator[Node]:
        contents = _contents(self.properties, len(self))
        return map(Node, self.ids, self._labels(self.label), contents, self.claimed.claims())

    def _labels(self, codes: Numbers) -> Iterator[str]:
        return map(self.labels.__getitem__, codes.tolist())


class _Filling:
    """A column under way."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._values: list[Value] = []
        self._rows: list[int] = []
        self._codes: list[int] = []

    def put(self, row: int, value: Value) -> None:
        """The next value."""
        code = self._numbers.setdefault(_told_apart(value), len(self._values))
        if code == len(self._values):
            self._values.append(value)
        self._rows.append(row)
        self._codes.append(code)

    def cells(self) -> Cells:
        import numpy as np

        return Cells(self._values, np.array(self._codes, dtype=np.int32), np.array(self._rows, dtype=np.int32))


def _told_apart(value: Value) -> Hashable:
    """One and true, 0.0 and -0.0 are different values."""
    return value if isinstance(value, str) else (type(value), repr(value))


def _contents(columns: Mapping[str, Cells], count: int) -> list[dict[str, Value]]:
    """The properties of every node, in the order of the columns."""
    made: list[dict[str, Value]] = [{} for _ in range(count)]
    for name, column in columns.items():
        values = column.values
        for row, code in zip(column.rows.tolist(), column.codes.tolist(), strict=True):
            made[row][name] = values[code]
    return made

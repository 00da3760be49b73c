"""Nodes held by column: every distinct value of a property once, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eagraph.model import provenance
from eagraph.model.columns import Claimed, Late
from eagraph.model.fields import Value
from eagraph.model.landscape import Node
from eagraph.model.provenance import Claims

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from eagraph.model.columns import Numbers


@dataclass(frozen=True, eq=False)
class Cells:
    """A property of some nodes: `values[codes[i]]` is that of node `rows[i]`."""

    values: Sequence[Value]
    rows: Numbers
    codes: Numbers


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

    def __len__(self) -> int:
        return len(self.ids)

    def at(self, chosen: npt.NDArray[np.int64]) -> tuple[Node, ...]:
        """Some of them, without who claims them."""
        import numpy as np

        place = np.full(len(self), -1, dtype=np.int32)
        place[chosen] = np.arange(len(chosen), dtype=np.int32)
        cells = {
            name: Cells(column.values, here[is_in], column.codes[is_in])
            for name, column in self.properties.items()
            if (is_in := (here := place[column.rows]) >= 0).any()
        }
        ids = map(self.ids.__getitem__, chosen.tolist())
        return tuple(map(Node, ids, self._labels(self.label[chosen]), _contents(cells, len(chosen))))

    def _drawn(self) -> Iterator[Node]:
        claims = map(Claims, self.claimed.lines())
        return map(Node, self.ids, self._labels(self.label), _contents(self.properties, len(self)), claims)

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
        """One and true, 0.0 and -0.0 are different values."""
        key = value if isinstance(value, str) else (type(value), repr(value))
        code = self._numbers.setdefault(key, len(self._values))
        if code == len(self._values):
            self._values.append(value)
        self._rows.append(row)
        self._codes.append(code)

    def cells(self) -> Cells:
        import numpy as np

        return Cells(self._values, np.array(self._rows, dtype=np.int32), np.array(self._codes, dtype=np.int32))


def _contents(columns: Mapping[str, Cells], count: int) -> list[dict[str, Value]]:
    """The properties of every node, in the order of the columns."""
    made: list[dict[str, Value]] = [{} for _ in range(count)]
    for name, column in columns.items():
        values = column.values
        for row, code in zip(column.rows.tolist(), column.codes.tolist(), strict=True):
            made[row][name] = values[code]
    return made

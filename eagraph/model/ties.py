"""Relationships held by column: as numbers of nodes, of types, of contents that many share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eagraph.model import provenance
from eagraph.model.columns import Claimed, Late
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from eagraph.model.provenance import Claims

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from eagraph.model.columns import Numbers

_as_line = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, eq=False)
class Ties(Late[Relationship]):
    """Relationships sorted by key. `ids` are those of all nodes, sorted."""

    ids: Sequence[str]
    types: Sequence[str]
    contents: Sequence[Mapping[str, Value]]
    source: Numbers
    kind: Numbers
    target: Numbers
    content: Numbers
    ordinal: Numbers
    claimed: Claimed

    @classmethod
    def of(cls, ids: Sequence[str], relationships: Iterable[Relationship]) -> Ties:
        """By column what is sorted by key."""
        import numpy as np

        index = {id_: i for i, id_ in enumerate(ids)}
        types: dict[str, int] = {}
        lines: dict[str, int] = {}
        contents: list[Mapping[str, Value]] = []
        rows, claims = [], []
        for tie in relationships:
            line = _as_line(tie.properties)
            content = lines.setdefault(line, len(lines))
            if content == len(contents):
                contents.append(tie.properties)
            kind = types.setdefault(tie.type, len(types))
            rows.append((index[tie.source], kind, index[tie.target], content, tie.ordinal))
            claims.append(provenance.encode(tie.provenance))
        source, kinds, target, shared, ordinal = np.array(rows, dtype=np.int32).reshape(-1, 5).T.copy()
        return cls(ids, list(types), contents, source, kinds, target, shared, ordinal, Claimed.of(claims))

    def __len__(self) -> int:
        return len(self.source)

    def at(self, chosen: npt.NDArray[np.int64]) -> tuple[Relationship, ...]:
        """Some of them, without who claims them."""
        return tuple(map(Relationship, *self._cells(chosen)))

    def _drawn(self) -> Iterator[Relationship]:
        return map(Relationship, *self._cells(slice(None)), map(Claims, self.claimed.lines()))

    def _cells(self, chosen: slice | npt.NDArray[np.int64]) -> tuple[Iterable[object], ...]:
        source, kind, target, content, ordinal = (
            column[chosen].tolist() for column in (self.source, self.kind, self.target, self.content, self.ordinal)
        )
        id_ = self.ids.__getitem__
        return (
            map(id_, source), map(self.types.__getitem__, kind), map(id_, target),
            map(self.contents.__getitem__, content), ordinal,
        )  # fmt: skip

"""Relationships held by column: as numbers of nodes, of types, of contents that many share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eagraph.model import provenance
from eagraph.model.columns import Claimed, Late, compact, in_a_row, ranks
from eagraph.model.fields import Value, as_json
from eagraph.model.landscape import Relationship

if TYPE_CHECKING:
    from eagraph.model.columns import Chosen, Numbers


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
            line = as_json(tie.properties)
            content = lines.setdefault(line, len(lines))
            if content == len(contents):
                contents.append(tie.properties)
            kind = types.setdefault(tie.type, len(types))
            rows.append((index[tie.source], kind, index[tie.target], content, tie.ordinal))
            claims.append(provenance.encode(tie.provenance))
        source, kinds, target, shared, ordinal = np.array(rows, dtype=np.int32).reshape(-1, 5).T.copy()
        return cls(ids, list(types), contents, source, kinds, target, shared, ordinal, Claimed.of(claims))

    @classmethod
    def joined(cls, ids: Sequence[str], parts: Sequence[tuple[Ties, Numbers]]) -> Ties:
        """All of some that have no key in common, sorted.

        Args:
            ids: those of all nodes, sorted.
            parts: relationships, and where each of the nodes they are numbered by stands among all.
        """
        import numpy as np

        some = [ties for ties, _ in parts]
        source, target = (
            np.concatenate([rank[ends] for (_, rank), ends in zip(parts, columns, strict=True)])
            for columns in ([ties.source for ties in some], [ties.target for ties in some])
        )
        types, kind = compact(
            [type_ for ties in some for type_ in ties.types],
            in_a_row([ties.kind for ties in some], [len(ties.types) for ties in some]), str,
        )  # fmt: skip
        contents, content = compact(
            [content for ties in some for content in ties.contents],
            in_a_row([ties.content for ties in some], [len(ties.contents) for ties in some]), as_json,
        )  # fmt: skip
        if (np.minimum(source, target) < 0).any():
            raise KeyError("a relationship ends at a node that is not there")
        ordinal = np.concatenate([ties.ordinal for ties in some])
        keys = ranks([str(content.get("source_key", "")) for content in contents])
        order = np.lexsort((ordinal, keys[content], target, ranks(types)[kind], source))
        claimed = Claimed.together([ties.claimed for ties in some]).at(order)
        return cls(ids, types, contents, source[order], kind[order], target[order], content[order], ordinal[order], claimed)

    def only(self, chosen: Chosen) -> Ties:
        """Some of them, by their numbers, with who claims them."""
        contents, content = compact(self.contents, self.content[chosen], as_json)
        return Ties(
            self.ids, self.types, contents, self.source[chosen], self.kind[chosen], self.target[chosen],
            content, self.ordinal[chosen], self.claimed.at(chosen),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.source)

    def at(self, chosen: Chosen) -> tuple[Relationship, ...]:
        """Some of them, without who claims them."""
        return tuple(map(Relationship, *self._cells(chosen)))

    def _drawn(self) -> Iterator[Relationship]:
        return map(Relationship, *self._cells(slice(None)), self.claimed.claims())

    def _cells(self, chosen: slice | Chosen) -> tuple[Iterable[object], ...]:
        source, kind, target, content, ordinal = (
            column[chosen].tolist() for column in (self.source, self.kind, self.target, self.content, self.ordinal)
        )
        id_ = self.ids.__getitem__
        return (
            map(id_, source), map(self.types.__getitem__, kind), map(id_, target),
            map(self.contents.__getitem__, content), ordinal,
        )  # fmt: skip

"""Where did a record come from: which source, in which run, on which line?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from eagraph.model.fields import Value, all_of_json

NO_ROW = -1
_as_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Provenance:
    """One source's claim to a record.

    `content` is what this source says, kept only where several sources share one record (else it is the record).
    `removed` marks a record its source no longer has, kept because another source's relationship ends there.
    """

    source: str
    run: str
    place: str
    content: Mapping[str, Value] | None = None
    removed: bool = False


class Claims(Sequence[Provenance]):
    """Claims as a store keeps them, read only when somebody looks: most records are never asked where they come from."""

    __slots__ = ("_end", "_row", "_start")

    def __init__(self, start: str, row: int = NO_ROW, end: str = "") -> None:
        self._start, self._row, self._end = start, row, end

    @property
    def line(self) -> str:
        """The claims as they are kept: one line, or what stands around the number of a row and that number."""
        return self._start if self._row == NO_ROW else f"{self._start}{self._row}{self._end}"

    def __len__(self) -> int:
        return len(decode(self.line))

    @overload
    def __getitem__(self, index: int) -> Provenance: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Provenance, ...]: ...
    def __getitem__(self, index: int | slice) -> Provenance | tuple[Provenance, ...]:
        return decode(self.line)[index]

    def __iter__(self) -> Iterator[Provenance]:
        return iter(decode(self.line))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(decode(self.line))


def may_be_shared(claims: Sequence[Provenance]) -> bool:
    """May several sources share the record? A cheap look, for going through a whole store; false is certain."""
    if isinstance(claims, Claims):
        return "{" in claims.line
    return any(claim.content is not None for claim in claims)


def encode(claims: Sequence[Provenance]) -> str:
    """Claims as one line of JSON, for a store."""
    if isinstance(claims, Claims):
        return claims.line
    rows = [[c.source, c.run, c.place, c.content, c.removed] for c in claims]
    return _as_line([_short(row) for row in rows])


def _short(row: Sequence[object]) -> Sequence[object]:
    return row if row[4] else row[:4] if row[3] is not None else row[:3]


def decode(line: str) -> tuple[Provenance, ...]:
    """Claims from one line of JSON."""
    return tuple(
        Provenance(
            source=row[0],
            run=row[1],
            place=row[2],
            content=all_of_json(row[3]) if len(row) > 3 and row[3] is not None else None,
            removed=len(row) > 4,
        )
        for row in json.loads(line)
    )

"""Where did a record come from: which source, in which run, on which line?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from eagraph.model.fields import Value


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


def encode(claims: tuple[Provenance, ...]) -> str:
    """Claims as one line of JSON, for a store."""
    rows = [[c.source, c.run, c.place, c.content, c.removed] for c in claims]
    return json.dumps([_short(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


def _short(row: list[object]) -> list[object]:
    return row if row[4] else row[:4] if row[3] is not None else row[:3]


def decode(line: str) -> tuple[Provenance, ...]:
    """Claims from one line of JSON."""
    return tuple(
        Provenance(
            source=row[0],
            run=row[1],
            place=row[2],
            content=_tupled(row[3]) if len(row) > 3 and row[3] is not None else None,
            removed=len(row) > 4,
        )
        for row in json.loads(line)
    )


def _tupled(content: Mapping[str, object]) -> dict[str, Value]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in content.items()}  # type: ignore[misc]

"""What the questions that think something away or settle something must find, by the words of the model alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Literal

from eagraph.escalation.reference import levels
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect, interval
from eagraph.model.landscape import Relationship
from tests.property.escalating import TODAY, with_ties
from tests.property.strategies import Properties

Pair = tuple[str, Aspect]
Found = dict[Pair, tuple[int, int]]
"""By id and aspect: what is required, and what of that beside what its owner decided."""


def found(snapshot: Snapshot, *, ties: Collection[int] | None = None, end: Literal["low", "high"] = "low") -> Found:
    table = levels(snapshot, at=TODAY, ties=ties, end=end)
    return {(n.id, a): (table[i, a].value, table[i, a].asked) for i, n in enumerate(snapshot.nodes) for a in ASPECTS}


def assigned(snapshot: Snapshot, pair: Pair) -> tuple[int, int]:
    level = interval(snapshot.nodes[snapshot.index[pair[0]]].properties, pair[1])
    return level.low, level.high


def raised(snapshot: Snapshot, table: Found) -> set[Pair]:
    return {pair for pair, (_, asked) in table.items() if asked > assigned(snapshot, pair)[1]}


def lowered(before: Found, after: Found) -> int:
    return sum(max(0, before[pair][0] - after[pair][0]) for pair in before)


def saying(snapshot: Snapshot, tie: int, said: Mapping[str, object]) -> Snapshot:
    """The same landscape, of which one relationship says something more, or (None) less."""
    changed: list[Relationship] = list(snapshot.relationships)
    properties = {**changed[tie].properties, **said}
    kept: Properties = {name: value for name, value in properties.items() if value is not None}  # type: ignore[misc]
    changed[tie] = replace(changed[tie], properties=kept)
    return with_ties(snapshot, changed)


def written(snapshot: Snapshot, tie: int) -> str:
    one = snapshot.relationships[tie]
    return f"{one.source} {one.type} {one.target}" + (f" #{one.ordinal + 1}" if one.ordinal else "")

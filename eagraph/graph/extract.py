"""Extract: the part of a landscape that leaves it, and what part that is.

Relationships of an extract lead between things of it; `left_out` counts the things and relationships that are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eagraph.graph._trimming import trimmed
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema

WHOLE: Text = both("the whole landscape")


@dataclass(frozen=True, slots=True)
class Extract:
    """Nodes sorted by id, relationships sorted by key; `hash` and `date` are those of the snapshot they come from."""

    nodes: tuple[Node, ...]
    relationships: Sequence[Relationship]
    schema: Schema
    date: str
    hash: str
    selected: Text = WHOLE
    """Which part of the landscape it is, in words."""
    left_out: tuple[int, int] = (0, 0)

    @classmethod
    def whole(cls, snapshot: Snapshot) -> Extract:
        """All of a landscape."""
        return cls(snapshot.nodes, snapshot.relationships, snapshot.schema, snapshot.date, snapshot.hash)

    @classmethod
    def of(cls, snapshot: Snapshot, nodes: Iterable[int], selected: Text) -> Extract:
        """Some nodes of a snapshot, by number, and the relationships between them, as they hold there (see `_trimming`)."""
        chosen = sorted(set(nodes))
        inside = set(chosen)
        things = tuple(snapshot.nodes[i] for i in chosen)
        ties = tuple(
            tie
            for j, tie in enumerate(snapshot.relationships)
            if int(snapshot.source[j]) in inside and int(snapshot.target[j]) in inside
        )
        ties = trimmed(ties, {thing.id for thing in things}, snapshot.schema)
        left = (len(snapshot.nodes) - len(things), len(snapshot.relationships) - len(ties))
        return cls(things, ties, snapshot.schema, snapshot.date, snapshot.hash, selected, left)

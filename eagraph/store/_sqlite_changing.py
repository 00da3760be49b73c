"""A landscape by column after some changes: what they do not touch is moved, not made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from eagraph.loading.changes import Changes
from eagraph.model.landscape import Node, Relationship, RelationshipKey
from eagraph.model.things import Things
from eagraph.model.ties import Ties
from eagraph.store import Progress

if TYPE_CHECKING:
    from eagraph.model.columns import Chosen, Numbers

Record = TypeVar("Record", Node, Relationship)


def changed(things: Things, ties: Ties, changes: Changes, progress: Progress | None) -> tuple[Things, Ties]:
    """What a store holds after some changes."""
    total = len(changes.nodes) + len(changes.relationships)
    if not things and isinstance(changes.nodes, Things) and isinstance(changes.relationships, Ties):
        whole = changes.nodes, changes.relationships
    else:
        nodes = changes.nodes
        if not isinstance(nodes, Things):
            nodes = Things.of(_counted(sorted(nodes, key=lambda node: node.id), 0, total, progress))
        joined, place = _joined(things, nodes, {node.id for node in changes.removed_nodes})
        new = _counted(sorted(changes.relationships, key=lambda tie: tie.key), len(nodes), total, progress)
        said = Ties.of(joined.ids, new)
        kept = ties.only(_others(ties, {tie.key for tie in (*changes.relationships, *changes.removed_relationships)}))
        whole = joined, Ties.joined(joined.ids, [(kept, place), (said, np.arange(len(joined), dtype=np.int32))])
    if progress:
        progress(total, total)
    return whole


def _joined(things: Things, nodes: Things, removed: set[str]) -> tuple[Things, Numbers]:
    """Things with some nodes put among them or in their place, and where each thing is now; -1 for those removed."""
    goes = removed.union(nodes.ids)
    kept = np.flatnonzero(np.array([id_ not in goes for id_ in things.ids], dtype=bool))
    joined, (of_kept, of_new) = Things.joined([things.only(kept), nodes])
    place = np.full(len(things), -1, dtype=np.int32)
    place[kept] = of_kept
    now = dict(zip(nodes.ids, of_new.tolist(), strict=True))
    for gone in np.flatnonzero(place < 0).tolist():
        place[gone] = now.get(things.ids[gone], -1)
    return joined, place


def _others(ties: Ties, keys: set[RelationshipKey]) -> Chosen:
    """The numbers of relationships that have other keys."""
    sources = {key[0] for key in keys}
    is_source = np.array([id_ in sources for id_ in ties.ids], dtype=bool)
    looked_at = np.flatnonzero(is_source[ties.source])
    is_other = np.ones(len(ties), dtype=bool)
    is_other[looked_at] = [tie.key not in keys for tie in ties.at(looked_at)]
    return np.flatnonzero(is_other)


def _counted(records: Iterable[Record], start: int, total: int, progress: Progress | None) -> Iterator[Record]:
    for done, record in enumerate(records, start + 1):
        yield record
        if progress and done % 1000 == 0:
            progress(done, total)

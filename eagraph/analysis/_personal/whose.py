"""Who answers for a place or for information, and by what else a place is managed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships


@dataclass(frozen=True, eq=False)
class Whose:
    """By node: the board or company that answers for it, and the management objects it is MANAGED_IN."""

    organisation: dict[int, int]
    managed_in: dict[int, tuple[int, ...]]

    @classmethod
    def of(cls, snapshot: Snapshot, at: dt.date | None) -> Whose:
        """All that is known, on a day."""
        valid = valid_relationships(snapshot, at)
        managed = defaultdict(set)
        for j, tie in enumerate(snapshot.relationships):
            if tie.type == "MANAGED_IN" and valid[j]:
                managed[int(snapshot.source[j])].add(int(snapshot.target[j]))
        return cls(boards(snapshot), {place: tuple(sorted(objects)) for place, objects in managed.items()})

    def about(self, place: int) -> tuple[int, ...]:
        """A place and all that a routine may be about to cover it."""
        own = self.organisation.get(place)
        return (place, *self.managed_in.get(place, ()), *([] if own is None else [own]))

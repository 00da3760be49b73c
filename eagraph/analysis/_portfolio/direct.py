"""Which systems need a system directly, or by way of nothing but integrations?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import View, view

BETWEEN = "Integration"


@dataclass(frozen=True, eq=False)
class Direct:
    """Needers of systems, by the view of failure; an integration is no stop on the way."""

    failure: View

    @classmethod
    def of(cls, snapshot: Snapshot, at: dt.date | None) -> Direct:
        """The needers of a day."""
        return cls(view(snapshot, "failure", at=at))

    def needers(self, supplier: int, labels: Collection[str]) -> dict[int, int]:
        """Those of some labels that need a thing directly, and the relationship by which it begins to reach each."""
        nodes, failure = self.failure.snapshot.nodes, self.failure
        found: dict[int, int] = {}
        front, seen = [(supplier, -1)], {supplier}
        while front:
            place, began = front.pop()
            for step in failure.onward.of(place).tolist():
                reached, tie = int(failure.reached[step]), began if began >= 0 else int(failure.tie[step])
                if reached in seen:
                    continue
                seen.add(reached)
                if nodes[reached].label in labels:
                    found[reached] = tie
                elif nodes[reached].label == BETWEEN:
                    front.append((reached, tie))
        return dict(sorted(found.items()))

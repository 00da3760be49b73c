"""The peer of the kernels: what an able programmer writes in plain Python, events and counters in lists and dictionaries."""

from __future__ import annotations

from collections.abc import Iterable

from eagraph.graph.views import Failure


class Events:
    """Cascades one by one; each costs what it touches."""

    def __init__(self, failure: Failure) -> None:
        groups = failure.groups
        self.onward: list[list[int]] = [[] for _ in failure.view.snapshot.nodes]
        for group, origin in zip(groups.group.tolist(), failure.view.origin.tolist(), strict=True):
            if groups.mode[group] == "hard":
                self.onward[origin].append(group)
        self.needer, self.breaks_at = groups.needer.tolist(), groups.breaks_at.tolist()

    def stopped(self, failed: Iterable[int]) -> int:
        """How many nodes stop."""
        down, lost = set(failed), dict[int, int]()
        queue = list(down)
        while queue:
            for group in self.onward[queue.pop()]:
                fallen = self.needer[group]
                if fallen in down:
                    continue
                lost[group] = lost.get(group, 0) + 1
                if lost[group] == self.breaks_at[group]:
                    down.add(fallen)
                    queue.append(fallen)
        return len(down)

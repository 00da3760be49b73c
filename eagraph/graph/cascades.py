"""One cascade, to be asked: who stopped, whom had a group lost by then, and which losses are enough to explain it?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Failure


@dataclass(frozen=True, eq=False)
class Cascade:
    """What follows when some things fail: see `kernels.cascade` for `wave`, `broken` and `lost`."""

    failure: Failure
    failed: tuple[int, ...]
    wave: Numbers
    broken: Numbers
    lost: Numbers

    @classmethod
    def of(cls, failure: Failure, failed: list[int]) -> Cascade:
        """Let them fail."""
        return cls(failure, tuple(dict.fromkeys(failed)), *kernels.cascade(failure.view, failure.groups, failed))

    @cached_property
    def stopped(self) -> Numbers:
        """The nodes that stopped, those that failed among them."""
        return np.flatnonzero(self.wave >= 0).astype(np.int32)

    @cached_property
    def waves(self) -> list[int]:
        """`wave` as a list, for who reads it node by node."""
        found: list[int] = self.wave.tolist()
        return found

    def members(self, group: int) -> list[int]:
        """The members of a group, once for every relationship."""
        starts, givers = self._givers
        return givers[starts[group] : starts[group + 1]]

    def gone(self, group: int, before: int | None = None) -> list[int]:
        """The members of a group that had stopped before a wave (or at all), once for every relationship."""
        limit, waves = len(self.waves) if before is None else before, self.waves
        return [member for member in self.members(group) if 0 <= waves[member] < limit]

    def enough(self, group: int, before: int | None = None) -> list[int]:
        """As few of them as break the group: those that stopped first, and none that is not needed for it."""
        gone = self.gone(group, before)
        if len(gone) == 1:
            return gone
        count, short = Counter(gone), int(self.failure.groups.breaks_at[group])
        chosen: list[int] = []
        for member in sorted(count, key=lambda i: (self.waves[i], i)):
            if short <= 0:
                break
            chosen.append(member)
            short -= count[member]
        for member in sorted(chosen, key=lambda i: (count[i], -self.waves[i])):
            if short + count[member] <= 0:
                chosen.remove(member)
                short += count[member]
        return chosen

    def reason(self, node: int) -> list[int]:
        """Members enough to explain that a node stopped, all of earlier waves; none for what failed itself."""
        return self.enough(int(self.broken[node]), self.waves[node]) if self.broken[node] >= 0 else []

    @cached_property
    def _givers(self) -> tuple[list[int], list[int]]:
        members = self.failure.groups.members
        return members.starts.tolist(), self.failure.view.origin[members.entries].tolist()

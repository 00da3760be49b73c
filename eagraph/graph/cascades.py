"""One cascade, to be asked: who stopped, whom had a group lost by then, and which losses are enough to explain it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers, Rows
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
        """The nodes that stopped, those that failed among them: wave by wave, by id within a wave."""
        nodes = np.flatnonzero(self.wave >= 0).astype(np.int32)
        return nodes[np.argsort(self.wave[nodes], kind="stable")]

    @cached_property
    def waves(self) -> list[int]:
        """`wave` as a list, for who reads it node by node."""
        found: list[int] = self.wave.tolist()
        return found

    def gone(self, group: int, before: int | None = None) -> list[int]:
        """The members of a group that had stopped before a wave (or at all), first to stop first, once a relationship."""
        starts, members = self._gone
        lost, waves = members[starts[group] : starts[group + 1]], self.waves
        return lost if before is None else [member for member in lost if waves[member] < before]

    def enough(self, group: int) -> list[int]:
        """As few of them as break the group: those that stopped first, and none that is not needed for it."""
        gone = self.gone(group)
        if len(gone) == 1:
            return gone
        count, short = Counter(gone), int(self.failure.groups.breaks_at[group])
        chosen: list[int] = []
        for member in count:
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
        return self.enough(int(self.broken[node])) if self.broken[node] >= 0 else []

    def chain(self, node: int) -> list[int]:
        """A shortest chain of reasons from something that failed to a node that stopped: each lost the one before it."""
        hops, by = self._reached
        found = [node]
        while hops[found[-1]] > 0:
            found.append(int(self.failure.view.origin[self._reasons[by[found[-1]]]]))
        return found[::-1]

    def hops(self, node: int) -> int:
        """How many steps the shortest chain of reasons to a node has; -1 where it goes on."""
        return int(self._reached[0][node])

    def ids(self, nodes: Iterable[int]) -> tuple[str, ...]:
        """The ids of nodes, each once and sorted."""
        known = self.failure.view.snapshot.nodes
        return tuple([known[i].id for i in sorted(set(nodes))])

    def needed(self, group: int) -> str:
        """How many of a group must work, of how many: `k/n`."""
        k, size = self._counts
        return f"{k[group]}/{size[group]}"

    @cached_property
    def gone_steps(self) -> Numbers:
        """The steps of all groups whose origin stopped: group by group, and first to stop first."""
        view, groups = self.failure
        steps = np.flatnonzero(self.wave[view.origin] >= 0)
        order = np.lexsort((view.origin[steps], self.wave[view.origin[steps]], groups.group[steps]))
        return steps[order].astype(np.int32)

    @cached_property
    def _reasons(self) -> Numbers:
        """The steps along which a stop was passed on: to a node, from a member of the group that broke, lost before it."""
        view, groups = self.failure
        steps = self.gone_steps
        passed = self.broken[view.reached[steps]] == groups.group[steps]
        before = self.wave[view.origin[steps]] < self.wave[view.reached[steps]]
        return steps[np.flatnonzero(passed & before)]

    @cached_property
    def _reached(self) -> tuple[Numbers, Numbers]:
        """By node, the length of a shortest chain of reasons, and the last of its steps by number in `_reasons`."""
        view = self.failure.view
        ways = Rows.grouped(view.origin[self._reasons], len(self.wave))
        return kernels.shortest(ways, view.reached[self._reasons], list(self.failed))

    @cached_property
    def _gone(self) -> tuple[list[int], list[int]]:
        """Where in the list of those that are gone each group begins, and the list."""
        starts = np.concatenate([[0], np.cumsum(self.lost)])
        return starts.tolist(), self.failure.view.origin[self.gone_steps].tolist()

    @cached_property
    def _counts(self) -> tuple[list[int], list[int]]:
        return self.failure.groups.k.tolist(), self.failure.groups.size.tolist()

"""Orders in which a landscape is taken apart, and how much of it still works after every share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eagraph.analysis._facts import UNKNOWN, facts
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Failure, valid_things
from eagraph.locale import Text, both

Ranks = npt.NDArray[np.int32 | np.int64]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Removal:
    """What is removed, what is counted, and in how many steps up to which share."""

    plan: Failure
    removed: Numbers
    counted: Numbers
    steps: int
    until: float

    @property
    def counts(self) -> Numbers:
        """How many are removed at each step, from none."""
        return np.rint(np.linspace(0, self.until * len(self.removed), self.steps + 1)).astype(np.int32)

    def share(self, step: int) -> float:
        """Which share is removed at a step."""
        return round(int(self.counts[step]) / len(self.removed), 4)

    def working(self, orders: Sequence[Numbers]) -> Shares:
        """By order and step, the share of the counted that works.

        Raises:
            Cancelled: nobody waits for it any more.
        """
        nodes = len(self.plan.view.snapshot.nodes)
        failed = kernels.Scenarios.listed((order[:count] for order in orders for count in self.counts.tolist()), nodes)
        counts = np.zeros((nodes, 1), dtype=np.bool_)
        counts[self.counted] = True
        down = kernels.cascade_tallies(self.plan, failed, counts)
        return 1 - down.reshape(len(orders), self.steps + 1) / len(self.counted)

    def random(self, seed: int, repeats: int) -> Iterator[Numbers]:
        """Orders drawn from a seed, each as likely as any."""
        draw = np.random.default_rng(seed)
        for _ in range(repeats):
            yield draw.permutation(self.removed)

    @property
    def _criticality(self) -> Numbers:
        return facts(self.plan.view.snapshot, self.plan.view.at).criticality[self.removed]

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits the order by criticality, in words."""
        count = int(np.count_nonzero(self._criticality == UNKNOWN))
        text = both("{count} things have no known criticality; the most critical first takes them last.", count=count)
        return (text,) if count else ()

    def targeted(self) -> dict[str, Numbers]:
        """The worst first: by how many need it, by criticality, by how much it stops alone; equals by number of needers."""
        needers = np.bincount(self.plan.view.origin, minlength=len(self.plan.view.snapshot.nodes))[self.removed]
        criticality = np.maximum(self._criticality, UNKNOWN)
        sizes = kernels.failure_sizes(self.plan, self.removed.tolist())
        keys: dict[str, Ranks] = {"degree": needers, "criticality": criticality, "blast": sizes}
        return {name: self.removed[np.lexsort((self.removed, -needers, -key))] for name, key in keys.items()}


def can_be_removed(plan: Failure, labels: Sequence[str]) -> Numbers:
    """What has some of these labels; where none is given, everything whose failure can reach something else."""
    nodes = plan.view.snapshot.nodes
    if labels:
        return of_labels(plan, labels)
    needed = np.zeros(len(nodes), dtype=np.bool_)
    needed[plan.view.origin] = True
    return np.flatnonzero(needed & valid_things(plan.view.snapshot, plan.view.at)).astype(np.int32)


def of_labels(plan: Failure, labels: Sequence[str]) -> Numbers:
    """The things of some labels, valid on the day of the plan; of every label where none is given."""
    nodes = plan.view.snapshot.nodes
    chosen = np.array([not labels or node.label in labels for node in nodes], dtype=np.bool_)
    return np.flatnonzero(chosen & valid_things(plan.view.snapshot, plan.view.at)).astype(np.int32)

"""What the failure of one sensor or device alone means: it stops something, or others are enough, or nobody needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure

State = Literal["stops_something", "others_suffice", "not_needed"]
STATES: tuple[State, ...] = ("stops_something", "others_suffice", "not_needed")
"""The worst first."""
ABOUT = "stops something: its failure alone does; others suffice: enough are left; not needed: nobody says that it is"


def states(
    snapshot: Snapshot, nodes: Sequence[int], *, at: dt.date | None = None, assume_needed: bool = False
) -> dict[int, State]:
    """By node, what its failure alone means; what it only degrades does not count as needed."""
    plan = failure(snapshot, at=at, assume_needed=assume_needed)
    hard = plan.groups.hard[plan.groups.group]
    needed = set(plan.view.origin[hard].tolist())
    sizes = kernels.failure_sizes(plan, nodes).tolist()
    return {
        i: "stops_something" if size > 1 else "others_suffice" if i in needed else "not_needed"
        for i, size in zip(nodes, sizes, strict=True)
    }

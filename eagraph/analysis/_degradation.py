"""What goes on, but worse, and how far that is passed on.

Three states: works, degraded, stopped. A soft or optional group that breaks degrades its needer. What is degraded does its
part worse, so whoever needs it works at most as well: of a group the state is the k-th best of its members, of a needer the
worst of its groups (multi-state coherent systems, Barlow & Wu 1978). That is an upper end, not a finding: the needer *may*
be worse off. It is passed on along hard and soft groups; an optional group is one that its needer can do without.
How much worse is another question (functional dependency network analysis).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from eagraph.analysis._things import named
from eagraph.graph.cascades import Cascade
from eagraph.graph.views import Failure
from eagraph.results import Named

PASSES_ON = ("hard", "soft")


class Degraded(Named):
    """One thing that goes on worse: a soft or optional group of it broke."""

    mode: str = Field(description="soft or optional: how much it needs the group")
    because: tuple[str, ...] = Field(description="ids of the members of the group that stopped")
    group: str = Field(description="the group (or type of relationship) that broke")
    needed: str = Field(description="how many members of the group must work, of how many")


class MayDegrade(Named):
    """One thing that works at most as well as something degraded that it needs."""

    steps: int = Field(description="how many steps the degradation was passed on, from 1")
    because: tuple[str, ...] = Field(description="ids of the members of the group that are degraded, may be, or stopped")
    group: str = Field(description="the group (or type of relationship) with too few members left that surely work in full")
    needed: str = Field(description="how many members of the group must work, of how many")


def degraded(cascade: Cascade) -> tuple[Degraded, ...]:
    """What runs with a broken soft or optional group, once a group, sorted by id."""
    groups, snapshot = cascade.failure.groups, cascade.failure.view.snapshot
    broke = np.flatnonzero((cascade.lost >= groups.breaks_at) & ~groups.hard & (cascade.wave[groups.needer] < 0))
    rows = [
        Degraded(
            **named(snapshot, int(groups.needer[g])),
            mode=groups.mode[g],
            because=cascade.ids(cascade.gone(g)),
            group=groups.name[g],
            needed=cascade.needed(g),
        )
        for g in broke.tolist()
    ]
    return tuple(sorted(rows, key=lambda row: (row.id, row.mode, row.because, row.group)))


def passed_on(cascade: Cascade, begun: tuple[Degraded, ...]) -> tuple[MayDegrade, ...]:
    """What may be worse off because something it needs is, nearest first."""
    if not begun:
        return ()
    view, groups = cascade.failure
    index = view.snapshot.index
    known = sorted({*cascade.stopped.tolist(), *(index[row.id] for row in begun)})
    strict = replace(groups, mode=tuple("hard" if mode in PASSES_ON else mode for mode in groups.mode))
    worse = Cascade.of(Failure(view, strict), known)
    rows = [
        MayDegrade(
            **named(view.snapshot, node),
            steps=worse.waves[node],
            because=worse.ids(worse.gone(group, worse.waves[node])),
            group=groups.name[group],
            needed=worse.needed(group),
        )
        for node in np.flatnonzero(worse.wave > 0).tolist()
        for group in (int(worse.broken[node]),)
    ]
    return tuple(sorted(rows, key=lambda row: (row.steps, row.id)))

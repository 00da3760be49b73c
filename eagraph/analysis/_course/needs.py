"""Who needs whom, for how long one manages without, and what is required to start: the failure view as lists for loops.

A group `stops` its needer where it is hard. It `starts` its needer where one of its relationships is `required_for_start`,
whatever its mode: a thing that is down comes back only when enough members of such a group are up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eagraph.analysis._course.hours import stated
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.locale import Text


@dataclass(frozen=True, eq=False)
class Needs:
    """Step s carries what happens to `giver[s]` to the needer of its group, `needer[group[s]]`, after `buffer[s]`.

    Times are milliseconds. `unstated[s]`: the relationship could say how long one manages without, and does not.
    """

    failure: Failure
    giver: list[int]
    group: list[int]
    buffer: list[int]
    unstated: list[bool]
    onward: list[list[int]]
    needer: list[int]
    breaks_at: list[int]
    stops: list[bool]
    starts: list[bool]
    by_needer: list[list[int]]

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits an answer that rests on them."""
        return self.failure.reasons

    @property
    def snapshot(self) -> Snapshot:
        """What they are the needs of."""
        return self.failure.view.snapshot

    def members(self, group: int) -> list[int]:
        """The steps of one group."""
        found: list[int] = self.failure.groups.members.of(group).tolist()
        return found


def needs(snapshot: Snapshot, *, at: dt.date | None = None, assume_needed: bool = False) -> Needs:
    """The needs of a snapshot, worked out once (see `views.failure`).

    The buffer of a relationship is its `buffer_h`, else the shortest it may be (`buffer_h_low`), else 0.
    """
    key = ("needs", at, assume_needed)
    if key not in snapshot.plans:
        snapshot.plans[key] = _needs(failure(snapshot, at=at, assume_needed=assume_needed))
    found: Needs = snapshot.plans[key]
    return found


def _needs(found: Failure) -> Needs:
    view, groups = found
    snapshot, count = view.snapshot, len(view.snapshot.nodes)
    ties = [snapshot.relationships[j] for j in view.tie.tolist()]
    with_buffer = {type_ for type_, fields in snapshot.schema.relationship_fields.items() if "buffer_h" in fields}
    buffers = [stated(tie.properties, "buffer_h", "buffer_h_low") for tie in ties]
    group, needer = groups.group.tolist(), groups.needer.tolist()
    required = {g for g, tie in zip(group, ties, strict=True) if tie.properties.get("required_for_start") is True}
    by_needer: list[list[int]] = [[] for _ in range(count)]
    for g, node in enumerate(needer):
        by_needer[node].append(g)
    return Needs(
        failure=found,
        giver=view.origin.tolist(),
        group=group,
        buffer=[buffer or 0 for buffer in buffers],
        unstated=[b is None and tie.type in with_buffer for b, tie in zip(buffers, ties, strict=True)],
        onward=[view.onward.of(node).tolist() for node in range(count)],
        needer=needer,
        breaks_at=groups.breaks_at.tolist(),
        stops=groups.hard.tolist(),
        starts=[g in required for g in range(len(needer))],
        by_needer=by_needer,
    )

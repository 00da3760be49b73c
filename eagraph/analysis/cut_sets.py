"""Cut sets: which smallest combinations of failures stop this, and is its redundancy real?

A minimal cut set is a set of things that fail by themselves whose blast radius reaches the target, and of which none can be
spared (Vesely 1981). With the least solution of failure it is exact with k-of-n groups and rings alike. What stops the
target alone is found first and taken out; the rest is worked out from the suppliers up, as families of minimal sets of
bounded size (MOCUS with Minato's zero-suppressed diagrams), so that millions of sets are counted without being listed.
Where that grows too large, the answer holds all sets up to a smaller size, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import ClassVar

from pydantic import Field

from eagraph.analysis._fault_tree.basic_events import Events, basic_events
from eagraph.analysis._fault_tree.likeliest import counts, likeliest
from eagraph.analysis._fault_tree.minimal_cut_sets import CutSets, minimal_cut_sets
from eagraph.analysis._fault_tree.shared import Shared, shared_by
from eagraph.analysis._fault_tree.structure import structure
from eagraph.analysis._fault_tree.target import Chances
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Cut sets")
question = both("Which smallest combinations of failures stop this, and is its redundancy real?")


class Params(Chances):
    """Of what, and how far to look."""

    max_size: int = Field(default=3, ge=1, le=20, description="no sets of more things than this")
    probability: float = Field(default=0, ge=0, le=1, description="leave out sets that are surely less likely than this")
    default_probability: float | None = Field(
        default=None, ge=0, le=1, description="failure probability of things that state none; empty leaves it unknown"
    )
    limit: int = Field(default=200, ge=1, le=100_000, description="show no more sets than this")


class Row(Value):
    """One minimal cut set."""

    brief: ClassVar = ("names", "size", "probability", "probability_high", "shares")

    members: tuple[str, ...] = Field(description="ids of the things that must all fail")
    names: tuple[str, ...] = Field(description="their names")
    size: int = Field(description="how many they are")
    probability: float | None = Field(
        description="the product of their failure probabilities, at the lower ends; empty where one is unknown"
    )
    probability_high: float = Field(description="the same at the upper ends; an unknown one counts as 1")
    shares: tuple[str, ...] = Field(description="names of what at least two of them share; their redundancy may not be real")
    shared: tuple[Shared, ...] = Field(
        description="a cause, host, supplier, zone or product that at least two of them share"
    )


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """The smallest sets first, of one size the likeliest.

    Raises:
        UnknownName: the thing or a label does not exist.
    """
    thing = snapshot.find(params.of)
    failure = views.failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    whole = structure(failure, [thing])
    events = basic_events(failure, whole.order, labels=params.may_fail, default=params.default_probability)
    cuts = minimal_cut_sets(whole, list(events.low), thing, max_size=params.max_size)
    chosen = likeliest(
        cuts.table,
        cuts.family,
        [events.high[event] for event in cuts.events],
        limit=params.limit,
        least=params.probability,
    )
    rows = [_row(snapshot, events, [cuts.events[i] for i in found]) for _, found in chosen]
    rows.sort(key=lambda row: (row.size, -row.probability_high, row.members))
    total = sum(counts(cuts.table, cuts.family))
    left_out, limited = total - len(rows), len(rows) == params.limit
    told = _truncated(cuts, params, total if limited and left_out else 0)
    return Result[Row](
        analysis="cut-sets",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot.nodes[thing].name, cuts, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*failure.reasons, *events.reasons(params.default_probability), *told], truncated=bool(told)
        ),
        hidden=0 if limited else left_out,
        rows=tuple(rows),
    )


def _row(snapshot: Snapshot, events: Events, nodes: Sequence[int]) -> Row:
    nodes = sorted(nodes)
    shared = shared_by(snapshot, nodes)
    known = events.has_default or not events.unknown.intersection(nodes)
    return Row(
        members=tuple(snapshot.nodes[i].id for i in nodes),
        names=tuple(snapshot.nodes[i].name for i in nodes),
        size=len(nodes),
        probability=prod(events.low[i] for i in nodes) if known else None,
        probability_high=prod(events.high[i] for i in nodes),
        shares=tuple(sorted({one.name for one in shared})),
        shared=shared,
    )


def _truncated(cuts: CutSets, params: Params, total: int) -> list[Text]:
    told = []
    if cuts.size < params.max_size:
        told.append(
            both("All sets of up to {size} things are found; those of more were too many to work out.", size=cuts.size)
        )
    if total:
        told.append(both("{shown} of {total} cut sets are shown.", shown=params.limit, total=total))
    return told


def _summary(name: str, cuts: CutSets, rows: Sequence[Row]) -> Text:
    by_size = counts(cuts.table, cuts.family)
    total = sum(by_size)
    if not total:
        return both("Nothing that may fail stops {name} in sets of up to {size}.", name=name, size=cuts.size)
    return both(
        "Smallest sets of failures that stop {name}, of up to {size}: {total}; of a single thing: {single}; shown, with "
        "members that share a cause, host, supplier, zone or product: {unreal}.",
        total=total,
        size=cuts.size,
        name=name,
        single=by_size[1] if len(by_size) > 1 else 0,
        unreal=sum(bool(row.shared) for row in rows),
    )

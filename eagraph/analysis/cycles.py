"""Cycles: which things depend on each other in a ring, and which relationships should go to open it?

A ring is a strongly connected component of a view. The fewest relationships to take away is the minimum feedback arc set
(NP-hard). What is a ring by itself (travelled both ways, or from a thing to itself) has to go; the rest is opened by the
heuristic of Eades, Lin and Smyth (1993), and where that takes `MOST_EXACT` arcs or fewer igraph's integer programme finds
the least. Where it takes more, the answer says that fewer may do.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import View, ViewName, view
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Cycles")
question = both("Which things depend on each other in a ring, and what would open it?")
MOST_EXACT = 40
"""Arcs; measured: seconds at the most, however large the ring. A tournament of 23 things takes longer than anyone waits."""


class Params(BaseModel):
    """By which view."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    view: ViewName = Field(default="failure", description="what travels: failure, data, requirement or attack")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Tie(Value):
    """One relationship, by what it is known by."""

    source: str
    type: str
    target: str
    source_key: str | None = None


class Row(Value):
    """One ring."""

    members: tuple[str, ...] = Field(description="ids of the things in the ring")
    names: tuple[str, ...] = Field(description="their names")
    break_at: tuple[Tie, ...] = Field(description="relationships to take away, so that no ring is left among the members")
    exact: bool = Field(description="true: no smaller set does it")


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """The rings, largest first."""
    ways = view(snapshot, params.view, at=params.at, assume_needed=params.assume_needed)
    rows = sorted((_row(ways, steps) for steps in _rings(ways)), key=lambda row: (-len(row.members), row.members))
    unsure = sum(not row.exact for row in rows)
    reasons: list[Text] = [*ways.reasons]
    if unsure:
        reasons.append(both("{count} rings are too large for the fewest; what is shown opens them.", count=unsure))
    return Result[Row](
        analysis="cycles",
        params=params.model_dump(mode="json"),
        summary=Words.of(
            both(
                "Rings: {count}; things in them: {members}.",
                count=len(rows),
                members=sum(len(r.members) for r in rows),
            )
        ),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons),
        hidden=ways.hidden,
        rows=tuple(rows),
    )


def _rings(ways: View) -> list[list[int]]:
    """The steps inside each strongly connected component that has any."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = len(ways.snapshot.nodes)
    matrix = coo_array((np.ones(len(ways.origin), dtype=np.int8), (ways.origin, ways.reached)), shape=(count, count))
    _, component = connected_components(matrix.tocsr(), directed=True, connection="strong")
    inside: dict[int, list[int]] = defaultdict(list)
    for step in np.flatnonzero(component[ways.origin] == component[ways.reached]).tolist():
        inside[int(component[ways.origin[step]])].append(step)
    return list(inside.values())


def _row(ways: View, steps: list[int]) -> Row:
    snapshot = ways.snapshot
    arcs: dict[tuple[int, int], set[int]] = defaultdict(set)
    for step in steps:
        arcs[int(ways.origin[step]), int(ways.reached[step])].add(int(ways.tie[step]))
    alone = {tie for (a, b), ties in arcs.items() for tie in ties & arcs.get((b, a), set())}
    rest = {arc: ties - alone for arc, ties in arcs.items() if ties - alone}
    chosen, exact = _fewest({arc: len(ties) for arc, ties in rest.items()})
    ties = sorted(alone.union(*(rest[arc] for arc in chosen)))
    members = sorted({end for arc in arcs for end in arc})
    return Row(
        members=tuple(snapshot.nodes[i].id for i in members),
        names=tuple(snapshot.nodes[i].name for i in members),
        break_at=tuple(_tie(snapshot, j) for j in ties),
        exact=exact,
    )


def _tie(snapshot: Snapshot, j: int) -> Tie:
    tie = snapshot.relationships[j]
    key = tie.properties.get("source_key")
    return Tie(source=tie.source, type=tie.type, target=tie.target, source_key=str(key) if key else None)


def _fewest(weight: dict[tuple[int, int], int]) -> tuple[list[tuple[int, int]], bool]:
    """Arcs to remove so that no cycle is left, of least weight or nearly; and whether it is surely the least."""
    import igraph

    arcs = sorted(weight)
    nodes = {node: i for i, node in enumerate(sorted({end for arc in arcs for end in arc}))}
    graph = igraph.Graph(n=len(nodes), edges=[(nodes[a], nodes[b]) for a, b in arcs], directed=True)
    weights = [weight[arc] for arc in arcs]
    chosen = graph.feedback_arc_set(weights=weights, method="eades") if arcs else []
    exact = len(chosen) <= MOST_EXACT
    if chosen and exact:
        chosen = graph.feedback_arc_set(weights=weights, method="ip")
    return [arcs[i] for i in chosen], exact

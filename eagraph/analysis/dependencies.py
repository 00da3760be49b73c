"""Dependencies: what does this rest on, what rests on it, and by which chain?

Upstream is what a thing depends on, downstream what depends on it, without limit of depth and each with one shortest path
that explains it. Between two things: every shortest chain, up to a number that is said.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.analysis._things import named, path_to
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers, Rows, Snapshot
from eagraph.graph.views import View, ViewName, view
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Dependencies")
question = both("What does this rest on, what rests on it, and by which chain?")
MOST_CHAINS = 1000
Direction = Literal["upstream", "downstream"]


class Params(BaseModel):
    """Of what, which way, by which view."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(default="", description="the thing: id, source key or unique name", json_schema_extra={"names": "thing"})
    direction: Direction = Field(default="upstream", description="what it depends on, or what depends on it")
    view: ViewName = Field(default="failure", description="what travels: failure, data, requirement or attack")
    depth: int | None = Field(
        default=None, ge=1, title="no further than (steps)", description="no further than this many steps; empty is no limit"
    )
    between: tuple[str, ...] = Field(
        default=(),
        max_length=2,
        title="between two things",
        description="two things: every shortest chain from the first to the second",
        json_schema_extra={"names": "thing"},
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")

    @model_validator(mode="after")
    def _one_question(self) -> Params:
        if bool(self.of) == bool(self.between) or len(self.between) == 1:
            raise ValueError(both("say either of, or between with two things"))
        return self


class Row(Named):
    """One thing that is reached, or (between two) one chain."""

    hops: int = Field(description="how many steps away")
    path: tuple[str, ...] = Field(description="ids along one shortest path, both ends included")


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """The things reached, nearest first.

    Raises:
        UnknownName: a thing does not exist.
    """
    ways = view(snapshot, params.view, at=params.at, assume_needed=params.assume_needed)
    rows, summary, truncated = _between(ways, params) if params.between else _reached(ways, params)
    reasons = [*ways.reasons, *truncated]
    return Result[Row](
        analysis="dependencies",
        params=params.model_dump(mode="json"),
        summary=Words.of(summary),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=bool(truncated)),
        hidden=ways.hidden,
        rows=tuple(rows),
    )


def _way(ways: View, direction: Direction) -> tuple[Rows, Numbers]:
    """Steps to walk and where each leads. Requirements travel towards the supplier: there, downstream is against them."""
    along = (direction == "downstream") != (ways.name == "requirement")
    return (ways.onward, ways.reached) if along else (ways.backward, ways.origin)


def _reached(ways: View, params: Params) -> tuple[list[Row], Text, list[Text]]:
    snapshot, start = ways.snapshot, ways.snapshot.find(params.of)
    hops, by = kernels.shortest(*_way(ways, params.direction), [start])
    within = [i for i in np.flatnonzero(hops > 0).tolist() if params.depth is None or hops[i] <= params.depth]
    within.sort(key=lambda i: (hops[i], snapshot.nodes[i].id))
    rows = [
        Row(**named(snapshot, i), hops=int(hops[i]), path=tuple(snapshot.nodes[n].id for n in path_to(ways, by, i)))
        for i in within
    ]
    name, furthest = snapshot.nodes[start].name, max((row.hops for row in rows), default=0)
    if params.direction == "upstream":
        summary = both(
            "Things that {name} depends on: {count}; steps to the furthest: {hops}.",
            name=name,
            count=len(rows),
            hops=furthest,
        )
    else:
        summary = both(
            "Things that depend on {name}: {count}; steps to the furthest: {hops}.",
            name=name,
            count=len(rows),
            hops=furthest,
        )
    beyond = int((hops > 0).sum()) - len(rows)
    cut = [both("{count} things lie beyond {depth} steps.", count=beyond, depth=params.depth)] if beyond else []
    return rows, summary, cut


def _between(ways: View, params: Params) -> tuple[list[Row], Text, list[Text]]:
    """Chains from the first thing to the second: in the direction asked for, else in the other where only that has any."""
    snapshot = ways.snapshot
    first, last = (snapshot.find(thing) for thing in params.between)
    other: Direction = "downstream" if params.direction == "upstream" else "upstream"
    direction, (chains, total) = params.direction, _shortest_chains(ways, params.direction, first, last)
    if not chains:
        direction, (chains, total) = other, _shortest_chains(ways, other, first, last)
    rows = [Row(**named(snapshot, last), hops=len(c) - 1, path=tuple(snapshot.nodes[i].id for i in c)) for c in chains]
    names = {"first": snapshot.nodes[first].name, "last": snapshot.nodes[last].name}
    if not rows:
        return [], both("No chain leads from {first} to {last}, in either direction.", **names), []
    figures = {"total": total, "hops": rows[0].hops, **names}
    if direction == "upstream":
        summary = both("{first} depends on {last}. Shortest chains: {total}; steps in each: {hops}.", **figures)
    else:
        summary = both("{last} depends on {first}. Shortest chains: {total}; steps in each: {hops}.", **figures)
    cut = [both("{shown} of {total} chains are shown.", shown=len(rows), total=total)] if total > len(rows) else []
    return rows, summary, cut


def _shortest_chains(ways: View, direction: Direction, first: int, last: int) -> tuple[list[list[int]], int]:
    """Shortest node chains in order of index, no more than `MOST_CHAINS`, and how many there are in all."""
    onward, ends = _way(ways, direction)
    backward, origins = _way(ways, "downstream" if direction == "upstream" else "upstream")
    hops, _ = kernels.shortest(onward, ends, [first])
    if hops[last] < 0:
        return [], 0
    before: dict[int, list[int]] = {}
    level = {last}
    for _ in range(int(hops[last])):
        for node in level:
            near = {int(origins[s]) for s in backward.of(node)}
            before[node] = sorted(o for o in near if 0 <= hops[o] == hops[node] - 1)
        level = {o for node in level for o in before[node]}
    count = {first: 1}
    for node in sorted(before, key=lambda i: int(hops[i])):
        count[node] = sum(count[o] for o in before[node])
    chains: list[list[int]] = []
    stack = [[last]]
    while stack and len(chains) < MOST_CHAINS:
        chain = stack.pop()
        if chain[-1] == first:
            chains.append(chain[::-1])
        else:
            stack += [[*chain, o] for o in reversed(before[chain[-1]])]
    return sorted(chains), count[last]

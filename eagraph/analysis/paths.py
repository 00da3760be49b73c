"""Paths: how does one thing reach another, by which relationships, and by which other ways if not the shortest?

All shortest paths, or the k shortest without a thing twice (Yen, Finding the k shortest loopless paths in a network, 1971).
A step goes the way something travels (failure, data, requirement, attack), or along any relationship the way it points;
with both ways, also against it. Between two things only one step counts, however many relationships lead there. Where no
path leads there, the answer says how far one gets: what is reached that lies nearest, and whether a path would lead there
along other relationships or against them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._things import named
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import View, not_valid, valid_relationships, view
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import advanced

title = both("Paths")
question = both("How does one thing reach another, by which relationships and by which other ways?")
Seen = Literal["everything", "failure", "data", "requirement", "attack"]
Pairs = Mapping[tuple[int, int], list[int]]
MOST_NEAREST = 5


class Params(BaseModel):
    """From what to what, and along what."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: str = Field(
        alias="from",
        title="from",
        description="where the paths begin: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    to: str = Field(description="where they end: id, source key or unique name", json_schema_extra={"names": "thing"})
    view: Seen = Field(
        default="everything", description="what travels: failure, data, requirement, attack, or everything: any relationship"
    )
    types: tuple[str, ...] = Field(
        default=(),
        title="only these relationships",
        description="only along relationships of these types; empty is all",
        json_schema_extra={"names": "relationship"},
    )
    both_ways: bool = Field(default=False, title="also against them", description="also against the way they lead")
    which: Literal["shortest", "k-shortest"] = Field(
        default="shortest",
        title="which paths",
        description="all of the fewest steps, or also longer ones, the shortest first",
    )
    longest: int = Field(default=30, ge=1, le=200, title="steps at most", description="no path of more steps than this")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=20, ge=1, le=500, description="no more paths than this")


class Step(Value):
    """One step of a path."""

    from_: str = Field(title="from", description="id of the thing it leaves")
    to: str = Field(description="id of the thing it enters")
    ties: tuple[str, ...] = Field(
        description="relationships it goes along; ← before one that is taken against its direction"
    )


class Row(Named):
    """One path; id, name and label are those of where it ends."""

    brief: ClassVar = ("number", "hops", "names", "types")

    number: int = Field(description="its number, the shortest first")
    hops: int = Field(title="steps", description="how many steps it has")
    path: tuple[str, ...] = Field(description="ids along the path, both ends included")
    names: str = Field(title="by way of", description="names along the path")
    types: str = Field(title="by", description="types of the relationships, step by step")
    steps: tuple[Step, ...] = Field(description="step by step the relationships it may go along")


class Near(Named):
    """Something that is reached, though the end is not."""

    brief: ClassVar = ("name", "label", "hops", "left")

    hops: int = Field(title="steps", description="steps from where the paths begin, as they were asked for")
    left: int = Field(title="steps left", description="steps from it to the end, along any relationship either way")


class Answer(Result[Row]):
    """The paths; where there are none, how far one gets and what would lead there."""

    needed: int | None = Field(
        default=None, title="steps needed", description="steps of the shortest path, also where it is longer than asked for"
    )
    reached: int = Field(default=0, title="reached", description="how many things are reached from where the paths begin")
    reaching: int = Field(default=0, title="lead to the end", description="how many things reach where the paths end")
    against: int | None = Field(
        default=None, title="steps if also against", description="steps of the shortest path if also against relationships"
    )
    anyhow: int | None = Field(
        default=None,
        title="steps along anything",
        description="steps of the shortest path along any relationship either way",
    )
    nearest: tuple[Near, ...] = Field(
        default=(), title="reached and nearest to the end", description="where there is no path, how near one gets"
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The paths, the shortest first, equally long ones in the order of the ids along them.

    Raises:
        UnknownName: a thing or a type does not exist.
    """
    first, last = snapshot.find(params.from_), snapshot.find(params.to)
    pairs, hidden, reasons = _pairs(snapshot, params)
    chains = _chains(len(snapshot.nodes), pairs, first, last, params)
    shown = chains[: params.limit]
    rows = tuple(_row(snapshot, chain, pairs, number) for number, chain in enumerate(shown, 1))
    more = len(chains) > len(shown)
    if more:
        reasons = [*reasons, both("There are more paths than the {count} that are shown.", count=len(shown))]
    why_not = {} if rows or first == last else _why_not(snapshot, pairs, first, last, params)
    return Answer(
        analysis="paths",
        params=params.model_dump(mode="json", by_alias=True),
        summary=Words.of(_summary(snapshot, first, last, rows, why_not)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=more),
        hidden=hidden,
        rows=rows,
        **(why_not or {"needed": rows[0].hops if rows else None}),
    )


def _summary(snapshot: Snapshot, first: int, last: int, rows: tuple[Row, ...], why_not: Mapping[str, Any]) -> Text:
    names = {"first": snapshot.nodes[first].name, "last": snapshot.nodes[last].name}
    if first == last:
        return both("The paths from {first} begin where they end.", first=names["first"])
    if needed := why_not.get("needed"):
        return both("No path from {first} to {last} is short enough; the shortest has {hops} steps.", **names, hops=needed)
    if not rows:
        return both("No path leads from {first} to {last}.", **names)
    return both(
        "Paths from {first} to {last}: {count}; steps of the shortest: {hops}.", count=len(rows), hops=rows[0].hops, **names
    )


def _pairs(snapshot: Snapshot, params: Params) -> tuple[Pairs, int, list[Text]]:
    """By pair of things the relationships that lead from the one to the other."""
    unknown = [name for name in params.types if name not in snapshot.schema.relationship]
    if unknown:
        text = both("There is no relationship type {name}.", name=repr(unknown[0]))
        raise UnknownName(text, nearest_names(unknown[0], snapshot.schema.relationship))
    ways = _everything(snapshot, params) if params.view == "everything" else view(
        snapshot, params.view, at=params.at, assume_needed=params.assume_needed
    )  # fmt: skip
    wanted = [number for number, type_ in enumerate(snapshot.schema.relationship_types) if type_.type in params.types]
    kept = np.isin(snapshot.kind[ways.tie], wanted) if wanted else np.ones(len(ways.tie), dtype=np.bool_)
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    steps = zip(ways.origin[kept].tolist(), ways.reached[kept].tolist(), ways.tie[kept].tolist(), strict=True)
    for origin, reached, tie in steps:
        for pair in ((origin, reached), (reached, origin)) if params.both_ways else ((origin, reached),):
            if tie not in found[pair]:
                found[pair].append(tie)
    return found, ways.hidden, list(ways.reasons)


def _everything(snapshot: Snapshot, params: Params) -> View:
    """Every relationship, the way it points."""
    valid = valid_relationships(snapshot, params.at)
    ties = np.flatnonzero(valid).astype(np.int32)
    hidden = np.flatnonzero(~valid).astype(np.int32)
    columns = (snapshot.source[ties], snapshot.target[ties], ties)
    return View("failure", snapshot, *columns, params.at, hidden, not_valid(0, params.at))


def _why_not(snapshot: Snapshot, pairs: Pairs, first: int, last: int, params: Params) -> dict[str, Any]:
    """How far one gets from the first, what would lead to the last, and what of that is reached lies nearest to it."""
    everything = _everything(snapshot, params)
    anything = zip(everything.origin.tolist(), everything.reached.tolist(), strict=True)
    forward = _steps(len(snapshot.nodes), pairs, first, "out")
    against = _steps(len(snapshot.nodes), pairs, first, "all")
    left = _steps(len(snapshot.nodes), anything, last, "all")
    near = sorted((left[i], steps, i) for i, steps in forward.items() if i != first and i in left and i != last)
    return {
        "needed": forward.get(last),
        "reached": len(forward) - 1,
        "reaching": len(_steps(len(snapshot.nodes), pairs, last, "in")) - 1,
        "against": against.get(last),
        "anyhow": left.get(first),
        "nearest": tuple(
            Near(**named(snapshot, i), hops=steps, left=far) for far, steps, i in near[:MOST_NEAREST] if last not in forward
        ),
    }


def _steps(count: int, pairs: Iterable[tuple[int, int]], start: int, mode: Literal["in", "out", "all"]) -> dict[int, int]:
    """Fewest steps from (in: to) a thing, of what is reached."""
    import igraph

    distances = igraph.Graph(n=count, edges=sorted(pairs), directed=True).distances(start, mode=mode)[0]
    return {i: int(steps) for i, steps in enumerate(distances) if steps != float("inf")}


def _chains(count: int, pairs: Pairs, first: int, last: int, params: Params) -> list[list[int]]:
    """Up to one path more than asked for, sorted by length and then by the things along it."""
    import igraph

    if first == last:
        return []
    graph = igraph.Graph(n=count, edges=sorted(pairs), directed=True)
    advanced(0, None)
    fewest = int(min(graph.distances(first, last)[0][0], params.longest + 1))
    if fewest > params.longest:
        return []
    found = graph.get_k_shortest_paths(first, to=last, k=params.limit + 1, mode="out", output="vpath")
    most = fewest if params.which == "shortest" else params.longest
    return sorted((chain for chain in found if len(chain) - 1 <= most), key=lambda chain: (len(chain), chain))


def _row(snapshot: Snapshot, chain: list[int], pairs: Pairs, number: int) -> Row:
    steps = tuple(_step(snapshot, here, there, pairs) for here, there in itertools.pairwise(chain))
    things = [snapshot.nodes[i] for i in chain]
    return Row(
        **named(snapshot, chain[-1]),
        number=number,
        hops=len(steps),
        path=tuple(thing.id for thing in things),
        names=" → ".join(thing.name for thing in things),
        types=" · ".join("/".join(step.ties) for step in steps),
        steps=steps,
    )


def _step(snapshot: Snapshot, here: int, there: int, pairs: Pairs) -> Step:
    types = sorted(
        {
            tie.type if snapshot.source[j] == here else f"←{tie.type}"
            for j in pairs[here, there]
            for tie in (snapshot.relationships[j],)
        }
    )
    return Step(from_=snapshot.nodes[here].id, to=snapshot.nodes[there].id, ties=tuple(types))

"""Paths: how does one thing reach another, by which relationships, and by which other ways if not the shortest?

All shortest paths, or the k shortest without a thing twice (Yen, Finding the k shortest loopless paths in a network, 1971).
A step goes the way something travels (failure, data, requirement, attack), or along any relationship the way it points;
with both ways, also against it. Between two things only one step counts, however many relationships lead there.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Mapping
from typing import ClassVar, Literal

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


class Params(BaseModel):
    """From what to what, and along what."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: str = Field(
        alias="from",
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

    from_: str = Field(description="id of the thing it leaves")
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


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
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
    return Result[Row](
        analysis="paths",
        params=params.model_dump(mode="json", by_alias=True),
        summary=Words.of(_summary(snapshot, first, last, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=more),
        hidden=hidden,
        rows=rows,
    )


def _summary(snapshot: Snapshot, first: int, last: int, rows: tuple[Row, ...]) -> Text:
    names = {"first": snapshot.nodes[first].name, "last": snapshot.nodes[last].name}
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

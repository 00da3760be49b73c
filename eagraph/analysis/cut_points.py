"""Cut points: which single place or link of the network cuts others off?

The network is undirected: CONNECTED_TO, and other types (HOSTS, VIA) where asked for. An articulation point is a thing
without which the rest of its part of the network falls apart, a bridge a link whose loss does the same (Hopcroft and Tarjan
1973, by rustworkx). What is cut off is everything but the largest piece that is left. Two parallel links are no bridge. This
says who can be reached, not who keeps working: for that there are single points.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._pieces import CutOff, Walk
from eagraph.analysis._things import owner_names
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid, valid_relationships
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

if TYPE_CHECKING:
    import rustworkx

title = both("Cut points")
question = both("Which single place or link of the network cuts others off?")
Kind = Literal["node", "link"]
MOST_NAMED = 1000
"""Of what one cut point cuts off."""


class Params(BaseModel):
    """Which relationships are the network."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    link: tuple[str, ...] = Field(
        default=("CONNECTED_TO",),
        description="types of relationships that are links of the network, read both ways",
        json_schema_extra={"names": "relationship"},
    )
    limit: int = Field(default=200, ge=1, le=100_000, description="show no more rows than this")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Value):
    """One cut point or bridge."""

    brief: ClassVar = ("name", "label", "kind", "count", "most_critical", "owner")

    id: str = Field(description="id of the thing; of a link the ids of both its ends")
    name: str = Field(description="its name; of a link the names of both its ends")
    label: str = Field(description="its label in the model; of a link the type of the relationship")
    kind: Kind = Field(description="node or link")
    count: int = Field(description="how many things are cut off from the largest piece that is left")
    cuts_off: tuple[str, ...] = Field(description="ids of those things, the first thousand")
    most_critical: str | None = Field(description="name of the most critical among them; empty where none states it")
    owner: str | None = Field(description="who owns the cut point; of a link empty")


class Cut(NamedTuple):
    """A thing, or both ends of a link and its relationship; and what is cut off."""

    ends: tuple[int, ...]
    link: int | None
    off: CutOff


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Cut points and bridges, those that cut off most first.

    Raises:
        UnknownName: there is no such type of relationship.
    """
    valid = valid_relationships(snapshot, params.at)
    chosen = np.isin(snapshot.kind, [_number(snapshot, type_) for type_ in params.link])
    links = np.flatnonzero(chosen & valid).tolist()
    left_out = int((chosen & ~valid).sum())
    found = _found(snapshot, links)
    found.sort(key=lambda cut: (-cut.off.count, cut.ends))
    rows = tuple(_row(snapshot, cut) for cut in found[: params.limit])
    total = len(found)
    told = [both("{shown} of {total} rows are shown.", shown=len(rows), total=total)] if total > len(rows) else []
    return Result[Row](
        analysis="cut-points",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(links, found, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*not_valid(left_out, params.at), *told], truncated=bool(told)),
        hidden=left_out,
        rows=rows,
    )


def _number(snapshot: Snapshot, type_: str) -> int:
    known = list(snapshot.schema.relationship)
    if type_ not in known:
        raise UnknownName(both("There is no relationship {type}.", type=repr(type_)), nearest_names(type_, known))
    return [t.type for t in snapshot.schema.relationship_types].index(type_)


def _found(snapshot: Snapshot, links: Sequence[int]) -> list[Cut]:
    import rustworkx as rx

    ends = [(int(snapshot.source[j]), int(snapshot.target[j]), j) for j in links]
    ends = [(a, b, j) for a, b, j in ends if a != b]
    parallel = Counter((min(a, b), max(a, b)) for a, b, _ in ends)
    single = {(min(a, b), max(a, b)): j for a, b, j in ends if parallel[min(a, b), max(a, b)] == 1}
    network: rustworkx.PyGraph[int, int] = rx.PyGraph(multigraph=False)
    network.add_nodes_from(range(len(snapshot.nodes)))
    network.add_edges_from(ends)
    walk = Walk([sorted(network.neighbors(node)) for node in range(len(snapshot.nodes))])
    bridges = [(min(pair), max(pair)) for pair in rx.bridges(network)]
    return [
        *(Cut((node,), None, walk.cut_off_by(node)) for node in sorted(rx.articulation_points(network))),
        *(Cut(edge, single[edge], walk.cut_off_by(*edge)) for edge in sorted(bridges) if edge in single),
    ]


def _row(snapshot: Snapshot, cut: Cut) -> Row:
    ends, off = [snapshot.nodes[i] for i in cut.ends], cut.off.nodes
    told = [(c, -i) for i in off if isinstance(c := snapshot.nodes[i].properties.get("criticality"), int)]
    return Row(
        id=" – ".join(end.id for end in ends),
        name=" – ".join(end.name for end in ends),
        label=ends[0].label if cut.link is None else snapshot.relationships[cut.link].type,
        kind="node" if cut.link is None else "link",
        count=cut.off.count,
        cuts_off=tuple(snapshot.nodes[i].id for i in off[:MOST_NAMED]),
        most_critical=snapshot.nodes[-max(told)[1]].name if told else None,
        owner=owner_names(snapshot, cut.ends[0]) if cut.link is None else None,
    )


def _summary(links: Sequence[int], cuts: Sequence[Cut], rows: Sequence[Row]) -> Text:
    if not links:
        return both("There are no links of the network.")
    if not rows:
        return both("No single thing or link cuts the network of {count} links apart.", count=len(links))
    return both(
        "Each alone cuts the network apart: things {nodes}, links {links}; {worst} cuts off most: {count}.",
        nodes=sum(cut.link is None for cut in cuts),
        links=sum(cut.link is not None for cut in cuts),
        worst=rows[0].name,
        count=rows[0].count,
    )

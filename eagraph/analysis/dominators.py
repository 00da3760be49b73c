"""Dominators: through which things does everything this rests on reach it, whatever redundancy is declared?

A dominator of v lies on every chain from something that needs nothing to v (Lengauer and Tarjan 1979, by rustworkx). What
that explains depends on the structure, and the answer says which it is:

* any of many: every needer has one group, and one member of it is enough. The dominators are then all single points.
* all of them: no group has a member to spare. Everything above v is then a single point, and the dominators are those that
  would remain one if members became redundant.
* mixed: the dominators are those single points that no other grouping and no other k would take away; only a new way around
  helps.

In a ring that no supplier feeds every member may keep the others running; it counts as a beginning of its own. `stops` is
worked out by the failure rule itself, not concluded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from eagraph.analysis._fault_tree.structure import Structure, single_cuts, structure
from eagraph.analysis._fault_tree.target import Target
from eagraph.analysis._things import named, owner_names
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

if TYPE_CHECKING:
    import rustworkx

title = both("Dominators")
question = both("Through which things does everything this rests on reach it, whatever redundancy is declared?")
Kind = Literal["any", "all", "mixed"]


class Params(Target):
    """Of what."""


class Row(Named):
    """One thing that everything passes."""

    brief: ClassVar = ("step", "name", "label", "stops", "owner")

    step: int = Field(description="1 is nearest to the thing asked about")
    stops: bool = Field(description="its failure alone stops the thing asked about")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")


class Answer(Result[Row]):
    """Rows are the dominators, nearest first."""

    structure: Kind = Field(description="any: one of many is enough everywhere; all: nothing is spare; mixed")
    single_points: int = Field(description="how many single points there are in all, itself left out")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The dominators, nearest first.

    Raises:
        UnknownName: the thing does not exist.
    """
    thing = snapshot.find(params.of)
    failure = views.failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    whole = structure(failure, [thing])
    nearest = immediate(whole)
    single = set(single_cuts(whole, whole.order, thing)) - {thing}
    rows: list[Row] = []
    node = nearest[thing]
    while node >= 0:
        rows.append(
            Row(
                **named(snapshot, node),
                step=len(rows) + 1,
                stops=node in single,
                owner=owner_names(snapshot, node),
            )
        )
        node = nearest[node]
    kind = kind_of(whole)
    return Answer(
        analysis="dominators",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot.nodes[thing].name, kind, len(rows), len(single))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(failure.reasons),
        hidden=failure.view.hidden,
        rows=tuple(rows),
        structure=kind,
        single_points=len(single),
    )


def immediate(whole: Structure) -> dict[int, int]:
    """By thing, its nearest dominator; -1 where it has none."""
    import rustworkx as rx

    graph: rustworkx.PyDiGraph[int, None] = rx.PyDiGraph()
    graph.add_nodes_from([-1, *whole.order])
    place = {node: i + 1 for i, node in enumerate(whole.order)}
    steps = {(place[m], place[needer]) for needer, groups in whole.groups.items() for _, of in groups for m in of}
    graph.add_edges_from_no_data(sorted(steps))
    graph.add_edges_from_no_data([(0, i) for i in _beginnings(graph, rx)])
    found = rx.immediate_dominators(graph, 0)
    return {node: graph[found[i]] for node, i in place.items()}


def _beginnings(graph: rustworkx.PyDiGraph[int, None], rx: Any) -> list[int]:
    """What needs nothing, and every ring that nothing outside it feeds."""
    found = []
    for ring in rx.strongly_connected_components(graph):
        inside = set(ring)
        if 0 not in inside and all(set(graph.predecessor_indices(i)) <= inside for i in ring):
            found += ring
    return sorted(found)


def kind_of(whole: Structure) -> Kind:
    """Which kind of structure it is; one without groups is of both kinds and counts as all."""
    sizes = [[(breaks_at, len(members)) for breaks_at, members in groups] for groups in whole.groups.values()]
    if all(breaks_at == 1 for groups in sizes for breaks_at, _ in groups):
        return "all"
    if all(len(groups) <= 1 and all(breaks_at == size for breaks_at, size in groups) for groups in sizes):
        return "any"
    return "mixed"


def _summary(name: str, kind: Kind, rows: int, single: int) -> Text:
    figures = {"name": name, "rows": rows, "single": single}
    if kind == "any":
        return both("{name} needs any one of many everywhere: its dominators are all its single points: {rows}.", **figures)
    if kind == "all":
        return both(
            "{name} needs all it rests on. Single points: {single}; of these would remain however redundant the others "
            "became: {rows}.",
            **figures,
        )
    return both(
        "Things that all {name} rests on passes: {rows}; single points in all: {single}, the others by how many members of "
        "a group are needed.",
        **figures,
    )

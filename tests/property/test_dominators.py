"""Dominators against networkx and against what they claim: of structures without rings, every grouping leaves them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import dominators
from eagraph.analysis.dominators import Answer, Params
from eagraph.graph.snapshot import Snapshot
from tests.property.cutting import groups_in, stops, structures
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot) -> Answer:
    return dominators.run(snapshot, Params(of="s0"))


def above(snapshot: Snapshot) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(n.id for n in snapshot.nodes)
    graph.add_edges_from((m, g.needer) for g in groups_in(snapshot) for m in g.members)
    return graph.subgraph(nx.ancestors(graph, "s0") | {"s0"}).copy()


def alone(snapshot: Snapshot) -> set[str]:
    groups = groups_in(snapshot)
    return {n.id for n in snapshot.nodes if n.id != "s0" and stops(groups, {n.id}, "s0")}


@given(structures(unlikely=False))
@settings(max_examples=300)
def test_without_a_dominator_no_beginning_reaches_the_thing(snapshot: Snapshot) -> None:
    graph = above(snapshot)
    rings = nx.condensation(graph)
    begins = {n for c in rings if not rings.in_degree(c) for n in rings.nodes[c]["members"]}
    found = set()
    for id_ in set(graph) - {"s0"}:
        rest = graph.copy()
        rest.remove_node(id_)
        if not any(nx.has_path(rest, b, "s0") for b in begins - {id_}):
            found.add(id_)
    answer = ask(snapshot)
    assert {row.id for row in answer.rows} == found
    assert [row.step for row in answer.rows] == list(range(1, len(found) + 1))
    assert {row.id for row in answer.rows if row.stops} == found & alone(snapshot)
    assert answer.single_points == len(alone(snapshot))


@given(structures(unlikely=False), st.data())
@settings(max_examples=200)
def test_without_rings_dominators_stop_the_thing_whatever_k_is(snapshot: Snapshot, data: st.DataObject) -> None:
    ties = [t for t in snapshot.relationships if t.source < t.target]
    size = Counter(t.source for t in ties)
    k = {needer: data.draw(st.integers(1, many)) for needer, many in size.items()}
    ties = [replace(t, properties={"group": "g", "k": k[t.source]}) for t in ties]
    other = snapshot_of(snapshot.nodes, ties)
    assert all(row.stops for row in ask(other).rows)


def test_which_kind_of_structure_it_is() -> None:
    chain = [node("s0"), node("a"), node("b"), node("c")]
    needs_all = [tie("s0", "DEPENDS_ON", "a"), tie("s0", "DEPENDS_ON", "b"), tie("a", "DEPENDS_ON", "c")]
    needs_any = [tie("s0", "DEPENDS_ON", x, group="g", k=1) for x in "ab"] + [tie(x, "DEPENDS_ON", "c") for x in "ab"]
    mixed = [*needs_any, tie("a", "DEPENDS_ON", "d"), tie("b", "DEPENDS_ON", "d")]
    answers = [ask(snapshot_of([*chain, node("d")], ties)) for ties in (needs_all, needs_any, mixed)]
    assert [a.structure for a in answers] == ["all", "any", "mixed"]
    assert [[row.id for row in a.rows] for a in answers] == [[], ["c"], []]
    assert [a.single_points for a in answers] == [3, 1, 2]

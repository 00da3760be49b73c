"""Cut points and bridges against taking things and links away from networkx's graph."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import cut_points
from eagraph.analysis.cut_points import Params
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import landscapes, node, snapshot_of, tie


@st.composite
def networks(draw: st.DrawFn) -> Snapshot:
    """Up to 9 zones, connected at random, also twice and to themselves."""
    ids = [f"z{i}" for i in range(draw(st.integers(2, 9)))]
    end = st.sampled_from(ids)
    drawn = draw(st.lists(st.tuples(end, end), min_size=1, max_size=12))
    critical = draw(st.lists(st.sampled_from([None, 1, 4]), min_size=len(ids), max_size=len(ids)))
    nodes = [node(i, "System", **({} if c is None else {"criticality": c})) for i, c in zip(ids, critical, strict=True)]
    return snapshot_of(nodes, [tie(a, "CONNECTED_TO", b) for a, b in drawn])


def network(snapshot: Snapshot) -> nx.MultiGraph[str]:
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(n.id for n in snapshot.nodes)
    graph.add_edges_from((t.source, t.target) for t in snapshot.relationships if t.type == "CONNECTED_TO")
    return graph


def pieces(graph: nx.MultiGraph[str], part: set[str]) -> list[set[str]]:
    return sorted((set(c) & part for c in nx.connected_components(graph) if set(c) & part), key=len)


@given(st.one_of(networks(), landscapes()))
@settings(max_examples=400)
def test_cut_points_and_bridges_are_what_leaves_more_than_one_piece(snapshot: Snapshot) -> None:
    graph = network(snapshot)
    expected: dict[tuple[str, ...], list[set[str]]] = {}
    for id_ in graph:
        part = set(nx.node_connected_component(graph, id_)) - {id_}
        rest = graph.copy()
        rest.remove_node(id_)
        if len(found := pieces(rest, part)) > 1:
            expected[id_,] = found
    for a, b, key in list(graph.edges(keys=True)):
        part = set(nx.node_connected_component(graph, a))
        rest = graph.copy()
        rest.remove_edge(a, b, key)
        if len(found := pieces(rest, part)) > 1:
            expected[tuple(sorted((a, b)))] = found
    rows = cut_points.run(snapshot, Params()).rows
    assert {tuple(row.id.split(" – ")) for row in rows} == set(expected)
    for row in rows:
        left = expected[tuple(row.id.split(" – "))]
        off = set(row.cuts_off)
        everything: set[str] = set().union(*left)
        assert everything - off in left
        assert len(everything - off) == max(map(len, left))
        assert row.count == len(off)
        assert row.kind == ("link" if "–" in row.id else "node")
        told = {n.name: c for n in snapshot.nodes if n.id in off and isinstance(c := n.properties.get("criticality"), int)}
        assert (row.most_critical is None) == (not told)
        assert row.most_critical is None or told[row.most_critical] == max(told.values())
    assert [row.count for row in rows] == sorted((row.count for row in rows), reverse=True)


def test_a_chain_of_thousands_has_room() -> None:
    count = 3000
    ids = [f"z{i:04}" for i in range(count)]
    ties = [tie(a, "CONNECTED_TO", b) for a, b in pairwise(ids)]
    answer = cut_points.run(snapshot_of([node(i, "NetworkZone") for i in ids], ties), Params(limit=3))
    assert answer.completeness.state == "truncated"
    assert [(row.kind, row.count) for row in answer.rows] == [("link", 1500), ("link", 1499), ("node", 1499)]


def test_other_links_are_asked_for_by_type() -> None:
    snapshot = snapshot_of([node("a"), node("b")], [tie("a", "HOSTS", "b")])
    assert cut_points.run(snapshot, Params()).rows == ()
    assert [row.id for row in cut_points.run(snapshot, Params(link=("HOSTS",))).rows] == ["a – b"]
    with pytest.raises(UnknownName, match="CONNECTED"):
        cut_points.run(snapshot, Params(link=("CONNECTED",)))

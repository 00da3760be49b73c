"""Paths against networkx: the same ones, in the same order, along relationships that are there."""

from __future__ import annotations

from itertools import islice
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import paths
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import view
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship
from tests.property.strategies import landscapes


def _run(snapshot: Snapshot, **params: Any) -> Any:
    return paths.run(snapshot, paths.Params(**params))


def _graph(snapshot: Snapshot, name: str, *, both_ways: bool) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in snapshot.nodes)
    if name == "everything":
        pairs = [(tie.source, tie.target) for tie in snapshot.relationships]
    else:
        ways = view(snapshot, name)  # type: ignore[arg-type]
        ids = [node.id for node in snapshot.nodes]
        pairs = [(ids[a], ids[b]) for a, b in zip(ways.origin.tolist(), ways.reached.tolist(), strict=True)]
    graph.add_edges_from(pairs)
    if both_ways:
        graph.add_edges_from([(b, a) for a, b in pairs])
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


@given(
    landscapes(), st.data(), st.sampled_from(["everything", "failure", "data", "attack"]), st.booleans(),
    st.sampled_from(["shortest", "k-shortest"]),
)  # fmt: skip
def test_the_paths_are_those_of_networkx(landscape: Landscape, data: Any, name: str, both_ways: bool, which: str) -> None:
    snapshot = Snapshot.of(Stored(landscape.nodes, landscape.relationships))
    ids = [node.id for node in snapshot.nodes]
    if len(ids) < 2:
        return
    first, last = data.draw(st.permutations(ids))[:2]
    answer = _run(snapshot, from_=first, to=last, view=name, both_ways=both_ways, which=which, limit=500)
    graph = _graph(snapshot, name, both_ways=both_ways)
    if not nx.has_path(graph, first, last):
        assert answer.rows == ()
        _judge_why_not(snapshot, answer, graph, first, last)
        return
    wanted = (
        nx.all_shortest_paths(graph, first, last) if which == "shortest" else nx.shortest_simple_paths(graph, first, last)
    )
    expected = sorted(map(tuple, islice(wanted, 501)), key=lambda path: (len(path), [ids.index(i) for i in path]))
    if len(expected) <= 500:
        assert [row.path for row in answer.rows] == expected
        assert answer.completeness.state != "truncated"
    else:
        assert answer.completeness.state == "truncated"
        assert [len(row.path) for row in answer.rows] == [len(path) for path in expected[:500]]
    for row in answer.rows:
        for step in row.steps:
            for type_ in step.ties:
                ends = (step.to, step.from_) if type_.startswith("←") else (step.from_, step.to)
                assert any((t.source, t.target, t.type) == (*ends, type_.lstrip("←")) for t in snapshot.relationships)


def _judge_why_not(snapshot: Snapshot, answer: Any, graph: nx.DiGraph[str], first: str, last: str) -> None:
    """How far one gets, and what would lead there, as networkx has it."""
    anything = _graph(snapshot, "everything", both_ways=True)
    forward = nx.single_source_shortest_path_length(graph, first)
    left = nx.single_source_shortest_path_length(anything, last)
    assert answer.needed is None
    assert answer.reached == len(forward) - 1
    assert answer.reaching == len(nx.ancestors(graph, last))
    assert answer.against == nx.single_source_shortest_path_length(graph.to_undirected(), first).get(last)
    assert answer.anyhow == left.get(first)
    near = sorted((left[i], steps, i) for i, steps in forward.items() if i != first and i in left)
    assert [(one.left, one.hops, one.id) for one in answer.nearest] == near[:5]


def test_a_path_that_is_longer_than_asked_for_is_counted_not_shown() -> None:
    ties = [Relationship(f"n{i}", "FLOW", f"n{i + 1}", {}) for i in range(4)]
    snapshot = Snapshot.of(Stored(tuple(Node(f"n{i}", "System", {}) for i in range(5)), tuple(ties)))
    answer = _run(snapshot, from_="n0", to="n4", longest=3)
    assert (answer.rows, answer.needed, answer.nearest) == ((), 4, ())
    assert "the shortest has 4 steps" in answer.summary.en


@given(landscapes())
def test_only_some_types_and_no_more_than_asked(landscape: Landscape) -> None:
    snapshot = Snapshot.of(Stored(landscape.nodes, landscape.relationships))
    for tie in snapshot.relationships[:3]:
        if tie.source == tie.target:
            continue
        answer = _run(snapshot, from_=tie.source, to=tie.target, types=(tie.type,), which="k-shortest", limit=1)
        assert len(answer.rows) == 1
        assert answer.rows[0].types == tie.type
        assert _run(snapshot, from_=tie.source, to=tie.source).rows == ()


def test_an_unknown_type_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="DEPEND"):
        _run(Snapshot.of(Stored((Node("a", "System", {}), Node("b", "System", {})))), from_="a", to="b", types=("DEPENDS",))

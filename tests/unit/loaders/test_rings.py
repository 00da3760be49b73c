"""Arrows in a ring, against another implementation."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from loaders._rings import ringed

ARROWS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=24)


@given(ARROWS)
def test_an_arrow_is_in_a_ring_when_its_ends_reach_each_other(arrows: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph(arrows)
    component = {node: number for number, nodes in enumerate(nx.strongly_connected_components(graph)) for node in nodes}
    assert ringed(list(arrows)) == [component[start] == component[end] for start, end in arrows]


def test_a_ring_of_a_hundred_thousand_is_no_matter() -> None:
    arrows = [(str(n), str((n + 1) % 100_000)) for n in range(100_000)]
    assert all(ringed(arrows))
    assert not any(ringed(arrows[:-1]))

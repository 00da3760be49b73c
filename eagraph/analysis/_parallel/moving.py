"""In which order are those who need a system reconnected: whoever others need first; a ring of them is one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eagraph.graph.views import View


def steps(needs: View, ended: int, dependants: Iterable[int]) -> list[tuple[int, ...]]:
    """Dependants in the order they are reconnected, those that need each other together.

    Who needs another, directly or by things that are not moved, comes after it: then it is tried where it will stay.

    Args:
        needs: the failure view: its steps lead from what is needed to who needs it.
        ended: the system that goes; ways over it do not count.
        dependants: who needs it directly.
    """
    import networkx as nx

    moved = sorted(set(dependants))
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(moved)
    for start in moved:
        graph.add_edges_from((start, end) for end in _reached(needs, start, ended, set(moved)) if end != start)
    whole = nx.condensation(graph)
    layers = nx.lexicographical_topological_sort(whole, key=lambda part: min(whole.nodes[part]["members"]))
    return [tuple(sorted(whole.nodes[part]["members"])) for part in layers]


def _reached(needs: View, start: int, ended: int, moved: set[int]) -> set[int]:
    """The other dependants that a failure of one reaches, each way only to the first of them."""
    found, seen, front = set(), {start, ended}, [start]
    while front:
        node = front.pop()
        for step in needs.onward.of(node).tolist():
            reached = int(needs.reached[step])
            if reached in seen:
                continue
            seen.add(reached)
            if reached in moved:
                found.add(reached)
            else:
                front.append(reached)
    return found

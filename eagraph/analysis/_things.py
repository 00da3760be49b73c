"""How the analyses name things, and what they share about paths."""

from __future__ import annotations

from collections.abc import Iterable

from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import View


def named(snapshot: Snapshot, node: int) -> dict[str, str]:
    """The columns every row about one thing begins with."""
    thing = snapshot.nodes[node]
    return {"id": thing.id, "name": thing.name, "label": thing.label}


def found(snapshot: Snapshot, things: Iterable[str]) -> list[int]:
    """The nodes people mean, each once, in the order said."""
    return list(dict.fromkeys(snapshot.find(thing) for thing in things))


def owner_names(snapshot: Snapshot, node: int) -> str | None:
    """Who owns it, by name; None where nobody is said to."""
    names = [snapshot.nodes[owner].name for owner in snapshot.owners(node)]
    return ", ".join(names) or None


def path_to(view: View, by: Numbers, node: int) -> list[int]:
    """The nodes of a shortest path from a start to a node, given the step each was first reached by."""
    path = [node]
    while by[path[-1]] >= 0:
        step = by[path[-1]]
        here = path[-1]
        there = view.origin[step] if view.reached[step] == here else view.reached[step]
        path.append(int(there))
    return path[::-1]

"""How the analyses name things, and what they share about paths."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import View
from eagraph.locale import both


def named(snapshot: Snapshot, node: int) -> dict[str, str]:
    """The columns every row about one thing begins with."""
    thing = snapshot.nodes[node]
    return {"id": thing.id, "name": thing.name, "label": thing.label}


def found(snapshot: Snapshot, things: Iterable[str]) -> list[int]:
    """The nodes people mean, each once, in the order said."""
    return list(dict.fromkeys(snapshot.find(thing) for thing in things))


def labelled(snapshot: Snapshot, nodes: Iterable[int], labels: Collection[str]) -> list[int]:
    """Those of some nodes that have one of some labels; all of them where there are none.

    Raises:
        UnknownName: there is no such label.
    """
    for label in labels:
        if label not in snapshot.schema.node:
            text = both("There is no label {label}.", label=repr(label))
            raise UnknownName(text, nearest_names(label, snapshot.schema.node))
    return [node for node in nodes if not labels or snapshot.nodes[node].label in labels]


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

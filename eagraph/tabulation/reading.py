"""What stands in a column, row by row? Read once a snapshot, in code (see `coding`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from eagraph.graph.homes import organisations
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.tabulation import What
from eagraph.tabulation.coding import Coded, coded
from eagraph.tabulation.columns import FROM, IN, OUT, TO, find
from eagraph.tabulation.profile import as_number, profile

_OF_A_THING: dict[str, Callable[[Node], Value]] = {
    "~id": lambda node: node.id,
    "name": lambda node: node.name,
    "~label": lambda node: node.label,
}


def column(snapshot: Snapshot, what: What, name: str) -> Coded:
    """A column of all things or all relationships.

    Raises:
        UnknownName: there is none of that name.
    """
    key = ("tabulation", what, name)
    if key not in snapshot.plans:
        find(snapshot, what, name)
        snapshot.plans[key] = _of_things(snapshot, name) if what == "things" else _of_ties(snapshot, name)
    found: Coded = snapshot.plans[key]
    return found


def _of_things(snapshot: Snapshot, name: str) -> Coded:
    if name in _OF_A_THING:
        return coded(map(_OF_A_THING[name], snapshot.nodes))
    if name == "~organisation":
        return coded(snapshot.nodes[i].name if i >= 0 else None for i in organisations(snapshot).tolist())
    if name == "~owner":
        return coded(_owners(snapshot))
    if name == "~ties" or name.startswith((OUT, IN)):
        return coded(_counted(snapshot, name).tolist())
    return _property(snapshot, "things", name)


def _of_ties(snapshot: Snapshot, name: str) -> Coded:
    if name == "~type":
        return coded(tie.type for tie in snapshot.relationships)
    if name == "~ends":
        return coded((tie.source, tie.target) for tie in snapshot.relationships)
    for end, nodes in ((FROM, snapshot.source), (TO, snapshot.target)):
        if name.startswith(end):
            return column(snapshot, "things", name.removeprefix(end)).at(nodes)
    return _property(snapshot, "relationships", name)


def _property(snapshot: Snapshot, what: What, name: str) -> Coded:
    records: Sequence[Node] | Sequence[Relationship] = snapshot.nodes if what == "things" else snapshot.relationships
    values = (record.properties.get(name) for record in records)
    if profile(snapshot, what).read_as.get(name) == "number":
        return coded(None if value is None else as_number(value) for value in values)
    return coded(values)


def _owners(snapshot: Snapshot) -> list[Value | None]:
    """By thing, the names of what it is OWNED_BY."""
    found: list[list[str]] = [[] for _ in snapshot.nodes]
    for j in np.flatnonzero(snapshot.kind == _number(snapshot, "OWNED_BY")).tolist():
        found[int(snapshot.source[j])].append(snapshot.nodes[int(snapshot.target[j])].name)
    return [tuple(sorted(set(names))) or None for names in found]


def _counted(snapshot: Snapshot, name: str) -> Numbers:
    """By thing, how many relationships it has: all, or those of a type that lead from it or to it."""
    count = len(snapshot.nodes)
    ends = {"~out": snapshot.source, "~in": snapshot.target}
    if name == "~ties":
        return np.asarray(sum(np.bincount(end, minlength=count) for end in ends.values()), dtype=np.int32)
    way, _, type_ = name.partition(".")
    chosen = snapshot.kind == _number(snapshot, type_)
    return np.bincount(ends[way][chosen], minlength=count).astype(np.int32)


def _number(snapshot: Snapshot, type_: str) -> int:
    return [declared.type for declared in snapshot.schema.relationship_types].index(type_)

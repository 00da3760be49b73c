"""What an organisation answers for, and of all, what is in use."""

from __future__ import annotations

from eagraph.errors import UsageError
from eagraph.graph.homes import organisations, parents
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.reports._draft import Draft

NOT_IN_USE = frozenset({"retired", "idea"})


def find_organisation(draft: Draft, organisation: str) -> int:
    """The organisation a person means.

    Raises:
        UnknownName: there is none of that name.
        UsageError: it is something else.
    """
    node = draft.find(organisation)
    if draft.snapshot.nodes[node].label != "Organisation":
        kind = draft.kind_of(node)
        raise UsageError(both("{name} is: {kind}; expected an organisation.", name=repr(organisation), kind=kind))
    return node


def held_by(snapshot: Snapshot, organisation: int) -> list[int]:
    """What an organisation, or a part of it, answers for (node numbers, sorted)."""
    parent, whose = parents(snapshot), organisations(snapshot).tolist()
    inside = {organisation}
    for child in sorted({*parent}):
        line = [child]
        while line[-1] in parent and parent[line[-1]] not in line:
            line.append(parent[line[-1]])
        if organisation in line:
            inside.add(child)
    return [node for node, own in enumerate(whose) if own in inside and node not in inside]


def in_use(draft: Draft, nodes: list[int] | range, *labels: str) -> list[int]:
    """Those of some labels that are neither retired nor an idea, and that may be told of."""
    return [
        node
        for node in nodes
        if draft.snapshot.nodes[node].label in labels
        and draft.snapshot.nodes[node].properties.get("lifecycle") not in NOT_IN_USE
        and not draft.is_apart(node)
    ]

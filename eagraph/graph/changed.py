"""The map of what changed: the landscape of then and of now drawn as one, every node marked by what became of it.

What is gone stands where it stood, beside what is there now. A thing whose own properties are the same but whose
relationships are not is marked apart: that is where dependencies come and go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from eagraph.graph.homes import STRUCTURE, Kind, find_homes
from eagraph.graph.layout import Level, map_columns
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.locale import both
from eagraph.model.landscape import Node, Relationship

Mark = Literal["added", "removed", "changed", "tied", "same"]
KINDS: dict[Mark, Kind] = {
    "added": Kind("~added", both("is new"), "#2e9350"),
    "removed": Kind("~removed", both("is gone"), "#e0504a"),
    "changed": Kind("~changed", both("has changed"), "#c9761a"),
    "tied": Kind("~tied", both("only its relationships have changed"), "#8d6be8"),
    "same": Kind("~same", both("is as it was"), "#8a92a0"),
}
"""What a node of this map may be, in the order of the legend."""
_ORDER = tuple(KINDS)


def changed_columns(old: Snapshot, new: Snapshot, level: Level, *, organisation: str | None = None) -> dict[str, Any]:
    """The map of two landscapes, columns as those of `eagraph.graph.layout.map_columns`.

    Args:
        old: as it was.
        new: as it is.
        level: organisations, or things.
        organisation: only what lies under this one.

    Returns:
        The columns, where the kind of a node is what became of it; besides by node its own kind as `label`, and as
        `changes` how many of the things it stands for are not as they were.

    Raises:
        UnknownName: neither has such an organisation.
    """
    together = united(old, new)
    columns = map_columns(together, level, organisation=organisation)
    marks = marked(old, new)
    nodes, legend = columns["nodes"], columns["kinds"]
    if level == "things":
        told = [marks.get(id_, "same") for id_ in nodes["id"]]
        count = [int(mark != "same") for mark in told]
    else:
        told, count = _of_homes(together, marks, nodes["id"])
    kept = [mark for mark in _ORDER if mark in told]
    told_nodes = {
        **nodes,
        "kind": [kept.index(mark) for mark in told],
        "label": [legend[number]["name"] for number in nodes["kind"]],
        "changes": count,
    }
    kinds = [{"key": KINDS[mark].key, "name": str(KINDS[mark].name), "color": KINDS[mark].colour} for mark in kept]
    return {**columns, "nodes": told_nodes, "kinds": kinds}


def marked(old: Snapshot, new: Snapshot) -> dict[str, Mark]:
    """What became of the things of either landscape; those that are as they were are left out."""
    found: dict[str, Mark] = {}
    for end in _ends_of_changed(old.relationships, new.relationships):
        found[end] = "tied"
    for node in new.nodes:
        before = old.index.get(node.id)
        if before is None:
            found[node.id] = "added"
        elif old.nodes[before] != node:
            found[node.id] = "changed"
    found |= {node.id: "removed" for node in old.nodes if node.id not in new.index}
    return found


def united(old: Snapshot, new: Snapshot) -> Snapshot:
    """Everything of both; what stands in both is as it is in the new one.

    Who owned a thing that is still there does not count: it stands with its owner of now.
    """
    nodes: dict[str, Node] = {node.id: node for node in (*old.nodes, *new.nodes)}
    ties = {tie.key: tie for tie in old.relationships if tie.type not in STRUCTURE or tie.source not in new.index}
    ties |= {tie.key: tie for tie in new.relationships}
    stored = Stored(
        tuple(sorted(nodes.values(), key=lambda node: node.id)), tuple(sorted(ties.values(), key=lambda tie: tie.key))
    )
    return Snapshot.of(stored, new.schema)


def _ends_of_changed(old: Iterable[Relationship], new: Iterable[Relationship]) -> set[str]:
    before, after = ({tie.key: tie for tie in ties} for ties in (old, new))
    differing = (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    return {end for key in differing for end in (key[0], key[2])}


def _of_homes(together: Snapshot, marks: Mapping[str, Mark], ids: list[str]) -> tuple[list[Mark], list[int]]:
    """By node of the opening map: what became of its organisation, else whether anything under it is not as it was."""
    homes = find_homes(together)
    number = homes.numbers()
    inside: Counter[int] = Counter()
    only_tied: Counter[int] = Counter()
    for node, home in zip(together.nodes, homes.of.tolist(), strict=True):
        mark = marks.get(node.id)
        inside[home] += mark is not None
        only_tied[home] += mark == "tied"
    told: list[Mark] = []
    for id_ in ids:
        own, at = marks.get(id_), number[id_]
        if own in ("added", "removed"):
            told.append(own)
        else:
            told.append("same" if not inside[at] else "tied" if inside[at] == only_tied[at] else "changed")
    return told, [inside[number[id_]] for id_ in ids]

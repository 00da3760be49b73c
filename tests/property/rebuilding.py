"""A landscape changed as a proposal says: alternatives added, ties loosened, protected things needing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eagraph.analysis.defence import Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.defending import LOOSE, hard_groups
from tests.property.strategies import Properties, node, snapshot_of


def built(snapshot: Snapshot, rows: Sequence[Row]) -> Snapshot:
    """The landscape with the changes made: alternatives added, ties loosened, protected things needing nothing."""
    groups = {(g.needer, frozenset(m.text for m in g.members)): g for g in hard_groups(snapshot)}
    originals = [m.by for g in groups.values() for m in g.members]
    others = [alone(t) for t in snapshot.relationships if t not in originals]
    ties: dict[str, Relationship | None] = {m.text: counted(m.by, g.k) for g in groups.values() for m in g.members}
    nodes: list[Node] = list(snapshot.nodes)
    more: list[Relationship] = []
    wider: dict[tuple[str, frozenset[str]], int] = {}
    for row in rows:
        key = (row.id, frozenset(row.relationships))
        if row.change == "buffer":
            (text,) = row.relationships
            ties[text] = buffered(ties[text], row.hours or 0)
        elif row.change == "redundant":
            wider[key] = wider.get(key, 0) + 1
    for row in rows:
        if row.change == "break":
            ties |= {text: loosened(ties[text]) for text in row.relationships}
        elif row.change == "protect":
            ties |= {
                m.text: loosened_or_gone(ties[m.text]) for g in groups.values() if g.needer == row.id for m in g.members
            }
    for number, ((needer, texts), count) in enumerate(wider.items()):
        group = groups[needer, texts]
        label = str(group.members[0].by.properties.get("group") or f"alternatives {number}")
        said: Properties = {"group": label, "k": group.k}
        for text in texts:
            by = ties[text]
            ties[text] = replace(by, properties={**by.properties, **said}) if by else None
        for i in range(count):
            nodes.append(node(f"new-{number}-{i}"))
            by = group.members[0].by
            ends = (needer, by.type, f"new-{number}-{i}") if by.source == needer else (f"new-{number}-{i}", by.type, needer)
            more.append(Relationship(*ends, {**said, **({"needed": True} if by.type == "FLOW" else {})}))
    return snapshot_of(nodes, [*others, *(t for t in ties.values() if t), *more])


def buffered(by: Relationship | None, hours: float) -> Relationship | None:
    if by is None:
        return None
    own = by.properties.get("buffer_h", by.properties.get("buffer_h_low", 0))
    said: dict[str, Value] = {k: v for k, v in by.properties.items() if not k.startswith("buffer")}
    return replace(by, properties={**said, "buffer_h": float(own) + hours})  # type: ignore[arg-type]


def loosened(by: Relationship | None) -> Relationship | None:
    if by is None or by.type == "MEMBER_OF":
        return None
    said: Properties = {"mode": "soft"} if by.type == "DEPENDS_ON" else {"needed": False}
    return replace(by, properties={**alone(by).properties, **said})


def counted(by: Relationship, k: int) -> Relationship:
    """With the k that holds, where the group has fewer members than it says."""
    return replace(by, properties={**by.properties, "k": k}) if "group" in by.properties else by


def alone(by: Relationship) -> Relationship:
    """In no group: what stops nobody need not be counted."""
    return replace(by, properties={k: v for k, v in by.properties.items() if k not in ("group", "k")})


def loosened_or_gone(by: Relationship | None) -> Relationship | None:
    return loosened(by) if by and by.type in LOOSE else None

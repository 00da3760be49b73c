"""What several things share: a cause, a host, a supplier, a zone, a product. Redundancy among them may not be real."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pydantic import Field

from eagraph.graph.snapshot import Snapshot
from eagraph.results import Value

OUTWARD = ("MEMBER_OF", "SUPPLIED_BY", "CONNECTED_TO")
"""From a thing to what it shares."""
INWARD = ("HOSTS",)
"""From what is shared to a thing."""


class Shared(Value):
    """One thing, or product, that at least two of them have in common."""

    how: str = Field(description="the type of relationship, or product")
    id: str = Field(description="id of what is shared, or the product")
    name: str = Field(description="its name")
    members: tuple[str, ...] = Field(description="ids of those that share it")


def shared_by(snapshot: Snapshot, nodes: Sequence[int]) -> tuple[Shared, ...]:
    """All that at least two of some things have in common, sorted."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for node in nodes if len(nodes) > 1 else ():
        thing = snapshot.nodes[node]
        for j in snapshot.outgoing.of(node).tolist():
            _note(found, snapshot, snapshot.relationships[j].type, OUTWARD, (int(snapshot.target[j]), thing.id))
        for j in snapshot.incoming.of(node).tolist():
            _note(found, snapshot, snapshot.relationships[j].type, INWARD, (int(snapshot.source[j]), thing.id))
        product = thing.properties.get("product")
        if product:
            found["product", str(product), str(product)].add(thing.id)
    return tuple(
        Shared(how=how, id=id_, name=name, members=tuple(sorted(members)))
        for (how, id_, name), members in sorted(found.items())
        if len(members) > 1
    )


def _note(found: dict[tuple[str, str, str], set[str]], snapshot: Snapshot, type_: str, wanted: tuple[str, ...],
          ends: tuple[int, str]) -> None:  # fmt: skip
    if type_ in wanted:
        other = snapshot.nodes[ends[0]]
        found[type_, other.id, other.name].add(ends[1])

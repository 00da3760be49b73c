"""What differs between two landscapes: added, changed, removed, and which properties changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship, RelationshipKey

Item = TypeVar("Item", Node, Relationship)
Key = TypeVar("Key", str, RelationshipKey)


@dataclass(frozen=True, slots=True)
class Change:
    """One node or relationship that differs. `properties` maps a name to (old, new); None is absent."""

    what: Literal["added", "changed", "removed"]
    item: Node | Relationship
    properties: Mapping[str, tuple[Value | None, Value | None]]


def compare(old: Landscape, new: Landscape) -> tuple[Change, ...]:
    """Changes that lead from the old landscape to the new one, nodes first, each in the order of its key."""
    nodes = _compare({n.id: n for n in old.nodes}, {n.id: n for n in new.nodes})
    ties = _compare({r.key: r for r in old.relationships}, {r.key: r for r in new.relationships})
    return (*nodes, *ties)


def _compare(old: Mapping[Key, Item], new: Mapping[Key, Item]) -> Iterable[Change]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before is None and after is not None:
            yield Change("added", after, {})
        elif after is None and before is not None:
            yield Change("removed", before, {})
        elif before is not None and after is not None and before != after:
            yield Change("changed", after, _changed(before, after))


def _changed(before: Node | Relationship, after: Node | Relationship) -> dict[str, tuple[Value | None, Value | None]]:
    names = sorted(before.properties.keys() | after.properties.keys())
    values = {n: (before.properties.get(n), after.properties.get(n)) for n in names}
    changed = {n: pair for n, pair in values.items() if pair[0] != pair[1]}
    if isinstance(before, Node) and isinstance(after, Node) and before.label != after.label:
        changed["label"] = (before.label, after.label)
    return changed

"""Which statements, in which order and with which rows, bring the store from what it holds to what a load wants?

Everything visible happens in the one transaction of the load. Neo4j keeps a transaction in memory, about 2 kB for
each node or relationship it touches; so a large load first writes ahead, batch by batch, what nobody sees: new nodes,
and new relationships among them, under a label nobody asks for (the load's transaction then only gives the nodes their
labels), and where in its file a record stands that is otherwise as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from eagraph.loading.changes import Changes, Stored
from eagraph.model.landscape import Node, Relationship
from eagraph.store import _neo4j_statements as statements
from eagraph.store._neo4j_rows import (
    Row,
    difference,
    node_row,
    parallel_key,
    relationship_row,
    removed_key,
    removed_row,
)

BATCH = 5000
LARGE = 100_000
"""Records from which a load writes ahead; fewer fit into a heap of 1 GB with room for others."""
Item = TypeVar("Item", Node, Relationship)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Step:
    """One statement with its rows. `done` is how many records of the load it brings home."""

    statement: str
    rows: list[Row]
    done: int = 0


class Steps:
    """The steps of one load, each made when it is asked for: its rows may need what the steps before it gave.

    Args:
        places: element id by node id, of what is stored; whoever takes a step adds those of the nodes it made.
        removed_before: element id by key, of what is kept aside as removed.
    """

    def __init__(self, stored: Stored, changes: Changes, places: dict[str, str], removed_before: dict[str, str]) -> None:
        self._changes = changes
        self.places = places
        self._removed_before = removed_before
        self._nodes = {node.id: node for node in stored.nodes}
        self._ties = {tie.key: tie for tie in stored.relationships}
        self._new_nodes = [node for node in changes.nodes if node.id not in self._nodes]
        self._new_ties = [tie for tie in changes.relationships if not self._ties or tie.key not in self._ties]
        self.total = len(changes.nodes) + len(changes.relationships)
        self.is_large = self.total > LARGE

    @property
    def labels(self) -> set[str]:
        """The labels this load writes."""
        return {node.label for node in self._changes.nodes}

    def ahead(self) -> Iterator[Step]:
        """What a large load writes ahead, each step a transaction of its own."""
        if not self.is_large:
            return
        yield from _steps(lambda _: statements.STAGE_NODES, {"": self._new_nodes}, _whole_node, done=True)
        ties = [tie for tie in self._new_ties if self._is_among_new(tie)]
        yield from _steps(statements.create_relationships, _grouped(ties, _type), self._tie_between, done=True)
        yield from self._changed(is_moved=True)

    def inside(self) -> Iterator[Step]:
        """What the transaction of the load does. What takes nodes away comes last: after it, asking an index is slow."""
        new = _grouped(self._new_nodes, _label)
        if self.is_large:
            yield from _steps(statements.show_nodes, new, self._known_node)
        else:
            yield from _steps(statements.create_nodes, new, _whole_node, done=True)
        yield from self._changed(is_moved=False)
        ties = [tie for tie in self._new_ties if not (self.is_large and self._is_among_new(tie))]
        yield from _steps(statements.create_relationships, _grouped(ties, _type), self._tie_between, done=True)
        yield from self._tombstones()
        yield from self._removals()

    def _changed(self, *, is_moved: bool) -> Iterator[Step]:
        """Records that were there before: those written ahead, or the others."""
        old = [(self._nodes[node.id], node) for node in self._changes.nodes if node.id in self._nodes]
        nodes = [new for before, new in old if is_moved == (self.is_large and _is_moved(before, new))]
        yield from _steps(self._node_statement, _grouped(nodes, self._relabelling), self._node_change, done=True)
        known = [(self._ties[tie.key], tie) for tie in self._changes.relationships if self._ties and tie.key in self._ties]
        ties = [new for before, new in known if is_moved == (self.is_large and _is_moved(before, new))]
        yield from _steps(statements.change_relationships, _grouped(ties, _type), self._tie_change, done=True)

    def _removals(self) -> Iterator[Step]:
        ties = _grouped(self._changes.removed_relationships, _type)
        yield from _steps(statements.delete_relationships, ties, self._known_tie)
        yield from _chunks(statements.delete_nodes(), map(self._known_node, self._changes.removed_nodes))

    def _tombstones(self) -> Iterator[Step]:
        """What was removed is kept aside; what came back is not."""
        gone: list[Node | Relationship] = [*self._changes.removed_nodes, *self._changes.removed_relationships]
        put: list[Node | Relationship] = [*self._changes.nodes, *self._changes.relationships]
        before, source = self._removed_before, self._changes.source
        new, known = [], []
        for item in gone:
            row = removed_row(item, source)
            if row["key"] in before:
                known.append({"node": before[row["key"]], "properties": row})
            else:
                new.append(row)
        yield from _chunks(statements.PUT_REMOVED, new)
        yield from _chunks(statements.RENEW_REMOVED, known)
        back = (before[key] for item in (put if before else ()) if (key := removed_key(item)) in before)
        yield from _chunks(statements.FORGET_REMOVED, ({"node": place} for place in back))

    def _is_among_new(self, tie: Relationship) -> bool:
        return tie.source not in self._nodes and tie.target not in self._nodes

    def _relabelling(self, node: Node) -> tuple[str, str]:
        """The label before and after; none where it stays, so that one statement does for all labels."""
        before = self._nodes[node.id].label
        return ("", "") if before == node.label else (before, node.label)

    def _node_statement(self, labels: tuple[str, str]) -> str:
        return statements.change_nodes(*labels)

    def _known_node(self, node: Node) -> Row:
        return {"node": self.places[node.id]}

    def _node_change(self, node: Node) -> Row:
        return {**self._known_node(node), "properties": difference(node_row(self._nodes[node.id]), node_row(node))}

    def _ends(self, tie: Relationship) -> Row:
        return {"source": self.places[tie.source], "target": self.places[tie.target]}

    def _known_tie(self, tie: Relationship) -> Row:
        return {**self._ends(tie), "key": parallel_key(tie)}

    def _tie_between(self, tie: Relationship) -> Row:
        return {**self._ends(tie), "properties": relationship_row(tie)}

    def _tie_change(self, tie: Relationship) -> Row:
        return {
            **self._known_tie(tie),
            "properties": difference(relationship_row(self._ties[tie.key]), relationship_row(tie)),
        }


def _steps(
    statement: Callable[[Key], str], groups: Mapping[Key, list[Item]], row: Callable[[Item], Row], *, done: bool = False
) -> Iterator[Step]:
    for key, items in groups.items():
        yield from _chunks(statement(key), (row(item) for item in items), done=done)


def _chunks(statement: str, rows: Iterable[Row], *, done: bool = False) -> Iterator[Step]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield Step(statement, batch, len(batch) if done else 0)
            batch = []
    if batch:
        yield Step(statement, batch, len(batch) if done else 0)


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _is_moved(before: Node | Relationship, after: Node | Relationship) -> bool:
    """Is nothing new but the run and the place in the file?"""
    claims = [[(c.source, c.content, c.removed) for c in item.provenance] for item in (before, after)]
    return before == after and claims[0] == claims[1]


def _label(node: Node) -> str:
    return node.label


def _type(tie: Relationship) -> str:
    return tie.type


def _whole_node(node: Node) -> Row:
    return {"properties": node_row(node)}

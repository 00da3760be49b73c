"""Snapshot: a landscape drawn up once, frozen, with an integer index and a hash of its content.

Node i is `nodes[i]`; relationship j leads from node `source[j]` to node `target[j]`. `outgoing` and `incoming` are index
arrays both ways (compressed sparse rows of relationship numbers). networkx is drawn up only when asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.loading.changes import Stored
from eagraph.locale import both
from eagraph.model.identity import slug
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.schema import Schema
from eagraph.model.things import Things
from eagraph.model.ties import Ties

if TYPE_CHECKING:
    import networkx as nx

Numbers = npt.NDArray[np.int32]
_LISTED = 5
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rows:
    """Compressed sparse rows: the entries of row i are `entries[starts[i] : starts[i + 1]]`."""

    starts: Numbers
    entries: Numbers

    def of(self, row: int) -> Numbers:
        """The entries of one row."""
        return self.entries[self.starts[row] : self.starts[row + 1]]

    @classmethod
    def grouped(cls, rows: Numbers, count: int) -> Rows:
        """Entry numbers 0..n-1 grouped by the row each belongs to, in order within a row."""
        starts = np.zeros(count + 1, dtype=np.int32)
        np.cumsum(np.bincount(rows, minlength=count), out=starts[1:])
        return cls(starts, np.argsort(rows, kind="stable").astype(np.int32))


def _check_types(stored: Stored, schema: Schema) -> None:
    """A store filled under a user's own types is read under them too."""
    nodes, ties = stored.nodes, stored.relationships
    unknown = set(nodes.labels if isinstance(nodes, Things) else {node.label for node in nodes}) - schema.node.keys()
    unknown |= set(ties.types if isinstance(ties, Ties) else {tie.type for tie in ties}) - schema.relationship.keys()
    if unknown:
        text = both(
            "The landscape has types that the model does not have: {names}. Name the file that declares them: "
            "types in eagraph.toml, or EAGRAPH_TYPES.", names=", ".join(sorted(unknown)),
        )  # fmt: skip
        raise UsageError(text)


def _arrays(stored: Stored, index: Mapping[str, int], number: Mapping[str, int]) -> tuple[Numbers, Numbers, Numbers]:
    """By relationship, the numbers of its source, its target and its type."""
    ties = stored.relationships
    if isinstance(ties, Ties) and isinstance(stored.nodes, Things) and ties.ids is stored.nodes.ids:
        return ties.source, ties.target, np.array([number[type_] for type_ in ties.types], dtype=np.int32)[ties.kind]
    count = len(ties)
    source = np.fromiter((index[r.source] for r in ties), dtype=np.int32, count=count)
    target = np.fromiter((index[r.target] for r in ties), dtype=np.int32, count=count)
    return source, target, np.fromiter((number[r.type] for r in ties), dtype=np.int32, count=count)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Nodes sorted by id, relationships sorted by key. `date` is when a source was last loaded."""

    things: Sequence[Node]
    ties: Sequence[Relationship]
    schema: Schema
    date: str
    index: Mapping[str, int]
    source: Numbers
    target: Numbers
    kind: Numbers
    """By relationship, the number of its type among `schema.relationship_types`."""
    scenario: str = ""
    """The scenario, `name@version`, whose changes are laid over what the store holds; empty for what it holds."""
    point: str = ""
    """The point in time it was kept at, its name and when; empty for what the store holds now."""

    @classmethod
    def of(cls, stored: Stored, schema: Schema | None = None, *, point: str = "") -> Snapshot:
        """The snapshot of what a store holds.

        Raises:
            UsageError: it has a label or a type the schema does not have.
        """
        schema = schema or Schema.standard()
        _check_types(stored, schema)
        nodes = stored.nodes
        ids = nodes.ids if isinstance(nodes, Things) else [node.id for node in nodes]
        index = {id_: i for i, id_ in enumerate(ids)}
        number = {type_.type: i for i, type_ in enumerate(schema.relationship_types)}
        source, target, kind = _arrays(stored, index, number)
        for array in (source, target, kind):
            array.flags.writeable = False
        return cls(nodes, stored.relationships, schema, stored.date, index, source, target, kind, point=point)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes, made when somebody looks at one."""
        return tuple(self.things)

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """The relationships, made when somebody looks at one."""
        return tuple(self.ties)

    @property
    def is_as_stored(self) -> bool:
        """Is it what the store holds now?"""
        return not self.scenario and not self.point

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content: ids, labels, types and properties; not where, when or in which order it was read."""
        digest = hashlib.sha256()
        encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
        nodes = ([n.id, n.label, n.properties] for n in self.nodes)
        ties = ([r.source, r.type, r.target, r.ordinal, r.properties] for r in self._numbered_by_content())
        for records in (nodes, ties):
            while batch := list(islice(records, _BATCH)):
                digest.update(encode(batch).encode())
        return digest.hexdigest()

    def _numbered_by_content(self) -> Iterator[Relationship]:
        """Relationships whose parallel ones are numbered by content, as one source alone would have them."""
        alike: list[Relationship] = []
        for relationship in self.relationships:
            if alike and not relationship.ordinal:
                yield from numbered(alike) if len(alike) > 1 else alike
                alike = []
            alike.append(relationship)
        yield from numbered(alike)

    @cached_property
    def plans(self) -> dict[Hashable, Any]:
        """What was worked out once of this snapshot and is asked for again and again; see `views.failure`."""
        return {}

    @cached_property
    def outgoing(self) -> Rows:
        """Relationship numbers by source node."""
        return Rows.grouped(self.source, len(self.things))

    @cached_property
    def incoming(self) -> Rows:
        """Relationship numbers by target node."""
        return Rows.grouped(self.target, len(self.things))

    @cached_property
    def _by_key(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, node in enumerate(self.nodes):
            key = node.properties.get("source_key")
            if key is not None:
                found.setdefault(str(key), []).append(i)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, node in enumerate(self.nodes):
            found.setdefault(slug(node.name), []).append(i)
        return found

    def find(self, thing: str) -> int:
        """The node a person means: by id, else by source key, else by a name that only one has.

        Raises:
            UnknownName: nothing is called that, or several are; the nearest are named.
        """
        if thing in self.index:
            return self.index[thing]
        found = self._by_key.get(thing) or self._by_name.get(slug(thing), [])
        if len(found) == 1:
            return found[0]
        if found:
            ids = tuple(f"{self.nodes[i].id} ({self.nodes[i].label})" for i in found[:_LISTED])
            raise UnknownName(both("{thing} may mean {count} things; give an id.", thing=repr(thing), count=len(found)), ids)
        names = [node.name for node in self.nodes]
        text = both("There is nothing called {thing} among {count} nodes.", thing=repr(thing), count=len(names))
        raise UnknownName(text, nearest_names(thing, [*self.index, *names]) if len(names) < 20_000 else ())

    def owners(self, node: int) -> tuple[int, ...]:
        """Those a thing is OWNED_BY, sorted."""
        ties = self.outgoing.of(node)
        return tuple(sorted({int(self.target[j]) for j in ties if self.relationships[j].type == "OWNED_BY"}))

    @cached_property
    def networkx(self) -> nx.MultiDiGraph[Any]:
        """The whole as a networkx graph: nodes by id with `label` and properties, relationships with `type`."""
        import networkx as nx

        graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
        graph.add_nodes_from((n.id, {"label": n.label, **n.properties}) for n in self.nodes)
        graph.add_edges_from((r.source, r.target, {"type": r.type, **r.properties}) for r in self.relationships)
        nx.freeze(graph)
        return graph

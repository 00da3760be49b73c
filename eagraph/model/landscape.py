"""Landscape: nodes and relationships as one validated, sorted, frozen whole.

A node is known by its `id`; a relationship by (source, type, target, source_key, ordinal), where `ordinal` tells
parallel relationships apart that their source gave no key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eagraph.errors import InvalidLandscape
from eagraph.model.fields import Value
from eagraph.model.provenance import Provenance
from eagraph.model.schema import Schema

RelationshipKey = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the city. `properties` holds its name too."""

    id: str
    label: str
    properties: Mapping[str, Value]
    provenance: Sequence[Provenance] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """Its name, or its id where no source named it."""
        return str(self.properties.get("name") or self.id)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship, `source` to `target`, both node ids."""

    source: str
    type: str
    target: str
    properties: Mapping[str, Value] = field(default_factory=dict)
    ordinal: int = 0
    provenance: Sequence[Provenance] = field(default=(), compare=False)

    @property
    def key(self) -> RelationshipKey:
        """What it is known by."""
        return (self.source, self.type, self.target, str(self.properties.get("source_key", "")), self.ordinal)


@dataclass(frozen=True, slots=True)
class Landscape:
    """Nodes sorted by id, relationships sorted by key. Make one with `Landscape.of`."""

    nodes: Sequence[Node]
    relationships: Sequence[Relationship]

    @classmethod
    def of(cls, nodes: Iterable[Node], relationships: Iterable[Relationship], schema: Schema | None = None) -> Landscape:
        """The whole, sorted, parallel relationships numbered, and checked.

        Raises:
            InvalidLandscape: everything that is wrong, each with its place.
        """
        from eagraph.model.validation import find_problems

        landscape = cls(tuple(sorted(nodes, key=lambda n: n.id)), numbered(relationships))
        problems = find_problems(landscape, schema or Schema.standard())
        if problems:
            raise InvalidLandscape(problems)
        return landscape


def numbered(relationships: Iterable[Relationship]) -> tuple[Relationship, ...]:
    """Relationships sorted, with an ordinal for each further one that has the same ends, type and no key.

    The ordinal follows the content, not the order of the source, so that it is stable between loads.
    """
    ordered = sorted(relationships, key=lambda r: (*r.key[:4], _sorted_content(r) if not r.key[3] else ""))
    seen: dict[tuple[str, ...], int] = {}
    out = []
    for relationship in ordered:
        identity = relationship.key[:4]
        ordinal = seen.get(identity, 0)
        seen[identity] = ordinal + 1
        out.append(relationship if relationship.ordinal == ordinal else replace(relationship, ordinal=ordinal))
    return tuple(out)


def _sorted_content(relationship: Relationship) -> str:
    return repr(sorted(relationship.properties.items()))

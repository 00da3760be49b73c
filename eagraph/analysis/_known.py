"""Which facts are known of which things: the columns of completeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from eagraph.analysis._minimum import MINIMUM, ONLY_BETWEEN_ZONES, ONLY_NEEDED, Need
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships, valid_things
from eagraph.locale import Text, both
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Provenance

_GONE = frozenset({"retired"})


@dataclass(frozen=True, eq=False)
class Known:
    """What there is on a day, by label and type, and what is said of it. Retired systems are nobody's to fill in."""

    snapshot: Snapshot
    at: dt.date | None

    @cached_property
    def members(self) -> Mapping[str, list[int]]:
        """Node numbers by label; relationship numbers by type."""
        found: dict[str, list[int]] = {}
        things = valid_things(self.snapshot, self.at)
        for i, node in enumerate(self.snapshot.nodes):
            if things[i] and node.properties.get("lifecycle") not in _GONE:
                found.setdefault(node.label, []).append(i)
        for j in self._valid:
            found.setdefault(self.snapshot.relationships[j].type, []).append(j)
        return found

    @cached_property
    def _valid(self) -> list[int]:
        return [int(j) for j in valid_relationships(self.snapshot, self.at).nonzero()[0]]

    @cached_property
    def tied(self) -> Mapping[str, set[int]]:
        """By type, the nodes a relationship of it leads from or to."""
        found: dict[str, set[int]] = {}
        for j in self._valid:
            ends = found.setdefault(self.snapshot.relationships[j].type, set())
            ends.update((int(self.snapshot.source[j]), int(self.snapshot.target[j])))
        return found

    def is_tie(self, of: str) -> bool:
        """Is it a type of relationship, and no label?"""
        return of in self.snapshot.schema.relationship

    def item(self, of: str, number: int) -> Node | Relationship:
        """A thing or a relationship by its number."""
        return self.snapshot.relationships[number] if self.is_tie(of) else self.snapshot.nodes[number]

    def knows(self, of: str, fact: str, number: int) -> bool:
        """Is a fact known of a thing or relationship? Of a level its upper end will do; of an interval either end."""
        if fact in self.snapshot.schema.relationship and not self.is_tie(of):
            return number in self.tied.get(fact, ())
        said = self.item(of, number).properties
        return any(name in said for name in (fact, f"{fact}_high", f"{fact}_low"))

    def about(self, of: str, number: int) -> int:
        """The thing a fact is asked of: itself, or where the relationship leads from."""
        return int(self.snapshot.source[number]) if self.is_tie(of) else number

    def is_asked(self, of: str, fact: str, number: int) -> bool:
        """Does anybody ask for a fact of this one?"""
        if (of, fact) in ONLY_NEEDED:
            return self.item(of, number).properties.get("needed") is True
        if (of, fact) in ONLY_BETWEEN_ZONES:
            return self.snapshot.nodes[int(self.snapshot.source[number])].label == "NetworkZone"
        return True

    def lacking(self, of: str, fact: str) -> Iterator[int]:
        """Of whom a fact is asked for and not known."""
        members = self.members.get(of, ())
        return (n for n in members if self.is_asked(of, fact, n) and not self.knows(of, fact, n))

    def text(self, of: str, fact: str) -> Text:
        """What people call a fact."""
        schema = self.snapshot.schema
        fields = schema.relationship_fields.get(of) or schema.node_fields.get(of, {})
        if fact in fields:
            return fields[fact].text
        if fact not in schema.relationship:
            return Text(fact, fact)
        tie = schema.relationship[fact]
        if tie.sources and of not in tie.sources:
            return both("something {tie} it", tie=tie.text)
        return both("it {tie} something", tie=tie.text)

    def kind_text(self, of: str) -> Text:
        """What people call a label or a type."""
        schema = self.snapshot.schema
        return schema.relationship[of].text if self.is_tie(of) else schema.node[of].text


def claims(item: Node | Relationship) -> Sequence[Provenance]:
    """Who says that it is there, without those that have withdrawn it."""
    return [claim for claim in item.provenance if not claim.removed]


def says(item: Node | Relationship, claim: Provenance, fact: str) -> bool:
    """Does a source say a property? Where it is alone, what the record says is its own."""
    said = item.properties if claim.content is None else claim.content
    return any(name in said for name in (fact, f"{fact}_high", f"{fact}_low"))


def needs_of(of: str) -> list[Need]:
    """The facts that somebody needs of a label or type."""
    return [need for need in MINIMUM if need.of == of]

"""Who stands at the other end of relationships of a type that are valid on a day? Looked up once a snapshot and day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Booleans, valid_relationships, valid_things

Ends = dict[int, tuple[int, ...]]
RETIRED = "retired"
NOT_YET = frozenset({"idea", "planned"})


def links(snapshot: Snapshot, at: dt.date | None = None) -> Links:
    """The relationships of a day; without a day all of them."""
    key = ("links", at)
    if key not in snapshot.plans:
        snapshot.plans[key] = Links(snapshot, at, {}, {}, {})
    found: Links = snapshot.plans[key]
    return found


@dataclass(frozen=True, eq=False)
class Links:
    """Relationships by type and end; nodes and relationships as their numbers."""

    snapshot: Snapshot
    at: dt.date | None
    _ties: dict[str, Numbers]
    _out: dict[str, Ends]
    _into: dict[str, Ends]

    def ties(self, type_: str) -> Numbers:
        """The relationships of a type."""
        if type_ not in self._ties:
            self._ties[type_] = np.flatnonzero(self._of_type(type_) & self._valid).astype(np.int32)
        return self._ties[type_]

    def ends(self, type_: str) -> list[tuple[int, int, int]]:
        """Source, target and number of the relationships of a type."""
        ties = self.ties(type_)
        sources, targets = self.snapshot.source[ties].tolist(), self.snapshot.target[ties].tolist()
        return list(zip(sources, targets, ties.tolist(), strict=True))

    def out(self, type_: str) -> Ends:
        """By source, the targets, each once and sorted."""
        if type_ not in self._out:
            self._out[type_] = _grouped((source, target) for source, target, _ in self.ends(type_))
        return self._out[type_]

    def into(self, type_: str) -> Ends:
        """By target, the sources, each once and sorted."""
        if type_ not in self._into:
            self._into[type_] = _grouped((target, source) for source, target, _ in self.ends(type_))
        return self._into[type_]

    def things(self, label: str) -> list[int]:
        """The things of a label that are valid, sorted."""
        valid = valid_things(self.snapshot, self.at)
        return [i for i, node in enumerate(self.snapshot.nodes) if node.label == label and valid[i]]

    def lifecycle(self, node: int) -> str | None:
        """Where in its life a system says it is; None is unknown."""
        said = self.snapshot.nodes[node].properties.get("lifecycle")
        return str(said) if said else None

    def hidden(self, *types: str) -> int:
        """How many relationships of some types are not valid on the day."""
        return sum(int(np.count_nonzero(self._of_type(type_) & ~self._valid)) for type_ in types)

    @cached_property
    def _valid(self) -> Booleans:
        return valid_relationships(self.snapshot, self.at)

    def _of_type(self, type_: str) -> Booleans:
        number = [declared.type for declared in self.snapshot.schema.relationship_types].index(type_)
        return np.asarray(self.snapshot.kind == number)


def _grouped(pairs: Iterable[tuple[int, int]]) -> Ends:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: tuple(sorted(others)) for one, others in found.items()}

"""What a landscape says of criticality, use and ownership, looked up once a snapshot and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Booleans, valid_relationships
from eagraph.model.fields import Value

LEVELS = 5
UNKNOWN, HAS_NONE = -1, -2
Counts = npt.NDArray[np.int64]


def facts(snapshot: Snapshot, at: dt.date | None = None) -> Facts:
    """The facts of a day; without a day of all days."""
    key = ("facts", at)
    if key not in snapshot.plans:
        snapshot.plans[key] = Facts(snapshot, at)
    known: Facts = snapshot.plans[key]
    return known


def criticality_of(snapshot: Snapshot, node: int) -> int | None:
    """The criticality of a thing, 0-4 as its source states; None is unknown, or that its kind has none."""
    stated = _number(snapshot.nodes[node].properties.get("criticality"))
    return stated if 0 <= stated < LEVELS else None


@dataclass(frozen=True, eq=False)
class Facts:
    """Columns by node, and who stands at the other end of a relationship."""

    snapshot: Snapshot
    at: dt.date | None

    @cached_property
    def critical(self) -> Booleans:
        """By node: is it of a kind that may have a criticality?"""
        schema = self.snapshot.schema
        kinds = {label for label, type_ in schema.node.items() if any(f.name == "criticality" for f in type_.fields)}
        return self._of_labels(kinds)

    @cached_property
    def criticality(self) -> Numbers:
        """By node: 0-4, -1 unknown, -2 of a kind that has none."""
        column = np.where(self.critical, UNKNOWN, HAS_NONE).astype(np.int32)
        for i, node in enumerate(self.snapshot.nodes):
            level = criticality_of(self.snapshot, i) if "criticality" in node.properties else None
            column[i] = column[i] if level is None else level
        return column

    @cached_property
    def uses(self) -> Numbers:
        """Relationships by which something is USED_BY somebody."""
        return self._of_type("USED_BY")

    @cached_property
    def users_of_use(self) -> Counts:
        """By use: how many users it states, -1 where it does not."""
        ties = (self.snapshot.relationships[j].properties for j in self.uses.tolist())
        return np.fromiter((_number(p.get("users")) for p in ties), dtype=np.int64, count=len(self.uses))

    @cached_property
    def users_of_thing(self) -> Counts:
        """By node: how many users it states of itself, -1 where it does not, -2 where its kind is not used by anybody."""
        usable = self._of_labels(set(self.snapshot.schema.relationship["USED_BY"].sources))
        stated = np.array([_number(node.properties.get("users")) for node in self.snapshot.nodes], dtype=np.int64)
        return np.where(stated >= 0, stated, np.where(usable, UNKNOWN, HAS_NONE)).astype(np.int64)

    @cached_property
    def owned_by(self) -> dict[int, tuple[int, ...]]:
        """By thing, its owners; a thing without one is not in it."""
        return self._ends("OWNED_BY")

    @cached_property
    def held_by(self) -> dict[int, tuple[int, ...]]:
        """By role, its holders."""
        return self._ends("HELD_BY")

    @cached_property
    def belongs_to(self) -> dict[int, tuple[int, ...]]:
        """By role or person, where they belong."""
        return self._ends("BELONGS_TO")

    @cached_property
    def owner_names(self) -> dict[int, str]:
        """By thing, its owners by name; a thing without one is not in it."""
        return {node: self.names(owners) or "" for node, owners in self.owned_by.items()}

    def names(self, nodes: tuple[int, ...]) -> str | None:
        """Names in a row; None where there are no nodes."""
        return ", ".join(self.snapshot.nodes[i].name for i in nodes) or None

    def _ends(self, type_: str) -> dict[int, tuple[int, ...]]:
        found: dict[int, set[int]] = {}
        for j in self._of_type(type_).tolist():
            found.setdefault(int(self.snapshot.source[j]), set()).add(int(self.snapshot.target[j]))
        return {node: tuple(sorted(ends)) for node, ends in found.items()}

    def _of_type(self, type_: str) -> Numbers:
        number = [t.type for t in self.snapshot.schema.relationship_types].index(type_)
        return np.flatnonzero((self.snapshot.kind == number) & self._valid).astype(np.int32)

    @cached_property
    def _valid(self) -> Booleans:
        return valid_relationships(self.snapshot, self.at)

    def _of_labels(self, labels: set[str]) -> Booleans:
        return np.array([node.label in labels for node in self.snapshot.nodes], dtype=np.bool_)


def _number(stated: Value | None) -> int:
    """A whole number that is not negative; -1 where nothing, or something else, is stated."""
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and stated >= 0 else UNKNOWN

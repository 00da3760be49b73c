"""The cities that what is planted is held to, and how they are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from eagraph.demo import DemoCity, PlantedFinding
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Node, Relationship

TODAY = dt.date(2031, 5, 6)
CITIES = {"default": (None, 1), "smallest": (500, 1), "another": (None, 7), "larger": (12_000, 3)}


def snapshot_of(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Snapshot:
    """A snapshot of a landscape that is in order already."""
    return Snapshot.of(Stored(tuple(nodes), tuple(relationships), generation=1))


def planted(city: DemoCity, kind: str) -> list[PlantedFinding]:
    """The truths of a kind."""
    return [finding for finding in city.expected if finding.kind == kind]


def nodes(city: DemoCity, label: str) -> dict[str, Node]:
    """The things of a label by id."""
    return {node.id: node for node in city.nodes if node.label == label}


def ties(city: DemoCity, type_: str) -> list[Relationship]:
    """The relationships of a type."""
    return [tie for tie in city.relationships if tie.type == type_]

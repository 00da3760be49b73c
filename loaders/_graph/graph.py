"""A graph as its file has it: every node and edge with its attributes, and what is said of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eagraph.loading.mapping.paths import Item, standing_at

GROUP = "in_group"
"""The attribute that holds the id of the node in which a node lies."""


@dataclass
class Graph:
    """`undirected` counts edges without a direction; `whole` is said of the graph itself."""

    file: str
    nodes: list[Item] = field(default_factory=list)
    edges: list[Item] = field(default_factory=list)
    undirected: int = 0
    title: str = ""
    whole: dict[str, str] = field(default_factory=dict)

    def node(self, id_: str, value: Mapping[str, object], place: str) -> None:
        """Take a node up; its own attributes give way to its id."""
        self.nodes.append(_item(self.file, id_, {**_aside(value, ("id",)), "id": id_}, place))

    def edge(self, ends: tuple[str, str], value: Mapping[str, object], place: str, *, directed: bool) -> None:
        """Take an edge up; its own attributes give way to its ends."""
        self.undirected += not directed
        said = {**_aside(value, ("source", "target")), "source": ends[0], "target": ends[1]}
        self.edges.append(_item(self.file, "", said if directed else {**said, "directed": False}, place))


def _aside(value: Mapping[str, object], taken: tuple[str, ...]) -> dict[str, object]:
    return {f"own_{name}" if name in taken else name: one for name, one in value.items()}


def _item(file: str, key: str, value: dict[str, object], place: str) -> Item:
    return Item(value, file, key=key, where=standing_at(place))

"""Nodes and relationships of a property graph, one by one, into an intake.

Without a mapping a node has the first of its labels that the model has, else it is a ModelElement; a relationship its type
where the model has it, else RELATES_TO; the graph's own label or type is kept as `source_type`. A mapping names labels and
types where a path would stand (`at = "Server"`, `at = "RUNS_ON"`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eagraph.loading import Intake
from eagraph.loading.mapping import records_in
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.form import records_of
from eagraph.loading.mapping.paths import Item, standing_at
from eagraph.locale import Text, both

_USUAL = {
    "nodes": [{
        "at": "nodes", "id": "@key", "name": {"key": ["name", "title", "label"]},
        "label": {"key": "labels", "default": "ModelElement"}, "optional": True,
    }],
    "relationships": [{
        "at": "edges", "id": {"value": ""}, "type": {"key": "type", "default": "RELATES_TO"},
        "loose": True, "optional": True,
    }],
}  # fmt: skip
_OWN = ("labels", "type", "source", "target")
_NO_ENTRY: Text = both("no entry of the mapping is about it.")
Take = Callable[[Item], None] | None


class PropertyGraph:
    """A graph under way: every node first, then every relationship, then `close`.

    Args:
        intake: what is filled.
        file: what the graph is called in places.
        unique: for labels the property that tells their nodes apart; other nodes are told apart by the graph's own ids.
        applying: a mapping that is applied to more than this graph; whoever made it closes it.
    """

    def __init__(
        self, intake: Intake, file: str, unique: Mapping[str, str] | None = None, applying: Applying | None = None
    ) -> None:
        self._intake, self._file, self._unique = intake, file, unique or {}
        records = records_in(intake.mapping)
        self._is_bent = records is not None
        usual = records or records_of(_USUAL, file, intake.schema)
        assert usual is not None  # noqa: S101  # the usual entries are entries
        self._applying = applying or Applying(usual, intake)
        self._streams: dict[tuple[str, ...], Take] = {}
        self._keys: dict[str, str] = {}

    def node(self, id_: str, labels: Sequence[str], properties: Mapping[str, object], place: str = "") -> None:
        """Take a node up."""
        key = self._keys[id_] = self._key(id_, labels, properties)
        said = {**_aside(properties), "labels": labels[0] if len(labels) == 1 else list(labels)}
        names = (*labels, "nodes", "node")
        if names not in self._streams:
            self._streams[names] = self._applying.stream(names, of="nodes")
        self._give(names, Item(said, self._file, key=key, where=standing_at(place or f"{self._file}#{id_}")))

    def relationship(
        self, id_: str, type_: str, ends: tuple[str, str], properties: Mapping[str, object], place: str = ""
    ) -> None:
        """Take a relationship up; `ends` are the graph's own ids of its nodes."""
        source, target = (self._keys.get(end, end) for end in ends)
        said = {**_aside(properties), "type": type_, "source": source, "target": target}
        names = (type_, "edges", "relationships")
        if names not in self._streams:
            self._streams[names] = self._applying.stream(names, of="edges")
        self._give(names, Item(said, self._file, where=standing_at(place or f"{self._file}#{id_}")))

    def _give(self, names: tuple[str, ...], item: Item) -> None:
        take = self._streams[names]
        if take is None:
            self._intake.skip(item.place, names[0], _NO_ENTRY, relationship="edges" in names)
        else:
            take(item)

    def _key(self, id_: str, labels: Sequence[str], properties: Mapping[str, object]) -> str:
        for label in labels:
            value = properties.get(self._unique.get(label, ""))
            if value is not None and not isinstance(value, list | dict):
                return f"{label}/{value}"
        return id_

    def close(self) -> None:
        """Tell what the mapping names and the graph does not have."""
        self._applying.close()
        self._intake.is_bent = self._is_bent


def _aside(properties: Mapping[str, object]) -> dict[str, object]:
    """Properties, those that are called as something of the graph itself by another name."""
    return {f"own_{name}" if name in _OWN else name: value for name, value in properties.items()}

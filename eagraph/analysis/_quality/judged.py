"""What a check says of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import Text
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Node, Relationship

Check = Literal["DQ-01", "DQ-03", "DQ-05", "DQ-06", "DQ-07", "DQ-09", "DQ-10", "DQ-13", "DQ-15"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A thing that breaks a check, or of which it cannot be told.

    Attributes:
        node: the thing.
        words: what is wrong, or why it cannot be told.
        wrong: which kind of wrong, so that two of one thing can be told apart.
        others: further things it is about (node numbers).
        property: what is wrong or missing.
        said: what each source says, where sources differ.
        is_sure: False where it cannot be told.
    """

    node: int
    words: Text
    wrong: str
    others: tuple[int, ...] = ()
    property: str = ""
    said: tuple[tuple[str, Value], ...] = ()
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """A value where it stands: of a thing, or of a relationship that is told of its source."""

    node: int
    others: tuple[int, ...]
    kind: str
    name: str
    value: Value
    field: Field

    @property
    def wrong(self) -> str:
        """What tells it from others of the same thing."""
        return f"{self.kind}.{self.name}" if self.others else self.name


def stated(snapshot: Snapshot) -> Iterator[Stated]:
    """Every value of a declared field."""
    schema = snapshot.schema
    for i, node in enumerate(snapshot.nodes):
        yield from _of(node, (i, ()), node.label, schema.node_fields[node.label])
    ends = zip(snapshot.source.tolist(), snapshot.target.tolist(), snapshot.relationships, strict=True)
    for source, target, tie in ends:
        yield from _of(tie, (source, (target,)), tie.type, schema.relationship_fields[tie.type])


def _of(item: Node | Relationship, at: tuple[int, tuple[int, ...]], kind: str, fields: object) -> Iterator[Stated]:
    known: dict[str, Field] = fields  # type: ignore[assignment]
    for name, value in item.properties.items():
        if name in known:
            yield Stated(at[0], at[1], kind, name, value, known[name])


def called(snapshot: Snapshot, found: Stated) -> Text:
    """What a value is said of, and what it is."""
    schema, name = snapshot.schema, snapshot.nodes[found.node].name
    if not found.others:
        return Text(f"{name}: {found.field.text.sv}", f"{name}: {found.field.text.en}")
    tie, other = schema.relationship[found.kind].text, snapshot.nodes[found.others[0]].name
    return Text(f"{name} {tie.sv} {other}: {found.field.text.sv}", f"{name} {tie.en} {other}: {found.field.text.en}")


def ties(snapshot: Snapshot, type_: str, valid: Booleans) -> Numbers:
    """The relationships of a type that are valid."""
    import numpy as np

    number = [one.type for one in snapshot.schema.relationship_types].index(type_)
    return np.flatnonzero((snapshot.kind == number) & valid).astype(np.int32)


def names(snapshot: Snapshot, nodes: Sequence[int], most: int = 3) -> str:
    """The first of some things by name."""
    told = ", ".join(snapshot.nodes[i].name for i in nodes[:most])
    return f"{told} …" if len(nodes) > most else told

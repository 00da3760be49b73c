"""DQ-13: do the sources of one record say the same? Both values are kept, and shown with who says which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eagraph.analysis._quality.judged import Judged
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import Text, both, joined
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.merging import disagreements
from eagraph.model.provenance import may_be_shared

_SAID_FREELY = frozenset({"name", "name_en", "description", "last_verified", "tags", "confidence"})
"""What two sources may each say in their own words, or of their own work, without contradicting each other."""


def judged(snapshot: Snapshot, _: Booleans) -> Iterator[Judged]:
    """Every property of which sources say different things, of things and of relationships."""
    for i, node in enumerate(snapshot.nodes):
        if may_be_shared(node.provenance):
            yield from _of(snapshot, node, i)
    for j, tie in enumerate(snapshot.relationships):
        if may_be_shared(tie.provenance):
            yield from _of(snapshot, tie, int(snapshot.source[j]), int(snapshot.target[j]))


def _of(snapshot: Snapshot, item: Node | Relationship, node: int, *others: int) -> Iterator[Judged]:
    is_node, schema = isinstance(item, Node), snapshot.schema
    kind = item.label if isinstance(item, Node) else item.type
    fields = schema.node_fields[kind] if is_node else schema.relationship_fields[kind]
    for found in disagreements(item.provenance):
        if found.property not in _SAID_FREELY:
            words = both(
                "{name}: {what}: {told}.", name=_called(snapshot, item, node, *others),
                what=_text(fields.get(found.property), found.property), told=_told(found.said),
            )  # fmt: skip
            wrong = found.property if is_node else f"{kind}.{found.property}"
            yield Judged(node, words, wrong, others, found.property, found.said)


def _told(said: Sequence[tuple[str, Value]]) -> Text:
    """What each says; those who say the same stand together."""
    by: dict[str, list[str]] = {}
    for source, value in said:
        by.setdefault(shown(value), []).append(source)
    return joined([both("{sources} says {value}", sources=", ".join(who), value=value) for value, who in by.items()], "; ")


def shown(value: Value) -> str:
    """A value in words."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _text(field: Field | None, name: str) -> Text:
    return field.text if field else Text(name, name)


def _called(snapshot: Snapshot, item: Node | Relationship, node: int, *others: int) -> Text:
    name = snapshot.nodes[node].name
    if isinstance(item, Node):
        return Text(name, name)
    tie, other = snapshot.schema.relationship[item.type].text, snapshot.nodes[others[0]].name
    return Text(f"{name} {tie.sv} {other}", f"{name} {tie.en} {other}")

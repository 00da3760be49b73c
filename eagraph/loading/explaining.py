"""How was every property of a source read? Told by label and type, and counted.

What counts is the shape of a record, the names it has: there are few of them however many records there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from eagraph.loading import Intake
from eagraph.locale import Text, both
from eagraph.model.fields import Field

OWN = frozenset({"source", "source_key", "source_type"})
"""Properties that loaders write themselves."""


class Shapes:
    """The names that the records of one source have, by label and type."""

    def __init__(self) -> None:
        self._nodes: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self._relationships: Counter[tuple[str, tuple[str, ...]]] = Counter()

    def node(self, label: str, properties: Iterable[str], count: int = 1) -> None:
        """Look at a node, or at some that have the same properties."""
        self._nodes[label, tuple(properties)] += count

    def relationship(self, type_: str, properties: Iterable[str], count: int = 1) -> None:
        """Look at a relationship, or at some that have the same properties."""
        self._relationships[type_, tuple(properties)] += count

    def tell(self, intake: Intake) -> None:
        """Tell the intake how each name was read."""
        schema = intake.schema
        for shapes, declared in ((self._nodes, schema.node_fields), (self._relationships, schema.relationship_fields)):
            counts: Counter[tuple[str, str]] = Counter()
            for (kind, names), count in shapes.items():
                for name in names:
                    counts[kind, name] += count
            for (kind, name), count in sorted(counts.items()):
                if name not in OWN:
                    intake.explain(kind, name, _read_as(name, declared.get(kind, {}), intake.mapping), count)


def _read_as(name: str, fields: Mapping[str, Field], mapping: Mapping[str, object]) -> Text:
    names = mapping.get("properties")
    new = names.get(name, name) if isinstance(names, dict) else name
    field = fields.get(new)
    unit = f" ({field.unit})" if field and field.unit else ""
    if field and new == name:
        return Text(f"{field.text.sv}{unit}", f"{field.text.en}{unit}")
    if field:
        return both("{property}: {name}{unit}, by the mapping", property=new, name=field.text, unit=unit)
    if new != name:
        return both("{property}, by the mapping", property=new)
    return both("kept under its own name")

"""Tables that people read: one a label and one of relationships, under headings in the reader's language.

A property stands under the name its field has, with its unit; one that no field declares under its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eagraph.export._attributes import as_text, type_of
from eagraph.graph.extract import Extract
from eagraph.locale import both, joined
from eagraph.model.fields import Field, Kind, Value
from eagraph.model.landscape import Node, Relationship

Row = tuple[Value | None, ...]
RELATIONSHIPS = "relationships"
_ENDS = (
    ("source", both("from (id)")),
    ("source name", both("from")),
    ("type", both("type")),
    ("type in words", both("in words")),
    ("target", both("to (id)")),
    ("target name", both("to")),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name for machines, what people call it, its columns, and its rows when asked for."""

    name: str
    called: str
    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    count: int
    rows: Callable[[], Iterator[Row]]


def tables(extract: Extract) -> Iterator[Table]:
    """Those of the labels in the order the model declares them, then that of the relationships."""
    by_label: dict[str, list[Node]] = {}
    for node in extract.nodes:
        by_label.setdefault(node.label, []).append(node)
    for type_ in extract.schema.node_types:
        if things := by_label.get(type_.label):
            yield _of_label(type_.label, str(type_.text), things, extract.schema.node_fields[type_.label])
    yield _of_relationships(extract)


def _of_label(label: str, called: str, things: Sequence[Node], fields: Mapping[str, Field]) -> Table:
    names = ["name", *(name for name in _ordered(things, fields) if name != "name")]

    def rows() -> Iterator[Row]:
        return ((thing.id, *_values(thing.properties, names)) for thing in things)

    columns = [_Column("id", "id"), *(_Column.of(name, fields.get(name)) for name in names)]
    return _table(label, called, columns, len(things), rows)


def _of_relationships(extract: Extract) -> Table:
    ties, schema = extract.relationships, extract.schema
    fields = _of_types([schema.relationship_fields[type_] for type_ in dict.fromkeys(tie.type for tie in ties)])
    names = _ordered(ties, fields)
    called = {node.id: node.name for node in extract.nodes}

    def rows() -> Iterator[Row]:
        for tie in ties:
            words = str(schema.relationship[tie.type].text)
            ends = (tie.source, called[tie.source], tie.type, words, tie.target, called[tie.target])
            yield *ends, *_values(tie.properties, names)

    ends = [_Column(name, str(heading)) for name, heading in _ENDS]
    columns = [*ends, *(_Column.of(name, fields.get(name)) for name in names)]
    return _table(RELATIONSHIPS, str(both("relationships")), columns, len(ties), rows)


def _of_types(declared: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """The fields of several types; what they call differently stands under all its names, and as text if kinds differ."""
    found: dict[str, list[Field]] = {}
    for name, field in (pair for fields in declared for pair in fields.items()):
        found.setdefault(name, []).append(field)
    return {name: _joined(fields) for name, fields in found.items()}


def _joined(fields: Sequence[Field]) -> Field:
    texts = list(dict.fromkeys(field.text for field in fields))
    kind = fields[0].kind if len({field.kind for field in fields}) == 1 else "text"
    return replace(fields[0], text=joined(texts, " / "), kind=kind)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    heading: str
    kind: Kind = "text"

    @classmethod
    def of(cls, name: str, field: Field | None) -> _Column:
        """The column of a property."""
        if field is None:
            return cls(name, name)
        unit = f" ({field.unit})" if field.unit else ""
        return cls(name, f"{field.text}{unit}", field.kind)


def _table(name: str, called: str, columns: Sequence[_Column], count: int, rows: Callable[[], Iterator[Row]]) -> Table:
    """Where two columns have one heading, the names of the properties stand with it."""
    often = Counter(column.heading.casefold() for column in columns)
    headings = tuple(
        column.heading if often[column.heading.casefold()] == 1 else f"{column.heading} [{column.name}]"
        for column in columns
    )
    return Table(name, called, headings, tuple(column.kind for column in columns), count, rows)


def _ordered(records: Sequence[Node] | Sequence[Relationship], fields: Mapping[str, Field]) -> list[str]:
    """The properties that occur: declared ones in the order of the model, then the others by name."""
    found = {name for record in records for name in record.properties}
    return [*(name for name in fields if name in found), *sorted(found - fields.keys())]


def _values(properties: Mapping[str, Value], names: Sequence[str]) -> Iterator[Value | None]:
    return (_plain(properties.get(name)) for name in names)


def _plain(value: Value | None) -> Value | None:
    """A list, and a whole number beyond what a table holds, as text."""
    return as_text(value) if value is not None and (isinstance(value, tuple) or _is_beyond(value)) else value


def _is_beyond(value: Value) -> bool:
    return isinstance(value, int) and type_of(value) == "text"

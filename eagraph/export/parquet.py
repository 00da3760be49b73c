"""Parquet, for whoever computes: `nodes/<label>.parquet` and `relationships.parquet`, every column with its type.

A declared property has the type of its field (dates are dates, lists are lists), any other is text. Data hash, date and
selection stand in the metadata of every file, under `eagraph.hash` and so on; units under `unit` in that of a column.
A property that is called as a column of the format (id, label; source, type, target) has `_` behind, and its own name in
the metadata of the column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eagraph.export._about import facts
from eagraph.export._attributes import Attributes, Type, as_text
from eagraph.export._files import whole_folder, written_in
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Node, Relationship

if TYPE_CHECKING:
    import pyarrow as pa

title = both("Parquet (a file a label and one of relationships, typed)")
suffix = ""
OF_NODE, OF_TIE = ("id", "label"), ("source", "type", "target")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the tables into a folder.

    Raises:
        StoreError: the folder cannot be written.
    """
    import pyarrow.parquet as pq

    with whole_folder(path) as folder:
        (folder / "nodes").mkdir()
        for name, table in _tables(extract):
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd", version="2.6")
        return [path / file.relative_to(folder) for file in written_in(folder)]


def _tables(extract: Extract) -> Iterator[tuple[str, pa.Table]]:
    said = {f"eagraph.{fact.key}": str(fact.value) for fact in facts(extract)}
    schema = extract.schema
    for label in sorted({node.label for node in extract.nodes}):
        things = [node for node in extract.nodes if node.label == label]
        first = {"id": [n.id for n in things], "label": [n.label for n in things]}
        yield f"nodes/{label}", _table(first, things, schema.node_fields[label], said)
    ties = extract.relationships
    ends = {"source": [r.source for r in ties], "type": [r.type for r in ties], "target": [r.target for r in ties]}
    fields = {name: field for of in schema.relationship_fields.values() for name, field in of.items()}
    yield "relationships", _table(ends, ties, fields, said)


def _table(
    first: Mapping[str, list[str]], records: Sequence[Node] | Sequence[Relationship], fields: Mapping[str, Field],
    said: Mapping[str, str],
) -> pa.Table:  # fmt: skip
    """The columns of the format, and one a property."""
    import pyarrow as pa

    attributes = Attributes.of(records, taken=tuple(first))
    columns = [
        (pa.field(name, pa.string(), nullable=False), pa.array(values, pa.string())) for name, values in first.items()
    ]
    for name, type_ in attributes.types.items():
        field = fields.get(name)
        arrow = pa.date32() if field and field.kind == "date" else _arrow(type_)
        said_of = {"unit": field.unit} if field and field.unit else {}
        said_of |= {"property": name} if attributes.called[name] != name else {}
        values = [_cell(record.properties.get(name), arrow) for record in records]
        columns.append((pa.field(attributes.called[name], arrow, metadata=said_of or None), pa.array(values, arrow)))
    declared = pa.schema([field for field, _ in columns], metadata=dict(said))
    return pa.Table.from_arrays([array for _, array in columns], schema=declared)


def _arrow(type_: Type) -> Any:
    import pyarrow as pa

    return {
        "boolean": pa.bool_(), "integer": pa.int64(), "number": pa.float64(), "text": pa.string(),
        "list": pa.list_(pa.string()),
    }[type_]  # fmt: skip


def _cell(value: Value | None, arrow: Any) -> object:
    import pyarrow as pa

    if value is None:
        return None
    if arrow == pa.date32():
        return dt.date.fromisoformat(str(value))
    return as_text(value) if arrow == pa.string() else value

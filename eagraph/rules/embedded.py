"""The embedded engine: a throw-away ladybug database in memory, filled from a snapshot. It keeps nothing.

One node table a label and one relationship table a type, with the properties the model declares; what it does not declare
no query can ask for. `ladybug` is imported here alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

from eagraph.errors import QueryRefused, QueryTooLong
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Field, Kind
from eagraph.rules.engine import Row
from eagraph.rules.rule import Parameter

if TYPE_CHECKING:
    import ladybug
    import pyarrow as pa

_TYPES: Mapping[Kind, str] = {
    "number": "DOUBLE",
    "integer": "INT64",
    "level": "INT64",
    "boolean": "BOOL",
    "list": "STRING[]",
}
_POOL_BYTES = 1 << 32
"""What it may take at most. Every pair of labels of every type takes some: the demo city takes 0.2 GB."""
_LARGEST = 1 << 34
_NO_HOP = re.compile(r"\(([^()]*)\)\s*<?-\s*\[[^\]*]*:([^\]*]+)\*\s*0[^\]]*\]\s*->?\s*(?=\(([^()]*)\))")
"""A pattern of no or some hops: the node before it, its types, the node after it."""
_NAME = re.compile(r"\w+")
_ENDS = {"from": "from_", "to": "to_"}
"""Properties that COPY would fill with the ends of the relationship: filled under another name, and renamed."""


class Embedded:
    """A snapshot as a database in memory."""

    def __init__(self, snapshot: Snapshot) -> None:
        import ladybug

        self._database = ladybug.Database(":memory:", buffer_pool_size=_POOL_BYTES, max_db_size=_LARGEST)
        self._lock = threading.Lock()
        self._labels = frozenset(node.label for node in snapshot.nodes)
        self._types = frozenset(snapshot.schema.relationship_fields)
        self._admitted: set[tuple[str, str]] = set()
        weakref.finalize(self, _let_go, self._database).atexit = False
        with self._connection() as connection:
            _fill(connection, snapshot)

    def rows(self, query: str, parameters: Mapping[str, Parameter], seconds: float) -> list[Row]:
        """The rows of a query (see `Engine`)."""
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}
        with self._lock, self._connection() as connection:
            connection.set_query_timeout(max(1, int(seconds * 1000)))
            try:
                self._admit_no_hop(connection, query)
                answer = connection.execute(query, values)
                if isinstance(answer, list):
                    raise QueryRefused("more than one statement")
                with answer:
                    names = answer.get_column_names()
                    return [dict(zip(names, map(_plain, row), strict=True)) for row in answer.get_all()]
            except RuntimeError as error:
                if "Interrupted" in str(error):
                    raise QueryTooLong(seconds) from error
                raise QueryRefused(str(error)) from error

    def _connection(self) -> ladybug.Connection:
        """A connection for one query: it would keep the plans of all that went over it, 4 MB each."""
        import ladybug

        return ladybug.Connection(self._database)

    def _admit_no_hop(self, connection: ladybug.Connection, query: str) -> None:
        """No hop of `*0..n` begins and ends at one node: ladybug 0.22 finds it only where the type has its label twice.

        Every further pair of labels makes planning slower, so that only those are added that an end of the pattern admits.
        """
        for before, types, after in _NO_HOP.findall(query):
            labels = self._labels & ({*_labels_in(before)} or {*_labels_in(after)} or self._labels)
            for pair in sorted(product(self._types & {*_NAME.findall(types)}, labels)):
                if pair not in self._admitted:
                    type_, label = pair
                    connection.execute(f"ALTER TABLE `{type_}` ADD IF NOT EXISTS FROM `{label}` TO `{label}`")
                    self._admitted.add(pair)


def _labels_in(node: str) -> list[str]:
    """The labels that a pattern of a node names."""
    return re.findall(r"[:|&]\s*`?(\w+)", node.partition("{")[0])


def _let_go(database: ladybug.Database) -> None:
    """Close a database nobody asks any more, and give back what it took: glibc keeps what was freed in small pieces."""
    database.close()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _plain(value: Any) -> Any:
    """A value as every engine gives it: ladybug adds whole numbers up to a Decimal."""
    return int(value) if isinstance(value, Decimal) else value


def _fill(connection: ladybug.Connection, snapshot: Snapshot) -> None:
    by_label: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for node in snapshot.nodes:
        by_label[node.label].append({**node.properties, "id": node.id})
    for label, fields in snapshot.schema.node_fields.items():
        declared = _columns(fields.values())
        columns = ", ".join(f"`{name}` {type_}" for name, type_ in declared.items())
        connection.execute(f"CREATE NODE TABLE `{label}`(id STRING PRIMARY KEY, {columns})")
        if rows := by_label.get(label):
            _create_nodes(connection, label, {"id": "STRING", **declared}, rows)
    _fill_relationships(connection, snapshot)


def _create_nodes(
    connection: ladybug.Connection, label: str, declared: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Nodes made one by one in the database: COPY would take room for 131 072 values of each column."""
    said = {name: declared[name] for name in declared if any(row.get(name) is not None for row in rows)}
    values = ", ".join(f"`{name}`: `{name}`" for name in said)
    connection.execute(f"LOAD FROM $rows CREATE (node_:`{label}` {{{values}}})", {"rows": _table(said, rows)})


def _fill_relationships(connection: ladybug.Connection, snapshot: Snapshot) -> None:
    """Relationship tables, each with two pairs of labels at least.

    ladybug 0.22 takes a bound node for that of another label in the same row where a table has one pair only.
    """
    labels = [node.label for node in snapshot.nodes]
    found: dict[str, dict[tuple[str, str], list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for tie, source, target in zip(snapshot.relationships, snapshot.source.tolist(), snapshot.target.tolist(), strict=True):
        row = {**tie.properties, "_from": tie.source, "_to": tie.target}
        found[tie.type][labels[source], labels[target]].append(row)
    always = [(node.label, node.label) for node in snapshot.schema.node_types[:2]]
    for type_, fields in snapshot.schema.relationship_fields.items():
        declared, pairs = _columns(fields.values()), {**dict.fromkeys(always, ()), **found[type_]}
        ends = ", ".join(f"FROM `{a}` TO `{b}`" for a, b in sorted(pairs))
        columns = "".join(f", `{_ENDS.get(name, name)}` {kind}" for name, kind in declared.items())
        connection.execute(f"CREATE REL TABLE `{type_}`({ends}{columns})")
        for (a, b), rows in sorted(pairs.items()):
            if rows:
                table = _table({"_from": "STRING", "_to": "STRING", **declared}, rows)
                table = table.rename_columns([_ENDS.get(name, name) for name in table.column_names])
                connection.execute(f"COPY `{type_}` FROM $rows (from='{a}', to='{b}')", {"rows": table})
        for name in sorted(declared.keys() & _ENDS.keys()):
            connection.execute(f"ALTER TABLE `{type_}` RENAME `{_ENDS[name]}` TO `{name}`")


def _columns(fields: Iterable[Field]) -> dict[str, str]:
    return {field.name: _TYPES.get(field.kind, "STRING") for field in fields}


def _table(columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as Arrow, every column with its type, so that one without a value has one too."""
    import pyarrow as pa

    types = {
        "STRING": pa.string(), "DOUBLE": pa.float64(), "INT64": pa.int64(), "BOOL": pa.bool_(),
        "STRING[]": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.table({name: pa.array(_values(rows, name, kind), types[kind]) for name, kind in columns.items()})


def _values(rows: Sequence[Mapping[str, Any]], name: str, kind: str) -> Iterator[Any]:
    """The values of a column; a whole number where the column has numbers, a list of texts where it has lists."""
    for row in rows:
        value = row.get(name)
        if value is None:
            yield None
        elif kind == "DOUBLE":
            yield float(value)
        elif kind == "STRING[]":
            yield list(value) if isinstance(value, tuple) else [str(value)]
        else:
            yield str(value) if kind == "STRING" else value

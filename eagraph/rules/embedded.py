"""The embedded engine: a throw-away ladybug database in memory, filled from a snapshot. It keeps nothing.

One node table a label and one relationship table a type, with the properties the model declares; what it does not declare
no query can ask for. What stands empty is made when a query first names it, for every table and every column makes planning
slower. `ladybug` is imported here alone.
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
_Ends = tuple[str, str]
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
            self._empty = _Filling(connection, snapshot).empty

    def rows(self, query: str, parameters: Mapping[str, Parameter], seconds: float) -> list[Row]:
        """The rows of a query (see `Engine`)."""
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}
        with self._lock, self._connection() as connection:
            connection.set_query_timeout(max(1, int(seconds * 1000)))
            try:
                self._admit_empty(connection, query)
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

    def _admit_empty(self, connection: ladybug.Connection, query: str) -> None:
        for name in sorted(self._empty.keys() & {*_NAME.findall(query)}):
            for statement in self._empty.pop(name):
                connection.execute(statement)

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


class _Filling:
    """A database filled from a snapshot; and the statements that make what stands empty, by the names that need them.

    A label or type of which there is nothing is needed by its own name, and by the properties that only it declares: a query
    may ask for them of whatever has them. A relationship table has two pairs of labels at least: ladybug 0.22 takes a bound
    node for that of another label in the same row where it has one pair only.
    """

    def __init__(self, connection: ladybug.Connection, snapshot: Snapshot) -> None:
        self._connection = connection
        self.empty: dict[str, list[str]] = defaultdict(list)
        labels = [node.label for node in snapshot.nodes]
        nodes: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for node in snapshot.nodes:
            nodes[node.label].append({**node.properties, "id": node.id})
        ties: dict[str, dict[_Ends, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for tie, source, target in zip(
            snapshot.relationships, snapshot.source.tolist(), snapshot.target.tolist(), strict=True
        ):
            row = {**tie.properties, "_from": tie.source, "_to": tie.target}
            ties[tie.type][labels[source], labels[target]].append(row)
        schema, always = snapshot.schema, [node.label for node in snapshot.schema.node_types[:2]]
        there = {*always, *nodes}
        known = {name for label in there for name in schema.node_fields[label]}
        for label, fields in schema.node_fields.items():
            columns = _columns(fields.values())
            if label in there:
                self._fill_label(label, columns, nodes[label])
            else:
                self._put_off(_label(label, columns), label, *(columns.keys() - known))
        there = {schema.relationship_types[0].type, *ties}
        known = {name for type_ in there for name in schema.relationship_fields[type_]}
        for type_, fields in schema.relationship_fields.items():
            columns, pairs = _columns(fields.values()), {**{(label, label): [] for label in always}, **ties.get(type_, {})}
            if type_ in there:
                self._fill_type(type_, columns, pairs)
            else:
                self._put_off(_type(type_, columns, pairs), type_, *(columns.keys() - known))

    def _put_off(self, statement: str, *names: str) -> None:
        """What to execute when a query names one of these first."""
        for name in names:
            self.empty[name].append(statement)

    def _fill_label(self, label: str, declared: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Nodes are made one by one in the database: COPY would take room for 131 072 values of each column."""
        said = self._said(label, declared, rows)
        self._connection.execute(_label(label, said))
        if rows:
            values = ", ".join(f"`{name}`: `{name}`" for name in ("id", *said))
            table = _table({"id": "STRING", **said}, rows)
            self._connection.execute(f"LOAD FROM $rows CREATE (node_:`{label}` {{{values}}})", {"rows": table})

    def _fill_type(
        self, type_: str, declared: Mapping[str, str], pairs: Mapping[_Ends, Sequence[Mapping[str, Any]]]
    ) -> None:
        said = self._said(type_, declared, [row for rows in pairs.values() for row in rows])
        filled = {_ENDS.get(name, name): kind for name, kind in said.items()}
        self._connection.execute(_type(type_, filled, pairs))
        for (a, b), rows in sorted(pairs.items()):
            if rows:
                table = _table({"_from": "STRING", "_to": "STRING", **said}, rows).rename_columns(["_from", "_to", *filled])
                self._connection.execute(f"COPY `{type_}` FROM $rows (from='{a}', to='{b}')", {"rows": table})
        for name in sorted(said.keys() & _ENDS.keys()):
            self._connection.execute(f"ALTER TABLE `{type_}` RENAME `{_ENDS[name]}` TO `{name}`")

    def _said(self, table: str, declared: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """The columns of which a row has a value; the others stand empty."""
        names = {name for row in rows for name, value in row.items() if value is not None}
        for name in declared.keys() - names:
            self._put_off(f"ALTER TABLE `{table}` ADD `{name}` {declared[name]}", name)
        return {name: kind for name, kind in declared.items() if name in names}


def _label(label: str, columns: Mapping[str, str]) -> str:
    return f"CREATE NODE TABLE IF NOT EXISTS `{label}`(id STRING PRIMARY KEY{_told(columns)})"


def _type(type_: str, columns: Mapping[str, str], pairs: Iterable[_Ends]) -> str:
    ends = ", ".join(f"FROM `{a}` TO `{b}`" for a, b in sorted(pairs))
    return f"CREATE REL TABLE IF NOT EXISTS `{type_}`({ends}{_told(columns)})"


def _told(columns: Mapping[str, str]) -> str:
    return "".join(f", `{name}` {kind}" for name, kind in columns.items())


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

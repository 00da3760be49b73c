"""From results to something to read or to hand on; one format a file.

A format is a module with `media_type`, `suffix` and `render(document: Document) -> bytes`. A `Document` is what any answer
comes down to: a heading, a sentence, facts, and tables of plain cells.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from json import dumps
from typing import Any, Protocol, TypeGuard, cast

from pydantic import BaseModel

from eagraph import plugins
from eagraph.drawing import Picture, pictures
from eagraph.errors import UnknownName, nearest_names
from eagraph.locale import Text, both
from eagraph.results import Result, as_sentence

STATES = {
    "complete": both("complete"),
    "incomplete": both("incomplete"),
    "truncated": both("truncated"),
    "timed_out": both("timed out"),
}
"""How complete an answer is, in words."""
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain cells under column names."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    brief: tuple[str, ...] = ()
    """The columns to show where there is little room; all where empty."""
    title: Text | None = None
    """Of which answer it is part, where a document has several."""

    @property
    def narrow(self) -> Table:
        """The same with no more columns than there is room for."""
        shown = [i for i, column in enumerate(self.columns) if not self.brief or column in self.brief]
        columns = tuple(self.columns[i] for i in shown)
        return replace(self, columns=columns, rows=tuple(tuple(row[i] for i in shown) for row in self.rows))

    @classmethod
    def of(cls, name: str, rows: Sequence[Mapping[str, object]], columns: Iterable[str] = ()) -> Table:
        """A table of mappings; columns in the order first met where none are given."""
        names = tuple(columns) or tuple(dict.fromkeys(key for row in rows for key in row))
        return cls(name, names, tuple(tuple(cell(row.get(key)) for key in names) for row in rows))


@dataclass(frozen=True, slots=True)
class Document:
    """An answer to read. `data` is the same as JSON has it; the first table is the answer itself."""

    title: Text
    summary: Text
    facts: tuple[tuple[Text, str], ...]
    tables: tuple[Table, ...]
    data: Any = field(repr=False)
    draw: Callable[[], tuple[Picture, ...]] = field(default=tuple, repr=False)
    """The pictures, drawn when a format shows them."""


class Format(Protocol):
    """A module of this room."""

    media_type: str
    suffix: str

    def render(self, document: Document) -> bytes:
        """The document in this format."""


def names() -> tuple[str, ...]:
    """The formats there are."""
    return plugins.member_names(sys.modules[__name__])


def find(name: str) -> Format:
    """One format, imported now.

    Raises:
        UnknownName: there is none of that name.
    """
    if name not in names():
        text = both("There is no format {name}; there are {known}.", name=repr(name), known=", ".join(names()))
        raise UnknownName(text, nearest_names(name, names()))
    return cast("Format", plugins.member(sys.modules[__name__], name))


def cell(value: object) -> Cell:
    """A value as one cell: lists with commas, what has structure as JSON."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        if all(isinstance(part, str | int | float) for part in value):
            return ", ".join(map(str, value))
        return dumps(value, ensure_ascii=False)
    return dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def of_result(title: Text, result: Result[Any]) -> Document:
    """The answer of an analysis: its rows first, then whatever else it tells but what is `quiet`, which only JSON has."""
    data = result.model_dump(mode="json")
    row = _row_type(result)
    columns, rows = _spread(data["rows"], tuple(row.model_fields) if row else ())
    brief = tuple(name for names in getattr(row, "brief", ()) for name in columns.get(names, (names,)))
    told_columns = [name for field, names in columns.items() for name in names]
    tables = [replace(Table.of("rows", rows, told_columns), brief=brief)]
    apart = {*Result.model_fields, *getattr(result, "quiet", ())}
    more = {name: value for name, value in data.items() if name not in apart and value}
    tables += [table for name, value in more.items() for table in _tables(name, value)]
    state = STATES[result.completeness.state]
    why = as_sentence(result.completeness)
    told = ", ".join(f"{k}={cell(v)}" for k, v in data["params"].items() if v not in (None, [], "", False))
    facts = (
        (both("Parameters"), told or "–"),
        (both("Data"), f"{result.snapshot.date} · {result.snapshot.hash[:12]}"),
        (both("Completeness"), f"{state}. {why}".strip()),
        (both("Hidden by filter"), str(result.hidden)),
    )
    return Document(title, result.summary.text, facts, tuple(tables), data, lambda: pictures(result))


def _spread(
    rows: Sequence[Mapping[str, Any]], fields: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], list[dict[str, Any]]]:
    """Rows whose mappings of plain values stand in a column a key, and by field the columns it became."""
    columns: dict[str, tuple[str, ...]] = {name: (name,) for name in fields}
    for name in fields:
        keys = {tuple(value) if isinstance(value := row[name], dict) else () for row in rows}
        if len(keys) == 1 and (only := keys.pop()):
            columns[name] = tuple(f"{name} {key}" for key in only)
    wide = [name for name, parts in columns.items() if parts != (name,)]
    spread = [{**row, **{f"{name} {key}": value for name in wide for key, value in row[name].items()}} for row in rows]
    return columns, spread


def of_results(title: Text, summary: Text, results: Iterable[tuple[Text, Result[Any]]], data: Any) -> Document:
    """Several answers as one document: the tables of each under its title, the facts of each beside its title."""
    tables: list[Table] = []
    facts: list[tuple[Text, str]] = []
    told = tuple(results)
    for name, result in told:
        one = of_result(name, result)
        tables += [replace(table, title=name) for table in one.tables]
        facts += [(both("{analysis}, {fact}", analysis=name, fact=fact), value) for fact, value in one.facts]

    def draw() -> tuple[Picture, ...]:
        return tuple(picture for _, result in told for picture in pictures(result))

    return Document(title, summary, tuple(facts), tuple(tables), data, draw)


def _tables(name: str, value: object) -> Iterator[Table]:
    """What an answer tells beside its rows: rows as a table, an object as its properties, with the rows inside it apart."""
    if _is_rows(value):
        yield Table.of(name, value)
        return
    parts = value if isinstance(value, dict) else {name: value}
    yield Table.of(name, [{"property": key, "value": part} for key, part in parts.items() if not _is_rows(part)])
    for key, part in parts.items():
        if _is_rows(part):
            yield Table.of(f"{name} {key}", part)


def _is_rows(value: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(value, list) and value != [] and all(isinstance(row, dict) for row in value)


def _row_type(result: Result[Any]) -> type[BaseModel] | None:
    from typing import get_args

    arguments = get_args(type(result).model_fields["rows"].annotation)
    return arguments[0] if arguments and isinstance(arguments[0], type) else None

"""Tables of plain cells, and how people read them; the names of fields stay for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from json import dumps

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eagraph.locale import Text, both, figure, joined
from eagraph.report._headings import choice, heading, is_choice

Cell = str | int | float | bool | None
Cells = tuple[Cell, ...]
PROPERTIES = ("property", "value")
FIGURES = 5
"""How many figures of a number people read; files for machines have all of them."""
"""The columns of a table that tells of one object."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain cells under column names."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    brief: tuple[str, ...] = ()
    """The columns to show where there is little room; all where empty."""
    title: Text | None = None
    """Of which answer it is part, where a document has several."""
    model: type[BaseModel] | None = None
    """What a row is, where that is declared: it knows what its columns are called and hold."""
    called: Text | None = None
    """What people call the table; by its name where empty."""
    headed: Mapping[str, Text] = field(default_factory=dict)
    """What people call columns, where neither a model nor the name says it."""
    values: tuple[tuple[object, ...], ...] = field(default=(), repr=False)
    """The rows before their values became plain cells: lists as lists."""

    @property
    def narrow(self) -> Table:
        """The same with no more columns than there is room for."""
        shown = [i for i, column in enumerate(self.columns) if not self.brief or column in self.brief]
        kept = {name: tuple(tuple(row[i] for i in shown) for row in getattr(self, name)) for name in ("rows", "values")}
        return replace(self, columns=tuple(self.columns[i] for i in shown), **kept)  # type: ignore[arg-type]

    @classmethod
    def of(
        cls, name: str, rows: Sequence[Mapping[str, object]], columns: Iterable[str] = (),
        *, model: type[BaseModel] | None = None, called: Text | None = None, headed: Mapping[str, Text] | None = None,
    ) -> Table:  # fmt: skip
        """A table of mappings; columns in the order first met where none are given."""
        names = tuple(columns) or tuple(dict.fromkeys(key for row in rows for key in row))
        values = tuple(tuple(row.get(key) for key in names) for row in rows)
        cells = tuple(tuple(map(cell, row)) for row in values)
        return cls(name, names, cells, model=model, called=called, headed=headed or {}, values=values)

    @classmethod
    def told(cls, name: str, model: type[BaseModel], rows: Iterable[BaseModel]) -> Table:
        """Values of a model, a column a field; in a terminal those in which the model is `brief`."""
        told = cls.of(name, [row.model_dump(mode="json") for row in rows], model.model_fields, model=model)
        return replace(told, brief=getattr(model, "brief", ()))

    @property
    def headline(self) -> str:
        """What stands over it."""
        own = self.called or joined([heading(part) for part in self.name.split(" ")], ": ")
        return f"{self.title}: {own}" if self.title else str(own)

    @property
    def headings(self) -> tuple[str, ...]:
        """What its columns are called."""
        return tuple(str(self.heading(column)) for column in self.columns)

    def heading(self, column: str) -> Text:
        """What a column, or a property of the object it tells of, is called."""
        if column in self.headed:
            return self.headed[column]
        name, _, key = column.partition(" ")
        own = heading(name, self.field(column))
        return joined([own, Text(key, key)], " ") if key else own

    def about(self, column: str) -> Text | None:
        """What a column holds, in one sentence; nothing where nobody says."""
        declared = self.field(column)
        return both(declared.description) if declared and declared.description else None

    def field(self, column: str) -> FieldInfo | None:
        """The declaration of a column."""
        return self.model.model_fields.get(column.partition(" ")[0]) if self.model else None

    @property
    def tells_of_one(self) -> bool:
        """Does it tell of one object, a property a row?"""
        return self.columns == PROPERTIES and self.model is not None

    def read(self, most: int | None = None) -> Iterator[tuple[str, ...]]:
        """The rows, or the first of them, as people read them."""
        if self.tells_of_one:
            for name, value in self.rows[:most]:
                yield str(self.heading(str(name))), shown(value, self.field(str(name)))
            return
        fields = [self.field(column) for column in self.columns]
        for row in self.rows[:most]:
            yield tuple(map(shown, row, fields))


def cell(value: object) -> Cell:
    """A value as one cell: lists with commas, what has structure as JSON."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        if all(isinstance(part, str | int | float) for part in value):
            return ", ".join(map(str, value))
        return dumps(value, ensure_ascii=False)
    if isinstance(value, dict) and value.keys() == {"sv", "en"}:
        return str(Text(**value))
    return dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def shown(value: Cell, declared: FieldInfo | None = None) -> str:
    """A cell as people read it."""
    if isinstance(value, bool):
        return str(both("yes") if value else both("no"))
    if isinstance(value, str) and declared is not None and is_choice(declared.annotation):
        return ", ".join(str(choice(part)) for part in value.split(", ")) if value else ""
    if isinstance(value, float):
        return str(figure(value, FIGURES))
    return "" if value is None else str(value)

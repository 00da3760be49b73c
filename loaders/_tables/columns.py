"""From the cells of one row to what they say: properties, texts that name other things, and what belongs apart.

A column nobody knows is a property under its own header. The user's mapping comes before everything else.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import Text, both
from eagraph.model.fields import BadValue, Field
from eagraph.model.schema import Schema
from loaders._tables.cells import CellReader, Reading, plain
from loaders._tables.headers import Column, Header
from loaders._tables.parting import combined_levels
from loaders._tables.sheets import LONGEST_CELL, Sheet, letters
from loaders._tables.vocabulary import NOT_FROM_SCHEMA, ListForm, Vocabulary, squash

ONE_LINE = frozenset({"name", "id", "unit", "person", "position"})
SHOWN = 60
"""Characters of a cell that a message repeats."""


@dataclass
class Facts:
    """What one row says. `texts` by role: names and ids; `apart`: properties of its flows or its person."""

    number: int
    place: str
    texts: dict[str, str] = field(default_factory=dict)
    properties: dict[str, object] = field(default_factory=dict)
    apart: dict[str, object] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)


class Columns:
    """Reads the rows of one list; what cannot be read is a problem with the cell's place."""

    def __init__(self, sheet: Sheet, header: Header, intake: Intake, vocabulary: Vocabulary) -> None:
        self.sheet, self.header, self.form = sheet, header, header.form
        self.vocabulary = vocabulary
        self._intake = intake
        fields = _fields(self.form, intake.schema)
        self._by_index = {column.index: column for column in header.columns}
        self._readers = {c.index: self._reader(c, fields[c.role]) for c in header.columns if c.role in fields}
        self._levels = {a: self._reader(Column(-1, a, a), fields[a]) for a in "krts" if a in fields}
        self._names = self._own_names(fields)
        self._order = _order(header, vocabulary)
        self._errors: Counter[str] = Counter()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers nobody knows, as written."""
        return tuple(c.header for c in self.header.columns if not c.role)

    def where(self, facts: Facts, role: str) -> str:
        """The place of the cell with a role in a row; the row where there is no such column."""
        column = self.header.by_role().get(role)
        return self.sheet.where(facts.number, column.index) if column else facts.place

    def facts(self, number: int, cells: Sequence[object]) -> Facts:
        """What a row says."""
        found = Facts(number, self.sheet.where(number))
        for index, raw in enumerate(cells):
            text = plain(raw)
            if not text:
                continue
            if len(text) > LONGEST_CELL:
                self._wrong(
                    found,
                    index,
                    both("a cell of {size} characters; expected at most {most}.", size=len(text), most=LONGEST_CELL),
                )
            elif text[0] == "#" and self.vocabulary.says("errors", text):
                self._errors[self.sheet.where(number, index)] += 1
            else:
                self._cell(found, index, raw, text)
        return found

    def _cell(self, found: Facts, index: int, raw: object, text: str) -> None:
        column = self._by_index.get(index, Column(index, ""))
        try:
            if index in self._readers:
                self._put(found, column.role, self._readers[index].read(raw), column)
            elif column.role == "classification":
                self._classify(found, raw, text)
            elif column.role in self.form.spoken:
                found.texts[column.role] = " ".join(text.split()) if column.role in ONE_LINE else text
            else:
                found.properties[self._names.get(index) or f"column {letters(index)}"] = text
        except BadValue as error:
            shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
            told = both(
                "{name} is {found}; expected {expected}.", name=column.header, found=repr(shown), expected=error.expected
            )
            self._wrong(found, index, told)

    def _put(self, found: Facts, name: str, reading: Reading | None, column: Column) -> None:
        if reading is None:
            return
        target = found.apart if name in self.form.apart else found.properties
        target[name] = reading.value
        if reading.high is not None:
            target[f"{name}_high"] = reading.high
        if reading.written:
            own = column.header if squash(column.header) != squash(name) else f"{name} as written"
            found.properties[own] = reading.written

    def _classify(self, found: Facts, raw: object, text: str) -> None:
        if self.vocabulary.says("unknown", text):
            return
        if isinstance(raw, dt.datetime | dt.date):
            raise BadValue(both("levels as 2-2-3-1; Excel has made a date of them: format the column as text"))
        for aspect, level in combined_levels(text, self._order).items():
            if aspect in self._levels and aspect not in found.properties:
                self._put(found, aspect, self._levels[aspect].read(level), Column(-1, aspect, aspect))

    def _wrong(self, found: Facts, index: int, text: Text) -> None:
        self._intake.problems.append(Problem(self.sheet.where(found.number, index), text))

    def close(self) -> None:
        """How every column was read, and hints on the whole list: columns unknown or doubled, cells with Excel's errors."""
        for column in self.header.columns:
            self._intake.explain(self.sheet.where(self.header.last_row, column.index), column.header, self._read_as(column))
        self._tell_doubled()
        if self.unknown:
            text = both(
                "columns kept under their own names: {names}. A mapping file can give them a meaning.",
                names=", ".join(self.unknown),
            )
            self._intake.hints.append(Problem(self.sheet.where(self.header.last_row), text))
        if self._errors:
            cells = ", ".join(list(self._errors)[:5])
            text = both(
                "cells with an error of the spreadsheet count as empty: {cells} ({count} in all).",
                count=len(self._errors),
                cells=cells,
            )
            self._intake.hints.append(Problem(self.sheet.title, text))

    def _read_as(self, column: Column) -> Text:
        """What a column means, in words."""
        if column.index in self._readers:
            return both("property {name} ({kind})", name=column.role, kind=self._readers[column.index].field.kind)
        if naming := self.form.ties.get(column.role):
            ends = ", ".join(naming.to)
            return both("relationship {type} with {labels}", type=naming.type, labels=ends)
        if column.role == "classification":
            return both("the levels {letters}", letters="-".join(self._order).upper())
        if column.role in self.form.spoken:
            return both("{role} of {label}", role=column.role, label=self.form.label)
        return both("kept as it is written, as {name}", name=self._names[column.index])

    def _tell_doubled(self) -> None:
        """Columns of one header or one meaning: the one that counts is said, the others keep their texts."""
        first: dict[str, Column] = {}
        for column in self.header.columns:
            before = first.setdefault(squash(column.header), column)
            if before is not column:
                text = both(
                    "the header {name} stands twice, in {first} and here; kept as {kept}.",
                    name=repr(column.header), first=letters(before.index), kept=repr(self._names[column.index]),
                )  # fmt: skip
                self._intake.hints.append(Problem(self.sheet.where(self.header.last_row, column.index), text))

    def _reader(self, column: Column, declared: Field) -> CellReader:
        values = self._intake.mapping.get("values", {})
        own = values.get(column.role) if isinstance(values, Mapping) else None
        return CellReader(declared, self.vocabulary, column.unit, own if isinstance(own, Mapping) else None)

    def _own_names(self, fields: Mapping[str, Field]) -> dict[int, str]:
        """The property names of columns that no field declares; never one that means something else already."""
        names: dict[int, str] = {}
        for column in self.header.columns:
            name = column.role or column.header
            taken = name in fields or name in NOT_FROM_SCHEMA or name in names.values()
            names[column.index] = f"{name} ({letters(column.index)})" if taken else name
        return names


def _fields(form: ListForm, schema: Schema) -> dict[str, Field]:
    """Declared properties that columns of a list may set, by role."""
    own = dict(schema.node_fields[form.label])
    for name, of in form.apart.items():
        own[name] = (schema.node_fields.get(of) or schema.relationship_fields[of])[name]
    own.pop("name")
    return own


def _order(header: Header, vocabulary: Vocabulary) -> dict[str, str]:
    """The letters of a combined column and their aspects, as its header tells; K R T S where it does not."""
    column = header.by_role().get("classification")
    text = squash(column.header) if column else ""
    said = max((o for o in vocabulary.orders if text.endswith(o)), key=len, default="krts")
    return dict(zip(said, vocabulary.orders[said], strict=True))

"""Every table of an answer, from its `Document` alone: headings, words, links to things, and what each column holds.

Nothing here knows one analysis from another. A value that is the id of something in the landscape is shown by its name and
leads to its page; a kind or a type of relationship is shown as people say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, small
from dashboards.components.facts import fact_table
from dashboards.components.frame import section, thing_link
from dashboards.components.tables import Column, Rows, table
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.report import Document, Table
from eagraph.results import Named

Linked = list[list[str]]
"""Ids of things, each with its name."""


@dataclass(frozen=True, slots=True)
class Told(Column):
    """A column that says what it holds when somebody points at its heading."""

    about: str = ""
    figures: bool = False

    def definition(self) -> dict[str, Any]:
        """The column as AG Grid has it."""
        told = Column.definition(self)
        longest = max(map(len, self.header.split()), default=0)
        told["minWidth"] = max(told["minWidth"], 62 + 9 * longest)
        if self.about:
            told["headerTooltip"] = self.about
        if self.figures:
            told["valueFormatter"] = {"function": "figure(params)"}
        if self.link.get("several"):
            told |= {"cellRenderer": "ThingLinks", "cellRendererParams": {}}
        return told


def tables(page: str, snapshot: Snapshot, document: Document) -> list[Component]:
    """A section for every table that has rows; ids are `{"type": "<page>-table", "name": …}`."""
    return [_section(page, snapshot, one) for one in document.tables if one.rows]


def rows(snapshot: Snapshot, document: Document, name: str) -> Rows:
    """The rows of one of them, as the screen shows them."""
    return next((_Shown(snapshot, one).rows() for one in document.tables if one.name == name), [])


def _section(page: str, snapshot: Snapshot, one: Table) -> Component:
    heading = one.headline[:1].upper() + one.headline[1:]
    if one.tells_of_one:
        return section(heading, [_facts(snapshot, one), _meanings(one, [str(name) for name, _ in one.rows])])
    shown = _Shown(snapshot, one)
    grid = table({"type": f"{page}-table", "name": one.name}, heading, shown.columns(), shown.rows(), height=460)  # type: ignore[arg-type]
    empty = [one.heading(one.columns[i]) for i in shown.empty]
    left = small(say("Empty everywhere: {columns}.", columns=", ".join(map(str, empty)))) if empty else None
    return section(heading, [grid, left, _meanings(one, [one.columns[i] for i in shown.order])])


def _facts(snapshot: Snapshot, one: Table) -> Component:
    said: list[tuple[str, Part]] = []
    for (name, text), (_, value) in zip(one.read(), one.values, strict=True):
        linked = _linked(snapshot, value)
        links = [part for id_, thing in linked or () for part in (", ", thing_link(thing, id_))][1:]
        number = isinstance(value, int | float) and not isinstance(value, bool)
        said.append((name, html.Span(links) if linked else words.figure(value) if number else text or "–"))  # type: ignore[arg-type]
    return fact_table(said, one.headline)


def _meanings(one: Table, columns: Sequence[str]) -> Component | None:
    """What each column holds, to be read under the table."""
    told = [
        (str(one.heading(column)), str(about))
        for column in columns
        if column not in Named.model_fields and (about := one.about(column))
    ]
    if not told:
        return None
    parts = [part for name, about in told for part in (html.Dt(name), html.Dd(about))]
    return html.Dl(
        [html.Div(list(pair)) for pair in zip(parts[::2], parts[1::2], strict=True)], className="eagraph-meanings"
    )


class _Shown:
    """One table for the screen: which columns, in which order, of which kind, and what their cells read."""

    def __init__(self, snapshot: Snapshot, one: Table) -> None:
        self._snapshot, self._table = snapshot, one
        schema = snapshot.schema
        self._words = {name: words.tie(schema, name) for name in schema.relationship}
        self._words |= {name: words.label(schema, name) for name in schema.node}
        self._cells = list(zip(*one.values, strict=True))
        self._links = [self._of_things(i) for i in range(len(one.columns))]
        self._numbers = [_are_numbers(cells) for cells in self._cells]
        self._read = list(zip(*one.read(), strict=True))
        self.empty = tuple(i for i, cells in enumerate(self._cells) if all(value in (None, "", []) for value in cells))
        self.order = tuple(self._ordered())

    def columns(self) -> list[Column]:
        """The columns, from left to right."""
        return [self._column(i) for i in self.order]

    def rows(self) -> list[dict[str, Any]]:
        """The rows; a cell that names things has them with their ids beside it, under its name and `s`."""
        found: list[dict[str, Any]] = [{} for _ in self._table.rows]
        for i in self.order:
            for row, value, text in zip(found, self._cells[i], self._read[i], strict=True):
                self._put(row, i, value, text)
        if self._name is not None:
            for row, id_ in zip(found, self._cells[self._at("id")], strict=True):
                row["id"] = id_
        return found

    @property
    def _name(self) -> int | None:
        """The column that names the thing a row is about."""
        columns = self._table.columns
        return columns.index("name") if {"id", "name"} <= {*columns} and self._links[self._at("id")] else None

    def _at(self, column: str) -> int:
        return self._table.columns.index(column)

    def _put(self, row: dict[str, Any], i: int, value: Any, text: str) -> None:
        key = f"c{i}"
        if self._numbers[i]:
            row[key] = value
        elif self._links[i] and (linked := _linked(self._snapshot, value)):
            row[key], row[f"{key}s"] = ", ".join(name for _, name in linked), linked
        else:
            row[key] = self._said(i, value, text)

    def _said(self, i: int, value: Any, text: str) -> str:
        """A cell in words: kinds and types of relationships as people say them, and what has structure laid out."""
        if isinstance(value, list) and value and not isinstance(value[0], str | int | float):
            return "; ".join(", ".join(_plain(self._snapshot, part) for part in _parts(item)) for item in value)
        known = self._words if self._table.columns[i] not in {"name", "names"} else {}
        whole = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if whole and all(part in known for part in whole):
            return ", ".join(known[part] for part in whole)
        return text

    def _of_things(self, i: int) -> bool:
        return self._table.columns[i] not in {"name", "names"} and any(
            _linked(self._snapshot, value) for value in self._cells[i]
        )

    def _ordered(self) -> Iterator[int]:
        """The brief columns first; without the id where the name leads there, and without names said beside their things."""
        columns = self._table.columns
        order = sorted(
            range(len(columns)), key=lambda i: (columns[i] not in self._table.brief and bool(self._table.brief), i)
        )
        told = {tuple(self._texts(i)) for i in order if self._links[i]}
        for i in order:
            repeats = not self._links[i] and i != self._name and tuple(self._read[i]) in told
            if i not in self.empty and not repeats and not (columns[i] == "id" and self._name is not None):
                yield i

    def _texts(self, i: int) -> Iterator[str]:
        return (", ".join(name for _, name in _linked(self._snapshot, value) or []) for value in self._cells[i])

    def _column(self, i: int) -> Told:
        name = self._table.columns[i]
        told: dict[str, Any] = {"name": f"c{i}", "header": _upper(str(self._table.heading(name)))}
        told["about"] = str(self._table.about(name) or "")
        if i == self._name:
            return Told(**told, kind="thing", share=3)
        if self._numbers[i]:
            return Told(**told, kind="number", share=1, figures=True)
        longest = max(map(len, self._read[i]), default=0)
        return Told(**told, share=min(4, 1 + longest // 16), link={"several": True} if self._links[i] else {})


def _are_numbers(cells: Sequence[Any]) -> bool:
    told = [value for value in cells if value is not None]
    return bool(told) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in told)


def _linked(snapshot: Snapshot, value: Any) -> Linked | None:
    """The things that a value is the ids of, all of them; None where it is anything else."""
    ids = [value] if isinstance(value, str) else value
    if not isinstance(ids, list) or not ids or not all(isinstance(id_, str) and id_ in snapshot.index for id_ in ids):
        return None
    return [[id_, snapshot.nodes[snapshot.index[id_]].name] for id_ in ids]


def _plain(snapshot: Snapshot, value: Any) -> str:
    if value in snapshot.index:
        return snapshot.nodes[snapshot.index[value]].name
    schema = snapshot.schema
    return words.label(schema, value) if value in schema.node else words.tie(schema, value)


def _parts(item: Any) -> list[str]:
    """The plain values of what has structure, without what is empty."""
    values = item.values() if isinstance(item, dict) else item if isinstance(item, list) else [item]
    return [
        part
        for value in values
        for part in (_parts(value) if isinstance(value, dict | list) else [str(value)] if value is not None else [])
    ]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

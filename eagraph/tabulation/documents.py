"""A table or a pivot as a document to hand on: what is seen, of which data, and which part of it.

People's files have headings and values in the reader's language and say `unknown` nowhere: an empty cell is unknown. JSON
has names and values as they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eagraph.locale import Text, both, joined, number
from eagraph.model.fields import Value
from eagraph.report import Cell, Document, Table
from eagraph.results import SnapshotInfo, Words
from eagraph.tabulation.columns import Column, find
from eagraph.tabulation.pivoting import Pivot
from eagraph.tabulation.selecting import Selected
from eagraph.tabulation.telling import read_aloud, selection, told

TITLE = both("Workbench")
MEASURES: dict[str, Text] = {"count": both("count"), "sum": both("sum"), "mean": both("mean")}
TOTAL = both("All")
BASIS = both("Rests on")


def summary(selected: Selected) -> Text:
    """How many rows are seen of how many, and which."""
    sentence = both(
        "{count} of {total} {what}.",
        count=_number(len(selected.numbers)),
        total=_number(selected.total),
        what=_what(selected),
    )
    return joined([sentence, *left_out(selected)], " ")


def left_out(selected: Selected) -> Iterator[Text]:
    """What was left out because nobody has said whether it fits."""
    asked, snapshot = selected.asked, selected.snapshot
    for name, count in selected.unknown.items():
        if count:
            text = find(snapshot, asked.what, name).text
            yield both("{count} more are left out because {column} is unknown.", count=_number(count), column=text)


def table(selected: Selected, *, with_basis: bool = False) -> Document:
    """All rows of a table as a document.

    Args:
        selected: the table.
        with_basis: let every row say in a last column what it rests on, for a file that has no other place for it.
    """
    schema = selected.snapshot.schema
    rows = selected.rows()
    basis = (str(basis_of(selected)),) if with_basis else ()
    columns = (*_headings(selected.columns), *((str(BASIS),) if with_basis else ()))
    cells = tuple((*(told(schema, c, v) for c, v in zip(selected.columns, row, strict=True)), *basis) for row in rows)
    names = [column.name for column in selected.columns]
    data = {
        **_about(selected), "columns": [_column(column) for column in selected.columns],
        "rows": [dict(zip(names, map(_plain, row), strict=True)) for row in rows],
    }  # fmt: skip
    return Document(TITLE, summary(selected), _facts(selected), (Table("rows", columns, cells),), data)


def pivoted(selected: Selected, found: Pivot, *, with_basis: bool = False) -> Document:
    """A pivot as a document; a total for each row, and one for each column in the last row."""
    by, across, measured = _named(selected)
    schema = selected.snapshot.schema
    heads = [read_aloud(schema, across, value) for value in found.columns] if across else []
    basis = (str(basis_of(selected)),) if with_basis else ()
    columns = _unlike([by.heading, *heads, measured, *((str(BASIS),) if with_basis else ())])
    lines: list[tuple[Cell, ...]] = [
        (read_aloud(schema, by, value), *cells, total, *basis)
        for value, cells, total in zip(found.rows, found.cells, found.totals, strict=True)
    ]
    lines.append((str(TOTAL), *found.column_totals, found.total, *basis))
    data = {
        **_about(selected), "rows": [_plain(value) for value in found.rows], "columns": [_plain(v) for v in found.columns],
        "cells": found.cells, "totals": found.totals, "column_totals": found.column_totals, "overall": found.total,
        "counts": found.counts, "known": found.known,
        "rows_left_out": found.left_out[0], "columns_left_out": found.left_out[1],
    }  # fmt: skip
    said = joined([summary(selected), *remarks(selected, found)], " ")
    return Document(TITLE, said, _facts(selected), (Table("pivot", columns, tuple(lines)),), data)


def remarks(selected: Selected, found: Pivot) -> Iterator[Text]:
    """What a reader of a pivot has to know: what is not known, and what is not shown."""
    asked = selected.asked
    if asked.measure != "count" and found.known_of_all < found.count:
        of = find(selected.snapshot, asked.what, asked.of).text
        yield both(
            "{column} is known for {known} of {count}; sums and means are over these.",
            column=of, known=_number(found.known_of_all), count=_number(found.count),
        )  # fmt: skip
    rows, columns = found.left_out
    if rows or columns:
        yield both(
            "Not shown for want of room: rows {rows}, columns {columns}; the totals hold them.",
            rows=_number(rows), columns=_number(columns),
        )  # fmt: skip


def measured(selected: Selected) -> Text:
    """What stands in the cells of a pivot."""
    asked = selected.asked
    if asked.measure == "count":
        return both("Number")
    column = find(selected.snapshot, asked.what, asked.of)
    of = Text(f"{column.text.sv} ({column.unit})", f"{column.text.en} ({column.unit})") if column.unit else column.text
    return both("Sum of {column}", column=of) if asked.measure == "sum" else both("Mean of {column}", column=of)


def basis_of(selected: Selected) -> Text:
    """Data and selection in one text."""
    snapshot = selected.snapshot
    data = f"{snapshot.date} · {snapshot.hash[:12]}"
    return joined([both("data {data}", data=data), *_lens(selected), selection(snapshot, selected.asked)], "; ")


def _lens(selected: Selected) -> list[Text]:
    """The scenario or the point in time the landscape is seen through."""
    snapshot = selected.snapshot
    told = [both("scenario {name}", name=snapshot.scenario)] if snapshot.scenario else []
    return told + ([both("point in time {name}", name=snapshot.point)] if snapshot.point else [])


def _named(selected: Selected) -> tuple[Column, Column | None, str]:
    asked, snapshot = selected.asked, selected.snapshot
    across = find(snapshot, asked.what, asked.across) if asked.across else None
    return find(snapshot, asked.what, asked.by), across, str(measured(selected))


def _facts(selected: Selected) -> tuple[tuple[Text, str], ...]:
    snapshot = selected.snapshot
    return (
        (both("Selection"), str(selection(snapshot, selected.asked))),
        (both("Data"), "; ".join([f"{snapshot.date} · {snapshot.hash[:12]}", *map(str, _lens(selected))])),
        *((both("Left out"), str(text)) for text in left_out(selected)),
    )


def _about(selected: Selected) -> dict[str, Any]:
    snapshot = selected.snapshot
    return {
        "asked": selected.asked.model_dump(mode="json", exclude_defaults=True),
        "selection": Words.of(selection(snapshot, selected.asked)).model_dump(),
        "snapshot": SnapshotInfo.of(snapshot).model_dump(mode="json"),
        "total": selected.total,
        "count": len(selected.numbers),
        "left_out_as_unknown": dict(selected.unknown),
    }


def _column(column: Column) -> dict[str, Any]:
    return {"name": column.name, "called": Words.of(column.text).model_dump(), "kind": column.kind, "unit": column.unit}


def _plain(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else value


def _headings(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return _unlike([column.heading for column in columns])


def _unlike(headings: list[str]) -> tuple[str, ...]:
    """Headings of which no two are alike."""
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 else f"{heading} {seen[heading]}")
    return tuple(found)


def _what(selected: Selected) -> Text:
    return both("things") if selected.asked.what == "things" else both("relationships")


def _number(count: int) -> Text:
    from eagraph.locale import current

    token = current.set("sv")
    try:
        swedish = number(count)
        current.set("en")
        return Text(swedish, number(count))
    finally:
        current.reset(token)

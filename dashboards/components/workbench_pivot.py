"""A pivot as a table: each row leads to the things it counts, totals at the right and in the first row."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from dashboards import address
from dashboards.components import tables
from dashboards.components.boxes import Part, small, stack
from dashboards.components.frame import section
from eagraph.locale import say
from eagraph.model.fields import Value, plain_text
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import find
from eagraph.tabulation.conditions import Condition
from eagraph.tabulation.documents import TOTAL, measured, remarks
from eagraph.tabulation.pivoting import Pivot, pivot
from eagraph.tabulation.selecting import Selected
from eagraph.tabulation.telling import read_aloud

PATH = "/workbench"


def shown(selected: Selected) -> Component:
    """The pivot that is asked for.

    Raises:
        EagraphError: it cannot be made.
    """
    found = pivot(selected)
    asked, snapshot = selected.asked, selected.snapshot
    by = find(snapshot, asked.what, asked.by)
    across = find(snapshot, asked.what, asked.across) if asked.across else None
    heads = [read_aloud(snapshot.schema, across, value) for value in found.columns] if across else []
    figures = [tables.Column(f"c{j}", head, "number", width=120) for j, head in enumerate(heads)]
    columns = [
        tables.Column("by", by.heading, "thing", width=190, link={"path": PATH}),
        tables.Column("all", str(measured(selected)) if not heads else str(TOTAL), "number", width=130), *figures,
    ]  # fmt: skip
    definitions = tables.table("workbench-pivot-table", say("Pivot"), columns, list(_rows(selected, found)), height=480)
    _lead(definitions)
    title = say("{measure} by {column}", measure=measured(selected), column=by.text)
    if across:
        title = say("{measure} by {column} and {other}", measure=measured(selected), column=by.text, other=across.text)
    notes: list[Part] = [small(str(text)) for text in remarks(selected, found)]
    return section(title, [stack([*notes, definitions])])


def _lead(table: Component) -> None:
    """Let the first column lead to what its row counts."""
    first = table.children.columnDefs[0]
    first |= {"cellRenderer": "WorkbenchLink", "pinned": "left"}
    del first["cellRendererParams"]


def _rows(selected: Selected, found: Pivot) -> Any:
    asked, snapshot = selected.asked, selected.snapshot
    by = find(snapshot, asked.what, asked.by)
    yield {"by": str(TOTAL), "all": _figure(found.total), **_cells(found.column_totals)}
    for value, cells, total in zip(found.rows, found.cells, found.totals, strict=True):
        href = _only(asked, value)
        yield {"by": read_aloud(snapshot.schema, by, value), "all": _figure(total), "href": href, **_cells(cells)}


def _cells(cells: tuple[float | None, ...]) -> dict[str, float | None]:
    return {f"c{j}": _figure(cell) for j, cell in enumerate(cells)}


def _figure(cell: float | None) -> float | None:
    return round(cell, 6) if isinstance(cell, float) else cell


def _only(asked: Asked, value: Value | None) -> str:
    """The address of the rows that a group counts."""
    if isinstance(value, tuple):
        more = Condition(asked.by, "is", (", ".join(value),))
    elif value is None:
        more = Condition(asked.by, "unknown")
    else:
        more = Condition(asked.by, "in", (plain_text(value),))
    told = {"where": (*asked.where, str(more)), "by": "", "across": "", "of": "", "measure": "count"}
    return address.write(PATH, asked.model_copy(update=told))

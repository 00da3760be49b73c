"""The table of the workbench: its columns as AG Grid has them, and the grid's own filters and orders as conditions.

Rows come in windows from the server (the infinite model); a row carries `~row`, its number, and the ids of its things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from dashboards.components._grid_texts import grid_texts
from dashboards.components.boxes import aria
from dashboards.theme import GRID
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import FROM, TO, Column
from eagraph.tabulation.conditions import Condition, read_condition, read_order, write_order
from eagraph.tabulation.selecting import Selected
from eagraph.tabulation.telling import told

BLOCK = 200
_TEXT = {
    "contains": "contains", "notContains": "not-contains", "equals": "is", "notEqual": "is-not", "startsWith": "begins",
    "endsWith": "ends",
}  # fmt: skip
_LIMIT = {
    "equals": "is", "notEqual": "is-not", "lessThan": "below", "lessThanOrEqual": "at-most", "greaterThan": "above",
    "greaterThanOrEqual": "at-least", "inRange": "between",
}  # fmt: skip
_KNOWING = {"blank": "unknown", "notBlank": "known"}
_FILTERS = {"number": "agNumberColumnFilter", "date": "agDateColumnFilter"}
_WIDTHS = {"number": 120, "date": 130, "text": 170}
_LETTER, _AROUND, _WIDE = 9, 70, 250
"""Pixels of a letter of a heading, of what stands around it, and of the name of a thing."""


def grid(id: str, asked: Asked, columns: Sequence[Column]) -> Component:  # noqa: A002
    """The table as the address says it."""
    options: dict[str, Any] = {
        "theme": GRID,
        "localeText": grid_texts(),
        "context": {"unknown": say("unknown")},
        "suppressFieldDotNotation": True,
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "suppressDragLeaveHidesColumns": True,
        "suppressContentVisibilityAuto": True,
        "tooltipShowDelay": 600,
        "animateRows": False,
        "cacheBlockSize": BLOCK,
        "maxBlocksInCache": 20,
        "infiniteInitialRowCount": BLOCK,
        "rowSelection": {"mode": "multiRow", "checkboxes": True, "headerCheckbox": False, "enableClickSelection": False},
    }
    table: Component = dag.AgGrid(
        id=id,
        columnDefs=definitions(asked, columns),
        defaultColDef={"sortable": True, "resizable": True, "wrapHeaderText": True, "autoHeaderHeight": True},
        dashGridOptions=options,
        filterModel=filter_model(asked.where, columns),
        rowModelType="infinite",
        getRowId="params.data['~row']",
        eventListeners={"cellKeyDown": ["openLink(params)"]},
        style={"height": "max(24rem, calc(100vh - 24rem))"},
    )
    return html.Div(table, role="region", **aria(label=say("Table of what is chosen")))


def definitions(asked: Asked, columns: Iterable[Column]) -> list[dict[str, Any]]:
    """The columns as AG Grid has them, sorted as asked."""
    orders = {name: (place, falling) for place, (name, falling) in enumerate(map(read_order, asked.sort))}
    found = []
    for column in columns:
        told_ = _definition(column)
        if column.name in orders:
            place, falling = orders[column.name]
            told_ |= {"initialSort": "desc" if falling else "asc", "initialSortIndex": place}
        found.append(told_)
    return found


def _definition(column: Column) -> dict[str, Any]:
    kind = "number" if column.kind == "number" else "date" if column.kind == "date" else "text"
    told_: dict[str, Any] = {
        "field": column.name, "colId": column.name, "headerName": column.heading,
        "filter": _FILTERS.get(kind, "agTextColumnFilter"),
        "filterParams": {"maxNumConditions": 1, "inRangeInclusive": True, "buttons": ["apply", "reset"]},
        "width": max(_WIDTHS[kind], _LETTER * max(map(len, column.heading.split())) + _AROUND),
        "valueFormatter": {"function": "orUnknown(params)"},
        "cellClassRules": {"eagraph-unknown": "params.data && params.value == null"},
    }  # fmt: skip
    if kind == "number":
        told_["type"] = "rightAligned"
    thing = {"name": "~thing", f"{FROM}name": "~source", f"{TO}name": "~target"}.get(column.name)
    if thing:
        told_ |= {
            "width": _WIDE,
            "cellRenderer": "ThingLink",
            "cellRendererParams": {"query": {"name": "id", "field": thing}},
        }
    return told_


def filter_model(where: Iterable[str], columns: Iterable[Column]) -> dict[str, Any]:
    """Conditions as the grid's filters, those that the grid can say."""
    by_name = {column.name: column for column in columns}
    found: dict[str, Any] = {}
    for said in map(read_condition, where):
        if said.column in by_name and (model := _model(by_name[said.column], said)):
            found.setdefault(said.column, model)
    return found


def is_in_grid(said: Condition, columns: Iterable[Column]) -> bool:
    """Can the grid say a condition?"""
    return any(column.name == said.column and _model(column, said) for column in columns)


def apart(asked: Asked, columns: Sequence[Column]) -> dict[str, list[str]]:
    """Conditions by where they are shown: in boxes of values, in the table's own filters, or in words."""
    found: dict[str, list[str]] = {"ticked": [], "grid": [], "rest": []}
    met: set[tuple[str, str]] = set()
    for text in asked.where:
        said = read_condition(text)
        place = "ticked" if said.operator == "in" else "grid" if is_in_grid(said, columns) else "rest"
        place = "rest" if (place, said.column) in met else place
        met.add((place, said.column))
        found[place].append(text)
    return found


def _model(column: Column, said: Condition) -> dict[str, Any] | None:
    kind = column.kind if column.kind in _FILTERS else "text"
    if said.operator in _KNOWING.values():
        return {"filterType": kind, "type": _key(_KNOWING, said.operator)}
    type_ = _key(_TEXT if kind == "text" else _LIMIT, said.operator)
    if type_ is None:
        return None
    told_: dict[str, Any] = {"filterType": kind, "type": type_}
    if kind == "date":
        days = [f"{value} 00:00:00" for value in said.values]
        return told_ | dict(zip(("dateFrom", "dateTo"), days, strict=False))
    if kind == "number":
        try:
            return told_ | dict(zip(("filter", "filterTo"), map(float, said.values), strict=False))
        except ValueError:
            return None
    return told_ | {"filter": said.values[0]}


def _key(table: Mapping[str, str], operator: str) -> str | None:
    return next((key for key, value in table.items() if value == operator), None)


def conditions_of(model: Mapping[str, Any] | None) -> list[str]:
    """The grid's filters as conditions."""
    return [str(said) for column, told_ in (model or {}).items() if (said := _condition(column, told_))]


def _condition(column: str, model: Mapping[str, Any]) -> Condition | None:
    type_ = str(model.get("type"))
    if type_ in _KNOWING:
        return Condition(column, _KNOWING[type_])
    kind = model.get("filterType")
    operator = (_TEXT if kind == "text" else _LIMIT).get(type_)
    names = ("dateFrom", "dateTo") if kind == "date" else ("filter", "filterTo")
    values = [_value(model.get(name), kind) for name in names[: 2 if operator == "between" else 1]]
    return Condition(column, operator, tuple(values)) if operator and all(values) else None


def _value(value: Any, kind: Any) -> str:
    if value is None:
        return ""
    if kind == "date":
        return str(value)[:10]
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def orders_of(model: Iterable[Mapping[str, Any]] | None) -> list[str]:
    """The grid's order as the address has it."""
    return [write_order(str(one["colId"]), descending=one.get("sort") == "desc") for one in model or ()]


def window(selected: Selected, first: int, last: int) -> dict[str, Any]:
    """The rows of a window as the grid wants them, and how many there are."""
    snapshot, things = selected.snapshot, selected.asked.what == "things"
    numbers = selected.numbers[first:last].tolist()
    rows = []
    for number, values in zip(numbers, selected.rows(first, last - first), strict=True):
        shown = {c.name: told(snapshot.schema, c, v) for c, v in zip(selected.columns, values, strict=True)}
        rows.append(shown | {"~row": number, **_ids(snapshot, number, things=things)})
    return {"rowData": rows, "rowCount": len(selected.numbers)}


def _ids(snapshot: Snapshot, number: int, *, things: bool) -> dict[str, str]:
    if things:
        return {"~thing": snapshot.nodes[number].id}
    tie = snapshot.relationships[number]
    return {"~source": tie.source, "~target": tie.target}

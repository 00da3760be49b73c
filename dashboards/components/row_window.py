"""Windows on a long table: what AG Grid's infinite model asks for, sorted and filtered here over all rows.

A filter model is `{column: {filterType, type, filter, filterTo}}`, or two conditions joined by AND or OR.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboards.callbacks import on
from dashboards.components.tables import Rows

Condition = dict[str, Any]
_TEXT: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda value, sought: sought in value,
    "notContains": lambda value, sought: sought not in value,
    "equals": lambda value, sought: value == sought,
    "notEqual": lambda value, sought: value != sought,
    "startsWith": lambda value, sought: value.startswith(sought),
    "endsWith": lambda value, sought: value.endswith(sought),
}
_NUMBER: dict[str, Callable[[float, float, float], bool]] = {
    "equals": lambda value, low, _: value == low,
    "notEqual": lambda value, low, _: value != low,
    "lessThan": lambda value, low, _: value < low,
    "lessThanOrEqual": lambda value, low, _: value <= low,
    "greaterThan": lambda value, low, _: value > low,
    "greaterThanOrEqual": lambda value, low, _: value >= low,
    "inRange": lambda value, low, high: low < value < high,
}


def register(app: Dash, id: str | dict[str, Any], rows_of: Callable[..., Rows], states: Sequence[State]) -> None:  # noqa: A002
    """Answer what a long table asks for.

    Args:
        app: where the callback is attached.
        id: of the table, or a pattern of ids (Dash's MATCH).
        rows_of: all rows, given the values of `states`.
        states: what the rows depend on.
    """

    @on(app, Output(id, "getRowsResponse"), Input(id, "getRowsRequest"), *states, initially=False)
    def answer(request: dict[str, Any] | None, *values: Any) -> Any:
        return window(rows_of(*values), request) if request else no_update


def window(rows: Rows, request: dict[str, Any]) -> dict[str, Any]:
    """The rows of one window, and how many there are in all under its filter."""
    found = [
        row
        for row in rows
        if all(_fits(row.get(column), model) for column, model in (request.get("filterModel") or {}).items())
    ]
    for order in reversed(request.get("sortModel") or []):
        found.sort(key=lambda row: _sortable(row.get(order["colId"])), reverse=order.get("sort") == "desc")
    first = max(0, int(request.get("startRow") or 0))
    return {"rowData": found[first : int(request.get("endRow") or first + 100)], "rowCount": len(found)}


def _fits(value: Any, model: Condition) -> bool:
    if conditions := model.get("conditions"):
        fitting: list[bool] = [_fits(value, condition) for condition in conditions]
        return any(fitting) if model.get("operator") == "OR" else all(fitting)
    kind, is_empty = str(model.get("type")), value is None or value == ""
    if kind in {"blank", "notBlank"}:
        return bool(is_empty == (kind == "blank"))
    if model.get("filterType") == "number":
        return not is_empty and _fits_number(float(value), model)
    compare = _TEXT.get(kind, _TEXT["contains"])
    return compare("" if is_empty else str(value).casefold(), str(model.get("filter") or "").casefold())


def _fits_number(value: float, model: Condition) -> bool:
    low, high = float(model.get("filter") or 0), float(model.get("filterTo") or 0)
    compare = _NUMBER.get(str(model.get("type")), _NUMBER["equals"])
    return compare(value, low, high)


def _sortable(value: Any) -> tuple[int, Any]:
    """What is missing comes first, then numbers, then texts without regard to capitals."""
    if value is None or value == "":
        return (0, 0)
    return (1, value) if isinstance(value, int | float) else (2, str(value).casefold())

"""Tables: AG Grid in the reader's language and the page's colours, with links to things, and windows on long ones.

Up to `MOST_ROWS` rows are sent at once. A longer table asks for the rows in view (the infinite model), and
`components.row_window` sorts and filters on the server; exports come from the API, never from the rows in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from dashboards.components._grid_texts import grid_texts
from dashboards.components.boxes import aria
from dashboards.theme import GRID

MOST_ROWS = 5000
_NARROWEST = {"text": 110, "number": 90, "thing": 180}
_NARROWEST_WRAPPED = 150
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` thing links to the page of the row's id; `width` in pixels, else the column shares the rest.

    What is long may go on on further lines (`wraps`).
    """

    name: str
    header: str
    kind: Literal["text", "number", "thing"] = "text"
    width: int = 0
    share: int = 1
    link: dict[str, Any] = field(default_factory=dict)
    wraps: bool = False

    def definition(self) -> dict[str, Any]:
        """The column as AG Grid has it."""
        told: dict[str, Any] = {"field": self.name, "headerName": self.header, "tooltipField": self.name}
        told["filter"] = "agNumberColumnFilter" if self.kind == "number" else "agTextColumnFilter"
        least = _NARROWEST[self.kind]
        told |= {"width": self.width, "suppressSizeToFit": True} if self.width else {"flex": self.share, "minWidth": least}
        if self.wraps:
            told |= {"wrapText": True, "autoHeight": True, "cellClass": "eagraph-wraps"}
            told |= {} if self.width else {"minWidth": max(least, _NARROWEST_WRAPPED)}
        if self.kind == "number":
            told |= {"type": "rightAligned", "valueFormatter": {"function": "inLanguage(params.value)"}}
        if self.kind == "thing":
            told |= {"cellRenderer": "ThingLink", "cellRendererParams": self.link}
        return told


def table(id: str, label: str, columns: Sequence[Column], rows: Rows, *, height: int = 420, row_id: str = "") -> Component:  # noqa: A002
    """A table under an accessible name; long ones ask for their rows (see `row_window.register`).

    Args:
        id: begins with the page's name.
        label: what the table lists, for those who do not see it.
        columns: from left to right.
        rows: one mapping a row; values as they are shown.
        height: in pixels, less where the rows are few.
        row_id: a field whose value tells rows apart, where a row can be chosen.
    """
    long = len(rows) > MOST_ROWS
    options: dict[str, Any] = {
        "theme": GRID,
        "localeText": grid_texts(),
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "suppressDragLeaveHidesColumns": True,
        "tooltipShowDelay": 600,
        "animateRows": False,
        "suppressContentVisibilityAuto": True,
    }
    if long:
        options |= {"cacheBlockSize": 200, "maxBlocksInCache": 20, "infiniteInitialRowCount": 200}
    if row_id:
        options["rowSelection"] = {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True}
    grid: Component = dag.AgGrid(
        id=id,
        columnDefs=[column.definition() for column in columns],
        defaultColDef={"sortable": True, "resizable": True, "wrapHeaderText": True, "autoHeaderHeight": True},
        dashGridOptions=options,
        eventListeners={"cellKeyDown": ["openLink(params)"]},
        style={"height": min(height, 110 + 34 * max(len(rows), 1))},
        **({"rowModelType": "infinite"} if long else {"rowData": list(rows)}),
        **({"getRowId": f"params.data.{row_id}"} if row_id else {}),
    )
    return html.Div(grid, role="region", **aria(label=label))

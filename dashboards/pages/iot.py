"""Where are sensors and devices, how do their data get to services, how many are enough, and which ways stand open?

One view a question, chosen by the address; what is chosen of zone, fleet and day goes along from view to view.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import in_browser, on
from dashboards.components import (
    chart,
    iot_chains,
    iot_coverage,
    iot_list,
    iot_map,
    iot_open,
    iot_products,
    iot_view,
    iot_zones,
    row_window,
    search_box,
)
from dashboards.components.boxes import Part, aria, row, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.iot_view import NAME, UNKNOWN, Address, Draw, Seen, View
from eagraph.analysis import fleets
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.workspace import Workspace

title = both("IoT")
path = iot_view.PATH
order = 24
CONTROLS = {"zone": "value", "fleet": "value", "thing": "value", "k": "value", "assume": "checked", "at": "value"}
"""What is chosen on the page, and the property that says it; the view is chosen by its link."""
DRAW: Mapping[View, Draw] = {
    "zones": iot_zones.draw,
    "map": iot_map.draw,
    "coverage": iot_coverage.draw,
    "chains": iot_chains.draw,
    "open": iot_open.draw,
    "products": iot_products.draw,
}
TABLES = {iot_list.TABLE: iot_list.rows, iot_map.TABLE: iot_map.rows, iot_coverage.TABLE: iot_coverage.rows,
          iot_chains.TABLE: iot_chains.rows}  # fmt: skip


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    state, told = iot_view.read(snapshot, query)
    content = [
        _controls(snapshot, state),
        answer_place(f"{NAME}-answer"),
        dcc.Store(id=f"{NAME}-state", data=state.model_dump(mode="json")),
        address.store(NAME),
    ]
    return page_frame(f"{title}: {iot_view.VIEWS[state.view]}", content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The answer, the windows on its tables, and the clicks on the map."""
    answers = Answers(workspace)
    chart.register(app, iot_map.CHART)
    search_box.register(app, workspace, f"{NAME}-thing")
    clicked = Input(iot_map.CHART, "clickData", allow_optional=True)
    in_browser(app, "goToPlace", Output(f"{NAME}-visit", "data"), clicked, initially=False)
    ends = [(f"{NAME}-{name}", property_) for name, property_ in CONTROLS.items()]
    inputs, begun = [Input(*end, allow_optional=True) for end in ends], State(f"{NAME}-state", "data")

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), *inputs, begun)
    def answer(*said: Any) -> tuple[Component, Any]:
        state = _state(workspace.snapshot(), *said)
        try:
            return _shown(Seen(answers, state)), address.write(path, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update

    states = [*(State(*end, allow_optional=True) for end in ends), begun]
    for table, rows in TABLES.items():
        row_window.register(
            app, table, lambda *said, rows=rows: rows(Seen(answers, _state(workspace.snapshot(), *said))), states
        )


def _state(snapshot: Snapshot, *said: Any) -> Address:
    """What the controls say; of those that are not on this view, what the address said."""
    *values, begun = said
    told: dict[str, Any] = dict(begun)
    for name, value in zip(CONTROLS, values, strict=True):
        field = "assume_needed" if name == "assume" else name
        if value is not None or name in {"zone", "fleet", "at"}:
            told[field] = value or ""
    return iot_view.read(snapshot, {name: (str(value),) for name, value in told.items() if value})[0]


def _shown(seen: Seen) -> Component:
    return stack([_navigation(seen.state), *DRAW[seen.state.view](seen), dcc.Store(id=f"{NAME}-visit")], gap="lg")


def _navigation(state: Address) -> Component:
    links = []
    for view in iot_view.NAMES:
        shown = view == state.view
        looks = "eagraph-view eagraph-is-chosen" if shown else "eagraph-view"
        link = dcc.Link(str(iot_view.VIEWS[view]), href=state.to(view=view), className=looks)
        links.append(html.Span(link, **(aria(current="page") if shown else {})))
    return html.Nav(links, className="eagraph-views", **aria(label=say("Views of sensors and devices")))


def _controls(snapshot: Snapshot, state: Address) -> Component:
    offered = {**iot_view.zones(snapshot), UNKNOWN: say("in no known zone")}
    parts: list[Part] = [
        _select("zone", say("Network zone"), offered, state.zone),
        _select("fleet", say("Fleet"), fleets.names(snapshot), state.fleet),
        _thing(snapshot, state) if state.view == "chains" else None,
        _needed(state) if state.view == "coverage" else None,
        dmc.TextInput(id=f"{NAME}-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
                      inputProps={"type": "date"}),
        dmc.Checkbox(id=f"{NAME}-assume", checked=state.assume_needed,
                     label=say("Count flows as needed where nobody has said")),
    ]  # fmt: skip
    return row(parts, gap="md", align="flex-end")


def _thing(snapshot: Snapshot, state: Address) -> Component:
    box = search_box.search_box(f"{NAME}-thing", say("One sensor or device"), snapshot, [state.thing] if state.thing else [])
    return html.Div(box, className="eagraph-search")


def _needed(state: Address) -> Component:
    box: Component = dmc.NumberInput(
        id=f"{NAME}-k", label=say("Needed where nobody says"), value=state.k or "", min=0, max=1_000_000, debounce=400,
        allowDecimal=False, placeholder=say("unknown"), w=220,
    )  # fmt: skip
    return box


def _select(name: str, label: str, offered: Mapping[str, str], chosen: str) -> Component:
    data = [{"value": value, "label": text} for value, text in sorted(offered.items(), key=lambda pair: pair[1].casefold())]
    box: Component = dmc.Select(
        id=f"{NAME}-{name}", label=label, data=data, value=chosen if chosen in offered else None, clearable=True,
        searchable=len(data) > 9, placeholder=say("All"), w=280,
        nothingFoundMessage=say("Nothing is called that."), limit=200,
    )  # fmt: skip
    return box

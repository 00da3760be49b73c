"""Who exchanges what with whom: boards and companies as a matrix, and information as flows; each opens to its exchanges."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, dcc, no_update
from dash.development.base_component import Component

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import (
    chart,
    integrations_flows,
    integrations_list,
    integrations_matrix,
    integrations_view,
    row_window,
)
from dashboards.components.boxes import Part, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.integrations_controls import CONTROLS, controls, views
from dashboards.components.integrations_view import NAME, PATH, Address, Seen
from dashboards.components.result_head import exports, result_head
from dashboards.components.tables import Rows
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.workspace import Workspace

title = both("Integrations")
path = PATH
order = 43
CHOSEN = ("sender", "receiver", "information")
"""What choosing in the picture of flows can change among the controls."""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    state, told = integrations_view.read(snapshot, query)
    content = [
        views(state),
        controls(snapshot, state),
        answer_place(f"{NAME}-answer"),
        dcc.Store(id=f"{NAME}-state", data=state.model_dump(mode="json")),
        address.store(NAME),
    ]
    return page_frame(title, content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The answer under its filters, what is chosen in the picture, windows on long tables, and the colours of the scheme."""
    answers = Answers(workspace)
    chart.register(app, integrations_flows.SANKEY)
    inputs = [Input(f"{NAME}-{name}", property_) for name, property_ in CONTROLS.items()]
    states = [State(one.component_id, one.component_property) for one in inputs]
    begun = f"{NAME}-state", "data"

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), *inputs, Input(*begun))
    def answer(*said: Any) -> tuple[Component, Any]:
        state = _state(workspace.snapshot(), *said)
        try:
            return _shown(integrations_view.ask(answers, state)), address.write(path, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update

    chosen = [Output(f"{NAME}-{name}", "value", allow_duplicate=True) for name in CHOSEN]
    clicked = Input(integrations_flows.SANKEY, "clickData")

    @on(app, *chosen, Output(*begun), clicked, *states, State(*begun), initially=False)
    def choose(click: dict[str, Any] | None, *said: Any) -> tuple[Any, ...]:
        place = _place(click)
        state = _state(workspace.snapshot(), *said)
        told = integrations_flows.chosen(place, sender=state.sender, receiver=state.receiver)
        if not told:
            return (no_update,) * (len(CHOSEN) + 1)
        systems: dict[str, str] = {name: told[name] for name in ("source", "target") if name in told}
        kept = state.model_copy(update=systems).model_dump(mode="json") if systems else no_update
        return (*(told.get(name, no_update) for name in CHOSEN), kept)

    def rows(*said: Any) -> Rows:
        return integrations_list.rows(integrations_view.ask(answers, _state(workspace.snapshot(), *said)))

    def bands(*said: Any) -> Rows:
        return integrations_flows.rows(integrations_view.ask(answers, _state(workspace.snapshot(), *said)))

    row_window.register(app, integrations_list.TABLE, rows, [*states, State(*begun)])
    row_window.register(app, integrations_flows.BANDS, bands, [*states, State(*begun)])


def _place(click: Mapping[str, Any] | None) -> dict[str, str]:
    """What stands where somebody clicked, by side."""
    points = (click or {}).get("points") or [{}]
    told = points[0].get("customdata")
    return json.loads(told) if isinstance(told, str) else {}


def _state(snapshot: Snapshot, *said: Any) -> Address:
    """What the controls say; systems stay open while their board does."""
    *values, begun = said
    held = {name: "" if value is None else value for name, value in zip(CONTROLS, values, strict=True)}
    given: dict[str, Any] = {**begun, **held}
    if given["sender"] != begun["sender"]:
        given["source"] = ""
    if given["receiver"] != begun["receiver"]:
        given["target"] = ""
    return integrations_view.read(snapshot, {name: (str(value),) for name, value in given.items() if value})[0]


def _shown(seen: Seen) -> Component:
    parts: list[Part] = [
        result_head(seen.opened),
        integrations_list.opened(seen),
        integrations_list.figures(seen),
        *(integrations_flows.drawn(seen) if seen.state.view == "flows" else [integrations_matrix.boards(seen)]),
        integrations_matrix.systems(seen) if seen.state.view == "matrix" else None,
        integrations_list.listed(seen),
        small(say("The files hold every exchange of what is opened, with all that is known of it.")),
        exports("integration-matrix", seen.state.question()),
    ]
    return stack(parts, gap="lg")

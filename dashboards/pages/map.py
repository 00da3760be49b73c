"""Where does everything stand: organisations first, then what lies under each of them?"""

from __future__ import annotations

from typing import Any, Literal

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.callbacks import in_browser, on
from dashboards.components import map_changes, map_parts, row_window, search_box
from dashboards.components.boxes import aria, grid, row
from dashboards.components.frame import nothing_loaded, page_frame
from dashboards.components.system_map import SystemMap
from eagraph.errors import UnknownName
from eagraph.graph.layout import home_of
from eagraph.locale import Text, both, say
from eagraph.workspace import Workspace

title = both("Map")
path = "/map"
order = 11


class Address(BaseModel):
    """What the address says: whose things (all with `things`), which thing is chosen, which kinds are hidden.

    `whatif` is what is chosen to fail so far, as a query of the officer's screen; a thing of the map can be added to it.
    With `since`, the name of a point in time, nodes are marked by what became of them since, not by kind.
    """

    organisation: str = ""
    things: bool = False
    thing: str = ""
    hide: tuple[str, ...] = ()
    view: Literal["map", "table"] = "map"
    whatif: str | None = None
    since: str = ""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The map of the place the address names."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    state, unknown = _found(workspace, state)
    views = [{"value": "map", "label": say("Map")}, {"value": "table", "label": say("Table")}]
    view = dmc.SegmentedControl(id="map-view", value=state.view, data=views, **aria(label=say("How to show it")))
    search = html.Div(search_box.search_box("map-search", say("Find on the map"), snapshot, []), className="eagraph-search")
    since = map_changes.choosing(workspace, state.since)
    tools, panel = row([search, since, view], gap="md", align="flex-end"), html.Aside(id="map-panel", **aria(live="polite"))
    parts = [
        dcc.Store(id="map-place", data=_place(state)), dcc.Store(id="map-hidden", data=list(state.hide)),
        dcc.Store(id="map-kinds-known", data=[]), dcc.Store(id="map-visit"), address.store("map"),
        dcc.Store(id="map-whatif", data=state.whatif), map_parts.choosing(snapshot, state.whatif),
        row([html.Div(id="map-crumbs"), tools], justify="space-between", align="flex-end"), html.Div(id="map-legend"),
        grid([(html.Div([_map(state), html.Div(id="map-table-holder")]), 9), (panel, 3)]),
    ]  # fmt: skip
    return page_frame(title, parts, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """Going in and out, the filter of kinds, the table, and what is said of the chosen thing."""
    search_box.register(app, workspace, "map-search")
    _in_browser(app)
    _register_moves(app, workspace)
    _register_views(app, workspace)
    _register_drawn(app, workspace)
    _register_told(app, workspace)


def _register_drawn(app: Dash, workspace: Workspace) -> None:
    drawn = ("map-map", "dataUrl"), ("map-map", "ariaLabel"), ("map-crumbs", "children"), ("map-legend", "children")
    ends = (
        *(Output(*end) for end in drawn),
        Output("map-kinds-known", "data"),
        Input("map-place", "data"),
        State("map-hidden", "data"),
    )

    @on(app, *ends)
    def draw(place: dict[str, Any], hidden: list[str]) -> tuple[str, str, Component, Component, list[str]]:
        shown = map_parts.columns(workspace, place)
        label = say("Map: {place}", place=map_parts.place_name(workspace, place))
        keys = [kind["key"] for kind in shown["kinds"]]
        if place["since"]:
            label = say("{map}, changes since {name}", map=label, name=place["since"])
        return map_parts.data_url(place), label, map_parts.crumbs(workspace, place), map_parts.legend(shown, hidden), keys


def _register_told(app: Dash, workspace: Workspace) -> None:
    panel = Input("map-map", "selected"), Input("map-place", "data"), State("map-whatif", "data")

    @on(app, Output("map-panel", "children"), *panel)
    def about(selected: str | None, place: dict[str, Any], whatif: str | None) -> Component:
        return map_parts.panel(workspace, place, selected, whatif)

    @on(app, Output("map-told", "children"), Input("map-hidden", "data"), Input("map-place", "data"))
    def tell(hidden: list[str], place: dict[str, Any]) -> str:
        return map_parts.told(map_parts.columns(workspace, place), hidden)

    inputs = ("map-place", "data"), ("map-hidden", "data"), ("map-view", "value"), ("map-map", "selected")

    @on(app, Output("map-address", "data"), *(Input(*end) for end in inputs), State("map-whatif", "data"))
    def write(place: dict[str, Any], hidden: list[str], view: str, selected: str | None, whatif: str | None) -> str:
        is_thing = selected in workspace.snapshot().index and map_parts.level(place) == "things"
        said: dict[str, tuple[str, ...]] = {name: (str(value),) for name, value in place.items()}
        said |= {"hide": tuple(hidden), "view": (view,), "thing": (str(selected),) if is_thing else ()}
        said |= {} if whatif is None else {"whatif": (whatif,)}
        return address.write(path, address.read(Address, said)[0])


def _in_browser(app: Dash) -> None:
    in_browser(app, "isDark", Output("map-map", "dark"), Input("shell-scheme", "data"))
    in_browser(app, "same", Output("map-map", "hiddenKinds"), Input("map-hidden", "data"))
    kinds = (
        Output("map-hidden", "data"),
        Input("map-kinds", "value"),
        State("map-kinds-known", "data"),
        State("map-hidden", "data"),
    )
    in_browser(app, "hideKinds", *kinds, initially=False)
    visit = Output("map-visit", "storage_type"), Input("map-visit", "data"), State("map-visit", "storage_type")
    in_browser(app, "visitThing", *visit, initially=False)


def _register_moves(app: Dash, workspace: Workspace) -> None:
    """By a double click or Enter, a search, the panel's button, or the crumbs."""
    outputs = ("map-place", "data"), ("map-map", "focus"), ("map-map", "selected"), ("map-visit", "data")
    causes = Input("map-map", "openNode"), Input("map-search", "value"), Input({"type": "map-go", "to": ALL}, "n_clicks")
    since_when = Input("map-since", "value")

    @on(app, *(Output(*end) for end in outputs), *causes, since_when, State("map-place", "data"), initially=False)
    def move(
        opened: dict[str, Any] | None, sought: str | None, clicks: list[int | None], since: str | None, place: dict[str, Any]
    ) -> tuple[Any, ...]:
        cause: Any = ctx.triggered_id
        if cause == "map-since":
            return (
                ({**place, "since": since or ""}, *(no_update,) * 3) if (since or "") != place["since"] else (no_update,) * 4
            )
        if cause == "map-search" and sought:
            return (
                {**place, "organisation": home_of(workspace.snapshot(), sought), "things": False},
                sought,
                sought,
                no_update,
            )
        if cause == "map-map" and opened and opened["id"]:
            if map_parts.level(place) == "things":
                return no_update, no_update, no_update, opened["id"]
            return {**place, "organisation": opened["id"], "things": False}, None, None, no_update
        if isinstance(cause, dict) and any(clicks):
            everything = cause["to"] == "~things"
            to = "" if everything or cause["to"] == "~organisations" else cause["to"]
            return {**place, "organisation": to, "things": everything}, None, None, no_update
        return (no_update,) * 4


def _register_views(app: Dash, workspace: Workspace) -> None:
    """Map or table; the table lists what the map draws."""

    outputs = Output("map-frame", "style"), Output("map-table-holder", "children")

    @on(app, *outputs, Input("map-view", "value"), Input("map-place", "data"), Input("map-hidden", "data"))
    def show(view: str, place: dict[str, Any], hidden: list[str]) -> tuple[dict[str, str], Component | None]:
        if view != "table":
            return {}, None
        return {"display": "none"}, map_parts.listed(map_parts.columns(workspace, place), place, hidden)

    def rows(place: dict[str, Any], hidden: list[str]) -> list[dict[str, Any]]:
        return map_parts.rows(map_parts.columns(workspace, place), hidden, place["since"])

    row_window.register(app, "map-table", rows, [State("map-place", "data"), State("map-hidden", "data")])


def _map(state: Address) -> Component:
    thing = state.thing or None
    shown = SystemMap(
        id="map-map", dataUrl=map_parts.data_url(_place(state)), focus=thing, selected=thing, hiddenKinds=list(state.hide),
        texts=map_parts.texts(), emptyText=say("There is nothing to draw here."),
        noWebglText=say("This browser cannot draw the map (WebGL is missing). The table holds the same."),
    )  # fmt: skip
    said = html.P(id="map-told", role="status", className="eagraph-count")
    return html.Div([html.Div(shown, className="eagraph-map-frame"), said], id="map-frame")


def _place(state: Address) -> dict[str, Any]:
    return {"organisation": state.organisation, "things": state.things, "since": state.since}


def _found(workspace: Workspace, state: Address) -> tuple[Address, list[Text]]:
    """A thing that is named lies in its organisation; what is not on the map is said, and the whole map shown."""
    snapshot = workspace.snapshot()
    try:
        if state.since:
            workspace.points.named(state.since)
    except UnknownName as error:
        return _found(workspace, state.model_copy(update={"since": ""}))[0], [error.text]
    try:
        if state.thing:
            thing = snapshot.nodes[snapshot.find(state.thing)].id
            here = state.organisation or ("" if state.things else home_of(snapshot, thing))
            state = state.model_copy(update={"thing": thing, "organisation": here})
        if state.organisation and state.organisation not in workspace.map("organisations", None, state.since)["nodes"]["id"]:
            found = snapshot.nodes[snapshot.find(state.organisation)]
            if found.label != "Organisation":
                raise UnknownName(both("{name} is no organisation.", name=found.name))
            state = state.model_copy(update={"organisation": found.id})
    except UnknownName as error:
        return state.model_copy(update={"thing": "", "organisation": ""}), [error.text]
    return state, []

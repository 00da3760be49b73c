"""What changed since then, and why did the answers change with it? Points in time, two compared, and causes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from json import dumps, loads
from typing import Any, Literal

import dash_mantine_components as dmc
from dash import ALL, MATCH, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.asked import Said, Wrong, checked, collected, said_of, usual_of, values_of
from dashboards.callbacks import on
from dashboards.components import changes_differences, changes_points, changes_why, row_window, search_box
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.changes_question import asked_form, question
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame, section
from eagraph import analysis
from eagraph.attribution import Answer
from eagraph.errors import EagraphError, UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.workspace import Workspace

title = both("Changes")
path = "/changes"
order = 14
CONTROLS = {"thing": "value", "value": "value", "flag": "checked"}
"""The controls of the form by the type of their ids, and the property that says it."""
Compared = dict[str, str]
"""Two points in time, and which changes between them are listed."""


class Address(BaseModel):
    """What the address says: from which point in time to which (else now), which changes, and the question asked why of."""

    old: str = ""
    new: str = ""
    what: Literal["", "added", "changed", "removed"] = ""
    group: str = ""
    ask: str = ""
    asked: bool = False


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The points in time; what differs between two of them, and why an answer does, follow."""
    state, told = address.read(Address, query)
    if not workspace.snapshot().nodes and not workspace.points.all():
        return page_frame(title, [nothing_loaded()], told=told)
    state, unknown = _found(workspace, state)
    compared = {"old": state.old, "new": state.new, "what": state.what, "group": state.group}
    asked = _asked(workspace, state, query)
    parts: list[Part] = [
        section(say("Points in time"), [
            html.Div(changes_points.listed(workspace.points), id="changes-points"),
            html.Div(changes_points.keeping(workspace), id="changes-keeping"),
            html.Div(id="changes-told", role="status"),
        ]),
        section(say("What changed"), [_between(workspace, state), answer_place("changes-differences")]),
        section(say("Why an answer changed"), [
            small(say("A question is asked of both landscapes, and each difference is traced to the changes behind it.")),
            question(state.ask),
            html.Div(asked_form(workspace, state.ask, asked), id="changes-form"),
            answer_place("changes-answer"),
        ], id="changes-why"),
        dcc.Store(id="changes-compared", data=compared),
        dcc.Store(id="changes-asked", data=asked if state.asked else None),
        address.store("changes"),
    ]  # fmt: skip
    return page_frame(title, parts, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """Keeping and removing, comparing, and explaining."""
    search_box.register(app, workspace, {"type": "changes-thing", "name": MATCH})
    _register_points(app, workspace)
    _register_comparing(app, workspace)
    _register_asking(app, workspace)
    _register_answer(app, workspace)

    @on(app, Output("changes-address", "data"), Input("changes-compared", "data"), Input("changes-asked", "data"))
    def write(compared: Compared, asked: dict[str, Any] | None) -> str:
        why = {"ask": asked["name"], "asked": True, **asked["said"]} if asked else {}
        return address.link(path, **compared, **why)


def _register_points(app: Dash, workspace: Workspace) -> None:
    ends = ("changes-points", "children"), ("changes-keeping", "children"), ("changes-old", "data"), ("changes-new", "data")
    clicks = Input("changes-keep", "n_clicks"), Input({"type": "changes-remove", "point": ALL}, "n_clicks")
    said = State("changes-name", "value"), State("changes-note", "value")

    @on(app, *(Output(*end) for end in ends), Output("changes-told", "children"), *clicks, *said, initially=False)
    def change(keep: int | None, remove: list[int | None], name: str | None, note: str | None) -> tuple[Any, ...]:
        cause: Any = ctx.triggered_id
        try:
            if cause == "changes-keep" and keep:
                point = workspace.points.keep((name or "").strip(), (note or "").strip())
                told = say("{name} is kept.", name=point.name)
            elif isinstance(cause, dict) and any(remove):
                told = say("{name} is removed.", name=workspace.points.remove(cause["point"]).name)
            else:
                return (no_update,) * 5
        except EagraphError as error:
            return (*(no_update,) * 4, notice(str(error.text), colour="red"))
        offered = changes_points.choices(workspace.points)
        listed = changes_points.listed(workspace.points)
        return listed, changes_points.keeping(workspace), offered, _with_now(offered), small(told)


def _register_comparing(app: Dash, workspace: Workspace) -> None:
    _register_chosen(app)
    _register_differences(app, workspace)


def _register_chosen(app: Dash) -> None:
    """Which two, by the boxes or a button of the list; which of their changes, by the numbers."""
    causes = (
        Input("changes-old", "value"), Input("changes-new", "value"),
        Input({"type": "changes-only", "what": ALL, "group": ALL}, "n_clicks"),
    )  # fmt: skip

    @on(app, Output("changes-compared", "data"), *causes, State("changes-compared", "data"), initially=False)
    def choose(old: str | None, new: str | None, clicks: list[int | None], compared: Compared) -> Any:
        cause: Any = ctx.triggered_id
        if isinstance(cause, dict):
            return {**compared, "what": cause["what"], "group": cause["group"]} if any(clicks) else no_update
        ends = {"old": old or "", "new": "" if new in (None, NOW) else new}
        return no_update if ends.items() <= compared.items() else {**ends, "what": "", "group": ""}

    since = Input({"type": "changes-since", "point": ALL}, "n_clicks")

    @on(app, Output("changes-old", "value"), Output("changes-new", "value"), since, initially=False)
    def with_now(clicks: list[int | None]) -> Any:
        cause: Any = ctx.triggered_id
        return (cause["point"], NOW) if any(clicks) and isinstance(cause, dict) else (no_update, no_update)


def _register_differences(app: Dash, workspace: Workspace) -> None:
    @on(app, Output("changes-differences", "children"), Input("changes-compared", "data"))
    def compare(compared: Compared) -> Component | None:
        if not compared["old"]:
            return small(say("Choose the point in time to compare from."))
        try:
            found, schema = differences(*_marks(workspace, compared), compared["old"], compared["new"]), workspace.schema
        except EagraphError as error:
            return notice(str(error.text), colour="red")
        return changes_differences.shown(found, schema, compared)

    @lru_cache(maxsize=4)
    def differences(_old: str, _new: str, old: str, new: str) -> Any:
        return workspace.comparing.since(old, new)

    def rows(compared: Compared) -> Any:
        found = differences(*_marks(workspace, compared), compared["old"], compared["new"])
        return changes_differences.rows(found, workspace.schema, compared)

    row_window.register(app, changes_differences.TABLE, rows, [State("changes-compared", "data")])


def _register_asking(app: Dash, workspace: Workspace) -> None:
    controls = [({"type": f"changes-{kind}", "name": ALL}, property_) for kind, property_ in CONTROLS.items()]
    held = [State(id_, part) for id_, property_ in controls for part in ("id", property_)]

    @on(app, Output("changes-form", "children"), Input("changes-question", "value"), initially=False)
    def ask_for(name: str | None) -> Any:
        return asked_form(workspace, name or "", None)

    @on(
        app, Output("changes-asked", "data"), Output("changes-wrong", "children"),
        *(Output(id_, "error") for id_, _ in controls),
        Input("changes-ask", "n_clicks"), State("changes-question", "value"), *held, initially=False,
    )  # fmt: skip
    def ask(clicks: int | None, name: str, *values: list[Any]) -> Any:
        ids, pairs = values[::2], zip(values[::2], values[1::2], strict=True)
        found = [pair for some, same in pairs for pair in zip(some, same, strict=True)]
        params, settings = analysis.find(name).Params, workspace.settings.analysis.get(name, {})
        usual = usual_of(params, settings)
        said, wrong = checked(
            workspace.snapshot(), params, said_of(params, collected(params, found, usual), usual), settings
        )
        errors = [[str(wrong[id_["name"]]) if id_["name"] in wrong else None for id_ in some] for some in ids]
        asked = {"name": name, "said": said, "clicks": clicks} if clicks and not wrong else no_update
        return asked, _together(wrong), *errors


def _register_answer(app: Dash, workspace: Workspace) -> None:
    ends = Input("changes-asked", "data"), Input("changes-compared", "data")
    explain = _explainer(workspace)

    @on(app, Output("changes-answer", "children"), *ends)
    def answer(asked: dict[str, Any] | None, compared: Compared) -> Component | None:
        if not asked:
            return None
        if not compared["old"]:
            return notice(say("Choose the point in time to compare from."))
        try:
            found, landscapes = explain(asked, compared)
        except EagraphError as error:
            return notice(str(error.text), colour="red")
        code = dmc.Code(changes_why.command(found, compared), block=True)
        same = html.Details([html.Summary(say("The same on the command line")), code])
        return stack([changes_why.shown(found, landscapes, compared), same], gap="lg")

    states = [State("changes-asked", "data"), State("changes-compared", "data")]
    for id_, told in ((changes_why.CAUSES, changes_why.cause_rows), (changes_why.ROWS, changes_why.rows)):
        row_window.register(app, id_, _rows_of(explain, told), states)


Explain = Callable[[dict[str, Any], Compared], tuple[Answer, tuple[Snapshot, Snapshot]]]


def _explainer(workspace: Workspace) -> Explain:
    """Why an answer changed, worked out once for what is shown and for the windows of its tables."""

    @lru_cache(maxsize=4)
    def why(_old: str, _new: str, said: str, name: str, ends: tuple[str, str]) -> Answer:
        params = values_of(analysis.find(name).Params, loads(said))
        return workspace.comparing.why(name, params, old=ends[0], new=ends[1])

    def explain(asked: dict[str, Any], compared: Compared) -> tuple[Answer, tuple[Snapshot, Snapshot]]:
        ends = compared["old"], compared["new"]
        found = why(*_marks(workspace, compared), dumps(asked["said"], sort_keys=True), asked["name"], ends)
        return found, (workspace.comparing.at(ends[0]), workspace.comparing.at(ends[1]))

    return explain


def _rows_of(explain: Explain, told: Callable[..., Any]) -> Callable[..., Any]:
    def rows(asked: dict[str, Any], compared: Compared) -> Any:
        return told(*explain(asked, compared), compared)

    return rows


def _marks(workspace: Workspace, compared: Compared) -> tuple[str, str]:
    """What the two landscapes are known by: what was worked out of them stays true of these alone."""
    return workspace.comparing.at(compared["old"]).hash, workspace.comparing.at(compared["new"]).hash


NOW = "~now"


def _between(workspace: Workspace, state: Address) -> Component:
    offered = changes_points.choices(workspace.points)
    old = dmc.Select(id="changes-old", label=say("From"), data=offered, value=state.old or None, clearable=True)
    new = dmc.Select(id="changes-new", label=say("To"), data=_with_now(offered), value=state.new or NOW, allowDeselect=False)
    return row([old, new], align="flex-end", gap="md")


def _with_now(offered: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"value": NOW, "label": say("now")}, *offered]


def _asked(workspace: Workspace, state: Address, query: Said) -> dict[str, Any] | None:
    """The question with its parameters as the address has them, things by their ids."""
    if not state.ask:
        return None
    params, settings = analysis.find(state.ask).Params, workspace.settings.analysis.get(state.ask, {})
    said = said_of(params, query, usual_of(params, settings))
    found, _ = checked(workspace.snapshot(), params, said, settings)
    return {"name": state.ask, "said": found}


def _found(workspace: Workspace, state: Address) -> tuple[Address, list[Text]]:
    """What is named and does not exist is said, and left out."""
    told: list[Text] = []
    for field in ("old", "new", "ask"):
        try:
            name = getattr(state, field)
            if name and field == "ask":
                analysis.find(name)
            elif name:
                workspace.points.named(name)
        except UnknownName as error:
            told.append(error.text)
            state = state.model_copy(update={field: ""})
    return state, told


def _together(wrong: Wrong) -> Component | None:
    """What is wrong with the parameters together; each alone is told at its control."""
    if not wrong:
        return None
    return notice(str(wrong.get("", both("Something in the form is not right; it stands at its field."))))

"""Before it is built: what would a planned flow, new information or a publication raise, and whose decision is needed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import dash_mantine_components as dmc
from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.answers import Answers
from dashboards.asked import Said, Wrong, checked, collected, said_of, usual_of, values_of
from dashboards.callbacks import on
from dashboards.components import precheck_answer, precheck_form, row_window, search_box
from dashboards.components.boxes import row, small
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from eagraph.analysis.precheck import Answer, Params
from eagraph.errors import EagraphError
from eagraph.locale import both, say
from eagraph.workspace import Workspace

title = both("Precheck")
path = "/precheck"
order = 31
NAME = "precheck"
CONTROLS = {"thing": "value", "value": "value", "flag": "checked"}
"""The controls by the type of their ids, and the property that says it."""


class Address(BaseModel):
    """What the address says beside the parameters: whether it is asked already."""

    asked: bool = False


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The form as the address fills it; the answer follows where it is asked already."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    settings = _settings(workspace)
    usual = usual_of(Params, settings)
    said = said_of(Params, query, usual)
    found, wrong = checked(snapshot, Params, said, settings) if said and state.asked else (said, {})
    asked = {"said": found} if said and state.asked and not wrong else None
    content = [
        html.P(precheck_form.example(), className="eagraph-sentence"),
        precheck_form.parts(snapshot, found, usual, wrong),
        html.Div(_together(wrong), id=f"{NAME}-told", role="alert"),
        row([
            dmc.Button(say("Check it"), id=f"{NAME}-ask", n_clicks=0),
            small(say("Only worked out; the landscape stays as it is.")),
        ]),
        dcc.Store(id=f"{NAME}-asked", data=asked),
        answer_place(f"{NAME}-answer"),
        address.store(NAME),
    ]  # fmt: skip
    return page_frame(title, content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The form, and the answer."""
    answers = Answers(workspace)
    search_box.register(app, workspace, {"type": f"{NAME}-thing", "name": MATCH})
    controls = [({"type": f"{NAME}-{kind}", "name": ALL}, property_) for kind, property_ in CONTROLS.items()]
    held = [State(id_, part) for id_, property_ in controls for part in ("id", property_)]
    errors = [Output(id_, "error") for id_, _ in controls]
    asked_ends = Output(f"{NAME}-asked", "data"), Output(f"{NAME}-told", "children")

    @on(app, *asked_ends, *errors, Input(f"{NAME}-ask", "n_clicks"), *held, initially=False)
    def ask(clicks: int | None, *values: list[Any]) -> Any:
        ids, pairs = values[::2], zip(values[::2], values[1::2], strict=True)
        said, wrong = _checked(workspace, [pair for some, same in pairs for pair in zip(some, same, strict=True)])
        told = [[str(wrong[id_["name"]]) if id_["name"] in wrong else None for id_ in some] for some in ids]
        return ({"said": said, "clicks": clicks} if clicks and not wrong else no_update), _together(wrong), *told

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), Input(f"{NAME}-asked", "data"))
    def answer(asked: Mapping[str, Any] | None) -> Any:
        if not asked:
            return None, no_update
        said = asked["said"]
        try:
            shown = precheck_answer.shown(workspace.snapshot(), _ask(answers, said), said)
        except EagraphError as error:
            shown = notice(str(error.text), colour="red")
        return shown, address.link(path, **said, asked=True)

    def rows(asked: Mapping[str, Any] | None) -> list[dict[str, Any]]:
        return precheck_answer.rows(workspace.snapshot(), _ask(answers, asked["said"])) if asked else []

    row_window.register(app, precheck_answer.TABLE, rows, [State(f"{NAME}-asked", "data")])


def _settings(workspace: Workspace) -> Mapping[str, Any]:
    return workspace.settings.analysis.get(NAME, {})


def _checked(workspace: Workspace, held: list[tuple[dict[str, str], Any]]) -> tuple[Said, Wrong]:
    """What the form says, and what is wrong with it."""
    settings = _settings(workspace)
    usual = usual_of(Params, settings)
    return checked(workspace.snapshot(), Params, said_of(Params, collected(Params, held, usual), usual), settings)


def _together(wrong: Wrong) -> Component | None:
    """What is wrong with the parts together; each alone is told at its control."""
    if not wrong:
        return None
    return notice(str(wrong.get("", both("Something in the form is not right; it stands at its field."))))


def _ask(answers: Answers, said: Said) -> Answer:
    return cast("Answer", answers.ask(NAME, **values_of(Params, said)))

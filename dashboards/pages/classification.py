"""What is classified too low, by which rule, and along which way did the information come?"""

from __future__ import annotations

from typing import Any, Literal, cast

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import levels, picture, raised, row_window
from dashboards.components.boxes import aria, row, stack, wide
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.escalation import Row
from eagraph.errors import EagraphError, UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import ASPECTS
from eagraph.results import Result
from eagraph.workspace import Workspace

title = both("Classification")
path = "/classification"
order = 50
Choice = Literal["k", "r", "t", "s", ""]


class Address(BaseModel):
    """What the address says: which aspect, only what is too low, and which row is explained."""

    aspect: Choice = ""
    raised: bool = False
    thing: str = ""
    of: Choice = ""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    if not workspace.snapshot().nodes:
        return page_frame(title, [nothing_loaded()])
    thing, unknown = _found(workspace.snapshot(), state.thing)
    data = [
        {"value": "", "label": say("All")},
        *({"value": aspect, "label": levels.aspect_name(aspect)} for aspect in ASPECTS),
    ]
    choice = dmc.SegmentedControl(id="classification-aspect", value=state.aspect, data=data, **aria(label=say("Aspect")))
    only = dmc.Checkbox(id="classification-raised", checked=state.raised, label=say("Only what is too low"))
    chosen = dcc.Store(id="classification-chosen", data={"thing": thing, "of": state.of})
    parts = [row([wide(choice), only], gap="lg"), chosen, *_places()]
    return page_frame(title, [*parts, address.store("classification")], told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """The table under its filter, and the way of the row that is chosen."""
    answers = Answers(workspace)
    picture.register(app, "classification-picture")
    filters = ("classification-aspect", "value"), ("classification-raised", "checked")

    answered = Output("classification-answer", "children"), Output("classification-rows", "children")

    @on(app, *answered, *(Input(*end) for end in filters))
    def answer(aspect: str | None, only: bool | None) -> tuple[Component, Component | None]:  # noqa: FBT001
        try:
            return _shown(answers, _state(aspect, only))
        except EagraphError as error:
            return notice(str(error.text), colour="red"), None

    @on(app, Output("classification-chosen", "data"), Input("classification-table", "selectedRows"), initially=False)
    def choose(rows: list[dict[str, Any]] | None) -> Any:
        return {"thing": rows[0]["id"], "of": rows[0]["of"]} if rows else no_update

    @on(app, Output("classification-why", "children"), Input("classification-chosen", "data"))
    def explain(chosen: dict[str, str]) -> Component | None:
        return raised.explained(workspace.snapshot(), _ask(answers), chosen["thing"], chosen["of"])

    @on(
        app,
        Output("classification-address", "data"),
        *(Input(*end) for end in filters),
        Input("classification-chosen", "data"),
    )
    def write(aspect: str | None, only: bool | None, chosen: dict[str, str]) -> str:  # noqa: FBT001
        return address.write(path, _state(aspect, only, chosen))

    def rows(aspect: str | None, only: bool | None) -> list[dict[str, Any]]:  # noqa: FBT001
        state = _state(aspect, only)
        return raised.rows(workspace.snapshot(), raised.kept(_ask(answers), state.aspect, only_raised=state.raised))

    row_window.register(app, "classification-table", rows, [State(*end) for end in filters])


def _places() -> list[Component]:
    """Where the answer goes: its sentence and figures, why one level is as it is, and all levels."""
    return [answer_place(f"classification-{name}") for name in ("answer", "why", "rows")]


def _shown(answers: Answers, state: Address) -> tuple[Component, Component]:
    answer, snapshot = _ask(answers), answers.workspace.snapshot()
    kept = raised.kept(answer, state.aspect, only_raised=state.raised)
    table = raised.listed(snapshot, kept, len(answer.rows))
    return stack([result_head(answer), raised.figures(answer)]), stack(
        [table, exports("escalation", {"aspect": state.aspect})]
    )


def _ask(answers: Answers) -> Result[Row]:
    return cast("Result[Row]", answers.ask("escalation"))


def _state(aspect: str | None, only: bool | None, chosen: dict[str, str] | None = None) -> Address:  # noqa: FBT001
    said = {
        "aspect": (aspect or "",),
        "raised": (str(bool(only)),),
        **{name: (value,) for name, value in (chosen or {}).items()},
    }
    return address.read(Address, said)[0]


def _found(snapshot: Snapshot, thing: str) -> tuple[str, list[Text]]:
    try:
        return (snapshot.nodes[snapshot.find(thing)].id if thing else ""), []
    except UnknownName as error:
        return "", [error.text]

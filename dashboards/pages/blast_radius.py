"""What stops when this fails, in which order, and why?"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import picture, row_window, search_box, stopped
from dashboards.components.boxes import grid, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.blast_radius import Answer
from eagraph.errors import EagraphError, UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.workspace import Workspace

title = both("Blast radius")
path = "/blast-radius"
order = 40


class Address(BaseModel):
    """What the address says: what fails, and how the data is read."""

    failed: tuple[str, ...] = ()
    assume_needed: bool = False
    at: dt.date | None = None


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    failed, unknown = _found(snapshot, state.failed)
    date = dmc.TextInput(
        id="blast-radius-at",
        label=say("As of"),
        value=state.at.isoformat() if state.at else "",
        debounce=400,
        inputProps={"type": "date"},
    )
    said = say("Count flows as needed where nobody has said")
    assumed = dmc.Checkbox(id="blast-radius-assume", checked=state.assume_needed, label=said, pb=8)
    box = search_box.search_box("blast-radius-failed", say("What fails"), snapshot, failed, several=True)
    controls = grid([(box, 6), (date, 2), (assumed, 4)], wide="md", align="end")
    content = [controls, answer_place("blast-radius-answer"), address.store("blast-radius")]
    return page_frame(title, content, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """Search, the answer, and what belongs to a box that is chosen in the picture."""
    answers = Answers(workspace)
    search_box.register(app, workspace, "blast-radius-failed")
    picture.register(app, "blast-radius-picture")
    inputs = ("blast-radius-failed", "value"), ("blast-radius-assume", "checked"), ("blast-radius-at", "value")

    @on(
        app,
        Output("blast-radius-answer", "children"),
        Output("blast-radius-address", "data"),
        *(Input(*end) for end in inputs),
    )
    def answer(failed: list[str] | None, assume_needed: bool | None, at: str | None) -> tuple[Component, str]:  # noqa: FBT001
        state, told = _state(failed, assume_needed, at)
        notices = [notice(str(text)) for text in told]
        if not state.failed:
            return stack(
                [*notices, small(say("Choose one or several things that fail; what stops because of it is shown here."))]
            ), address.write(state)
        try:
            return stack([*notices, _shown(answers, state)], gap="lg"), address.write(state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), address.write(state)

    @on(
        app,
        Output("blast-radius-reason", "children"),
        Input("blast-radius-picture", "tapNodeData"),
        *(State(*end) for end in inputs),
    )
    def reason(box: dict[str, Any] | None, failed: list[str], assume_needed: bool, at: str) -> Component:  # noqa: FBT001
        found = _ask(answers, _state(failed, assume_needed, at)[0]) if box else None
        return stopped.reason(answers.workspace.snapshot(), found, box["id"] if box else "")

    def rows(failed: list[str], assume_needed: bool, at: str) -> list[dict[str, Any]]:  # noqa: FBT001
        return stopped.rows(workspace.snapshot(), _ask(answers, _state(failed, assume_needed, at)[0]))

    row_window.register(app, "blast-radius-table", rows, [State(*end) for end in inputs])


def _shown(answers: Answers, state: Address) -> Component:
    snapshot, answer = answers.workspace.snapshot(), _ask(answers, state)
    parts = [
        result_head(answer),
        stopped.figures(answer),
        stopped.drawn(answer),
        stopped.listed(snapshot, answer),
        stopped.weakened(snapshot, answer),
        stopped.held(snapshot, answer),
        exports("blast-radius", state.model_dump(mode="json")),
    ]
    return stack(parts, gap="lg")


def _ask(answers: Answers, state: Address) -> Answer:
    return cast("Answer", answers.ask("blast-radius", **state.model_dump(mode="json")))


def _state(failed: list[str] | None, assume_needed: bool | None, at: str | None) -> tuple[Address, tuple[Text, ...]]:  # noqa: FBT001
    said = {"failed": tuple(failed or ()), "assume_needed": (str(bool(assume_needed)),), "at": (at,) if at else ()}
    return address.read(Address, said)


def _found(snapshot: Snapshot, things: tuple[str, ...]) -> tuple[list[str], list[Text]]:
    """The ids that are meant, and what is said of those that mean nothing."""
    found, unknown = [], []
    for thing in things:
        try:
            found.append(snapshot.nodes[snapshot.find(thing)].id)
        except UnknownName as error:
            unknown.append(error.text)
    return list(dict.fromkeys(found)), unknown

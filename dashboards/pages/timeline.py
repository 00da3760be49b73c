"""When does each thing stop, when is it back, and who is down longer than can be borne?"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State
from dash.development.base_component import Component
from pydantic import BaseModel, Field, field_serializer

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import chart, outages, row_window, search_box
from dashboards.components.boxes import grid, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.timeline import Answer
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.workspace import Workspace

title = both("Timeline")
path = "/timeline"
order = 22
CONTROLS = {
    "failed": "value", "outage": "value", "repair": "checked", "hours": "value", "assume": "checked", "at": "value",
}  # fmt: skip
"""What the answer depends on, by the end of its id, and the property that says it."""


class Address(BaseModel):
    """What the address says: what fails, for how long, and how the data is read."""

    failed: tuple[str, ...] = ()
    outage: tuple[str, ...] = ()
    repair: bool = False
    repair_h: float | None = Field(default=None, gt=0)
    assume_needed: bool = False
    at: dt.date | None = None

    @field_serializer("repair_h")
    def _plain(self, hours: float | None) -> Any:
        """Whole hours without decimals."""
        return int(hours) if hours is not None and hours.is_integer() else hours


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    failed, unknown = address.meant(snapshot, state.failed)
    content = [_controls(snapshot, state, failed), answer_place("timeline-answer"), address.store("timeline")]
    return page_frame(title, content, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """Search, the answer, and the colours of the Gantt."""
    answers = Answers(workspace)
    search_box.register(app, workspace, "timeline-failed")
    chart.register(app, "timeline-gantt")
    ends = [(f"timeline-{name}", property_) for name, property_ in CONTROLS.items()]

    @on(app, Output("timeline-answer", "children"), Output("timeline-address", "data"), *(Input(*end) for end in ends))
    def answer(*said: Any) -> tuple[Component, str]:
        state, told = _state(*said)
        notices = [notice(str(text)) for text in told]
        if not (state.failed or state.outage):
            hint = say("Choose one or several things that fail; when each stops and is back is shown here.")
            return stack([*notices, small(hint)]), address.write(path, state)
        try:
            return stack([*notices, _shown(answers, state)], gap="lg"), address.write(path, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), address.write(path, state)

    def rows(*said: Any) -> list[dict[str, Any]]:
        return outages.rows(workspace.snapshot(), _ask(answers, _state(*said)[0]))

    row_window.register(app, "timeline-table", rows, [State(*end) for end in ends])


def _controls(snapshot: Snapshot, state: Address, failed: list[str]) -> Component:
    box = search_box.search_box("timeline-failed", say("Fails"), snapshot, failed, several=True)
    windows = dmc.TagsInput(
        id="timeline-outage",
        label=say("Down at certain hours (id=from..to)"),
        value=list(state.outage),
        placeholder="id=0..10",
    )
    repair = dmc.Checkbox(id="timeline-repair", checked=state.repair, label=say("It is repaired"), pb=8)
    hours = dmc.NumberInput(
        id="timeline-hours", label=say("Hours to repair"), value=state.repair_h if state.repair_h is not None else "",
        min=0, debounce=400, placeholder=say("as stated"),
    )  # fmt: skip
    said = say("Count flows as needed where nobody has said")
    assumed = dmc.Checkbox(id="timeline-assume", checked=state.assume_needed, label=said, pb=8)
    date = dmc.TextInput(
        id="timeline-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
        inputProps={"type": "date"},
    )  # fmt: skip
    cells = [(box, 8), (windows, 4), (repair, 3), (hours, 3), (date, 2), (assumed, 4)]
    return grid(cells, wide="md", align="end")


def _shown(answers: Answers, state: Address) -> Component:
    snapshot, answer = answers.workspace.snapshot(), _ask(answers, state)
    parts = [
        result_head(answer),
        outages.figures(answer),
        outages.drawn(answer),
        outages.deadlocks(answer),
        outages.listed(snapshot, answer),
        outages.breaches(snapshot, answer),
        outages.promises(snapshot, answer),
        exports("timeline", state.model_dump(mode="json")),
    ]
    return stack(parts, gap="lg")


def _ask(answers: Answers, state: Address) -> Answer:
    return cast("Answer", answers.ask("timeline", **state.model_dump(mode="json")))


def _state(*values: Any) -> tuple[Address, tuple[Text, ...]]:
    """The state that the controls say, in their order, and what of it does not fit."""
    given = dict(zip(CONTROLS, values, strict=True))
    said = {
        "failed": tuple(given["failed"] or ()),
        "outage": tuple(given["outage"] or ()),
        "repair": (str(bool(given["repair"])),),
        "repair_h": () if given["hours"] in (None, "") else (str(given["hours"]),),
        "assume_needed": (str(bool(given["assume"])),),
        "at": (given["at"],) if given["at"] else (),
    }
    return address.read(Address, said)

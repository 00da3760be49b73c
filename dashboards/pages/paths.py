"""How does one thing reach another, along which relationships, by which other ways, and if not, how far does one get?"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, cast

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, no_update
from dash.development.base_component import Component
from pydantic import BaseModel, Field

from dashboards import address, words
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import paths_found, search_box
from dashboards.components.boxes import Part, aria, grid, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.paths_found import NAME, PATH
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.paths import Answer
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.workspace import Workspace

title = both("Paths")
path = PATH
order = 13
CONTROLS = {
    "start": "value", "end": "value", "types": "value", "view": "value", "which": "value", "both-ways": "checked",
    "limit": "value", "at": "value",
}  # fmt: skip
"""What the answer depends on, by the end of its id, and the property that says it."""
VIEWS: dict[str, Text] = {
    "everything": both("any relationship"),
    "failure": both("failure"),
    "data": both("data"),
    "requirement": both("requirements"),
    "attack": both("an attack"),
}
WHICH: dict[str, Text] = {"shortest": both("All shortest"), "k-shortest": both("Longer ones too")}


class Address(BaseModel):
    """What the address says: from what to what, along what, and which of the paths is drawn."""

    start: str = ""
    end: str = ""
    types: tuple[str, ...] = ()
    view: Literal["everything", "failure", "data", "requirement", "attack"] = "everything"
    which: Literal["shortest", "k-shortest"] = "shortest"
    both_ways: bool = False
    limit: int = Field(default=20, ge=1, le=500)
    at: dt.date | None = None
    number: int = Field(default=1, ge=1, le=500)

    def question(self) -> dict[str, Any]:
        """The parameters of the analysis."""
        said = self.model_dump(mode="json", exclude={"start", "end", "number"}, exclude_defaults=True)
        return {"from": self.start, "to": self.end, **said}


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    state, told = read(snapshot, query)
    places = [answer_place(f"{NAME}-{place}") for place in ("answer", "drawn", "found")]
    chosen = dcc.Store(id=f"{NAME}-chosen", data=state.number)
    return page_frame(title, [_controls(snapshot, state), *places, chosen, address.store(NAME)], told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """Search, the answer, and the path of the row that is chosen."""
    answers = Answers(workspace)
    search_box.register(app, workspace, f"{NAME}-start")
    search_box.register(app, workspace, f"{NAME}-end")
    ends = [Input(f"{NAME}-{name}", property_) for name, property_ in CONTROLS.items()]
    chosen = f"{NAME}-chosen", "data"

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-found", "children"), *ends)
    def answer(*said: Any) -> tuple[Component, Component | None]:
        state, told = _state(workspace.snapshot(), *said)
        notices = [notice(str(text)) for text in told]
        if not (state.start and state.end):
            return stack([*notices, small(say("Choose where paths begin and where they end."))]), None
        try:
            found = _ask(answers, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), None
        return stack([*notices, result_head(found)], gap="lg"), _below(workspace.snapshot(), state, found)

    @on(app, Output(*chosen), Input(paths_found.TABLE, "selectedRows"), initially=False)
    def choose(rows: list[dict[str, Any]] | None) -> Any:
        return rows[0]["number"] if rows else no_update

    drawn = Output(f"{NAME}-drawn", "children"), Output(f"{NAME}-address", "data"), Output(f"{NAME}-swap", "href")

    @on(app, *drawn, Input(*chosen), *ends)
    def draw(number: int, *said: Any) -> tuple[Part, str, str]:
        state = _state(workspace.snapshot(), *said)[0].model_copy(update={"number": number})
        try:
            found = _ask(answers, state) if state.start and state.end else None
        except EagraphError:
            found = None
        if found is not None and number > len(found.rows):
            state = state.model_copy(update={"number": 1})
        shown = paths_found.drawn(workspace.snapshot(), found, number) if found else None
        return shown, address.write(path, state), _swapped(state)


def read(snapshot: Snapshot, query: dict[str, tuple[str, ...]]) -> tuple[Address, list[Text]]:
    """What an address says, with things by their ids, and what of it does not fit."""
    state, told = address.read(Address, query)
    found, wrong = dict[str, Any](), list(told)
    for name in ("start", "end"):
        if said := getattr(state, name):
            ids, unknown = address.meant(snapshot, [said])
            wrong += unknown
            found[name] = "".join(ids)
    strange = [type_ for type_ in state.types if type_ not in snapshot.schema.relationship]
    wrong += [both("There is no relationship type {name}.", name=repr(type_)) for type_ in strange]
    found["types"] = tuple(type_ for type_ in state.types if type_ not in strange)
    return state.model_copy(update=found), wrong


def _swapped(state: Address) -> str:
    return address.write(path, state.model_copy(update={"start": state.end, "end": state.start, "number": 1}))


def _controls(snapshot: Snapshot, state: Address) -> Component:
    start = search_box.search_box(f"{NAME}-start", say("From"), snapshot, [state.start])
    end = search_box.search_box(f"{NAME}-end", say("To"), snapshot, [state.end])
    swap = dcc.Link(say("The other way round"), href=_swapped(state), id=f"{NAME}-swap", className="eagraph-button")
    there = {tie.type for tie in snapshot.relationships} | {*state.types}
    offered = sorted(((type_, words.tie(snapshot.schema, type_)) for type_ in there), key=lambda one: one[1].casefold())
    types = dmc.MultiSelect(
        id=f"{NAME}-types", label=say("Only along"), data=[{"value": value, "label": text} for value, text in offered],
        value=list(state.types), searchable=True, clearable=True, hidePickedOptions=True,
        placeholder="" if state.types else say("All"), nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    views = dmc.Select(
        id=f"{NAME}-view", label=say("The way this travels"), value=state.view, allowDeselect=False,
        data=[{"value": value, "label": str(text)} for value, text in VIEWS.items()],
    )  # fmt: skip
    which = dmc.SegmentedControl(
        id=f"{NAME}-which", value=state.which, data=[{"value": value, "label": str(text)} for value, text in WHICH.items()],
        fullWidth=True, **aria(label=say("Which paths")),
    )  # fmt: skip
    limit = dmc.NumberInput(id=f"{NAME}-limit", label=say("At most"), value=state.limit, min=1, max=500, debounce=400)
    against = dmc.Switch(id=f"{NAME}-both-ways", label=say("Also against them"), checked=state.both_ways, pb=8)
    date = dmc.TextInput(
        id=f"{NAME}-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
        inputProps={"type": "date"},
    )  # fmt: skip
    above = grid([(start, 5), (end, 4), (swap, 3)], wide="md", align="end")
    below = grid([(types, 6), (views, 3), (date, 3), (which, 5), (limit, 3), (against, 4)], wide="md", align="end")
    return stack([above, below], gap="sm")


def _below(snapshot: Snapshot, state: Address, found: Answer) -> Component:
    parts = [
        paths_found.why_not(snapshot, found),
        paths_found.listed(snapshot, found),
        exports("paths", state.question()),
    ]
    return stack(parts, gap="lg")


def _ask(answers: Answers, state: Address) -> Answer:
    return cast("Answer", answers.ask("paths", **state.question()))


def _state(snapshot: Snapshot, *values: Any) -> tuple[Address, list[Text]]:
    """The state that the controls say, in their order, and what of it does not fit."""
    given = {name.replace("-", "_"): value for name, value in zip(CONTROLS, values, strict=True)}
    said = {name: tuple(value) if isinstance(value, list) else (str(value),) for name, value in given.items() if value}
    return read(snapshot, said)

"""What can an intruder reach from here, past which barriers, and what would stop that?"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, no_update
from dash.development.base_component import Component
from pydantic import BaseModel, Field

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import picture, reached, search_box
from dashboards.components.boxes import grid, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.attack_reach import Answer
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.workspace import Workspace

title = both("Attack reach")
path = "/attack-reach"
order = 23
CONTROLS = {"inside": "value", "targets": "value", "most": "value", "suppliers": "checked", "at": "value"}
"""What the answer depends on, by the end of its id, and the property that says it."""


class Address(BaseModel):
    """What the address says: where the intruder is, what is to be kept from him, and whose way is drawn."""

    inside: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    max_cost: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    without_suppliers: bool = False
    at: dt.date | None = None
    thing: str = ""

    def question(self) -> dict[str, Any]:
        """The parameters of the analysis."""
        said = self.model_dump(mode="json", exclude={"thing", "without_suppliers"}, exclude_defaults=True)
        return {**said, **({"through_suppliers": False} if self.without_suppliers else {})}


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    inside, unknown = address.meant(snapshot, state.inside)
    targets, strangers = address.meant(snapshot, state.targets)
    thing, nobody = address.meant(snapshot, (state.thing,) if state.thing else ())
    chosen = dcc.Store(id="attack-reach-chosen", data="".join(thing))
    places = [answer_place(f"attack-reach-{name}") for name in ("answer", "way", "rows")]
    content = [_controls(snapshot, state, inside, targets), chosen, *places, address.store("attack-reach")]
    return page_frame(title, content, told=[*told, *unknown, *strangers, *nobody])


def register(app: Dash, workspace: Workspace) -> None:
    """Search, the answer, and the way to the row that is chosen."""
    answers = Answers(workspace)
    search_box.register(app, workspace, "attack-reach-inside")
    search_box.register(app, workspace, "attack-reach-targets")
    picture.register(app, "attack-reach-picture")
    ends = [Input(f"attack-reach-{name}", property_) for name, property_ in CONTROLS.items()]
    chosen = Input("attack-reach-chosen", "data")

    @on(app, Output("attack-reach-answer", "children"), Output("attack-reach-rows", "children"), *ends)
    def answer(*said: Any) -> tuple[Component, Component | None]:
        state, told = _state(*said)
        notices = [notice(str(text)) for text in told]
        if not state.inside:
            hint = say(
                "Choose what the intruder holds: a thing, a zone, a supplier. What can be reached from there is shown here."
            )
            return stack([*notices, small(hint)]), None
        try:
            above, below = _shown(answers, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), None
        return stack([*notices, above], gap="lg"), below

    @on(app, Output("attack-reach-chosen", "data"), Input("attack-reach-table", "selectedRows"), initially=False)
    def choose(rows: list[dict[str, Any]] | None) -> Any:
        return rows[0]["id"] if rows else no_update

    @on(app, Output("attack-reach-way", "children"), chosen, *ends)
    def explain(thing: str, *said: Any) -> Component | None:
        state = _state(*said)[0]
        try:
            found = _ask(answers, state) if state.inside else None
        except EagraphError:
            return None
        return reached.way_to(workspace.snapshot(), found, thing) if found else None

    @on(app, Output("attack-reach-address", "data"), chosen, *ends)
    def write(thing: str, *said: Any) -> str:
        return address.write(path, _state(*said)[0].model_copy(update={"thing": thing or ""}))


def _controls(snapshot: Snapshot, state: Address, inside: list[str], targets: list[str]) -> Component:
    held = search_box.search_box("attack-reach-inside", say("What the intruder holds"), snapshot, inside, several=True)
    kept = search_box.search_box("attack-reach-targets", say("What must not be reached"), snapshot, targets, several=True)
    most = dmc.NumberInput(
        id="attack-reach-most", label=say("No further than this cost"), min=0, debounce=400, placeholder=say("no limit"),
        value=state.max_cost if state.max_cost is not None else "",
    )  # fmt: skip
    said = say("Suppliers are a way in too")
    suppliers = dmc.Checkbox(id="attack-reach-suppliers", checked=not state.without_suppliers, label=said, pb=8)
    date = dmc.TextInput(
        id="attack-reach-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
        inputProps={"type": "date"},
    )  # fmt: skip
    return grid([(held, 6), (kept, 6), (most, 3), (date, 3), (suppliers, 6)], wide="md", align="end")


def _shown(answers: Answers, state: Address) -> tuple[Component, Component]:
    """What stands over the way, and under it."""
    snapshot, found = answers.workspace.snapshot(), _ask(answers, state)
    above = [result_head(found), reached.figures(found), reached.cuts(found)]
    below = [
        reached.listed(snapshot, found),
        reached.exposed(snapshot, found),
        reached.untrusted(snapshot, found),
        reached.stopping(snapshot, found),
        reached.costs(found),
        exports("attack-reach", state.question()),
    ]
    return stack(above, gap="lg"), stack(below, gap="lg")


def _ask(answers: Answers, state: Address) -> Answer:
    return cast("Answer", answers.ask("attack-reach", **state.question()))


def _state(*values: Any) -> tuple[Address, tuple[Text, ...]]:
    """The state that the controls say, in their order, and what of it does not fit."""
    given = dict(zip(CONTROLS, values, strict=True))
    said = {
        "inside": tuple(given["inside"] or ()),
        "targets": tuple(given["targets"] or ()),
        "max_cost": () if given["most"] in (None, "") else (str(given["most"]),),
        "without_suppliers": (str(given["suppliers"] is False),),
        "at": (given["at"],) if given["at"] else (),
    }
    return address.read(Address, said)

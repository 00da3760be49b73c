"""What is classified too low, by which rule and along which way; what would bring it back, and what was decided about it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from dash import ALL, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import (
    classification_compared,
    classification_deciding,
    classification_decision,
    classification_filters,
    classification_heat,
    classification_proof,
    classification_switches,
    classification_trying,
    picture,
    row_window,
)
from dashboards.components.boxes import Part, small, stack
from dashboards.components.classification_filters import Choice, Filters
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.classification_proof import Answer as Proof
from eagraph.analysis.escalation import Row
from eagraph.errors import EagraphError
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, current, say
from eagraph.model.classification import ASPECTS, TOP, Aspect
from eagraph.results import Result
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

title = both("Classification")
path = "/classification"
order = 30
NAME = "classification"
CHOSEN = Input(f"{NAME}-chosen", "data")
PLACES = ("compared", "answer", "rows", "why", "switches", "decision", "all")
"""Where the parts of the answer go, from top to bottom; the filters stand before the rows."""


class Address(Filters):
    """What the address says: the filters, which level is explained, and which of its relationships are switched."""

    thing: str = ""
    of: Choice = ""
    ended: tuple[str, ...] = ()
    filtered: tuple[str, ...] = ()


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    found, unknown = address.meant(snapshot, [state.thing] if state.thing else [])
    chosen = {"thing": found[0] if found else "", "of": state.of}
    begun = {**chosen, "ended": state.ended, "filtered": state.filtered}
    stores = [
        dcc.Store(id=f"{NAME}-chosen", data=chosen),
        dcc.Store(id=f"{NAME}-begun", data=begun),
        dcc.Store(id=f"{NAME}-visit"),
        dcc.Store(id=f"{NAME}-decided"),
        address.store(NAME),
    ]
    compared, answer, *others = (answer_place(f"{NAME}-{name}") for name in PLACES)
    kept = html.Div(id=f"{NAME}-kept")
    content = [compared, answer, classification_filters.controls(snapshot, state), *others, kept, *stores]
    return page_frame(title, content, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """The table under its filters, and all that belongs to the level that is chosen."""
    answers = Answers(workspace)
    picture.register(app, classification_proof.PICTURE)
    classification_trying.register(app, answers)
    classification_deciding.register(app, answers)
    inputs = [Input(*end) for end in classification_filters.ends()]
    decided = Input(f"{NAME}-decided", "data")
    _register_address(app, inputs)
    _register_windows(app, answers)

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-compared", "children"), Input(f"{NAME}-visit", "id"))
    def answer(_: str) -> tuple[Component, Component | None]:
        try:
            return _head(answers), _compared(answers)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), None

    @on(app, Output(f"{NAME}-rows", "children"), *inputs, decided)
    def listed(*said: Any) -> Component:
        try:
            return _listed(answers, _filters(said[:-1]))
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    @on(app, Output(f"{NAME}-why", "children"), Output(f"{NAME}-decision", "children"), CHOSEN)
    def explain(chosen_: dict[str, str]) -> tuple[Component | None, Component | None]:
        try:
            return _explained(answers, chosen_)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), None

    @on(app, Output(f"{NAME}-all", "children"), decided)
    def decisions(_: str | None) -> Component | None:
        try:
            return classification_decision.all_of_them(_standings(workspace))
        except EagraphError as error:
            return notice(str(error.text), colour="red")


def _register_address(app: Dash, inputs: list[Input]) -> None:
    """The address follows the filters, the level that is chosen, and its switches."""
    switch = {"type": classification_switches.SWITCH, "tie": ALL}
    turned = Input(switch, "value"), State(switch, "id"), State(f"{NAME}-begun", "data")

    @on(app, Output(f"{NAME}-address", "data"), *inputs, CHOSEN, *turned)
    def write(*said: Any) -> str:
        *values, chosen, switched, ids, begun = said
        told = {**classification_filters.said(values), **{name: (value,) for name, value in chosen.items() if value}}
        if ids:
            told |= classification_trying.said(classification_trying.switched(ids, switched))
        elif classification_trying.is_of(begun, chosen):
            told |= {name: tuple(begun[name]) for name in ("ended", "filtered")}
        return address.write(path, address.read(Address, told)[0])


def _register_windows(app: Dash, answers: Answers) -> None:
    """What long tables ask for."""
    states = [State(*end) for end in classification_filters.ends()]

    @lru_cache(maxsize=4)
    def listed(_seen: tuple[Any, ...], filters: str) -> list[dict[str, Any]]:
        return _rows(answers, Filters.model_validate_json(filters))

    def rows(*said: Any) -> list[dict[str, Any]]:
        standing = tuple((key, one.state, one.version) for key, one in _standings(answers.workspace).items())
        seen = (answers.workspace.snapshot().hash, current.get(), in_use.get(), standing)
        return listed(seen, _filters(said).model_dump_json())

    def compared() -> list[dict[str, Any]]:
        found = classification_compared.differences(classification_compared.before(answers), _ask(answers))
        return classification_compared.rows(answers.workspace.snapshot(), found)

    row_window.register(app, classification_heat.TABLE, rows, states)
    row_window.register(app, classification_compared.TABLE, compared, [])


def found_row(rows: tuple[Row, ...], thing: str, of: str) -> Row | None:
    """The level that is meant: that of the aspect, else the one of the thing that most needs to be looked at."""
    of_thing = [row for row in rows if row.id == thing and of in ("", row.aspect)]
    return min(of_thing, key=lambda row: (not row.raised, not row.possible, -row.required_low), default=None)


def _head(answers: Answers) -> Component:
    answer = _ask(answers)
    stated = any(row.assigned_low or row.assigned_high < TOP for row in answer.rows)
    hint: Part = None if stated else notice(say(
        "Nothing here has a decided level yet, so nothing can be too low. Begin with the information assets: what they "
        "require follows by itself wherever they go."
    ))  # fmt: skip
    return stack([hint, result_head(answer), classification_heat.figures(answer)])


def _listed(answers: Answers, filters: Filters) -> Component:
    snapshot, answer = answers.workspace.snapshot(), _ask(answers)
    shown = classification_filters.kept(snapshot, answer.rows, filters)
    total = len({row.id for row in answer.rows})
    table = classification_heat.listed(snapshot, shown, total, _aspects(filters), _standings(answers.workspace))
    return stack([table, exports("escalation", {"aspect": filters.aspect})])


def _rows(answers: Answers, filters: Filters) -> list[dict[str, Any]]:
    snapshot = answers.workspace.snapshot()
    shown = classification_filters.kept(snapshot, _ask(answers).rows, filters)
    return classification_heat.rows(snapshot, shown, _aspects(filters), _standings(answers.workspace))


def _explained(answers: Answers, chosen: dict[str, str]) -> tuple[Component | None, Component | None]:
    snapshot = answers.workspace.snapshot()
    found = found_row(_ask(answers).rows, chosen["thing"], chosen["of"])
    if found is None:
        none = small(say("Nothing is decided or required for it.")) if chosen["thing"] else None
        return none, None
    parts = [
        classification_proof.title_of(snapshot, found),
        *_why(answers, snapshot, found),
        classification_proof.links(found),
    ]
    about = html.Section(stack(parts))
    if not (found.raised or found.possible):
        return about, None
    return about, classification_deciding.section_of(answers.workspace, found)


def _why(answers: Answers, snapshot: Snapshot, found: Row) -> list[Part]:
    asked_low = escalate(snapshot).asked(snapshot.index[found.id], found.aspect).low
    if not asked_low:
        return classification_proof.unproven(snapshot, found)
    asked = {"of": found.id, "aspect": found.aspect, "counterfactuals": False}
    proof = cast("Proof", answers.ask("classification-proof", **asked))
    today = answers.workspace.today()
    if found.possible and not found.raised:
        return [*classification_proof.unproven(snapshot, found), classification_proof.for_certain(snapshot, proof, today)]
    return classification_proof.proven(snapshot, found, proof, today)


def _compared(answers: Answers) -> Component | None:
    if not in_use.get():
        return None
    found = classification_compared.differences(classification_compared.before(answers), _ask(answers))
    return classification_compared.shown(answers.workspace.snapshot(), found)


def _ask(answers: Answers) -> Result[Row]:
    return answers.ask("escalation")


def _standings(workspace: Workspace) -> classification_heat.Standings:
    return workspace.decisions.standing(workspace.snapshot(), workspace.today())


def _aspects(filters: Filters) -> tuple[Aspect, ...]:
    return (filters.aspect,) if filters.aspect else ASPECTS


def _filters(values: Any) -> Filters:
    return address.read(Filters, classification_filters.said(values))[0]

"""What the decision box does: shows the fields of a kind, keeps what is said, tells what is wrong at its field."""

from __future__ import annotations

from typing import Any, cast

from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import classification_decision
from dashboards.components.boxes import small, stack
from dashboards.components.classification_decision import FIELDS, NAME
from dashboards.components.frame import notice, section
from eagraph.analysis.escalation import Row
from eagraph.decisions.ledger import Kept
from eagraph.errors import EagraphError, InvalidDecision, UnknownName
from eagraph.locale import say
from eagraph.model.classification import Aspect
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

PAGE = "classification"


def section_of(workspace: Workspace, found: Row) -> Component:
    """The box with all that was decided before; through a scenario nothing can be decided."""
    snapshot = workspace.snapshot()
    if in_use.get():
        told = small(say("Decisions are about the landscape as it is. Leave the scenario to decide."))
        return section(say("Decide"), [told])
    form = classification_decision.box(snapshot, found, workspace.today())
    ledger_ = stack(ledger(workspace, found.id, found.aspect), id=f"{NAME}-ledger")
    return section(say("Decide"), [form, ledger_])


def ledger(workspace: Workspace, place: str, aspect: Aspect) -> list[Component | None]:
    """Decisions so far with their standing, and the history of the level."""
    snapshot = workspace.snapshot()
    try:
        standing, versions = workspace.decisions.find(place, aspect, snapshot, workspace.today())
    except UnknownName:
        shown = classification_decision.ledger(snapshot, None, ())
    else:
        shown = classification_decision.ledger(snapshot, standing, versions)
    return [shown, classification_decision.history(snapshot, workspace.decisions.history(place), aspect)]


def register(app: Dash, answers: Answers) -> None:
    """Attach what the box does."""
    workspace = answers.workspace
    fields = [State(f"{NAME}-{name}", "value") for name in FIELDS]
    places = [Output(f"{NAME}-{name}-place", "style") for name in FIELDS]

    @on(app, Output(f"{NAME}-meaning", "children"), *places, Input(f"{NAME}-kind", "value"), initially=False)
    def show(kind: str) -> tuple[Any, ...]:
        return classification_decision.meaning(kind), *classification_decision.shown_fields(kind)

    errors = [Output(f"{NAME}-{name}", "error") for name in FIELDS]
    outputs = Output(f"{NAME}-said", "children"), Output(f"{NAME}-ledger", "children"), Output(f"{PAGE}-decided", "data")
    said = State(f"{NAME}-kind", "value"), State(f"{PAGE}-chosen", "data"), *fields

    @on(app, *outputs, *errors, Input(f"{NAME}-button", "n_clicks"), *said, initially=False)
    def decide(clicks: int, kind: str, chosen: dict[str, str], *values: Any) -> tuple[Any, ...]:
        if not clicks:
            return (no_update,) * (3 + len(FIELDS))
        try:
            kept = workspace.decisions.take(told(kind, chosen, values))
        except InvalidDecision as error:
            wrong = {problem.where: str(problem.text) for problem in error.problems}
            other = [f"{name}: {text}" for name, text in wrong.items() if name not in FIELDS]
            shown = notice(" ".join([say("Nothing was kept; see what is marked."), *other]), colour="red")
            return shown, no_update, no_update, *(wrong.get(name) for name in FIELDS)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update, no_update, *(None for _ in FIELDS)
        ledger_ = ledger(workspace, chosen["thing"], cast("Aspect", chosen["of"]))
        return _kept(kept), ledger_, kept.saved_at, *(None for _ in FIELDS)


def told(kind: str, chosen: dict[str, str], values: tuple[Any, ...]) -> dict[str, Any]:
    """What the form says, as the ledger reads it: only the fields of that kind."""
    of = classification_decision.OF_KIND
    fields = dict(zip(FIELDS, values, strict=True))
    said = {name: value for name, value in fields.items() if value not in (None, "") and kind in of.get(name, (kind,))}
    return {"place": chosen["thing"], "aspect": chosen["of"], "kind": kind, **said}


def _kept(kept: Kept) -> Component:
    remarks = [small(str(remark)) for remark in kept.remarks]
    return stack([notice(say("Kept as version {version}.", version=kept.version), colour="green"), *remarks])

"""What if this fails? What stops, in which order, until when, why, whom to call, and what would have prevented it."""

from __future__ import annotations

from typing import Any, cast

from dash import Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component

from dashboards import address, whatif
from dashboards.answers import Answers
from dashboards.callbacks import in_browser, on
from dashboards.components import (
    consequences,
    failing,
    keeping,
    officer_actions,
    player,
    prevented,
    reasons,
    redundancies,
    row_window,
    stopped,
)
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.frame import answer_place, button_link, nothing_loaded, notice, page_frame, section
from dashboards.components.result_head import result_head
from dashboards.whatif import WhatIf
from eagraph.analysis.blast_radius import Answer
from eagraph.analysis.timeline import Answer as Hours
from eagraph.drawing.blast_radius import MOST_BOXES
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

title = both("Blast radius")
path = "/blast-radius"
order = 20
NAME = "blast-radius"
CONTROLS = [(f"{NAME}-{name}", property_) for name, property_ in failing.CONTROLS.items()]


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows. Through a scenario that says what fails, that is chosen."""
    said, told = address.read(WhatIf, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    state, about = _begun(workspace, snapshot, said)
    state, unknown = whatif.known(state, snapshot)
    stores = [
        dcc.Store(id=f"{NAME}-chosen", data=state.thing),
        dcc.Store(id=f"{NAME}-from", data=state.model_dump(mode="json", include={"hour", "most", "limit"})),
        dcc.Store(id=f"{NAME}-visit"),
        address.store(NAME),
    ]
    content = [*about, failing.controls(NAME, snapshot, state), answer_place(f"{NAME}-answer"), *stores]
    return page_frame(title, content, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """Search, the answer, the course in the browser, and what belongs to a thing that is chosen."""
    answers = Answers(workspace)
    failing.register(app, workspace, NAME)
    player.register(app)
    officer_actions.register(app, answers, CONTROLS)
    picked = Input(player.PICTURE, "tapNodeData"), Input(stopped.TABLE, "selectedRows")
    in_browser(app, "choose", Output(f"{NAME}-chosen", "data"), *picked, initially=False)
    outputs = Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), Output(f"{NAME}-to-map", "href")
    inputs = *(Input(*end) for end in CONTROLS), State(f"{NAME}-chosen", "data"), State(f"{NAME}-from", "data")

    @on(app, *outputs, *inputs)
    def answer(*said: Any) -> tuple[Component, str, str]:
        *controls, thing, begun = said
        state, told = failing.said(*controls)
        looked_at = {"thing": thing or "", **({} if ctx.triggered_id else begun)}
        state = state.model_copy(update=looked_at)
        notices = [notice(str(text)) for text in told]
        to_map = address.link("/map", whatif=whatif.as_query(state))
        try:
            shown = _shown(answers, state) if state.fails else small(_hint())
        except EagraphError as error:
            shown = notice(str(error.text), colour="red")
        return stack([*notices, shown], gap="lg"), address.write(path, state), to_map

    states = [State(*end) for end in CONTROLS]

    @on(app, Output(f"{NAME}-reason", "children"), Input(f"{NAME}-chosen", "data"), *states, initially=False)
    def reason(thing: str, *said: Any) -> Component:
        return _reason(answers, failing.said(*said)[0], thing)

    def rows(*said: Any) -> list[dict[str, Any]]:
        state = failing.said(*said)[0]
        return stopped.rows(workspace.snapshot(), _stops(answers, state), _hours(answers, state))

    row_window.register(app, stopped.TABLE, rows, states)


def _begun(workspace: Workspace, snapshot: Snapshot, state: WhatIf) -> tuple[WhatIf, list[Component]]:
    """The state to begin with: what the address says fails, else what the scenario in use does."""
    if state.fails or not in_use.get():
        return state, []
    scenario = workspace.find_scenario(in_use.get()).scenario
    link = button_link(say("Run its questions"), address.link("/scenarios", run=scenario.name))
    if scenario.fail:
        kept = state.model_dump(include={"thing", "hour", "most", "limit"})
        return whatif.looked_through(scenario, snapshot).model_copy(update=kept), [row([_about(scenario.about.text), link])]
    said = say("The scenario says of nothing that it fails. Choose what fails in it, or run it.")
    return state, [row([small(said), link])]


def _about(text: Text) -> Component:
    return html.P(str(text), className="eagraph-prose")


def _shown(answers: Answers, state: WhatIf) -> Component:
    snapshot = answers.workspace.snapshot()
    answer, hours = _stops(answers, state), _hours(answers, state)
    reason = html.Div(_reason(answers, state, state.thing), id=f"{NAME}-reason")
    why = section(say("Why it stops"), [reason], id=f"{NAME}-why")
    order = [player.player(answer, hours, state.hour), why, stopped.listed(snapshot, answer, hours)]
    asked = [(say("What stops"), NAME, state.starts()), (say("Hours"), "timeline", state.hours())]
    parts: list[Part] = [
        result_head(answer),
        keeping.tools(),
        consequences.figures(answer, hours),
        officer_actions.spread_section(),
        _contents(),
        consequences.calls(snapshot, answer, hours),
        consequences.named(snapshot, answer, hours),
        *(order if len(answer.rows) <= MOST_BOXES else reversed(order)),
        redundancies.held(snapshot, answer),
        redundancies.weakened(snapshot, answer),
        section(say("What would have prevented it"), [prevented.question(state), answer_place(f"{NAME}-prevented")],
                id=f"{NAME}-prevention"),
        officer_actions.keep_form(answers.workspace, state),
        keeping.exports(asked),
    ]  # fmt: skip
    return stack(parts, gap="lg")


def _contents() -> Component:
    """The way to each part of a long page."""
    parts = [
        ("calls", say("Whom to call")), ("who", say("Who notices")), ("hours-shown", say("Hour by hour")),
        ("list", say("Who stops")), ("redundancies", say("What held")), ("prevention", say("Prevention")),
        ("exports", say("Hand it on")),
    ]  # fmt: skip
    links = [html.A(text, href=f"#{NAME}-{part}", className="eagraph-link") for part, text in parts]
    return html.Nav(row(links, gap="md"), **aria(label=say("Parts of the answer")))


def _reason(answers: Answers, state: WhatIf, thing: str) -> Component:
    snapshot = answers.workspace.snapshot()
    if not thing or thing not in snapshot.index:
        return reasons.hint()
    found = next((row for row in _stops(answers, state).rows if row.id == thing), None)
    link = address.link("/thing", id=thing)
    if found is None:
        return reasons.none(snapshot, thing)
    if not found.wave:
        return reasons.itself(snapshot, thing, link)
    proven = cast("Answer", answers.ask(NAME, **state.starts(), proof=[thing]))
    return reasons.tree(snapshot, proven.proofs[0], link)


def _stops(answers: Answers, state: WhatIf) -> Answer:
    return cast("Answer", answers.ask(NAME, **state.starts()))


def _hours(answers: Answers, state: WhatIf) -> Hours:
    return cast("Hours", answers.ask("timeline", **state.hours()))


def _hint() -> str:
    return say("Choose one or several things that fail; what stops because of it is shown here.")

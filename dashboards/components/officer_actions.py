"""What the officer starts by a button: how sure the figures are, what would have prevented it, keeping and trying."""

from __future__ import annotations

from typing import Any, cast

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import ValidationError

from dashboards import address, whatif
from dashboards.answers import Answers
from dashboards.callbacks import in_browser, on
from dashboards.components import failing, keeping, prevented, spread
from dashboards.components.boxes import row, small, stack
from dashboards.components.frame import answer_place, notice, section
from dashboards.whatif import WhatIf
from eagraph.analysis.blast_radius import Answer as Stops
from eagraph.analysis.defence import Answer as Defence
from eagraph.analysis.uncertainty import Answer as Uncertainty
from eagraph.errors import EagraphError
from eagraph.locale import both, say
from eagraph.results import Words
from eagraph.scenarios import in_use
from eagraph.scenarios.book import Kept
from eagraph.scenarios.preventing import changes_of
from eagraph.workspace import Workspace
from eagraph.wrong_values import told

NAME = "blast-radius"
Ends = list[tuple[str, str]]


def spread_section() -> Component:
    """The button that asks how sure the figures are, and the place of its answer."""
    button = html.Button(say("How sure is this?"), id=f"{NAME}-doubt", n_clicks=0, className="eagraph-button")
    note = small(say("Draws a thousand times what is not known exactly; may take a while."))
    return stack([row([button, note]), answer_place(f"{NAME}-spread")])


def keep_form(workspace: Workspace, state: WhatIf) -> Component:
    """The form for keeping, filled in with the scenario in use or after what fails."""
    names = whatif.names_of(state, workspace.snapshot())
    suggested = say("{what} fails", what=", ".join(names[:3]))
    return keeping.form(_in_use(workspace), suggested)


def register(app: Dash, answers: Answers, controls: Ends) -> None:
    """Attach what the buttons do."""
    states = [State(*end) for end in controls]
    copy = Output(f"{NAME}-copied", "children"), Input(f"{NAME}-copy", "n_clicks"), State(f"{NAME}-copy-texts", "data")
    in_browser(app, "copyLink", *copy, initially=False)
    visit = Output(f"{NAME}-visit", "modified_timestamp"), Input(f"{NAME}-visit", "data")
    in_browser(app, "visit", *visit, initially=False)

    @on(app, Output(f"{NAME}-spread", "children"), Input(f"{NAME}-doubt", "n_clicks"), *states, initially=False)
    def doubt(clicks: int, *said: Any) -> Any:
        if not clicks:
            return no_update
        try:
            answer = cast("Uncertainty", answers.ask("uncertainty", **failing.said(*said)[0].doubts()))
        except EagraphError as error:
            return notice(str(error.text))
        return section(say("How sure the figures are"), [spread.shown(answers.workspace.snapshot(), answer)])

    _register_prevention(app, answers, states)
    _register_keeping(app, answers.workspace, states)


def _register_prevention(app: Dash, answers: Answers, states: list[State]) -> None:
    limits = State(f"{NAME}-most", "value"), State(f"{NAME}-limit", "value")
    outputs = Output(f"{NAME}-prevented", "children"), Output(f"{NAME}-address", "data", allow_duplicate=True)

    @on(
        app,
        *outputs,
        Input(f"{NAME}-prevent", "n_clicks"),
        *limits,
        *states,
        State(f"{NAME}-chosen", "data"),
        initially=False,
    )
    def prevent(clicks: int, most: Any, limit: str, *said: Any) -> tuple[Any, Any]:
        if not clicks:
            return no_update, no_update
        *controls, thing = said
        state = _limited(failing.said(*controls)[0], most, limit).model_copy(update={"thing": thing or ""})
        try:
            return prevented.shown(_defence(answers, state)), address.write("/blast-radius", state)
        except EagraphError as error:
            return notice(str(error.text)), address.write("/blast-radius", state)

    tried = Input({"type": f"{NAME}-try", "proposal": ALL}, "n_clicks")

    @on(app, Output(f"{NAME}-visit", "data"), tried, *limits, *states, initially=False)
    def attempt(clicks: list[int], most: Any, limit: str, *said: Any) -> Any:
        if not any(clicks):
            return no_update
        cause: Any = ctx.triggered_id
        kept = variant(answers, _limited(failing.said(*said)[0], most, limit), int(cause["proposal"]))
        return address.link("/blast-radius", scenario=kept.scenario.name)


def _register_keeping(app: Dash, workspace: Workspace, states: list[State]) -> None:
    fields = [State(f"{NAME}-keep-{name}", "value") for name in ("name", "sv", "en")]

    @on(app, Output(f"{NAME}-kept", "children"), Input(f"{NAME}-keep-button", "n_clicks"), *fields, *states, initially=False)
    def keep(clicks: int, name: str, sv: str, en: str, *said: Any) -> Any:
        if not clicks:
            return no_update
        base = _in_use(workspace)
        titles = Words(sv=sv.strip() or en.strip() or name, en=en.strip() or sv.strip() or name)
        changes, about = (base.scenario.change, base.scenario.about) if base else ((), None)
        try:
            state = failing.said(*said)[0]
            kept = workspace.scenarios.keep(whatif.kept_as(state, name.strip(), titles, changes=changes, about=about))
        except ValidationError as error:
            return notice(str(told(error.errors())), colour="red")
        except EagraphError as error:
            return notice(str(error.text), colour="red")
        return _kept(kept)


def _kept(kept: Kept) -> Component:
    name = kept.scenario.name
    told_ = html.P(say("Kept as {name}, version {version}.", name=name, version=kept.version))
    links = [
        html.A(say("Look through it"), href=address.link("/blast-radius", scenario=name), className="eagraph-button"),
        dcc.Link(say("All scenarios"), href=address.link("/scenarios"), className="eagraph-button"),
    ]
    return stack([told_, row(links)])


def _limited(state: WhatIf, most: Any, limit: str) -> WhatIf:
    said = {"limit": (limit,), "most": (str(most),) if most not in (None, "") else ()}
    return state.model_copy(update=address.read(WhatIf, said)[0].model_dump(include={"limit", "most"}))


def _defence(answers: Answers, state: WhatIf) -> Defence:
    stops = cast("Stops", answers.ask(NAME, **state.starts()))
    told_ = stops.consequence
    count = sum(row.wave > 0 for row in stops.rows)
    most = prevented.most_of(state, count, len(told_.services), told_.criticality)
    return cast("Defence", answers.ask("defence", **state.defence(most)))


def variant(answers: Answers, state: WhatIf, proposal: int) -> Kept:
    """Keep a proposal as a scenario beside the one in use, or beside what fails."""
    workspace, snapshot = answers.workspace, answers.workspace.snapshot()
    answer, base = _defence(answers, state), _in_use(workspace)
    names = ", ".join(whatif.names_of(state, snapshot)[:3])
    title = base.scenario.title.text if base else both("{what} fails", what=names)
    name = _free_name(workspace, base.scenario.name if base else keeping.slug(str(title)))
    rows = [row for row in answer.rows if row.proposal == proposal]
    changes = changes_of(snapshot, rows, prefix=name, at=state.at, assume_needed=state.assume_needed)
    told_ = {one.proposal: one for one in answer.proposals}
    about = both(
        "{then} things stop instead of {now}; price {price}.",
        then=told_[proposal].stopped, now=told_[0].stopped, price=f"{told_[proposal].price:g}",
    )  # fmt: skip
    before = base.scenario.change if base else ()
    called = Words.of(both("{title}, with proposal {number}", title=title, number=proposal))
    return workspace.scenarios.keep(whatif.kept_as(state, name, called, changes=(*before, *changes), about=Words.of(about)))


def _free_name(workspace: Workspace, base: str) -> str:
    taken = {kept.scenario.name for kept in workspace.scenarios.all()}
    stem = base[: keeping.LONGEST_NAME - 4]
    return next(name for i in range(1, len(taken) + 2) if (name := f"{stem}-{i}") not in taken)


def _in_use(workspace: Workspace) -> Kept | None:
    return workspace.find_scenario(in_use.get()) if in_use.get() else None

"""Which rules of the programme are broken, by whom, since when, what to do about it; and which exemptions spare whom?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.callbacks import on
from dashboards.components import chart, governance_bars, governance_exemptions, governance_rule, row_window
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame, section
from dashboards.components.result_head import result_head
from dashboards.figures import trend
from eagraph.errors import EagraphError, InvalidDecision
from eagraph.findings.found import Checked, Found
from eagraph.findings.runs import Run
from eagraph.locale import both, say
from eagraph.report import choice
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

title = both("Governance")
path = governance_bars.PATH
order = 40
NAME = "governance"
CONTROLS = ("organisation", "theme", "severity", "status")
"""What is chosen on the page; the rule is chosen by its link."""


class Address(BaseModel):
    """What the address says."""

    organisation: str = ""
    theme: str = ""
    severity: Literal["", "error", "warning", "info"] = ""
    status: Literal["", "open", "exempted", "known"] = ""
    rule: str = ""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    content = [
        html.Div(id=f"{NAME}-controls"),
        answer_place(f"{NAME}-answer"),
        dcc.Store(id=f"{NAME}-state", data=state.model_dump()),
        dcc.Store(id=f"{NAME}-written"),
        address.store(NAME),
    ]
    return page_frame(title, content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The controls, the answer, and what is written."""
    chart.register(app, f"{NAME}-trend")
    _register_answer(app, workspace)
    _register_exemptions(app, workspace)


def _register_answer(app: Dash, workspace: Workspace) -> None:
    inputs = [Input({"type": f"{NAME}-control", "name": name}, "value", allow_optional=True) for name in CONTROLS]
    begun, written = State(f"{NAME}-state", "data"), Input(f"{NAME}-written", "data")

    @on(app, Output(f"{NAME}-controls", "children"), Input(f"{NAME}-state", "data"), written)
    def controls(said: dict[str, str], _: str | None) -> Component | None:
        try:
            return _controls(workspace, _checked(workspace), Address.model_validate(said))
        except EagraphError:
            return None

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), *inputs, written, begun)
    def answer(*said: Any) -> tuple[Component, Any]:
        *values, _, state_ = said
        state = _state(values, state_)
        try:
            return _shown(workspace, _checked(workspace), state), address.write(path, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update

    def rows(*said: Any) -> list[dict[str, Any]]:
        *values, state_ = said
        return governance_rule.lines(_kept(_checked(workspace), _state(values, state_)))

    states = [State(one.component_id, "value", allow_optional=True) for one in inputs]
    row_window.register(app, governance_rule.TABLE, rows, [*states, begun])

    @on(app, Output(f"{NAME}-written", "data"), Input(f"{NAME}-record", "n_clicks"), initially=False)
    def record(clicks: int | None) -> Any:
        if not clicks:
            return no_update
        workspace.governance.check(workspace.today(), record=True)
        return f"run {len(workspace.governance.runs())}"


def _register_exemptions(app: Dash, workspace: Workspace) -> None:
    again = Output(f"{NAME}-written", "data", allow_duplicate=True)
    _register_making(app, workspace, again)
    _register_ending(app, workspace, again)


def _register_making(app: Dash, workspace: Workspace, again: Output) -> None:
    name, fields = governance_exemptions.NAME, governance_exemptions.FIELDS
    said = [State(f"{name}-{field}", "value") for field in fields]
    errors = [Output(f"{name}-{field}", "error") for field in fields]
    begun = State(f"{NAME}-state", "data")

    @on(
        app,
        Output(f"{name}-said", "children"),
        again,
        *errors,
        Input(f"{name}-make", "n_clicks"),
        begun,
        *said,
        initially=False,
    )
    def make(clicks: int | None, state_: dict[str, str], *values: Any) -> tuple[Any, ...]:
        if not clicks:
            return (no_update,) * (2 + len(fields))
        told = {key: value for key, value in zip(fields, values, strict=True) if value}
        try:
            kept = workspace.exemptions.make({**told, "rule": state_["rule"]})
        except InvalidDecision as error:
            wrong = {problem.where: str(problem.text) for problem in error.problems}
            other = [text for key, text in wrong.items() if key not in fields]
            shown = notice(" ".join([say("Nothing was kept; see what is marked."), *other]), colour="red")
            return shown, no_update, *(wrong.get(field) for field in fields)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update, *(None for _ in fields)
        return no_update, f"made {kept.saved_at} {kept.made.id}", *(None for _ in fields)


def _register_ending(app: Dash, workspace: Workspace, again: Output) -> None:
    name = governance_exemptions.NAME
    which = [State(f"{name}-which", "value"), State(f"{name}-why", "value")]

    @on(app, Output(f"{name}-ended", "children"), again, Input(f"{name}-end", "n_clicks"), *which, initially=False)
    def end(clicks: int | None, exemption: str | None, why: str) -> tuple[Any, Any]:
        if not clicks:
            return no_update, no_update
        try:
            kept = workspace.exemptions.end(exemption or "", why or "")
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update
        return no_update, f"ended {kept.saved_at} {kept.made.id}"


def _state(values: Sequence[Any], begun: Mapping[str, str]) -> Address:
    """What the controls say, or the address where they are not there yet."""
    chosen = {name: value or "" for name, value in zip(CONTROLS, values, strict=True)}
    said = {**begun, **chosen} if any(value is not None for value in values) else dict(begun)
    return address.read(Address, {name: (value,) for name, value in said.items() if value})[0]


def _checked(workspace: Workspace) -> Checked:
    return workspace.governance.check(workspace.today())


def _kept(checked: Checked, state: Address, *, rule: bool = True) -> list[Found]:
    """The findings that the filters leave."""
    return [
        one
        for one in checked.rows
        if state.organisation in ("", one.organisation)
        and state.theme in ("", one.theme)
        and state.severity in ("", one.severity)
        and state.status in ("", one.status)
        and (not rule or state.rule in ("", one.rule))
    ]


def _controls(workspace: Workspace, checked: Checked, state: Address) -> Component:
    names = workspace.governance.catalogue.themes
    offered: dict[str, tuple[str, dict[str, str]]] = {
        "organisation": (say("My organisation"), governance_bars.of_organisations(checked.rows)),
        "theme": (say("Theme"), {outcome.theme: str(names.get(outcome.theme, outcome.theme)) for outcome in checked.rules}),
        "severity": (say("Severity"), {severity: str(choice(severity)) for severity in ("error", "warning", "info")}),
        "status": (say("Status"), {status: str(text) for status, text in governance_rule.STATUS.items()}),
    }
    parts: list[Part] = []
    for name in CONTROLS:
        label, told = offered[name]
        ordered = (
            sorted(told.items(), key=lambda pair: pair[1].casefold()) if name in ("organisation", "theme") else told.items()
        )
        data = [{"value": value, "label": text} for value, text in ordered]
        chosen = getattr(state, name)
        parts.append(
            dmc.Select(
                id={"type": f"{NAME}-control", "name": name},
                label=label,
                data=data,
                clearable=True,
                placeholder=say("All"),
                value=chosen if chosen in told else None,
                searchable=len(data) > 9,
                w=240,
                nothingFoundMessage=say("Nothing is called that."),
            )
        )
    return row(parts, gap="md", align="flex-end")


def _shown(workspace: Workspace, checked: Checked, state: Address) -> Component:
    snapshot, catalogue = workspace.snapshot(), workspace.governance.catalogue
    rows = _kept(checked, state)
    of_all = _kept(checked, state, rule=False)
    chosen = state.model_dump(exclude={"rule"})
    asked = [outcome for outcome in checked.rules if state.theme in ("", outcome.theme)]
    outcome = next((one for one in checked.rules if one.rule == state.rule), None)
    shown = checked.model_copy(update={"rules": tuple(asked)})
    today = workspace.today()
    can_be = {rule.id: rule.is_exemptible for rule in catalogue.rules}
    parts: list[Part] = [
        result_head(checked),
        governance_bars.figures(shown, of_all),
        governance_bars.themes(shown, catalogue.themes, of_all, chosen=chosen, rule=state.rule),
        governance_rule.shown(snapshot, outcome) if outcome else None,
        _all_rules(chosen) if outcome else None,
        governance_rule.findings(rows),
        governance_exemptions.form(
            rows, outcome.rule, workspace.governance.control_function, today, exemptible=can_be.get(outcome.rule, False)
        )
        if outcome
        else None,
        governance_exemptions.listed(snapshot, workspace.exemptions.all(), today),
        _trend(workspace.governance.runs(), state.organisation),
        _exports(state),
    ]
    return stack(parts, gap="lg")


def _all_rules(chosen: Mapping[str, Any]) -> Component:
    return dcc.Link(say("Findings of all rules"), href=address.link(path, **chosen), className="eagraph-link")


def _trend(runs: Sequence[Run], organisation: str) -> Component:
    button = html.Button(say("Record this check"), id=f"{NAME}-record", n_clicks=0, className="eagraph-button")
    told = small(say("Findings get their age from recorded checks; a pipeline records with eagraph check --record."))
    if in_use.get():
        return section(say("Trend"), [small(say("Checks are recorded of the landscape as it is, not of a scenario."))])
    drawn: Part = None
    if len(runs) > 1:
        label = say("Open findings by severity at each recorded check")
        drawn = chart.chart(f"{NAME}-trend", label, lambda scheme: trend.trend(runs, scheme, organisation), trend.HEIGHT)
    recorded = small(say("Recorded checks: {count}.", count=len(runs)))
    return section(say("Trend"), [drawn, row([button, recorded]), told])


def _exports(state: Address) -> Component:
    said = {"theme": state.theme, "rule": state.rule}
    links = [
        html.A(name, href=address.link("/api/v1/check", **said, format=form), className="eagraph-button", download="")
        for name, form in (("JSON", "json"), ("JUnit", "junit"), ("SARIF", "sarif"))
    ]
    return row([small(say("Export all rows:")), *links])

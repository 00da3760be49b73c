"""What of the portfolio gets in its own way: systems, projects, money, lifecycles, information, processes?

One view an analysis, chosen by the address; what is chosen of organisation and day goes along from view to view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import MATCH, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import answer_tables, chart, portfolio_kinds, portfolio_view, portfolio_views, row_window
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame, section
from dashboards.components.portfolio_view import NAME, Address, Seen
from dashboards.components.result_head import exports, result_head
from dashboards.components.tables import Rows
from eagraph import analysis, report
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.report import choice
from eagraph.workspace import Workspace

title = both("Portfolio")
path = portfolio_view.PATH
order = 42
CONTROLS = ("organisation", "capability", "wrong", "at")
"""What is chosen on the page; the view is chosen by its link."""
EVERY_ROW = 100_000


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The list of views, or one with what to choose from; its answer follows."""
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    state, told = portfolio_view.read(snapshot, query)
    if not state.view:
        rules = workspace.governance.catalogue.rules
        about = small(
            say("Each view answers one question about the portfolio of the municipality, with what to do about it.")
        )
        return page_frame(title, [about, portfolio_views.contents(rules, state.chosen), address.store(NAME)], told=told)
    content = [
        portfolio_views.navigation(state.view, state.chosen),
        html.H2(str(analysis.find(state.view).question), className="eagraph-question"),
        _controls(snapshot, state),
        answer_place(f"{NAME}-answer"),
        dcc.Store(id=f"{NAME}-state", data=state.model_dump(mode="json")),
        address.store(NAME),
    ]
    return page_frame(f"{title}: {analysis.find(state.view).title}", content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The answer under its filters, the windows on its tables, and the colours of its figures."""
    answers = Answers(workspace)
    for id_ in portfolio_views.CHARTS:
        chart.register(app, id_)
    inputs = [Input(f"{NAME}-{name}", "value", allow_optional=True) for name in CONTROLS]
    begun = State(f"{NAME}-state", "data")

    @on(app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), *inputs, begun)
    def answer(*said: Any) -> tuple[Component, Any]:
        *values, state_ = said
        try:
            state = _state(workspace.snapshot(), dict(zip(CONTROLS, values, strict=True)), state_)
            return _shown(answers, state), address.write(path, state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update

    def rows(*said: Any) -> Rows:
        *values, state_, id_ = said
        state = _state(workspace.snapshot(), dict(zip(CONTROLS, values, strict=True)), state_)
        seen = _seen(answers, state)
        return answer_tables.rows(seen.snapshot, _document(seen), id_["name"])

    tables = {"type": f"{NAME}-table", "name": MATCH}
    states = [State(one.component_id, "value", allow_optional=True) for one in inputs]
    row_window.register(app, tables, rows, [*states, begun, State(tables, "id")])


def _state(snapshot: Snapshot, values: Mapping[str, str | None], begun: Mapping[str, Any]) -> Address:
    """What the controls say; of those that are not on this view, what the address said."""
    said = {**begun, **{name: value or "" for name, value in values.items()}}
    return portfolio_view.read(snapshot, {name: (str(value),) for name, value in said.items() if value})[0]


def _seen(answers: Answers, state: Address) -> Seen:
    return portfolio_view.seen(answers.workspace.snapshot(), answers.ask(state.view, **_asked(state)), state)


def _asked(state: Address) -> dict[str, Any]:
    day = {"at": state.at.isoformat()} if state.at else {}
    return {"limit": EVERY_ROW, **day}


def _controls(snapshot: Snapshot, state: Address) -> Component:
    kinds = {kind: str(choice(kind)) for kind in portfolio_view.kinds(state.view)}
    parts: list[Part] = [
        _select("organisation", say("My organisation"), portfolio_view.organisations(snapshot), state.organisation),
        _select("capability", say("Capability"), portfolio_view.capabilities(snapshot), state.capability)
        if state.view == "capability-matrix"
        else None,
        _select("wrong", say("What is found"), kinds, state.wrong),
        dmc.TextInput(
            id=f"{NAME}-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
            inputProps={"type": "date"},
        ),
    ]  # fmt: skip
    return row(parts, gap="md", align="flex-end")


def _select(name: str, label: str, offered: Mapping[str, str], chosen: str) -> Component:
    data = [{"value": value, "label": text} for value, text in sorted(offered.items(), key=lambda pair: pair[1].casefold())]
    box: Component = dmc.Select(
        id=f"{NAME}-{name}", label=label, data=data, value=chosen if chosen in offered else None, clearable=True,
        searchable=len(data) > 9, placeholder=say("All"), w=260, nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return box


def _shown(answers: Answers, state: Address) -> Component:
    seen = _seen(answers, state)
    rules = portfolio_views.rules_of(state.view, answers.workspace.governance.catalogue.rules)
    parts: list[Part] = [
        result_head(seen.answer),
        _counted(seen),
        *portfolio_views.VIEWS[state.view].draw(seen),
        portfolio_kinds.kinds(seen),
        *_tables(seen),
        portfolio_kinds.rules(rules),
        _exports(state),
    ]
    return stack(parts, gap="lg")


def _counted(seen: Seen) -> Component:
    """How many rows there are, and how many of them the filters hide."""
    shown, total = len(seen.rows), len(seen.answer.rows)
    told = say("Rows: {count}.", count=words.number(total))
    if seen.is_filtered:
        said = {"shown": words.number(shown), "total": words.number(total), "hidden": words.number(total - shown)}
        told = say("{shown} of {total} rows; {hidden} hidden by filter. The sentence above is about all of them.", **said)
    return html.P(told, id=f"{NAME}-rows", className="eagraph-count", **aria(live="polite"))


def _document(seen: Seen) -> report.Document:
    """The rows that are left, with the columns people need, and whatever else the answer tells."""
    document = report.of_result(analysis.find(seen.answer.analysis).title, seen.shown)
    first, *others = document.tables
    brief = ("id", *(portfolio_view.linked(first, name) for name in first.brief))
    return replace(document, tables=(replace(first, brief=brief).narrow, *others))


def _tables(seen: Seen) -> list[Part]:
    """The rows, and folded whatever else the answer tells."""
    document = _document(seen)
    first, *others = (replace(document, tables=(table,)) for table in document.tables)
    told: list[Part] = list(answer_tables.tables(NAME, seen.snapshot, first))
    if not seen.rows:
        told = [section(say("Rows"), [small(say("Nothing is found here."))])]
    more = [part for other in others for part in answer_tables.tables(NAME, seen.snapshot, other)]
    if more:
        summary = html.Summary(say("More of the answer"))
        told.append(html.Details([summary, stack(list(more), gap="lg")], className="eagraph-more"))
    return told


def _exports(state: Address) -> Component:
    about = dcc.Link(
        say("Ask with other parameters"), href=address.link("/questions", ask=state.view), className="eagraph-link"
    )
    files = exports(state.view, _asked(state))
    whole = small(say("Files have all rows and all columns, whatever is filtered here."))
    return stack([files, whole, about])

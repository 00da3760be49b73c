"""Reports, written from the screen: a list, a form made of the parameters, how it reads, and the files to hand on.

Nothing here knows one report from another: what there is to say follows from `Params`, as with questions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.asked import NOTHING, Said, Wrong, checked, collected, said_of, usual_of, values_of
from dashboards.callbacks import on
from dashboards.components import search_box
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.form import form
from dashboards.components.frame import answer_place, button_link, nothing_loaded, notice, page_frame, section
from eagraph import report, reports
from eagraph.errors import EagraphError, UnknownName
from eagraph.locale import both, say
from eagraph.reports import Report
from eagraph.workspace import Workspace

title = both("Reports")
path = "/reports"
order = 52
CONTROLS = {"thing": "value", "value": "value", "flag": "checked"}
"""The controls of the form by the type of their ids, and the property that says it."""
FILES = {
    "pdf": both("PDF"), "docx": both("Word"), "xlsx": both("Excel"), "html": both("HTML"), "markdown": both("Markdown"),
    "json": both("JSON"), "package": both("Package to verify"),
}  # fmt: skip
_IN_A_FRAME = "nav { display: none; }"
"""A link to a part of the page would leave the frame, which nothing may."""
Asked = dict[str, Any]
"""What is asked for: the `name` of a report, and what is `said` of its parameters."""


class Address(BaseModel):
    """What the address says beside the parameters: which report, and whether it is asked for already."""

    report: str = ""
    asked: bool = False


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The list of reports, or the form of the one that is chosen; how it reads follows."""
    state, told = address.read(Address, query)
    if not workspace.snapshot().nodes:
        return page_frame(title, [nothing_loaded()])
    if not state.report:
        return page_frame(title, _list(), told=told)
    try:
        chosen = reports.find(state.report)
    except UnknownName as error:
        return page_frame(title, _list(), told=[*told, error.text])
    return page_frame(chosen.title, _form(workspace, state, chosen, query), told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The form, and the report as it reads."""
    search_box.register(app, workspace, {"type": "reports-thing", "name": MATCH})
    controls = [({"type": f"reports-{kind}", "name": ALL}, property_) for kind, property_ in CONTROLS.items()]
    held = [State(id_, part) for id_, property_ in controls for part in ("id", property_)]

    @on(
        app, Output("reports-asked", "data"), Output("reports-told", "children"),
        *(Output(id_, "error") for id_, _ in controls),
        Input("reports-ask", "n_clicks"), State("reports-name", "data"), *held, initially=False,
    )  # fmt: skip
    def ask(clicks: int | None, name: str, *values: list[Any]) -> Any:
        ids, pairs = values[::2], zip(values[::2], values[1::2], strict=True)
        found = [pair for some, same in pairs for pair in zip(some, same, strict=True)]
        params = reports.find(name).Params
        usual = usual_of(params, {})
        said, wrong = checked(workspace.snapshot(), params, said_of(params, collected(params, found, usual), usual), {})
        errors = [[str(wrong[id_["name"]]) if id_["name"] in wrong else None for id_ in some] for some in ids]
        asked = {"name": name, "said": said, "clicks": clicks} if clicks and not wrong else no_update
        return asked, _together(wrong), *errors

    @on(app, Output("reports-answer", "children"), Output("reports-address", "data"), Input("reports-asked", "data"))
    def read(asked: Asked | None) -> Any:
        if not asked:
            return None, no_update
        try:
            shown = _shown(workspace, asked)
        except EagraphError as error:
            shown = notice(str(error.text), colour="red")
        return shown, address.link("", report=asked["name"], asked=True, **asked["said"])


def _list() -> list[Component]:
    entries = [_entry(name, reports.find(name)) for name in reports.names()]
    lead = say("Each is written from what is loaded, in your language: to read, to go on writing in, or to check.")
    return [html.P(lead), html.Ul(entries, className="eagraph-questions"), address.store("reports")]


def _entry(name: str, one: Report) -> Component:
    link = dcc.Link(str(one.title), href=address.link(path, report=name), className="eagraph-link")
    return html.Li([link, html.Div(str(one.about))])


def _form(workspace: Workspace, state: Address, chosen: Report, query: Said) -> list[Part]:
    """What it answers, the form as the address fills it, and where the report goes."""
    snapshot, usual = workspace.snapshot(), usual_of(chosen.Params, {})
    said = said_of(chosen.Params, query, usual)
    found, wrong = checked(snapshot, chosen.Params, said, {}) if said or state.asked else (said, {})
    asked = {"name": state.report, "said": found} if state.asked and not wrong else None
    return [
        html.P(str(chosen.about), className="eagraph-sentence"),
        row([button_link(say("All reports"), path)]),
        form("reports", snapshot, chosen.Params, found, usual, wrong),
        html.Div(_together(wrong), id="reports-told", role="alert"),
        row([dmc.Button(say("Write it"), id="reports-ask", n_clicks=0)]),
        dcc.Store(id="reports-name", data=state.report),
        dcc.Store(id="reports-asked", data=asked),
        answer_place("reports-answer"),
        address.store("reports"),
    ]


def _shown(workspace: Workspace, asked: Asked) -> Component:
    """The files it comes in, and how it reads: a page of its own that nothing in it can leave."""
    params = values_of(reports.find(asked["name"]).Params, asked["said"])
    document = reports.written(workspace, asked["name"], params)
    looks = replace(document.looks, style=f"{document.looks.style}\n{_IN_A_FRAME}")
    page = report.find("html").render(replace(document, looks=looks)).decode()
    frame = html.Iframe(srcDoc=page, sandbox="", className="eagraph-report", title=str(document.title))
    return stack([_files(asked), section(str(document.title), [frame])], gap="lg")


def _files(asked: Asked) -> Component:
    """The same report as files, from the API."""
    if any(NOTHING in values for values in asked["said"].values()):
        return small(
            say("A list is emptied on purpose, which a link to a file cannot say; ask the command line for a file.")
        )
    where = f"/api/v1/reports/{asked['name']}"
    links = [
        html.A(str(name), href=address.link(where, **asked["said"], format=form_), className="eagraph-button", download="")
        for form_, name in FILES.items()
    ]
    return row([small(say("Take it along:")), *links])


def _together(wrong: Wrong) -> Component | None:
    """What is wrong with the parameters together; each alone is told at its control."""
    if not wrong:
        return None
    return notice(str(wrong.get("", both("Something in the form is not right; it stands at its field."))))

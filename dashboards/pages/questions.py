"""Every question there is, asked from the screen: a list, a form made of its parameters, and its answer.

Nothing here knows one question from another: what there is to say follows from `Params`, what there is to read from the
`Document` of the answer.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel, ValidationError

from dashboards import address
from dashboards.answers import Answers
from dashboards.asked import Said, Wrong, checked, collected, said_of, usual_of, values_of
from dashboards.callbacks import on
from dashboards.components import answer_tables, row_window, search_box, whole_answer
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.form import form
from dashboards.components.frame import answer_place, button_link, nothing_loaded, notice, page_frame, section
from dashboards.components.tables import Rows
from dashboards.pages import find_pages
from eagraph import analysis
from eagraph.analysis import Analysis
from eagraph.errors import EagraphError, UnknownName
from eagraph.locale import both, current, say
from eagraph.report import of_result
from eagraph.results import Result
from eagraph.workspace import Workspace

title = both("Questions")
path = "/questions"
order = 51
CONTROLS = {"thing": "value", "value": "value", "flag": "checked"}
"""The controls of the form by the type of their ids, and the property that says it."""
Asked = dict[str, Any]
"""What is asked: the `name` of a question, and what is `said` of its parameters."""


class Address(BaseModel):
    """What the address says beside the parameters: which question, and whether it is asked already."""

    ask: str = ""
    asked: bool = False


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The list of questions, or the form of the one that is chosen; its answer follows."""
    state, told = address.read(Address, query)
    if not workspace.snapshot().nodes:
        return page_frame(title, [nothing_loaded()])
    if not state.ask:
        return page_frame(title, _list(), told=told)
    try:
        question = analysis.find(state.ask)
    except UnknownName as error:
        return page_frame(title, _list(), told=[*told, error.text])
    return page_frame(question.title, _form(workspace, state, question, query), told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The list as it is searched, the form, and the answer."""
    search_box.register(app, workspace, {"type": "questions-thing", "name": MATCH})
    _register_form(app, workspace)
    _register_answer(app, workspace)

    @on(app, Output("questions-list", "children"), Input("questions-search", "value"), initially=False)
    def search(text: str | None) -> list[Component]:
        return _groups(text or "")


def _register_form(app: Dash, workspace: Workspace) -> None:
    controls = [({"type": f"questions-{kind}", "name": ALL}, property_) for kind, property_ in CONTROLS.items()]
    held = [State(id_, part) for id_, property_ in controls for part in ("id", property_)]

    @on(
        app, Output("questions-asked", "data"), Output("questions-told", "children"),
        *(Output(id_, "error") for id_, _ in controls),
        Input("questions-ask", "n_clicks"), State("questions-name", "data"), *held, initially=False,
    )  # fmt: skip
    def ask(clicks: int | None, name: str, *values: list[Any]) -> Any:
        ids, pairs = values[::2], zip(values[::2], values[1::2], strict=True)
        found = [pair for some, same in pairs for pair in zip(some, same, strict=True)]
        said, wrong = _checked(workspace, name, found)
        errors = [[str(wrong[id_["name"]]) if id_["name"] in wrong else None for id_ in some] for some in ids]
        return (
            {"name": name, "said": said, "clicks": clicks} if clicks and not wrong else no_update,
            _together(wrong),
            *errors,
        )


def _register_answer(app: Dash, workspace: Workspace) -> None:
    answers = Answers(workspace)

    @on(app, Output("questions-answer", "children"), Output("questions-address", "data"), Input("questions-asked", "data"))
    def answer(asked: Asked | None) -> Any:
        if not asked:
            return None, no_update
        try:
            shown = whole_answer.whole_answer("questions", workspace.snapshot(), _ask(answers, asked), asked)
        except EagraphError as error:
            shown = notice(str(error.text), colour="red")
        return shown, address.link("", ask=asked["name"], asked=True, **asked["said"])

    @lru_cache(maxsize=4)
    def listed(_hash: str, _language: str, asked: str, name: str) -> Rows:
        told = json.loads(asked)
        document = of_result(analysis.find(told["name"]).title, _ask(answers, told))
        return answer_tables.rows(workspace.snapshot(), document, name)

    def rows(table: dict[str, str], asked: Asked) -> Rows:
        return listed(workspace.snapshot().hash, current.get(), json.dumps(asked), table["name"])

    id_ = {"type": "questions-table", "name": MATCH}
    row_window.register(app, id_, rows, [State(id_, "id"), State("questions-asked", "data")])


def _list() -> list[Component]:
    search = dmc.TextInput(
        id="questions-search", label=say("Search among the questions"), debounce=150, className="eagraph-narrow"
    )
    return [search, html.Div(_groups(""), id="questions-list", role="status"), address.store("questions")]


def _groups(text: str) -> list[Component]:
    """The questions that a text finds: first those that have to be told about what, then those about the whole."""
    found = [(name, question) for name in analysis.names() if _finds(text, name, question := analysis.find(name))]
    groups = [
        (say("About what you choose"), [pair for pair in found if not _stands_alone(pair[1])]),
        (say("About the whole landscape"), [pair for pair in found if _stands_alone(pair[1])]),
    ]
    told = [
        section(head, [html.Ul([_entry(*pair) for pair in some], className="eagraph-questions")])
        for head, some in groups
        if some
    ]
    return [stack(told, gap="lg")] if told else [small(say("No question is about that."))]


def _entry(name: str, question: Analysis) -> Component:
    link = dcc.Link(str(question.title), href=address.link(path, ask=name), className="eagraph-link")
    return html.Li([link, html.Div(str(question.question))])


def _finds(text: str, name: str, question: Analysis) -> bool:
    where = f"{name} {question.title} {question.question}".casefold()
    return all(part in where for part in text.casefold().split())


def _stands_alone(question: Analysis) -> bool:
    """May it be asked with nothing said?"""
    try:
        question.Params.model_validate({})
    except ValidationError:
        return False
    return True


def _form(workspace: Workspace, state: Address, question: Analysis, query: Said) -> list[Part]:
    """The question in a sentence, the form as the address fills it, and where the answer goes."""
    snapshot, settings = workspace.snapshot(), workspace.settings.analysis.get(state.ask, {})
    usual = usual_of(question.Params, settings)
    said = said_of(question.Params, query, usual)
    found, wrong = checked(snapshot, question.Params, said, settings) if said or state.asked else (said, {})
    asked = {"name": state.ask, "said": found} if state.asked and not wrong else None
    page = next((page for page in find_pages() if page.path == f"/{state.ask}"), None)
    links = [button_link(say("All questions"), path)]
    if page is not None:
        links.append(button_link(say("A page of its own: {name}", name=page.title), page.path))
    return [
        html.P(str(question.question), className="eagraph-sentence"),
        row(links),
        form("questions", snapshot, question.Params, found, usual, wrong),
        html.Div(_together(wrong), id="questions-told", role="alert"),
        row([dmc.Button(say("Ask"), id="questions-ask", n_clicks=0)]),
        dcc.Store(id="questions-name", data=state.ask),
        dcc.Store(id="questions-asked", data=asked),
        answer_place("questions-answer"),
        address.store("questions"),
    ]


def _checked(workspace: Workspace, name: str, held: list[tuple[dict[str, str], Any]]) -> tuple[Said, Wrong]:
    """What the form says, and what is wrong with it."""
    params, settings = analysis.find(name).Params, workspace.settings.analysis.get(name, {})
    usual = usual_of(params, settings)
    return checked(workspace.snapshot(), params, said_of(params, collected(params, held, usual), usual), settings)


def _together(wrong: Wrong) -> Component | None:
    """What is wrong with the parameters together; each alone is told at its control."""
    if not wrong:
        return None
    return notice(str(wrong.get("", both("Something in the form is not right; it stands at its field."))))


def _ask(answers: Answers, asked: Asked) -> Result[Any]:
    return answers.ask(asked["name"], **values_of(analysis.find(asked["name"]).Params, asked["said"]))

"""Of which question one asks why its answer changed: the choice of it, and its parameters as a form."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards.asked import usual_of
from dashboards.components.boxes import Part, row, stack
from dashboards.components.form import form
from eagraph import analysis
from eagraph.locale import say
from eagraph.workspace import Workspace


def question(asked: str) -> Component:
    """The questions there are, and the one that is chosen."""
    offered = [{"value": name, "label": str(analysis.find(name).title)} for name in analysis.names()]
    offered.sort(key=lambda option: option["label"].casefold())
    box: Component = dmc.Select(
        id="changes-question", label=say("Question"), data=offered, value=asked or None, searchable=True, clearable=True,
        className="eagraph-narrow", nothingFoundMessage=say("No question is about that."), maxDropdownHeight=320,
    )  # fmt: skip
    return box


def asked_form(workspace: Workspace, name: str, asked: dict[str, Any] | None) -> list[Part]:
    """The question in a sentence, and its parameters as they are asked; the button stands under them."""
    if not name:
        return [html.Div(id="changes-wrong")]
    question = analysis.find(name)
    usual = usual_of(question.Params, workspace.settings.analysis.get(name, {}))
    said = asked["said"] if asked else {}
    shown = form("changes", workspace.snapshot(), question.Params, said, usual, {})
    button = dmc.Button(say("Why did it change?"), id="changes-ask", n_clicks=0)
    parts = [html.P(str(question.question)), shown, html.Div(id="changes-wrong", role="alert"), row([button])]
    return [stack(parts)]

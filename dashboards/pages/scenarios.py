"""Which what-ifs are kept, what does each lead to, and how do they differ?"""

from __future__ import annotations

import base64
import binascii
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.callbacks import in_browser, on
from dashboards.components import compared, rehearsed, scenario_cards, scenario_editor
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.frame import answer_place, button_link, nothing_loaded, notice, page_frame, section
from dashboards.components.scenario_editor import FIELDS, Version
from eagraph.errors import EagraphError
from eagraph.locale import Text, both, say
from eagraph.scenarios import MOST_COMPARED
from eagraph.scenarios.book import Kept
from eagraph.scenarios.document import read
from eagraph.workspace import Workspace

title = both("Scenarios")
path = "/scenarios"
order = 21
MOST_BYTES = 1_000_000


class Address(BaseModel):
    """What the address says: which are compared, which is run, which is edited, or that a new one is written."""

    compare: tuple[str, ...] = ()
    run: str = ""
    edit: str = ""
    new: bool = False


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The scenarios; over them what is asked of one or several."""
    state, told = address.read(Address, query)
    if not workspace.snapshot().nodes:
        return page_frame(title, [nothing_loaded()])
    kept, unknown = workspace.scenarios.all(), list[Text]()
    parts: list[Part] = [
        dcc.Store(id="scenarios-running", data=state.run),
        dcc.Store(id="scenarios-visit"),
        address.store("scenarios"),
    ]
    if state.edit or state.new:
        found = _found(workspace, state.edit, unknown) if state.edit else None
        if state.new or found:
            versions = _versions(workspace, found.scenario.name) if found else ()
            head = say("Edit {title}", title=found.scenario.title) if found else say("A new scenario")
            return page_frame(
                title, [*parts, section(head, [scenario_editor.editor(found, versions)])], told=[*told, *unknown]
            )
    if state.run and (found := _found(workspace, state.run, unknown)):
        head = say("What it leads to: {title}", title=found.scenario.title)
        parts.append(section(head, [answer_place("scenarios-run")], id="scenarios-ran"))
    parts += [_comparing(kept, state.compare), scenario_cards.cards(workspace.snapshot(), kept), _taking_in()]
    return page_frame(title, parts, told=[*told, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """Running, comparing, editing, taking in and ending."""
    visit = Output("scenarios-visit", "modified_timestamp"), Input("scenarios-visit", "data")
    in_browser(app, "visit", *visit, initially=False)

    @on(app, Output("scenarios-run", "children"), Input("scenarios-running", "data"))
    def run(name: str) -> Any:
        try:
            return rehearsed.shown(name, workspace.rehearse(name)) if name else no_update
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    outputs = Output("scenarios-compared", "children"), Output("scenarios-address", "data")

    @on(app, *outputs, Input("scenarios-compare", "value"), State("scenarios-running", "data"))
    def compare(names: list[str] | None, running: str) -> tuple[Any, str]:
        chosen = tuple(names or ())
        written = address.write(path, Address(compare=chosen, run=running or ""))
        if len(chosen) < 2:
            return small(say("Choose two to five of them.")), written
        try:
            return compared.shown(workspace.snapshot(), workspace.compare(chosen)), written
        except EagraphError as error:
            return notice(str(error.text), colour="red"), written

    _register_editing(app, workspace)


def _register_editing(app: Dash, workspace: Workspace) -> None:
    fields = [State(f"scenarios-{name}", "value") for name in FIELDS]

    @on(app, Output("scenarios-said", "children"), Input("scenarios-keep", "n_clicks"), *fields, initially=False)
    def keep(clicks: int, *values: str) -> Any:
        if not clicks:
            return no_update
        try:
            scenario = scenario_editor.scenario_of(dict(zip(FIELDS, values, strict=True)))
            return scenario_editor.kept_words(workspace, workspace.scenarios.keep(scenario))
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    ended = Output("scenarios-visit", "data"), Input("scenarios-end", "n_clicks"), State("scenarios-name-kept", "data")

    @on(app, *ended, initially=False)
    def end(clicks: int, name: str) -> Any:
        if not clicks:
            return no_update
        workspace.scenarios.end(name)
        return path

    taken = Output("scenarios-taken", "children"), Input("scenarios-file", "contents"), State("scenarios-file", "filename")

    @on(app, *taken, initially=False)
    def take_in(contents: str | None, filename: str | None) -> Any:
        if not contents:
            return no_update
        try:
            kept = workspace.scenarios.keep(read(_text(contents), filename or "TOML"))
        except EagraphError as error:
            return notice(str(error.text), colour="red")
        except (binascii.Error, UnicodeDecodeError):
            return notice(say("{name}: expected a TOML file in UTF-8.", name=filename or "TOML"), colour="red")
        return scenario_editor.kept_words(workspace, kept)


def _text(contents: str) -> str:
    """The text of a file as a browser hands it over: a data URL in base 64."""
    return base64.b64decode(contents.partition(",")[2], validate=True).decode("utf-8-sig")


def _found(workspace: Workspace, name: str, unknown: list[Text]) -> Kept | None:
    try:
        return workspace.find_scenario(name)
    except EagraphError as error:
        unknown.append(error.text)
        return None


def _versions(workspace: Workspace, name: str) -> tuple[Version, ...]:
    return tuple(Version(one.version, one.saved_at, bool(one.content)) for one in workspace.scenarios.versions(name))


def _comparing(kept: tuple[Kept, ...], chosen: tuple[str, ...]) -> Component:
    fit = {one.scenario.name: str(one.scenario.title) for one in kept if one.scenario.fail}
    data = [{"value": name, "label": text} for name, text in sorted(fit.items(), key=lambda pair: pair[1].casefold())]
    data += [{"value": name, "label": name} for name in chosen if name not in fit]
    box = dmc.MultiSelect(
        id="scenarios-compare", label=say("Compare side by side"), data=data, value=list(dict.fromkeys(chosen)),
        maxValues=MOST_COMPARED, searchable=True, clearable=True, hidePickedOptions=True,
        placeholder="" if chosen else say("none"),
    )  # fmt: skip
    left = len(kept) - sum(one.scenario.name in fit for one in kept)
    note = small(say("Not offered, since nothing fails in them: {count}.", count=left)) if left else None
    place = html.Div(answer_place("scenarios-compared"))
    return section(say("Compare"), [html.Div(box, className="eagraph-narrow"), note, place], id="scenarios-comparing")


def _taking_in() -> Component:
    chosen: Any = dcc.Upload(
        html.Button(say("Choose a TOML file"), className="eagraph-button"), id="scenarios-file", accept=".toml",
        max_size=MOST_BYTES, multiple=False,
    )  # fmt: skip
    new = button_link(say("Write a new one"), address.link("/scenarios", new=True))
    other = button_link(say("Choose what fails"), address.link("/blast-radius"))
    said = html.Div(id="scenarios-taken", **aria(live="polite"))
    return section(
        say("Take in or write a new one"), [stack([row([html.Label(chosen), new, other]), said])], id="scenarios-taking-in"
    )

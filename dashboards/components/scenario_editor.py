"""Editing a scenario: name, titles and day in a form; what fails, what changes and what is asked as TOML, errors told."""

from __future__ import annotations

import tomllib
from typing import Any, NamedTuple

import dash_mantine_components as dmc
import tomli_w
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, grid, plain_table, row, small, stack
from dashboards.components.frame import notice
from dashboards.components.scenario_cards import look_link
from eagraph.errors import EagraphError, SourceError
from eagraph.locale import both, say
from eagraph.scenarios import Scenario
from eagraph.scenarios.book import Kept
from eagraph.scenarios.document import read, write
from eagraph.workspace import Workspace

HEAD = ("name", "title", "about", "date")
FIELDS = ("name", "title-sv", "title-en", "about-sv", "about-en", "date", "body")
"""The controls, by the end of their ids."""
EXAMPLE = """[[fail]]
things = ["id or name of a thing"]
from_h = 0
to_h = 12

# [[change]]
# do = "set"            # add, retire, set, add_relationship, remove_relationship, set_relationship, add_redundancy
# thing = "id"
# property = "repair_h"
# value = 4

[[analyse]]
name = "blast-radius"

[[analyse]]
name = "timeline"
"""


class Version(NamedTuple):
    """One version of a scenario: its number, when it was kept (UTC, ISO 8601), and whether it says anything."""

    number: int
    saved_at: str
    in_use: bool


def editor(kept: Kept | None, versions: tuple[Version, ...]) -> Component:
    """The form, filled in with a scenario, or empty for a new one."""
    scenario = kept.scenario if kept else None
    title, about = (scenario.title, scenario.about) if scenario else (None, None)
    cells = [
        (_text("name", say("Name (a-z, 0-9, -)"), scenario.name if scenario else ""), 4),
        (_text("title-sv", say("Title in Swedish"), title.sv if title else ""), 4),
        (_text("title-en", say("Title in English"), title.en if title else ""), 4),
        (_text("about-sv", say("About it, in Swedish"), about.sv if about else ""), 4),
        (_text("about-en", say("About it, in English"), about.en if about else ""), 4),
        (_text("date", say("As of"), scenario.date.isoformat() if scenario and scenario.date else "", type="date"), 4),
    ]
    body = dmc.Textarea(
        id="scenarios-body", label=say("What fails, what changes and what is asked (TOML)"), autosize=True, minRows=10,
        value=body_of(scenario) if scenario else EXAMPLE, spellCheck=False, className="eagraph-code",
    )  # fmt: skip
    keep = html.Button(say("Keep"), id="scenarios-keep", n_clicks=0, className="eagraph-button eagraph-primary")
    cancel = dcc.Link(say("Back to the scenarios"), href=address.link("/scenarios"), className="eagraph-button")
    note = small(say("Kept under a name there is already it becomes a new version; the old ones stay."))
    said = html.Div(id="scenarios-said", **aria(live="polite"))
    parts: list[Part] = [grid(cells, wide="md", align="end"), body, note, row([keep, cancel]), said]
    return stack([*parts, _versions(kept, versions) if kept else None, _end(kept) if kept else None], gap="md")


def body_of(scenario: Scenario) -> str:
    """What a scenario says beside its head, as TOML."""
    told = tomllib.loads(write(scenario))
    return tomli_w.dumps({name: value for name, value in told.items() if name not in HEAD})


def scenario_of(values: dict[str, Any]) -> Scenario:
    """The scenario that the form says.

    Raises:
        SourceError: the text is not TOML, or it is no scenario; everything wrong is named.
    """
    where = say("Scenario")
    try:
        body = tomllib.loads(values["body"] or "")
    except tomllib.TOMLDecodeError as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=where, error=error)) from error
    if twice := sorted(set(body) & set(HEAD)):
        text = both("{where}: {names} belongs in the form above.", where=where, names=", ".join(twice))
        raise SourceError(text)
    told = {name: (values[name] or "").strip() for name in FIELDS if name != "body"}
    head: dict[str, Any] = {"name": told["name"], "title": _both(told["title-sv"], told["title-en"])}
    if told["about-sv"] or told["about-en"]:
        head["about"] = _both(told["about-sv"], told["about-en"])
    if told["date"]:
        head["date"] = told["date"]
    return read(tomli_w.dumps({**head, **body}), where)


def kept_words(workspace: Workspace, kept: Kept) -> Component:
    """That a scenario was kept, and what of it does not fit the landscape."""
    name = kept.scenario.name
    said = html.P(say("Kept as {name}, version {version}.", name=name, version=kept.version))
    links = [look_link(name), dcc.Link(say("Run"), href=address.link("/scenarios", run=name), className="eagraph-button")]
    try:
        workspace.under(name)
    except EagraphError as error:
        return stack([said, notice(str(error.text)), row(links[1:])])
    return stack([said, row(links)])


def _both(sv: str, en: str) -> dict[str, str]:
    """One text in both languages; where one is missing the other stands in."""
    return {"sv": sv or en, "en": en or sv}


def _text(name: str, label: str, value: str, **more: Any) -> Component:
    box: Component = dmc.TextInput(
        id=f"scenarios-{name}", label=label, value=value, **({"inputProps": more} if more else {})
    )
    return box


def _versions(kept: Kept, versions: tuple[Version, ...]) -> Component:
    rows = [_version(kept, saved) for saved in reversed(versions)]
    summary = html.Summary(say("Versions ({count})", count=words.number(len(versions))))
    return html.Details([summary, plain_table([say("Version"), say("Kept on"), say("What to do")], rows)])


def _version(kept: Kept, saved: Version) -> list[Part]:
    name = f"{kept.scenario.name}@{saved.number}"
    links: list[Part] = [html.Span(say("taken out of use"))]
    if saved.in_use:
        edit = dcc.Link(say("Edit from here"), href=address.link("/scenarios", edit=name), className="eagraph-link")
        look = html.A(say("Look through it"), href=address.link("/blast-radius", scenario=name), className="eagraph-link")
        links = [look, edit] if saved.number != kept.version else [look, small(say("(this one)"), span=True)]
    return [str(saved.number), words.moment(saved.saved_at), row(links)]


def _end(kept: Kept) -> Component:
    button = html.Button(
        say("Take {name} out of use", name=kept.scenario.name), id="scenarios-end", n_clicks=0, className="eagraph-button"
    )
    told = small(say("It disappears from the list; its versions stay in the store."))
    name = dcc.Store(id="scenarios-name-kept", data=kept.scenario.name)
    return html.Details([html.Summary(say("Take it out of use …")), stack([name, told, row([button])])])

"""Where the landscape comes from: every source with its age, and what the settings say of how often it should be loaded."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, Parts, plain_table, small, stack
from eagraph.locale import Text, both, say
from eagraph.sourcing.schedule import in_short
from eagraph.sourcing.standing import Standing, State
from eagraph.workspace import Workspace

NAME = "load"
STATES: dict[State, Text] = {
    "never": both("never loaded"),
    "due": both("due"),
    "fresh": both("in time"),
    "unscheduled": both("no schedule"),
}


def shown(workspace: Workspace) -> Component:
    """Every source the store knows or the settings name."""
    standings = workspace.sourcing.standings()
    planned = {one.known_as: one for one in standings if one.known_as}
    head = [say("Source"), say("Format"), say("Loaded"), say("Schedule"), say("Kept"), say("Left out"), ""]
    rows: list[Parts] = [
        [
            _named(source.name, source.location),
            source.loader,
            html.Span(words.age(source.loaded_at, workspace.today()), title=words.moment(source.loaded_at)),
            _schedule(planned.get(source.name)),
            words.number(sum(source.kept.values())),
            words.number(source.skipped),
            _again(planned.get(source.name)),
        ]
        for source in workspace.sources()
    ]
    rows += [
        [_named(one.setting.name, one.setting.where), one.setting.loader, None, _schedule(one), None, None, _again(one)]
        for one in standings
        if not one.known_as
    ]
    if not rows:
        return small(say("Nothing is loaded yet."))
    hint = small(
        say("Sources of eagraph.toml are all loaded by the command eagraph sync; a schedule is a hint for whoever runs it.")
    )
    return stack([plain_table(head, rows), *([hint] if standings else [])])


def _named(name: str, location: str) -> Part:
    return html.Div([html.Strong(name), small(location)])


def _schedule(one: Standing | None) -> Part:
    if one is None:
        return None
    state = html.Span(str(STATES[one.state]), className="eagraph-warn" if one.state in ("due", "never") else None)
    age = f"{in_short(one.age)} / {one.setting.every}" if one.setting.every else in_short(one.age)
    newer = small(say("the file is newer than what is loaded")) if one.is_newer else None
    return html.Div([state, small(age), newer])


def _again(one: Standing | None) -> Part:
    """A button that loads a source of the settings, and what came of it."""
    if one is None:
        return None
    name = one.setting.name
    button = html.Button(
        say("Load it now"), id={"type": f"{NAME}-sync", "source": name}, n_clicks=0, className="eagraph-button"
    )
    return html.Div([button, dcc.Loading(html.Div(id={"type": f"{NAME}-synced", "source": name}), delay_show=500)])

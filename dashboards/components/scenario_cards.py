"""The scenarios that are kept, each on a card: what it is, and what one can do with it."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import scenario_words
from dashboards.components.boxes import Part, card, chip, columns, row, small
from dashboards.components.frame import section
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.scenarios import in_use
from eagraph.scenarios.book import Kept

MOST_CHANGES = 5


def cards(snapshot: Snapshot, kept: tuple[Kept, ...]) -> Component:
    """All of them, by title."""
    label = say("Scenarios that are kept ({count})", count=words.number(len(kept)))
    if not kept:
        said = say("None yet. Choose what fails on the page Blast radius and keep it, or take in a file.")
        return section(label, [small(said)])
    order = sorted(kept, key=lambda one: (str(one.scenario.title).casefold(), one.scenario.name))
    return section(label, [columns([_card(snapshot, one) for one in order], 2)], id="scenarios-kept")


def look_link(name: str, *, primary: bool = True) -> Component:
    """The officer's screen through a scenario; a whole page, so that its frame says so."""
    style = "eagraph-button eagraph-primary" if primary else "eagraph-button"
    return html.A(say("Look through it"), href=address.link("/blast-radius", scenario=name), className=style)


def _card(snapshot: Snapshot, kept: Kept) -> Component:
    scenario, name = kept.scenario, kept.scenario.name
    used = chip(say("in use now"), warn=True) if in_use.get().partition("@")[0] == name else None
    toml = html.A("TOML", href=f"/api/v1/scenarios/{name}/toml", className="eagraph-button", download="")
    links = [
        look_link(name),
        dcc.Link(say("Run"), href=address.link("/scenarios", run=name), className="eagraph-button"),
        dcc.Link(say("Edit"), href=address.link("/scenarios", edit=name), className="eagraph-button"),
        toml,
    ]
    saved = say("{name}, version {version}, kept {time}", name=name, version=kept.version, time=words.moment(kept.saved_at))
    parts: list[Part] = [
        row([html.H3(str(scenario.title)), used]),
        html.P(str(scenario.about)) if str(scenario.about) else None,
    ]
    parts += [_listed(say("Fails"), [scenario_words.fails(snapshot, one) for one in scenario.fail])]
    parts += [_listed(say("Changes"), [scenario_words.changes(snapshot, one) for one in scenario.change])]
    day = small(say("As of {date}", date=words.day(scenario.date.isoformat()))) if scenario.date else None
    return card(
        [*parts, day, small(say("Asks: {questions}", questions=scenario_words.asked(scenario))), row(links), small(saved)]
    )


def _listed(head: str, texts: list[str]) -> Part:
    if not texts:
        return None
    more = len(texts) - MOST_CHANGES
    items = [html.Li(text) for text in texts[:MOST_CHANGES]]
    if more > 0:
        rest = html.Ul([html.Li(text) for text in texts[MOST_CHANGES:]], className="eagraph-list")
        items.append(html.Li(html.Details([html.Summary(say("{count} more", count=words.number(more))), rest])))
    return html.Div([html.Strong(head), html.Ul(items, className="eagraph-list")])

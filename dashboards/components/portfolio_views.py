"""The views of the portfolio: how each of its questions is drawn, the rules it belongs to, and the list of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address
from dashboards.components import (
    portfolio_dialogues,
    portfolio_keys,
    portfolio_lives,
    portfolio_matrix,
    portfolio_projects,
    portfolio_quadrants,
    portfolio_shares,
    portfolio_ways,
)
from dashboards.components.boxes import Part, aria, small
from dashboards.components.portfolio_view import NAMES, PATH, View
from eagraph import analysis
from eagraph.locale import say
from eagraph.rules.rule import Rule

VIEWS: Mapping[str, View] = {
    "capability-matrix": View(portfolio_matrix.draw, ("COM-01",)),
    "project-collisions": View(portfolio_projects.draw),
    "cost-keys": View(portfolio_keys.cost_keys),
    "lifecycle-conflicts": View(portfolio_lives.draw, ("COM-03",)),
    "dialogue-lists": View(portfolio_dialogues.draw),
    "media-breaks": View(portfolio_ways.media_breaks),
    "once-only": View(portfolio_ways.once_only),
    "master-sources": View(portfolio_keys.master_sources, ("COM-02",)),
    "process-fragmentation": View(portfolio_shares.processes),
    "platform-share": View(portfolio_shares.platform),
    "time-quadrants": View(portfolio_quadrants.draw, ("COM-01", "COM-03")),
}
CHARTS = (
    *portfolio_projects.CHARTS, portfolio_lives.CHART, portfolio_quadrants.CHART, portfolio_keys.MASTERS,
    portfolio_shares.BOARDS, portfolio_shares.LINKS, portfolio_shares.PROCESSES,
)  # fmt: skip
"""The ids of all figures."""


def rules_of(view: str, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that ask a view's question, then those that have to do with it."""
    asking = [rule for rule in rules if rule.asks is not None and rule.asks.analysis == view]
    beside = [rule for rule in rules if rule.id in VIEWS[view].rules and rule not in asking]
    return [*asking, *beside]


def navigation(view: str, chosen: Mapping[str, Any]) -> Component:
    """Links to every view; the one that is shown is marked."""
    links = [_link(name, chosen, is_shown=name == view) for name in NAMES]
    return html.Nav(links, className="eagraph-views", **aria(label=say("Views of the portfolio")))


def _link(name: str, chosen: Mapping[str, Any], *, is_shown: bool) -> Component:
    looks = "eagraph-view eagraph-is-chosen" if is_shown else "eagraph-view"
    link = dcc.Link(str(analysis.find(name).title), href=address.link(PATH, view=name, **chosen), className=looks)
    return html.Span(link, **(aria(current="page") if is_shown else {}))


def contents(rules: Sequence[Rule], chosen: Mapping[str, Any]) -> Component:
    """Every view with its question and the rules that ask it."""
    return html.Ul([_entry(name, rules, chosen) for name in NAMES], className="eagraph-questions")


def _entry(name: str, rules: Sequence[Rule], chosen: Mapping[str, Any]) -> Component:
    question = analysis.find(name)
    link = dcc.Link(str(question.title), href=address.link(PATH, view=name, **chosen), className="eagraph-link")
    asking: list[Part] = []
    for rule in rules_of(name, rules):
        asking += [", "] if asking else [say("Rules: ")]
        asking.append(dcc.Link(rule.id, href=address.link("/governance", rule=rule.id), className="eagraph-link"))
    return html.Li([html.H2(link), html.P(str(question.question)), small(asking) if asking else ""])  # type: ignore[arg-type]

"""Whom to talk to, by who manages the systems: each with the information owners that a dialogue is missing with."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, chip, columns, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.portfolio_view import Seen
from eagraph.analysis.dialogue_lists import Row
from eagraph.locale import say
from eagraph.report import choice

MOST_MANAGERS = 40
MOST_TALKS = 30


def draw(seen: Seen) -> Sequence[Part]:
    """Figures, and the lists."""
    missing = [row for row in seen.rows if row.violation != "no"]
    certain = _certain(missing)
    talked = sum(row.violation == "no" and row.wrong == "nothing" for row in seen.rows)
    cards = [
        figure_card(say("Without a dialogue"), words.number(certain), warn=certain > 0),
        figure_card(say("Perhaps"), words.number(len(missing) - certain)),
        figure_card(say("Talked to"), words.number(talked)),
        figure_card(say("Systems"), words.number(len({row.id for row in missing}))),
    ]
    return [columns(cards, 4, small=2), _lists(missing)]


def managers(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The dialogues that are missing by who manages the system, by name, those with most first; empty: nobody is known."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.managed_by or "", []).append(row)
    order = sorted(found, key=lambda name: (name == "", -_certain(found[name]), -len(found[name]), name))
    return {name: found[name] for name in order}


def _certain(rows: Sequence[Row]) -> int:
    return sum(row.violation == "yes" for row in rows)


def _lists(rows: Sequence[Row]) -> Part:
    if not rows:
        return None
    found = managers(rows)
    shown = list(found.items())[:MOST_MANAGERS]
    left = len(found) - len(shown)
    return section(
        say("Whom to talk to"),
        [
            html.Div(
                [_manager(name, own, is_open=len(found) == 1) for name, own in shown],
                className="eagraph-themes eagraph-talks",
            ),
            small(say("{count} more managers are in the table.", count=left)) if left else None,
        ],
    )


def _manager(name: str, rows: Sequence[Row], *, is_open: bool) -> Component:
    by_owner: dict[str, list[Row]] = {}
    for row in rows:
        by_owner.setdefault(row.owner or "", []).append(row)
    told = say("to talk to: {people}, about systems: {systems}", people=len(by_owner), systems=len({row.id for row in rows}))
    head = html.Summary(
        [html.Span(name or say("Owner of the system unknown"), className="eagraph-theme-name"), small(told, span=True)]
    )
    lines = [_owner(own) for own in list(by_owner.values())[:MOST_TALKS]]
    left = len(by_owner) - len(lines)
    more = [html.P(say("{count} more are in the table.", count=left))] if left else []
    return html.Details([head, html.Ul(lines), *more], open=is_open)


def _owner(rows: Sequence[Row]) -> Component:
    """One information owner, and about which systems."""
    one = rows[0]
    whom = thing_link(one.owner_name or one.owner, one.owner) if one.owner else html.Span(say("Information owner unknown"))
    at = [small(one.organisation, span=True)] if one.organisation else []
    return html.Li([html.Div([whom, " ", *at]), html.Ul([_about(row) for row in rows])])


def _about(row: Row) -> Component:
    last = say("last talked {day}", day=words.day(row.last.isoformat())) if row.last else str(choice(row.wrong))
    mark = chip(last, warn=row.violation == "yes")
    return html.Li([thing_link(row.name, row.id), " ", mark, " ", small(row.asset_names or "", span=True)])

"""What would have prevented it: how much may stop at most, the cheapest ways there, and what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, card, columns, row, small, stack
from dashboards.components.frame import thing_link
from dashboards.whatif import WhatIf
from eagraph.analysis.defence import Answer, Proposal, Row
from eagraph.locale import Text, both, say

MEASURES: dict[str, Text] = {
    "stopped": both("things stop because of it"),
    "services": both("digital services stop"),
    "criticality": both("criticality in all stops"),
}
MOST_CHANGES = 8
SHARE = 4
"""Nothing said, at most a quarter of what stops now may stop."""


def question(state: WhatIf) -> Component:
    """What is asked: how much may stop."""
    data = [{"value": name, "label": str(text)} for name, text in MEASURES.items()]
    most = dmc.NumberInput(
        id="blast-radius-most", label=say("At most"), value="" if state.most is None else state.most, min=0, w=130,
        placeholder=say("a quarter"), allowDecimal=False,
    )  # fmt: skip
    what = dmc.Select(
        id="blast-radius-limit", label=say("of these"), data=data, value=state.limit, allowDeselect=False, w=260
    )
    button = html.Button(
        say("Find the cheapest changes"), id="blast-radius-prevent", n_clicks=0, className="eagraph-button eagraph-primary"
    )
    return row([most, what, button], align="flex-end")


def most_of(state: WhatIf, stopped: int, services: int, criticality: int) -> int:
    """How much may stop, where nothing is said."""
    now = {"stopped": stopped, "services": services, "criticality": criticality}[state.limit]
    return now // SHARE if state.most is None else state.most


def shown(answer: Answer) -> Component:
    """The proposals beside how things stand."""
    now, *proposals = answer.proposals
    cards = [_card(one, now, [row for row in answer.rows if row.proposal == one.proposal]) for one in proposals]
    tried = say(
        "Each was tried: the failure run again with its changes. Prices are in a unit of your own (see the settings)."
    )
    reasons = [html.Li(str(reason)) for reason in answer.completeness.reasons]
    parts: list[Part] = [html.P(str(answer.summary), **aria(live="polite"))]
    parts += [columns(cards, len(cards)), small(tried)] if cards else []
    return stack([*parts, html.Ul(reasons, className="eagraph-list") if reasons else None])


def change_words(change: Row) -> list[Part]:
    """One change in words."""
    link, on = thing_link(change.name, change.id), ", ".join(change.on_names)
    if change.change == "redundant":
        return [link, ": ", say("one alternative more to {what}", what=on)]
    if change.change == "buffer":
        hours = words.number(change.hours or 0)
        return [link, ": ", say("manages {hours} h longer without {what}", hours=hours, what=on)]
    if change.change == "break":
        return [link, ": ", say("goes on without {what}, only worse", what=on)]
    return [link, ": ", say("is protected, so that it does not fail")]


def _card(one: Proposal, now: Proposal, changes: Sequence[Row]) -> Component:
    price = say("price {price}", price=words.number(one.price))
    cheapest = say("proven the cheapest") if one.proposal == 1 else say("proven: none cheaper but those before it")
    proven = cheapest if one.exact else say("not proven the cheapest")
    figures = [
        _figure(say("stop because of it"), one.stopped, now.stopped),
        _figure(say("digital services"), one.services, now.services),
        _figure(say("criticality in all"), one.criticality, now.criticality),
    ]
    items = [html.Li(change_words(change)) for change in changes]
    listed: list[Part] = [html.Ul(items[:MOST_CHANGES], className="eagraph-list")]
    if items[MOST_CHANGES:]:
        more = html.Summary(say("{count} more", count=words.number(len(items) - MOST_CHANGES)))
        listed.append(html.Details([more, html.Ul(items[MOST_CHANGES:], className="eagraph-list")]))
    number: dict[str, Any] = {"type": "blast-radius-try", "proposal": one.proposal}
    button = html.Button(say("Try it"), id=number, n_clicks=0, className="eagraph-button")
    head = html.H3(say("Proposal {number}", number=one.proposal))
    about = small(say("Keeps it as a scenario of your own and opens that."))
    return card([head, small(f"{price} · {proven}"), *figures, *listed, row([button]), about])


def _figure(text: str, then: int, now: int) -> Component:
    return html.Div([
        small(text, span=True), " ",
        html.Strong(say("{then} instead of {now}", then=words.number(then), now=words.number(now))),
    ])  # fmt: skip

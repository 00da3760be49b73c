"""What is found by kind: how much breaks a rule, how much perhaps, and what to do about it; and the rules it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import governance_bars
from dashboards.components.boxes import Part, aria, plain_table, small
from dashboards.components.frame import section
from dashboards.components.portfolio_remedies import REMEDIES
from dashboards.components.portfolio_view import PATH, Seen, column
from eagraph.locale import Text, both, say
from eagraph.report import choice
from eagraph.rules.rule import Rule

CALLED: dict[str, Text] = {"nothing": both("nothing wrong"), "unknown": both("not judged")}
"""Kinds whose word alone says too little."""


def kinds(seen: Seen) -> Part:
    """Every kind that is found, what breaks a rule most first, with its remedy."""
    if not seen.rows:
        return None
    kind = column(seen.answer.analysis)
    found: dict[str, Counter[str]] = {}
    for row in seen.rows:
        found.setdefault(getattr(row, kind), Counter())[getattr(row, "violation", "")] += 1
    order = sorted(found, key=lambda one: (-found[one]["yes"], -found[one]["unknown"], -found[one].total(), one))
    head = [say("What is found"), say("How many"), say("What to do")]
    told = plain_table(head, [_line(seen, one, found[one]) for one in order])
    return section(say("What is found and what to do"), [html.Div(told, className="eagraph-kinds")])


def _line(seen: Seen, kind: str, count: Counter[str]) -> list[Part]:
    is_chosen = seen.state.wrong == kind
    said = {**seen.state.model_dump(mode="json"), "wrong": "" if is_chosen else kind}
    name = CALLED[kind] if kind in CALLED else choice(kind)
    link = dcc.Link(f"{str(name)[:1].upper()}{str(name)[1:]}", href=address.link(PATH, **said), className="eagraph-link")
    told: list[Any] = [link]
    if is_chosen:
        told.append(html.Span(say(" (shown alone; follow the link again to see all)"), className="eagraph-count"))
    return [html.Span(told, **(aria(current="true") if is_chosen else {})), _counted(count), str(REMEDIES.get(kind, "–"))]


def _counted(count: Counter[str]) -> Component:
    """How many, as a bar and in words."""
    if set(count) == {""}:
        return html.Span(words.number(count[""]))
    told = [
        (say("break the rule: {count}", count=words.number(count["yes"])), count["yes"]),
        (say("perhaps: {count}", count=words.number(count["unknown"])), count["unknown"]),
        (say("for information: {count}", count=words.number(count["no"])), count["no"]),
    ]
    text = ", ".join(text for text, many in told if many)
    bar = governance_bars.bar(count["no"], count["yes"], count["unknown"])
    return html.Div([bar, html.Div(small(text, span=True))])


def rules(found: Sequence[Rule]) -> Part:
    """The rules that the question belongs to: what they ask for, and what to do about a breach."""
    if not found:
        return None
    lines = [
        html.Li([
            dcc.Link(f"{rule.id} {rule.title}", href=address.link("/governance", rule=rule.id), className="eagraph-link"),
            html.Div([html.Strong(say("What to do: ")), str(rule.fix)], className="eagraph-reason"),
        ])
        for rule in found
    ]  # fmt: skip
    return section(say("Rules"), [html.Ul(lines, className="eagraph-list")])

"""What stands over every answer: its sentence, how complete it is, what a filter hides, and which data it rests on."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, chip, row, small, stack
from eagraph.locale import Text, both, say
from eagraph.results import Result

_STATES: dict[str, Text] = {
    "complete": both("The answer is complete"),
    "incomplete": both("Something unknown was assumed"),
    "truncated": both("There is more than is shown"),
    "timed_out": both("The answer was stopped before its end"),
}
MOST_REASONS = 3
"""More are folded."""
REPORTS = (("html", "HTML"), ("pdf", "PDF"))
FORMATS = (("csv", "CSV"), ("xlsx", "Excel"), ("markdown", "Markdown"), ("json", "JSON"))


def result_head(result: Result[Any]) -> Component:
    """The sentence, read out when it changes, and under it what it is worth."""
    sentence = html.P(str(result.summary), className="eagraph-sentence", **aria(live="polite"))
    state = result.completeness.state
    known = chip(state_text(state), warn=state != "complete")
    hidden = say("{count} hidden by filter", count=words.number(result.hidden)) if result.hidden else None
    about = say("Data of {date}, {hash}", date=words.moment(result.snapshot.date), hash=result.snapshot.hash[:8])
    parts = [sentence, row([known, small(hidden) if hidden else None, small(about)])]
    return stack([*parts, _reasons([str(reason) for reason in result.completeness.reasons])])


def _reasons(texts: list[str]) -> Part:
    """Why an answer is not complete; folded where there is much to say."""
    listed = html.Ul([html.Li(text) for text in texts], className="eagraph-list")
    if len(texts) <= MOST_REASONS:
        return listed if texts else None
    return html.Details([html.Summary(say("What was assumed ({count})", count=words.number(len(texts)))), listed])


def state_text(state: str) -> str:
    """How complete an answer is, with a mark."""
    return f"{'✓' if state == 'complete' else '!'} {_STATES[state]}"


def exports(question: str, params: dict[str, Any]) -> Component:
    """The same answer as a file, from the API: all rows, whatever the table shows."""
    path = f"/api/v1/analyses/{question}"
    links = [
        html.A(name, href=address.link(path, **params, format=format_), className="eagraph-button", download="")
        for format_, name in (*REPORTS, *FORMATS)
    ]
    return row([small(say("Export all rows:")), *links])

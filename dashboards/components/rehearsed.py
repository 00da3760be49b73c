"""A scenario that was run: the answers of its questions in short, each with the way to its page, and the whole as a file."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, card, chip, row, small, stack
from dashboards.components.result_head import state_text
from dashboards.components.scenario_cards import look_link
from eagraph import analysis
from eagraph.locale import say
from eagraph.rehearsal import Rehearsal
from eagraph.results import Result

FORMS = (("html", "HTML"), ("pdf", "PDF"), ("xlsx", "Excel"), ("json", "JSON"))
ON_THE_OFFICERS_SCREEN = ("blast-radius", "timeline")


def shown(name: str, told: Rehearsal) -> Component:
    """All answers, in the order of the scenario's questions.

    Args:
        name: the scenario, as name or name@version.
        told: what came of it.
    """
    return stack([*(_answer(name, result) for result in told.results), _files(name)], gap="md")


def _answer(name: str, result: Result[Any]) -> Component:
    told = result.completeness
    consequence = getattr(result, "consequence", None)
    reasons = [html.Li(str(reason)) for reason in told.reasons]
    summary = html.Summary(say("What was assumed ({count})", count=words.number(len(reasons))))
    why: Part = html.Details([summary, html.Ul(reasons, className="eagraph-list")]) if reasons else None
    return card([
        html.H3(str(analysis.find(result.analysis).title)),
        html.P(str(result.summary), className="eagraph-sentence"),
        small(str(consequence.sentence)) if consequence is not None else None,
        row([chip(state_text(told.state), warn=told.state != "complete"), _link(name, result)]),
        why,
    ])  # fmt: skip


def _link(name: str, result: Result[Any]) -> Component:
    if result.analysis in ON_THE_OFFICERS_SCREEN:
        return look_link(name, primary=False)
    usual = analysis.parameters(analysis.find(result.analysis).Params)
    said = {key: value for key, value in result.params.items() if value not in (None, [], usual[key].default)}
    href = address.link("/questions", **{**said, "ask": result.analysis, "asked": True, "scenario": name})
    return html.A(say("See the whole answer"), href=href, className="eagraph-button")


def _files(name: str) -> Component:
    """The report of all of it; the API makes it when asked by POST."""
    forms = [
        html.Form(
            html.Button(text, type="submit", className="eagraph-button"),
            action=address.link(f"/api/v1/scenarios/{name}/run", format=form, scenario=""), method="POST",
        )
        for form, text in FORMS
    ]  # fmt: skip
    return row([small(say("The whole as a report:")), *forms])

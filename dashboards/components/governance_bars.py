"""Themes and rules with their bars: how many follow a rule, break it, and of how many it cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, chip, columns, row, small
from dashboards.components.frame import figure_card, section
from eagraph.findings.found import Checked, Found
from eagraph.locale import Text, both, say
from eagraph.report import choice
from eagraph.rules.outcome import Outcome

PATH = "/governance"
SIGNS = {"pass": "✓", "fail": "✗", "unknown": "?", "nothing": "–", "timed_out": "!", "error": "!"}
STATES: dict[str, Text] = {
    "pass": both("followed"),
    "fail": both("broken"),
    "unknown": both("cannot be told"),
    "nothing": both("nobody to ask"),
    "timed_out": both("cancelled, took too long"),
    "error": both("could not be answered"),
}
"""How a rule came out, as people say it."""


def figures(checked: Checked, rows: Sequence[Found]) -> Component:
    """The figures over the page; of the findings that are shown."""
    open_ = [one for one in rows if one.status == "open"]
    broken = sum(outcome.state == "fail" for outcome in checked.rules)
    cards = [
        figure_card(
            say("Rules broken"), words.number(broken), note=say("of {count}", count=len(checked.rules)), warn=broken > 0
        ),
        *(
            figure_card(
                say("Open: {severity}", severity=choice(severity)),
                words.number(sum(one.severity == severity for one in open_)),
                warn=severity == "error" and any(one.severity == severity for one in open_),
            )
            for severity in ("error", "warning", "info")
        ),
        figure_card(say("Exempted"), words.number(sum(one.status == "exempted" for one in rows))),
        figure_card(say("Cannot be told"), words.number(sum(outcome.unknown for outcome in checked.rules))),
    ]
    return columns(cards, 6, small=2)


def themes(
    checked: Checked, names: Mapping[str, Text], rows: Sequence[Found], *, chosen: Mapping[str, object], rule: str
) -> Component:
    """Every theme with its bar; its rules fold out, that of the chosen rule is open.

    Args:
        checked: what the rules find.
        names: of the themes.
        rows: the findings that are shown.
        chosen: what the address says beside the rule.
        rule: the rule that is chosen.
    """
    by_rule: dict[str, int] = {}
    for one in rows:
        by_rule[one.rule] = by_rule.get(one.rule, 0) + 1
    parts = []
    for theme, grouped in groupby(checked.rules, key=lambda outcome: outcome.theme):
        outcomes = list(grouped)
        is_open = any(outcome.rule == rule for outcome in outcomes)
        lines = [
            _rule(outcome, by_rule.get(outcome.rule, 0), chosen, is_chosen=outcome.rule == rule) for outcome in outcomes
        ]
        parts.append(html.Details([_theme(names.get(theme), theme, outcomes), html.Ul(lines)], open=is_open))
    return section(say("Rules by theme"), [_legend(), html.Div(parts, className="eagraph-themes")])


def bar(passed: int, failed: int, unknown: int) -> Component:
    """A bar of three parts, as wide as they are many; the words beside it say the same."""
    total = passed + failed + unknown
    told = say("{failed} of {total} break it, {unknown} cannot be told", failed=failed, total=total, unknown=unknown)
    parts = [
        html.Span(className=f"eagraph-bar-{name}", style={"width": f"{100 * count / total:.2f}%"})
        for name, count in (("fail", failed), ("unknown", unknown), ("pass", passed))
        if count
    ]
    return html.Span(parts, className="eagraph-bar", role="img", **aria(label=told))


def counts(outcome: Outcome) -> str:
    """The counts of a rule in words: 3 of 120, 14 unknown."""
    if outcome.trouble is not None or outcome.state == "nothing":
        return str(STATES[outcome.state])
    told = {"failed": outcome.failed, "population": outcome.population, "unknown": outcome.unknown}
    if outcome.unknown:
        return say("{failed} of {population}, {unknown} unknown", **{k: words.number(v) for k, v in told.items()})
    return say("{failed} of {population}", **{k: words.number(v) for k, v in told.items()})


def _theme(name: Text | None, theme: str, outcomes: Sequence[Outcome]) -> Component:
    broken = [outcome for outcome in outcomes if outcome.state == "fail"]
    told = say("{broken} of {count} rules broken", broken=len(broken), count=len(outcomes))
    sums = [sum(getattr(outcome, field) for outcome in outcomes) for field in ("passed", "failed", "unknown")]
    parts = [
        html.Span(str(name or theme), className="eagraph-theme-name"),
        bar(*sums) if sum(sums) else None,
        small(told, span=True),
    ]
    return html.Summary([part for part in parts if part is not None])


def _rule(outcome: Outcome, findings: int, chosen: Mapping[str, object], *, is_chosen: bool) -> Component:
    href = address.link(PATH, **{**chosen, "rule": outcome.rule})
    link = dcc.Link(f"{outcome.rule} {outcome.title}", href=f"{href}#governance-rule", className="eagraph-link")
    told: list[Part] = [
        html.Span(
            SIGNS[outcome.state], className=f"eagraph-sign eagraph-sign-{outcome.state}", title=str(STATES[outcome.state])
        ),
        link,
        bar(outcome.passed, outcome.failed, outcome.unknown) if outcome.population else None,
        small(counts(outcome), span=True),
        chip(say("findings: {count}", count=findings)) if findings else None,
        chip(str(choice(outcome.severity)), warn=outcome.severity == "error") if outcome.state == "fail" else None,
    ]
    current = aria(current="true") if is_chosen else {}
    return html.Li(
        [part for part in told if part is not None], className="eagraph-is-chosen" if is_chosen else "", **current
    )


def _legend() -> Component:
    shown = (
        ("fail", say("break the rule")),
        ("unknown", say("cannot be told: something is missing")),
        ("pass", say("follow it")),
    )
    parts = [html.Span([html.Span(className=f"eagraph-key eagraph-bar-{name}"), text]) for name, text in shown]
    return row(parts, gap="lg")


def of_organisations(rows: Iterable[Found]) -> dict[str, str]:
    """The boards and companies that findings belong to: id → name."""
    return {one.organisation: one.organisation_name or one.organisation for one in rows if one.organisation}

"""One rule: what it asks for and why, what the programme says, whom it finds, of whom it cannot be told, and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, chip, row, small, stack
from dashboards.components.frame import notice, section, thing_link
from dashboards.components.governance_bars import STATES, bar, counts
from dashboards.components.tables import Column, table
from eagraph.findings.found import Found
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, current, say
from eagraph.model.schema import Schema
from eagraph.report import choice
from eagraph.rules.outcome import Missing, Outcome

TABLE = "governance-findings"
STATUS: dict[str, Text] = {"open": both("open"), "exempted": both("exempted"), "known": both("in the baseline")}
MOST_MISSING = 200
_NORMS = {"S": both("must"), "O": both("ought to"), "A": both("follows from the text")}


def shown(snapshot: Snapshot, outcome: Outcome) -> Component:
    """All of one rule."""
    parts: list[Part] = [
        row([
            html.H2(f"{outcome.rule} {outcome.title}", className="eagraph-inline"),
            chip(str(choice(outcome.severity)), warn=outcome.severity == "error"),
            chip(str(STATES[outcome.state]), warn=outcome.state in {"fail", "error", "timed_out"}),
        ]),
        notice(str(outcome.trouble), colour="red") if outcome.trouble else None,
        row([bar(outcome.passed, outcome.failed, outcome.unknown), small(counts(outcome))]) if outcome.population else None,
        html.P([html.Strong(say("Why: ")), str(outcome.why)], className="eagraph-reason"),
        html.P([html.Strong(say("What to do: ")), str(outcome.fix)], className="eagraph-reason"),
        _programme(outcome),
        _unknown(snapshot, outcome.missing),
    ]  # fmt: skip
    return html.Section(stack(parts), id="governance-rule")


def findings(rows: Sequence[Found]) -> Component:
    """The findings as a table."""
    if not rows:
        return section(say("Findings"), [small(say("Nothing is found here."))])
    columns_ = [
        Column("severity", say("Severity"), width=112),
        Column("rule", say("Rule"), width=92),
        Column("name", say("What it is about"), kind="thing", share=2),
        Column("message", say("What is wrong"), share=4, wraps=True),
        Column("owner", say("Owner")),
        Column("organisation", say("Board or company")),
        Column("age", say("Days"), kind="number", width=90),
        Column("status", say("Status"), width=110),
    ]
    about = say("Days: since the first recorded check that found it.")
    return section(
        say("Findings ({count})", count=words.number(len(rows))),
        [table(TABLE, say("Findings of the rules"), columns_, lines(rows), height=520), small(about)],
    )


def lines(rows: Sequence[Found]) -> list[dict[str, Any]]:
    """The rows of the table."""
    return [
        {
            "id": one.id, "name": one.name, "severity": str(choice(one.severity)), "rule": one.rule,
            "message": str(one.message), "owner": one.owner or "", "organisation": one.organisation_name or "",
            "age": one.age_d, "status": str(STATUS[one.status]),
        }
        for one in rows
    ]  # fmt: skip


def _programme(outcome: Outcome) -> Part:
    said = outcome.programme
    if said is None:
        return small(say("Source: {source}", source=outcome.source))
    told = say(
        "The programme, section {section}, lines {lines} ({norm}):",
        section=said.section,
        lines=said.lines,
        norm=_NORMS[said.norm],
    )
    quote = html.Q(said.quote, lang="sv") if current.get() != "sv" else html.Q(said.quote)
    return html.P([f"{told} ", quote], className="eagraph-reason")


def _unknown(snapshot: Snapshot, missing: Sequence[Missing]) -> Part:
    """Of whom it cannot be told, folded, by what is missing."""
    if not missing:
        return None
    by: dict[str, list[Missing]] = {}
    for one in missing[:MOST_MISSING]:
        by.setdefault(one.missing, []).append(one)
    listed = [
        html.Li([f"{_called(snapshot.schema, what, ones[0].label)}: ", *_links(ones)]) for what, ones in sorted(by.items())
    ]
    more = len(missing) - MOST_MISSING
    parts: list[Part] = [
        html.Ul(listed, className="eagraph-list"),
        small(say("… and {count} more.", count=more)) if more > 0 else None,
    ]
    head = say("Of {count} it cannot be told; what is missing:", count=words.number(len(missing)))
    return html.Details([html.Summary(head), *(part for part in parts if part is not None)])


def _links(ones: Sequence[Missing]) -> list[Part]:
    told: list[Part] = []
    for one in ones:
        told += [", "] if told else []
        told.append(thing_link(one.name, one.id))
    return told


def _called(schema: Schema, what: str, label: str) -> str:
    """What is missing, as people call it: a property of the label, a relationship, or as the rule says it."""
    fields = schema.node_fields.get(label, {})
    if what in fields:
        return str(fields[what].text)
    if what in schema.relationship:
        return str(schema.relationship[what].text)
    return str(choice(what)) if what else say("something")

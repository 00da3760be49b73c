"""How a precheck reads: does anything rise, whose decision is needed, and which levels where, by which rule."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components import levels
from dashboards.components.boxes import Part, aria, card, plain_table, row, small, stack
from dashboards.components.classification_heat import short
from dashboards.components.frame import section, thing_link
from dashboards.components.result_head import exports, result_head
from dashboards.components.tables import Column, table
from eagraph.analysis.precheck import Answer, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.rule_words import FLAGS

TABLE = "precheck-table"
MOST_LAID_OUT = 40
STATES: dict[str, tuple[str, Text]] = {
    "newly": ("▲", both("newly too low")),
    "raised": ("▲", both("too low already")),
    "perhaps": ("△", both("perhaps newly too low")),
    "asks": ("!", both("a rule newly asks for a decision")),
    "rule": ("△", both("a rule perhaps newly applies")),
    "more": ("=", both("more is required; the decided level is enough")),
}


def shown(snapshot: Snapshot, answer: Answer, params: dict[str, Any]) -> Component:
    """The answer."""
    told: list[Part] = [_verdict(answer), result_head(answer)]
    if answer.rows:
        told += [_listed(snapshot, answer), exports("precheck", params)]
    return stack(told)


def _verdict(answer: Answer) -> Component:
    """In one line what to do."""
    if not answer.rises:
        said = say("Nothing would be newly too low for certain, and no rule newly asks for a decision.")
        return card([html.P([_sign("✓"), said], className="eagraph-sentence", **aria(live="polite"))])
    head = html.P([_sign("▲"), say("This needs a decision before it is done.")], className="eagraph-sentence eagraph-warn",
                  **aria(live="polite"))  # fmt: skip
    if not answer.deciders:
        return card([head, small(say("Nobody is said to own what it concerns; find out who does."))])
    names = html.Ul([html.Li(name) for name in answer.deciders], className="eagraph-list")
    return card([head, html.P(say("Whose decision is needed:")), names])


def _sign(sign: str) -> Component:
    return html.Span(f"{sign} ", **aria(hidden="true"))


def _listed(snapshot: Snapshot, answer: Answer) -> Component:
    """A few rows are laid out whole; of more, those in view."""
    head, few = say("What would rise"), len(answer.rows) <= MOST_LAID_OUT
    grid = _laid_out(snapshot, answer) if few else table(TABLE, head, columns(), rows(snapshot, answer), height=560)
    signs = [html.Span(f"{sign} {text}", className="eagraph-legend") for sign, text in STATES.values()]
    return section(head, [grid, row([*signs], gap="md")])


def columns() -> list[Column]:
    """The columns of what would rise."""
    return [
        Column("name", say("Place"), "thing", share=3),
        Column("aspect", say("Aspect"), width=170),
        Column("decided", say("Decided"), width=140),
        Column("required", say("Required now → then"), width=120),
        Column("state", say("What that means"), share=3, wraps=True),
        Column("rules", say("By rule"), share=3, wraps=True),
        Column("flags", say("Asks for"), share=2, wraps=True),
        Column("owners", say("Who decides"), share=3, wraps=True),
    ]


def _laid_out(snapshot: Snapshot, answer: Answer) -> Component:
    shown = rows(snapshot, answer)
    names = [column.name for column in columns()][1:]
    links = [thing_link(one["name"], one["id"]) if one["id"] else one["name"] for one in shown]
    body = [[link, *(one[name] for name in names)] for link, one in zip(links, shown, strict=True)]
    return plain_table([column.header for column in columns()], body)


def rows(snapshot: Snapshot, answer: Answer) -> list[dict[str, Any]]:
    """The rows as the table shows them."""
    return [_row(snapshot, one) for one in answer.rows]


def state_of(one: Row) -> str:
    """What a row means, the gravest first."""
    if one.newly_raised:
        return "newly"
    if one.flags:
        return "asks"
    if one.raised:
        return "raised"
    if one.newly_possible:
        return "perhaps"
    same = (one.before_low, one.before_high) == (one.after_low, one.after_high)
    return "rule" if same and one.perhaps_rules else "more"


def _row(snapshot: Snapshot, one: Row) -> dict[str, Any]:
    model = snapshot.schema.classification
    sign, text = STATES[state_of(one)]
    rules = dict.fromkeys((*one.new_rules, *one.rules, *one.perhaps_rules))
    return {
        "id": one.id if one.id in snapshot.index else "",
        "name": one.name, "aspect": levels.aspect_name(one.aspect),
        "decided": words.levels(one.assigned_low, one.assigned_high, model),
        "required": f"{_between(one.before_low, one.before_high, model)} → {_between(one.after_low, one.after_high, model)}",
        "state": f"{sign} {text}", "rules": ", ".join(levels.rule_name(rule, model) for rule in rules),
        "flags": ", ".join(str(FLAGS[flag]) for flag in one.flags),
        "owners": _owners(one),
    }  # fmt: skip


def _between(low: int, high: int, model: ClassificationModel) -> str:
    return short(Interval(low, high), model)


def _owners(one: Row) -> str:
    """Whose decision a row needs: who owns the place, and who owns what would come there."""
    place = one.owner or say("nobody is said to own it")
    information = one.information_owner or say("nobody is said to own it")
    return say("the place: {place}; the information: {information}", place=place, information=information)

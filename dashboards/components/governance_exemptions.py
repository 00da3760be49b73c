"""Exemptions on the screen: those made here, one to make for a finding of the chosen rule, and one to end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, columns, plain_table, row, small, stack
from dashboards.components.frame import section, thing_link
from eagraph.exemptions import Kept, State, state
from eagraph.findings.found import Found
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.scenarios import in_use

NAME = "governance-exemption"
FIELDS = ("things", "valid_to", "diary_number", "reason", "conditions", "decided_on")
STATES: dict[State, tuple[str, Text]] = {
    "in_force": ("✓", both("in force")),
    "not_yet": ("○", both("not yet in force")),
    "ended": ("■", both("ended before its time")),
    "expired": ("■", both("expired")),
}


def form(rows: Sequence[Found], rule: str, control_function: str, today: dt.date, *, exemptible: bool) -> Component | None:
    """What has to be said of an exemption from a rule; nothing is written before its button is pressed."""
    open_ = {one.id: one.name for one in rows if one.status == "open" and one.rule == rule}
    if not exemptible:
        return small(say("{rule} is law, or what everything else rests on: nothing is exempted from it.", rule=rule))
    if in_use.get():
        return small(say("Exemptions are about the landscape as it is. Leave the scenario to make one."))
    if not open_:
        return None
    data = [{"value": id_, "label": name} for id_, name in sorted(open_.items(), key=lambda pair: pair[1].casefold())]
    fields = [
        dmc.MultiSelect(label=say("What is spared"), data=data, searchable=True, id=f"{NAME}-things"),
        _day("valid_to", say("Valid to"), None),
        _text("diary_number", say("Diary number")),
        _day("decided_on", say("Decided on"), today),
        _text("reason", say("Reason")),
        _text("conditions", say("Conditions")),
    ]
    button = html.Button(
        say("Keep the exemption"), id=f"{NAME}-make", n_clicks=0, className="eagraph-button eagraph-primary"
    )
    about = say("Decided by {who}. It covers what is found now; what is added later is found again.", who=control_function)
    parts: list[Part] = [columns(fields, 3), row([button, small(about)]), html.Div(id=f"{NAME}-said", **aria(live="polite"))]
    return html.Details([html.Summary(say("Make an exemption from {rule}", rule=rule)), stack(parts)])


def listed(snapshot: Snapshot, kept: Sequence[Kept], today: dt.date) -> Component | None:
    """The exemptions made here, with how they stand, and a form to end one."""
    if not kept:
        return None
    head = [say("State"), say("Rule"), say("What is spared"), say("Diary number"), say("Valid to"), say("Reason")]
    lines: list[list[Part]] = []
    for one in kept:
        sign, text = STATES[state(one.made, today)]
        things: list[Part] = [_thing(snapshot, thing) for thing in one.made.things]
        made = one.made
        lines.append(
            [f"{sign} {text}", made.rule, row(things), made.diary_number, words.day(made.valid_to.isoformat()), made.reason]
        )
    return section(say("Exemptions made here"), [plain_table(head, lines), _ending(kept, today)])


def _ending(kept: Sequence[Kept], today: dt.date) -> Component | None:
    data = [
        {"value": one.made.id, "label": f"{one.made.rule} {one.made.diary_number}"}
        for one in kept
        if state(one.made, today) in {"in_force", "not_yet"}
    ]
    if not data or in_use.get():
        return None
    fields = [
        dmc.Select(label=say("End before its time"), data=data, id=f"{NAME}-which", w=320),
        dmc.TextInput(label=say("Why"), value="", id=f"{NAME}-why", w=320),
        html.Button(say("End it today"), id=f"{NAME}-end", n_clicks=0, className="eagraph-button"),
    ]
    return stack([row(fields, align="flex-end"), html.Div(id=f"{NAME}-ended", **aria(live="polite"))])


def _thing(snapshot: Snapshot, id_: str) -> Component | str:
    return thing_link(snapshot.nodes[snapshot.index[id_]].name, id_) if id_ in snapshot.index else id_


def _text(name: str, label: str) -> Component:
    box: Component = dmc.TextInput(label=label, value="", id=f"{NAME}-{name}")
    return box


def _day(name: str, label: str, day: dt.date | None) -> Component:
    value: dict[str, Any] = {"value": day.isoformat() if day else "", "inputProps": {"type": "date"}}
    box: Component = dmc.TextInput(label=label, id=f"{NAME}-{name}", **value)
    return box

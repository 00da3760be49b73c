"""The decision box: what somebody decides about one level, all decisions so far with their standing, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import levels
from dashboards.components.boxes import Part, Parts, aria, chip, columns, plain_table, row, small, stack
from dashboards.components.frame import section
from eagraph.analysis.escalation import Row
from eagraph.decisions import Decision, Kind
from eagraph.decisions.history import Entry, History
from eagraph.decisions.ledger import Kept
from eagraph.decisions.standing import Standing, State
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import ClassificationModel

NAME = "classification-decide"
KINDS: dict[Kind, Text] = {
    "accept": both("accept as a new asset"),
    "mitigate": both("mitigate"),
    "exempt": both("exempt"),
    "reject": both("reject"),
}
MEANINGS: dict[Kind, Text] = {
    "accept": both("What lies together there is a new information asset, with a classification of its own."),
    "mitigate": both("Something is done by a day, so that less is required."),
    "exempt": both("The level is not met, for a reason, until the review."),
    "reject": both("The raise is found not to be one, for a reason."),
}
STATES: dict[State, tuple[str, Text]] = {
    "in_force": ("✓", both("in force")),
    "review_overdue": ("↻", both("review overdue")),
    "re_opened": ("↻", both("re-opened")),
}
WHY: dict[str, Text] = {
    "first_recorded": both("first recorded"),
    "landscape": both("the landscape changed"),
    "model": both("the classification model changed"),
    "both": both("landscape and classification model changed"),
    "program": both("the program works levels out otherwise"),
    "decision": both("a decision was taken"),
    "gone": both("gone from the landscape"),
}
FIELDS = ("level", "asset_name", "asset", "measure", "by", "decided_by", "decided_on", "review_on", "reason")
OF_KIND: dict[str, tuple[Kind, ...]] = {
    "level": ("accept",), "asset_name": ("accept",), "asset": ("accept",), "measure": ("mitigate",), "by": ("mitigate",),
}  # fmt: skip
"""The fields that only some kinds have; the others are always there."""
MOST_ENTRIES = 40


def box(snapshot: Snapshot, found: Row, today: dt.date) -> Component:
    """The form; nothing is written before its button is pressed."""
    model = snapshot.schema.classification
    data = [{"value": kind, "label": str(text)} for kind, text in KINDS.items()]
    kind = dmc.SegmentedControl(id=f"{NAME}-kind", value="accept", data=data, **aria(label=say("What is decided")))
    button = html.Button(
        say("Keep the decision"), id=f"{NAME}-button", n_clicks=0, className="eagraph-button eagraph-primary"
    )
    parts: list[Part] = [
        html.Div(kind, className="eagraph-scroll"),
        html.P(str(MEANINGS["accept"]), id=f"{NAME}-meaning", **aria(live="polite")),
        columns(_fields(model, found, today), 3),
        _reason(),
        row([button, small(say("Nothing is written before you press. The level its owner decided is never changed."))]),
        html.Div(id=f"{NAME}-said", **aria(live="polite")),
    ]
    return stack(parts)


def meaning(kind: str) -> str:
    """What a kind of decision means."""
    return str(MEANINGS[kind]) if kind in MEANINGS else ""


def shown_fields(kind: str) -> list[dict[str, str]]:
    """By field, whether a kind of decision has it, as a style."""
    return [{} if kind in OF_KIND.get(name, KINDS) else {"display": "none"} for name in FIELDS]


def _fields(model: ClassificationModel, found: Row, today: dt.date) -> Parts:
    data = [{"value": level.key, "label": words.level(i, model)} for i, level in enumerate(model.levels)]
    inputs: dict[str, Component] = {
        "level": dmc.Select(label=say("Level of the new asset"), data=data, value=model.levels[found.required_low].key,
                            allowDeselect=False, **_id("level")),
        "asset_name": _text("asset_name", say("What the new asset is called")),
        "asset": _text("asset", say("Its id, where it has one")),
        "measure": _text("measure", say("What is done")),
        "by": _day("by", say("Done by"), None),
        "decided_by": _text("decided_by", say("Who decided"), say("A role, as the information owner")),
        "decided_on": _day("decided_on", say("Decided on"), today),
        "review_on": _day("review_on", say("Looked at again on"), _in_a_year(today)),
    }  # fmt: skip
    styles = dict(zip(FIELDS, shown_fields("accept"), strict=True))
    return [html.Div(part, id=f"{NAME}-{name}-place", style=styles[name]) for name, part in inputs.items()]


def _reason() -> Component:
    area = dmc.Textarea(label=say("Reason"), autosize=True, minRows=2, maxRows=8, **_id("reason"))
    return html.Div(area, id=f"{NAME}-reason-place", className="eagraph-reason")


def _id(name: str) -> dict[str, Any]:
    return {"id": f"{NAME}-{name}"}


def _text(name: str, label: str, about: str | None = None) -> Component:
    box: Component = dmc.TextInput(label=label, value="", description=about, **_id(name))
    return box


def _day(name: str, label: str, day: dt.date | None) -> Component:
    box: Component = dmc.TextInput(
        label=label, value=day.isoformat() if day else "", inputProps={"type": "date"}, **_id(name)
    )
    return box


def _in_a_year(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=365)


def ledger(snapshot: Snapshot, standing: Standing | None, versions: Sequence[Kept]) -> Component:
    """Every decision about a level, the newest first, and how the last one stands."""
    head = html.H3(say("Decisions so far"))
    if standing is None:
        return stack([head, small(say("Nobody has decided about this level."))])
    rows = [_version(snapshot, kept) for kept in reversed(versions)]
    columns_ = [say("Version"), say("Decision"), say("By"), say("Reason"), say("Rested on"), say("Review")]
    table = plain_table(columns_, rows) if rows else None
    return stack([head, stands(standing), table])


def stands(standing: Standing) -> Component:
    """How a decision stands, and why it is not in force where it is not."""
    reasons = html.Ul([html.Li(str(reason.text)) for reason in standing.reasons], className="eagraph-list")
    if standing.decision is None:
        told = say("Accepted in the landscape itself, as {asset}.", asset=standing.settled_by_landscape)
        return row([chip(f"✓ {told}")])
    sign, text = STATES[standing.state]
    marks = [chip(f"{sign} {text}", warn=standing.state != "in_force")]
    if standing.is_settled:
        marks.append(chip(say("nothing required for certain is left")))
    return stack([row(marks), reasons if standing.reasons else None])


def _version(snapshot: Snapshot, kept: Kept) -> Parts:
    one, model = kept.decision, snapshot.schema.classification
    rested = f"{words.levels(one.assigned_then.low, one.assigned_then.high, model)} → "
    rested += words.levels(one.required_then.low, one.required_then.high, model)
    by = html.Div([one.decided_by, small(words.day(one.decided_on.isoformat()))])
    return [str(kept.version), _what(one, model), by, one.reason, rested, words.day(one.review_on.isoformat())]


def _what(one: Decision, model: ClassificationModel) -> Part:
    said: list[Part] = [str(KINDS[one.kind])]
    if one.level is not None:
        said += [" ", levels.chip(one.aspect, one.level, model)]
    about = ", ".join(filter(None, [one.asset_name, one.asset, one.measure]))
    if one.by:
        about += " " + say("(by {day})", day=words.day(one.by.isoformat()))
    return html.Div([html.Span(said), small(about) if about.strip() else None])


def history(snapshot: Snapshot, told: History, aspect: Aspect) -> Component | None:
    """How the level came to be, the newest first."""
    entries = [entry for entry in told.rows if entry.aspect == aspect]
    if not entries:
        return None
    rows = [_entry(snapshot, entry) for entry in reversed(entries[-MOST_ENTRIES:])]
    head = [say("Recorded"), say("Decided"), say("Required"), say("Why")]
    summary = html.Summary(say("History of the level ({count})", count=words.number(len(entries))))
    hidden = max(0, len(entries) - MOST_ENTRIES) + told.hidden
    left = small(say("{count} older entries are not shown.", count=words.number(hidden))) if hidden else None
    return html.Details([summary, stack([plain_table(head, rows), left])], open=True, className="eagraph-fold")


def _entry(snapshot: Snapshot, entry: Entry) -> Parts:
    model = snapshot.schema.classification
    why = str(WHY[entry.why])
    if entry.decision:
        why = say("{kind}, version {version}, by {who}", kind=str(KINDS[entry.decision]), version=entry.version or 0,
                  who=entry.decided_by or "")  # fmt: skip
    assigned, required = (_between(low, high, model) for low, high in (
        (entry.assigned_low, entry.assigned_high), (entry.required_low, entry.required_high)))  # fmt: skip
    return [words.moment(entry.day), assigned, required, why]


def _between(low: int | None, high: int | None, model: ClassificationModel) -> str:
    return "–" if low is None or high is None else words.levels(low, high, model)


def all_of_them(standings: Mapping[tuple[str, Aspect], Standing]) -> Component | None:
    """Every place somebody decided about, what has to be looked at again first."""
    told = [one for one in standings.values() if one.decision is not None]
    if not told:
        return None
    order = list(STATES)
    told.sort(key=lambda one: (-order.index(one.state), one.name))
    head = [say("Place"), say("Aspect"), say("Decision"), say("Standing"), say("Review")]
    return section(say("All decisions"), [plain_table(head, [_standing(one) for one in told])])


def _standing(one: Standing) -> Parts:
    link = dcc.Link(one.name, href=address.link("/classification", thing=one.id, of=one.aspect), className="eagraph-link")
    sign, text = STATES[one.state]
    decision = one.decision
    if decision is None:
        return [link, levels.letter(one.aspect), "", "", ""]
    why = _first(str(reason.text) for reason in one.reasons)
    stands_ = html.Div([f"{sign} {text}", small(why) if why else None])
    return [link, levels.letter(one.aspect), str(KINDS[decision.kind]), stands_, words.day(decision.review_on.isoformat())]


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")

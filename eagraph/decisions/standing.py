"""Does a decision still hold? Worked out by comparing what it rested on with what there is now, and never kept.

A decision opens again by itself where information came that was not there, where more is required than it was decided about
(or may be, now that more is unknown), where a rule applies that did not, where what was to be done by a day is not seen in
the levels, and where the landscape no longer has the place. Otherwise it is in force until its review is due.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from eagraph.decisions import Decision
from eagraph.decisions.grounds import Grounds, grounds
from eagraph.decisions.recorded import settled_by_landscape
from eagraph.escalation import Escalation
from eagraph.locale import both
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.results import Named, Value, Words

State = Literal["in_force", "review_overdue", "re_opened"]
Cause = Literal[
    "content_grew", "level_rose", "level_may_rise", "rule_applies", "measure_late", "place_gone", "review_overdue"
]
_LISTED = 5


class Reason(Value):
    """Why a decision is not in force as it was taken."""

    cause: Cause
    ids: tuple[str, ...] = Field(default=(), description="the information that came, or the rules that apply now")
    text: Words


class Standing(Named):
    """How a place in an aspect stands: by the last decision about it, by the landscape itself, or by both."""

    aspect: Aspect
    state: State
    reasons: tuple[Reason, ...] = Field(default=(), description="why it is not in force")
    is_settled: bool = Field(description="nothing required for certain is left: accepted in force, at or above it")
    is_wholly_settled: bool = Field(description="nor anything that what is unknown may require")
    settled_by: Literal["decision", "landscape"] | None = None
    settled_by_landscape: str = Field(default="", description="the aggregate in the landscape that is the acceptance")
    assigned_low: int | None = Field(default=None, description="what its owner decided, now; empty where the place is gone")
    assigned_high: int | None = None
    required_low: int | None = Field(default=None, description="what is required beside that, now")
    required_high: int | None = None
    version: int | None = Field(default=None, description="of the decision; empty where the landscape alone tells")
    decision: Decision | None = None


def standing_of(decision: Decision, version: int, escalation: Escalation, today: dt.date) -> Standing:
    """How one decision stands on a day."""
    snapshot = escalation.snapshot
    if decision.place not in snapshot.index:
        gone = Reason(cause="place_gone", text=Words.of(both("The landscape no longer has {place}.", place=decision.place)))
        return Standing(
            id=decision.place, name=decision.place, label="", aspect=decision.aspect, state="re_opened",
            reasons=(gone, *_due(decision, today)), is_settled=False, is_wholly_settled=False,
            version=version, decision=decision,
        )  # fmt: skip
    now = _beside(decision, grounds(escalation, snapshot.index[decision.place], decision.aspect), escalation)
    opened = (*_grown(decision, now), *_risen(decision, now, snapshot.schema.classification), *_late(decision, now, today))
    due = _due(decision, today)
    state: State = "re_opened" if opened else "review_overdue" if due else "in_force"
    level = decision.level if state == "in_force" else None
    return _standing(
        escalation, decision.place, decision.aspect, now, level,
        state=state, reasons=(*opened, *due), version=version, decision=decision,
    )  # fmt: skip


def _beside(decision: Decision, now: Grounds, escalation: Escalation) -> Grounds:
    """What there is beside the new asset, once it stands in the landscape: that is what was decided, and opens nothing."""
    recorded = settled_by_landscape(escalation).get((decision.place, decision.aspect))
    own = {decision.asset, recorded.asset if recorded else ""}
    content = tuple(id_ for id_ in now.content if id_ not in own)
    return replace(now, content=content, asked=recorded.asked if recorded else now.asked)


def standing_alone(place: str, aspect: Aspect, escalation: Escalation) -> Standing:
    """How a place stands that the landscape itself settles, and no decision is about."""
    now = grounds(escalation, escalation.snapshot.index[place], aspect)
    return _standing(escalation, place, aspect, now, None, state="in_force")


def _standing(
    escalation: Escalation, place: str, aspect: Aspect, now: Grounds, accepted: int | None, **more: Any
) -> Standing:
    node = escalation.snapshot.nodes[escalation.snapshot.index[place]]
    recorded = settled_by_landscape(escalation).get((place, aspect))
    by_decision = accepted is not None and accepted >= now.asked.low
    wholly = accepted is not None and accepted >= now.asked.high
    return Standing(
        id=place, name=node.name, label=node.label, aspect=aspect,
        is_settled=by_decision or recorded is not None,
        is_wholly_settled=wholly or (recorded is not None and recorded.is_whole),
        settled_by="decision" if by_decision else "landscape" if recorded else None,
        settled_by_landscape=recorded.asset if recorded else "",
        assigned_low=now.assigned.low, assigned_high=now.assigned.high,
        required_low=now.required.low, required_high=now.required.high,
        **more,
    )  # fmt: skip


def _grown(decision: Decision, now: Grounds) -> Iterator[Reason]:
    if came := sorted({*now.content} - {*decision.content_then}):
        listed = ", ".join(came[:_LISTED])
        text = (
            both("Information came that was not there: {ids}.", ids=listed)
            if len(came) <= _LISTED
            else both("Information came that was not there: {ids} and {more} more.", ids=listed, more=len(came) - _LISTED)
        )
        yield Reason(cause="content_grew", ids=tuple(came), text=Words.of(text))
    if rules := sorted({*now.rules} - {*decision.rules_then}):
        text = both("Rules apply that did not: {ids}.", ids=", ".join(rules))
        yield Reason(cause="rule_applies", ids=tuple(rules), text=Words.of(text))


def _risen(decision: Decision, now: Grounds, model: ClassificationModel) -> Iterator[Reason]:
    if now.is_raised and now.asked.low > decision.covers:
        text = both(
            "{now} is required; it was decided about {then}.",
            now=model.level_text(now.asked.low), then=model.level_text(decision.covers),
        )  # fmt: skip
        yield Reason(cause="level_rose", text=Words.of(text))
    elif now.is_perhaps_raised and now.asked.high > decision.may_cover:
        text = both(
            "Up to {now} may be required, now that more is unknown; it was decided about {then}.",
            now=model.level_text(now.asked.high), then=model.level_text(decision.may_cover),
        )  # fmt: skip
        yield Reason(cause="level_may_rise", text=Words.of(text))


def _late(decision: Decision, now: Grounds, today: dt.date) -> Iterator[Reason]:
    if decision.by and decision.by < today and now.is_raised:
        text = both("It was to be done by {day}; the place is still raised.", day=decision.by)
        yield Reason(cause="measure_late", text=Words.of(text))


def _due(decision: Decision, today: dt.date) -> tuple[Reason, ...]:
    if decision.review_on >= today:
        return ()
    text = both("It was to be looked at again on {day}.", day=decision.review_on)
    return (Reason(cause="review_overdue", text=Words.of(text)),)

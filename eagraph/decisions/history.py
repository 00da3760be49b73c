"""How did the levels of a place come to be what they are? Every change that was recorded, and every decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from eagraph.decisions import Kind
from eagraph.decisions.recording import Recording
from eagraph.decisions.vectors import UNKNOWN, levels
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.results import Named, Value

Why = Literal["first_recorded", "landscape", "model", "both", "program", "decision", "gone"]


class Entry(Value):
    """One change of a place in an aspect, or a decision about it.

    `why`: first recorded; the `landscape`, the classification `model` or `both` changed; this `program` works
    levels out otherwise; a `decision` was taken; the place is `gone` from the landscape.
    """

    day: str = Field(description="when it was recorded (UTC)")
    aspect: Aspect
    assigned_low: int | None = Field(default=None, description="what its owner had decided; empty where the place was gone")
    assigned_high: int | None = None
    required_low: int | None = Field(default=None, description="what was required")
    required_high: int | None = None
    why: Why
    decision: Kind | None = Field(default=None, description="the kind of decision that was taken")
    version: int | None = Field(default=None, description="its version")
    decided_by: str | None = Field(default=None, description="who decided")
    snapshot_hash: str = Field(description="hash of the landscape it follows from")
    model_hash: str = Field(description="hash of the classification model it follows from")


class History(Named):
    """The history of one place, the newest last; `hidden` older entries are not shown."""

    hidden: int = 0
    rows: tuple[Entry, ...] = ()


def entries(place: str, recordings: Iterable[Recording]) -> Iterator[Entry]:
    """What recordings, the oldest first, tell of a place; where it goes, of the aspects that had a level."""
    known = UNKNOWN
    told: dict[Aspect, object] = {aspect: levels(UNKNOWN, aspect) for aspect in ASPECTS}
    for recording in recordings:
        known, taken = recording.places.get(place, known), recording.decision
        for aspect in ASPECTS:
            now = levels(known, aspect) if known else None
            if taken and (taken.place, taken.aspect) == (place, aspect):
                who = {"decision": taken.kind, "version": taken.version, "decided_by": taken.decided_by}
                yield _entry(recording, aspect, known, "decision", **who)
            elif now != told[aspect] and (now or told[aspect] != levels(UNKNOWN, aspect)):
                yield _entry(recording, aspect, known, recording.why if known else "gone")
            else:
                continue
            told[aspect] = now


def _entry(recording: Recording, aspect: Aspect, vector: str, why: Why, **more: object) -> Entry:
    told: dict[str, object] = {"day": recording.day, "aspect": aspect, "why": why, **more}
    told |= {"snapshot_hash": recording.snapshot, "model_hash": recording.model}
    if vector:
        assigned, required = levels(vector, aspect)
        told |= {"assigned_low": assigned.low, "assigned_high": assigned.high}
        told |= {"required_low": required.low, "required_high": required.high}
    return Entry.model_validate(told)

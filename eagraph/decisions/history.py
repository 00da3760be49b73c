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
    """What recordings, the oldest first, tell of a place."""
    known = UNKNOWN
    for recording in recordings:
        vector, taken = recording.places.get(place, known), recording.decision
        for aspect in ASPECTS:
            if taken and (taken.place, taken.aspect) == (place, aspect):
                told = {"decision": taken.kind, "version": taken.version, "decided_by": taken.decided_by}
                yield _entry(recording, aspect, vector, "decision", **told)
            elif _part(vector, aspect) != _part(known, aspect):
                yield _entry(recording, aspect, vector, recording.why if vector else "gone")
        known = vector


def _part(vector: str, aspect: Aspect) -> object:
    """What a vector says in an aspect; nothing where all is unknown, as where the place is gone."""
    return levels(vector, aspect) if vector and levels(vector, aspect) != levels(UNKNOWN, aspect) else None


def _entry(recording: Recording, aspect: Aspect, vector: str, why: Why, **more: object) -> Entry:
    told: dict[str, object] = {"day": recording.day, "aspect": aspect, "why": why, **more}
    told |= {"snapshot_hash": recording.snapshot, "model_hash": recording.model}
    if vector:
        assigned, required = levels(vector, aspect)
        told |= {"assigned_low": assigned.low, "assigned_high": assigned.high}
        told |= {"required_low": required.low, "required_high": required.high}
    return Entry.model_validate(told)

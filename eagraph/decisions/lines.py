"""Decisions as rows of plain cells, for whoever reads them in a table."""

from __future__ import annotations

from typing import ClassVar

from eagraph.decisions import Kind
from eagraph.decisions.history import Entry, Why
from eagraph.decisions.ledger import Kept
from eagraph.decisions.standing import Standing, State
from eagraph.locale import joined
from eagraph.model.classification import Aspect, Interval
from eagraph.results import Value


class Line(Value):
    """How one place stands in an aspect."""

    brief: ClassVar = ("name", "aspect", "state", "kind", "level", "required", "settled", "review_on")

    id: str
    name: str
    aspect: Aspect
    state: State
    kind: Kind | None
    level: int | None
    assigned: str
    required: str
    settled: bool
    review_on: str
    decided_by: str
    asset: str
    why: str

    @classmethod
    def of(cls, row: Standing) -> Line:
        """The line of a standing; the level is that accepted, by a decision or by the landscape's own asset."""
        said = row.decision
        return cls(
            id=row.id, name=row.name, aspect=row.aspect, state=row.state,
            kind=said.kind if said else "accept", level=said.level if said else None,
            assigned=_levels(row.assigned_low, row.assigned_high), required=_levels(row.required_low, row.required_high),
            settled=row.is_settled, review_on=str(said.review_on) if said else "",
            decided_by=said.decided_by if said else "",
            asset=row.settled_by_landscape or (said.asset if said else ""),
            why=str(joined([reason.text.text for reason in row.reasons], " ")),
        )  # fmt: skip


class VersionLine(Value):
    """One decision about a place in an aspect, with what it rested on."""

    brief: ClassVar = ("version", "kind", "level", "decided_on", "decided_by", "reason", "required", "review_on")

    version: int
    saved_at: str
    kind: Kind
    level: int | None
    asset: str
    measure: str
    done_by: str
    decided_on: str
    decided_by: str
    reason: str
    review_on: str
    assigned: str
    required: str
    rules: str
    information: int
    model_hash: str
    snapshot_hash: str

    @classmethod
    def of(cls, kept: Kept) -> VersionLine:
        """The line of a decision; of the information that was there, how many."""
        said = kept.decision
        return cls(
            version=kept.version, saved_at=kept.saved_at, kind=said.kind, level=said.level,
            asset=said.asset or said.asset_name, measure=said.measure, done_by=str(said.by or ""),
            decided_on=str(said.decided_on), decided_by=said.decided_by, reason=said.reason, review_on=str(said.review_on),
            assigned=str(said.assigned_then), required=str(said.required_then), rules=", ".join(said.rules_then),
            information=len(said.content_then), model_hash=said.model_hash, snapshot_hash=said.snapshot_hash,
        )  # fmt: skip


class EntryLine(Value):
    """One change of a level, or a decision about it."""

    brief: ClassVar = ("day", "aspect", "assigned", "required", "why", "decision", "decided_by")

    day: str
    aspect: Aspect
    assigned: str
    required: str
    why: Why
    decision: Kind | None
    version: int | None
    decided_by: str
    snapshot_hash: str
    model_hash: str

    @classmethod
    def of(cls, entry: Entry) -> EntryLine:
        """The line of an entry."""
        return cls(
            day=entry.day, aspect=entry.aspect,
            assigned=_levels(entry.assigned_low, entry.assigned_high),
            required=_levels(entry.required_low, entry.required_high),
            why=entry.why, decision=entry.decision, version=entry.version, decided_by=entry.decided_by or "",
            snapshot_hash=entry.snapshot_hash, model_hash=entry.model_hash,
        )  # fmt: skip


def _levels(low: int | None, high: int | None) -> str:
    return "" if low is None or high is None else str(Interval(low, high))

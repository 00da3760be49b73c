"""Filters: which flows are filtered, does each filter count, and what rests on it?

A filter counts only with its evidence and until its review; without it is as if it were not there. Each one that counts is
thought away: what is then required more is what it lowers, and where a place would then be classified too low the filter is
load-bearing. Where what passed two filters meets with enough quasi-identifiers in common, they open each other again (the
mosaic effect). A flow that claims independent validation without evidence is listed with them. Findings come first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._raised import Pair, lowered, raised
from eagraph.analysis._ties import tied
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.filters import NOTHING, Filter, Standing, effect_of
from eagraph.escalation.ground import Ground
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Value
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Filters")
question = both("Which filters count, which lack evidence, and what rests on them?")
VALIDATION = "validation"
_FOUND: dict[Standing, str] = {
    "no_evidence": "FILTER-NO-EVIDENCE",
    "unknown_filter": "FILTER-NO-EVIDENCE",
    "not_yet": "FILTER-NO-EVIDENCE",
    "overdue": "FILTER-OVERDUE",
}


class Params(BaseModel):
    """Which day, and how many."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(default=200, ge=1, le=100_000, description="no more rows than this, findings first")
    at: dt.date | None = Field(
        default=None, description="only what is valid on this day; filters are judged on it, else on the day of the data"
    )


class Row(Named):
    """One filter on a flow, or a claim of validation without evidence."""

    brief: ClassVar = ("name", "filter", "standing", "review", "lowers", "would_lower", "load_bearing", "finding")

    filter: str = Field(description="what the filter does; validation: a claim that what comes is checked independently")
    standing: Standing = Field(
        description="counts, no_evidence, overdue (should have been reviewed), not_yet (decided later), unknown_filter"
    )
    missing: tuple[str, ...] = Field(description="which evidence it lacks, or what about it is out of date")
    decided_by: str | None = Field(description="who decided; empty where nobody is said to have")
    review: str | None = Field(description="when it is to be reviewed")
    finding: str | None = Field(
        description="FILTER-NO-EVIDENCE, FILTER-OVERDUE or FILTER-REJOIN (opened again); empty where nothing is wrong"
    )
    lowers: int = Field(description="how many levels less are required because of it, over all places and aspects")
    would_lower: int | None = Field(
        description="how many levels less would be required if it counted; empty where it does, or where that is not known"
    )
    load_bearing: bool = Field(description="some place would be classified too low without it that is not so now")
    holds: tuple[str, ...] = Field(description="ids of these places")
    rejoined_at: tuple[str, ...] = Field(description="ids of places where what it let through is opened again")
    shared: tuple[str, ...] = Field(description="the quasi-identifiers by which it is opened")


class Answer(Result[Row]):
    """Rows are the filters."""

    model_hash: str = Field(default="", description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """All filters: those with findings first, then the load-bearing, then the rest by id."""
    found = escalate(snapshot, at=params.at)
    claims = [Filter(tie, VALIDATION, "no_evidence", ("validation_evidence",)) for tie in found.ground.required.unfounded]
    listed = [*found.ground.filters, *claims]
    examination = _Examination(found)
    rows = [examination.row(one) for one in counted(listed, len(listed))]
    rows.sort(key=lambda row: (row.finding is None, not row.load_bearing, row.id))
    more = len(rows) - params.limit
    cut = [both("{count} more filters are not shown.", count=more)] if more > 0 else []
    hidden = found.hidden(ASPECTS)
    return Answer(
        analysis="filters",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut, *not_valid(hidden, params.at), *found.reasons(ASPECTS), *_undated(found.ground)], truncated=bool(cut)
        ),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        model_hash=found.ground.model.hash,
    )


@dataclass(frozen=True, eq=False)
class _Examination:
    """The filters of one day, each thought away or thought to count."""

    found: Escalation

    @cached_property
    def _raised(self) -> frozenset[Pair]:
        return frozenset(raised(self.found))

    def row(self, one: Filter) -> Row:
        snapshot = self.found.snapshot
        said = snapshot.relationships[one.tie].properties
        held, lowers = self._without(one) if one.standing == "counts" else ((), 0)
        again = [met for met in self.found.content.rejoined if one.tie in met.filters]
        return Row(
            **tied(snapshot, one.tie),
            filter=one.name,
            standing=one.standing,
            missing=one.missing,
            decided_by=_text(said, "filter_decided_by"),
            review=_text(said, "filter_review"),
            finding=_FOUND.get(one.standing) or ("FILTER-REJOIN" if again else None),
            lowers=lowers,
            would_lower=None if one.standing == "counts" else self._if_it_counted(one),
            load_bearing=bool(held),
            holds=held,
            rejoined_at=tuple(snapshot.nodes[met.place].id for met in again),
            shared=tuple(sorted({name for met in again for name in met.shared})),
        )

    def _without(self, one: Filter) -> tuple[tuple[str, ...], int]:
        """Ids of places that are classified too low without a filter and not with it, and how many levels it lowers."""
        without = Escalation(self.found.ground.changed(dict.fromkeys((one.tie, *self._sealed_by(one)), NOTHING)))
        places = sorted({node for node, _ in {*raised(without)} - self._raised})
        return tuple(self.found.snapshot.nodes[i].id for i in places), lowered(without.low, self.found.low)

    def _sealed_by(self, one: Filter) -> list[int]:
        """The transports of an exchange that hide what goes through them as long as this encryption counts."""
        snapshot, exchange = self.found.snapshot, int(self.found.snapshot.target[one.tie])
        if one.name != "encrypt":
            return []
        return [j for j in snapshot.outgoing.of(exchange).tolist() if snapshot.relationships[j].type == "VIA"]

    def _if_it_counted(self, one: Filter) -> int | None:
        ground = self.found.ground
        if one.name == VALIDATION:
            return lowered(self.found.low, Escalation(_validated(ground, one.tie)).low)
        if one.standing == "unknown_filter" or one.name == "encrypt":
            return None
        effect = effect_of(self.found.snapshot.relationships[one.tie].properties, ground.model)
        return lowered(self.found.low, Escalation(ground.changed({one.tie: effect})).low)


def _validated(ground: Ground, tie: int) -> Ground:
    """As if a flow were validated with evidence: less integrity is required along it."""
    demands = ground.required.by_aspect["r"]
    discount = np.where(demands.tie == tie, ground.model.discounts.validation, demands.discount).astype(np.int8)
    by_aspect = {**ground.required.by_aspect, "r": replace(demands, discount=discount)}
    return replace(ground, required=replace(ground.required, by_aspect=by_aspect))


def _text(said: Mapping[str, Value], field: str) -> str | None:
    return str(said[field]) if said.get(field) else None


def _undated(ground: Ground) -> Iterator[Text]:
    """Without a day nothing can be overdue."""
    if ground.filters and not ground.day:
        yield both("There is no day to judge filters on; none counts as overdue. Give one with at.")


def _summary(rows: list[Row]) -> Text:
    if not rows:
        return both("No flow has a filter, and none claims to be validated without evidence.")
    return both(
        "Filters and claims of validation: {count}; that count: {counts}, of them load-bearing: {bearing}; "
        "without evidence or overdue: {lacking}; opened again where filtered information meets: {rejoined}.",
        count=len(rows),
        counts=sum(row.standing == "counts" for row in rows),
        bearing=sum(row.load_bearing for row in rows),
        lacking=sum(row.standing != "counts" for row in rows),
        rejoined=sum(bool(row.rejoined_at) for row in rows),
    )

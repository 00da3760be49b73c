"""Risk analyses: what should have one, and has none that holds today?

A system or piece of information of which level 2 or more is required in any aspect, decided by its owner or following from
what reaches it (`eagraph.escalation`), should have a risk analysis: every year from level 3 upwards, every other year at
level 2 (ISM-06). One is outdated before that when a flow or piece of information came later. That of a system holds for the
information in it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._due import Due, Standing, Wrong
from eagraph.analysis._portfolio.calendar import day_of, no_day
from eagraph.analysis._portfolio.judged import VIOLATIONS, Judged, cut
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._things import named, owner_names
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Risk analyses")
question = both("What should have a risk analysis, and has none that holds?")


class Params(BaseModel):
    """From which level, and how long one holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: int = Field(default=2, ge=0, le=4, title="from level", description="from which level a risk analysis is needed")
    months_serious: int = Field(
        default=12, ge=1, le=240, title="holds at level 3 and 4 (months)", description="for how many months one holds there"
    )
    months_significant: int = Field(
        default=24, ge=1, le=240, title="holds at level 2 (months)", description="for how many months one holds there"
    )
    months_slight: int = Field(
        default=36, ge=1, le=240, title="holds at level 0 and 1 (months)", description="for how many months one holds there"
    )
    at: dt.date | None = Field(
        default=None, description="judged on this day, by what is valid then; empty: that of the data"
    )
    limit: int = Field(default=2000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """One thing that needs a risk analysis, and how it stands."""

    brief: ClassVar = ("name", "label", "level", "wrong", "violation", "last", "changed_on", "changed_by", "owner")

    wrong: Wrong = Field(title="what is wrong", description="how its risk analyses stand")
    level: int = Field(description="the level that is required of it or decided for certain, the highest of all aspects")
    level_high: int = Field(title="level at most", description="whatever is still unknown turns out to be")
    aspects: tuple[Aspect, ...] = Field(description="the aspects of that level")
    last: dt.date | None = Field(title="last risk analysis", description="its day; empty: there is none with a day")
    evidence: str | None = Field(description="id of that risk analysis")
    changed_on: dt.date | None = Field(title="changed on", description="when something came that it does not cover")
    changed_by: str | None = Field(title="changed by", description="what came: the sender of a flow, or the information")
    owner: str | None = Field(description="who owns it, by name")


class Answer(Result[Row]):
    """Things and their risk analyses, those without one that holds first."""


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Whatever needs a risk analysis: what breaks the rule first, the highest levels before others."""
    known, day, found = links(snapshot, params.at), day_of(snapshot, params.at), escalate(snapshot, at=params.at)
    slight, middling, serious = params.months_slight, params.months_significant, params.months_serious
    due = Due(found, known, day, params.level, dict(enumerate((slight, slight, middling, serious, serious))))
    standings = sorted(due.standings(), key=lambda s: (VIOLATIONS.index(s.violation), -s.level.low, s.node))
    rows = [_row(snapshot, standing) for standing in standings[: params.limit]]
    hidden = found.hidden(ASPECTS)
    told = [*cut(standings, params.limit), *_reasons(standings, due), *found.reasons(ASPECTS), *no_day(day)]
    return Answer(
        analysis="risk-analyses",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(standings)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*told, *not_valid(hidden, params.at)], truncated=len(standings) > params.limit),
        hidden=hidden,
        rows=tuple(rows),
    )


def _row(snapshot: Snapshot, told: Standing) -> Row:
    return Row(
        **named(snapshot, told.node),
        violation=told.violation,
        wrong=told.wrong,
        level=told.level.low,
        level_high=told.level.high,
        aspects=told.aspects,
        last=told.last,
        evidence=None if told.evidence is None else snapshot.nodes[told.evidence].id,
        changed_on=told.change.day if told.change else None,
        changed_by=snapshot.nodes[told.change.other].name if told.change else None,
        owner=owner_names(snapshot, told.node),
    )


def _reasons(standings: Sequence[Standing], due: Due) -> Iterator[Text]:
    if standings and not due.are_recorded:
        yield both("No risk analysis at all is on record; whether any was made is not known.")
    if unknown := sum(standing.wrong == "level_unknown" for standing in standings):
        yield both("Of {count} things it is not known whether they are sensitive enough to need one.", count=unknown)


def _summary(standings: Sequence[Standing]) -> Text:
    count = Counter(standing.violation for standing in standings)
    return both(
        "Things that need a risk analysis, for certain or perhaps: {count}. "
        "Without one that holds: {wrong}; perhaps: {perhaps}.",
        count=len(standings), wrong=count["yes"], perhaps=count["unknown"],
    )  # fmt: skip

"""Lifecycle conflicts: what is used longer than it is supported, under contract or there at all?

The end of a supplier's support is not the end of a system: a system goes when it is replaced (REPLACED_BY), retired by a
project (RETIRES) or no longer valid (valid_to), and its support and contract must last until then. Where several days are
recorded, what ends before the earliest of them certainly ends too early, what ends before the latest perhaps. Whoever needs
a system directly, or by way of integrations alone, must not outlive it, nor come before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.calendar import day_of, months_after, no_day, stated
from eagraph.analysis._portfolio.conflicts import Conflict, Ground, Wrong, dependencies, kept_up, replacements
from eagraph.analysis._portfolio.direct import Direct
from eagraph.analysis._portfolio.judged import Judged, cut, first_wrong, tally
from eagraph.analysis._portfolio.lifecycles import Lifecycles
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._things import named
from eagraph.analysis._ties import tied
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Lifecycle conflicts")
question = both("What is used longer than it is supported, under contract or there at all?")
_TYPES = ("REPLACED_BY", "RETIRES", "DELIVERS", "DEPENDS_ON")


class Params(BaseModel):
    """How far ahead to look."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ahead_months: int = Field(
        default=24, ge=0, le=240, title="look ahead (months)", description="how soon the end of support asks for a plan"
    )
    at: dt.date | None = Field(
        default=None, description="judged on this day, by what is valid then; empty: that of the data"
    )
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """One thing, and one conflict in its life."""

    brief: ClassVar = ("name", "wrong", "violation", "ends_on", "goes_on", "other_name", "organisation")

    wrong: Wrong = Field(title="what is wrong", description="the conflict")
    ends_on: dt.date | None = Field(title="ends on", description="when support, contract or what is depended on ends")
    goes_on: dt.date | None = Field(
        title="replaced or retired on", description="when the thing goes, by what is recorded; empty: no day is"
    )
    other: str | None = Field(description="id of what it depends on or is replaced by")
    other_name: str | None = Field(title="other, by name", description="its name")
    because: tuple[str, ...] = Field(
        description="ids of what the days are known from: projects, successors, things themselves"
    )
    organisation: str | None = Field(description="the board or company that answers for the thing")


class Answer(Result[Row]):
    """The conflicts, and how many systems in use do not say when their support ends."""

    in_use: int = Field(default=0, title="systems in use", description="systems that are not retired, nor only planned")
    support_unknown: int = Field(
        default=0, title="end of support unknown", description="how many of those do not say when their support ends"
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Conflicts, those that break a rule first."""
    known, day = links(snapshot, params.at), day_of(snapshot, params.at)
    ground = Ground(known, Lifecycles(known), day, months_after(day, params.ahead_months))
    direct = Direct.of(snapshot, params.at)
    systems = known.things("System")
    conflicts = chain(
        chain.from_iterable(kept_up(ground, node) for node in systems),
        dependencies(ground, direct, systems),
        replacements(ground),
    )
    rows = first_wrong(_row(ground, conflict) for conflict in conflicts)
    used = [node for node in systems if ground.in_use(node) != "no"]
    silent = sum(stated(snapshot.nodes[node].properties, "end_of_support") is None for node in used)
    hidden = known.hidden(*_TYPES)
    told = [*cut(rows, params.limit), *_reasons(ground, used, silent), *direct.failure.assumptions, *no_day(day)]
    return Answer(
        analysis="lifecycle-conflicts",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, len(used), silent)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*told, *not_valid(hidden, params.at)], truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        in_use=len(used),
        support_unknown=silent,
    )


def _row(ground: Ground, told: Conflict) -> Row:
    snapshot, goes, other = ground.snapshot, told.goes, told.other
    own = boards(snapshot).get(told.node)
    known = [snapshot.nodes[i].id for i in sorted({one.because for one in goes})]
    return Row(
        **named(snapshot, told.node),
        wrong=told.wrong,
        violation=told.violation,
        ends_on=told.ends_on,
        goes_on=goes[0].day if goes else None,
        other=None if other is None else snapshot.nodes[other].id,
        other_name=None if other is None else snapshot.nodes[other].name,
        because=(*known, *([] if told.tie is None else [tied(snapshot, told.tie)["id"]])),
        organisation=None if own is None else snapshot.nodes[own].name,
    )


def _reasons(ground: Ground, used: Sequence[int], silent: int) -> Iterator[Text]:
    if silent:
        yield both("{count} systems in use do not say when their support ends.", count=silent)
    if unknown := sum(ground.in_use(node) == "unknown" for node in used):
        yield both("{count} systems do not say where in their life they are; they count as perhaps in use.", count=unknown)


def _summary(rows: Sequence[Row], used: int, silent: int) -> Text:
    return both(
        "Conflicts in the lives of systems: {wrong}; perhaps: {perhaps}. Systems in use: {used}, of which {silent} do not "
        "say when their support ends.",
        used=used, silent=silent, **tally(rows),
    )  # fmt: skip

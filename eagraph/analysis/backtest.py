"""Backtest: would the relationships have foretold what recorded incidents hit?

For every incident that says where it STARTED_IN and what it AFFECTED, the blast radius of where it started is held against
what was hit: precision is the share of what was foretold that was hit, recall the share of what was hit that was foretold.
Each consequence nobody could have foretold is told with the nearest reason, which is where the description has a gap:

    needed       foretold if flows of which nobody has said whether they are needed were
    degraded     foretold to go on, but worse
    redundancy   a chain leads there, through a redundancy that is said to hold
    weak         a chain leads there, but only through soft, optional or unjudged relationships as well
    unexplained  no chain of relationships leads there at all
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._incidents import Incident, Outcome, Readings, Why, outcome, readings, recorded
from eagraph.analysis._things import found, named
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import counted

title = both("Backtest")
question = both("Would the relationships have foretold what recorded incidents hit?")


class Params(BaseModel):
    """Which incidents, and how they are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    incidents: tuple[str, ...] = Field(
        default=(),
        description="incidents: id, source key or unique name; empty is all",
        json_schema_extra={"names": "thing"},
    )
    labels: tuple[str, ...] = Field(
        default=(),
        description="compare things of these labels; empty: of those incidents record",
        json_schema_extra={"names": "label"},
    )
    on_the_day: bool = Field(
        default=True,
        title="relationships of that day",
        description="read relationships as valid on the day the incident was detected",
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    limit: int = Field(default=100, ge=1, le=10_000, description="no more ids than this in a column")


class Row(Named):
    """One incident: what was hit beside what would have been foretold; where it started is in neither."""

    brief: ClassVar = ("name", "detected_on", "affected", "predicted", "foretold", "precision", "recall", "missed")

    detected_on: str | None = Field(description="the day it was detected")
    started_in: tuple[str, ...] = Field(description="ids of where it started")
    affected: int = Field(description="how many other things it hit")
    predicted: int = Field(description="how many other things were foretold to stop")
    foretold: int = Field(description="how many of those it hit were foretold")
    precision: float | None = Field(description="share of the foretold that was hit; empty where nothing was foretold")
    recall: float | None = Field(description="share of the hit that was foretold; empty where nothing else was hit")
    recall_if_needed: float | None = Field(description="recall if every flow nobody has judged is needed")
    right: tuple[str, ...] = Field(description="ids of what was foretold and hit")
    false_alarms: tuple[str, ...] = Field(description="ids of what was foretold and not recorded as hit")
    missed: tuple[str, ...] = Field(description="ids of what was hit and not foretold")


class Gap(Named):
    """One thing that was hit and not foretold, and why not."""

    why: Why = Field(description="needed, degraded, redundancy, weak or unexplained: the nearest the relationships come")
    incidents: tuple[str, ...] = Field(description="ids of the incidents that hit it so")


class Overall(Value):
    """All usable incidents together; a thing counts once for every incident."""

    incidents: int = 0
    usable: int = 0
    affected: int = 0
    predicted: int = 0
    foretold: int = 0
    precision: float | None = None
    recall: float | None = None
    precision_if_needed: float | None = None
    recall_if_needed: float | None = None


class Unusable(Named):
    """An incident that cannot be held against anything."""

    why: Literal["no_start", "no_consequence"] = Field(description="it does not say where it started, or what it affected")


class Answer(Result[Row]):
    """Rows are usable incidents, by id; beside them the whole, the gaps most often met first, and what could not be used."""

    overall: Overall = Overall()
    gaps: tuple[Gap, ...] = ()
    unusable: tuple[Unusable, ...] = ()


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Every usable incident beside its blast radius.

    Raises:
        UnknownName: something named does not exist.
        UsageError: something named is not an incident.
    """
    incidents = list(recorded(snapshot, _asked(snapshot, params.incidents), on_the_day=params.on_the_day))
    compared = _compared(snapshot, params.labels, incidents)
    usable = [one for one in incidents if one.started and one.affected]
    unusable = [one for one in incidents if not (one.started and one.affected)]
    read: dict[bytes, Readings] = {}
    outcomes = []
    for one in counted(usable, len(usable)):
        valid = valid_relationships(snapshot, one.day).tobytes()
        if valid not in read:
            read[valid] = readings(snapshot, one.day, assume_needed=params.assume_needed)
        outcomes.append(outcome(read[valid], one, compared))
    overall = _overall(incidents, outcomes)
    return Answer(
        analysis="backtest",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(overall)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*_assumed(snapshot, outcomes, compared), *_left_out(read.values())]),
        hidden=max((one.stated.view.hidden for one in read.values()), default=0),
        rows=tuple(_row(snapshot, outcome, params.limit) for outcome in outcomes),
        overall=overall,
        gaps=_gaps(snapshot, outcomes),
        unusable=tuple(
            Unusable(**named(snapshot, one.node), why="no_consequence" if one.started else "no_start") for one in unusable
        ),
    )


def _asked(snapshot: Snapshot, things: tuple[str, ...]) -> list[int]:
    """The incidents asked for, by id."""
    asked = found(snapshot, things)
    if wrong := [snapshot.nodes[i].name for i in asked if snapshot.nodes[i].label != "Incident"]:
        raise UsageError(both("{things} is not an incident.", things=", ".join(wrong)))
    return sorted(asked) or [i for i, thing in enumerate(snapshot.nodes) if thing.label == "Incident"]


def _compared(snapshot: Snapshot, labels: tuple[str, ...], incidents: list[Incident]) -> frozenset[str]:
    """The labels of what is compared: those asked for, else those of which any incident records a consequence."""
    for label in labels:
        if label not in snapshot.schema.node:
            raise UnknownName(
                both("There is no label {label}.", label=repr(label)), nearest_names(label, snapshot.schema.node)
            )
    return frozenset(labels or (snapshot.nodes[i].label for one in incidents for i in one.affected))


def _row(snapshot: Snapshot, outcome: Outcome, limit: int) -> Row:
    def ids(nodes: frozenset[int]) -> tuple[str, ...]:
        return tuple(snapshot.nodes[i].id for i in sorted(nodes)[:limit])

    hit, predicted, right = outcome.incident.affected, outcome.predicted, outcome.right
    detected = snapshot.nodes[outcome.incident.node].properties.get("detected_on")
    return Row(
        **named(snapshot, outcome.incident.node),
        detected_on=str(detected) if detected else None,
        started_in=ids(outcome.incident.started),
        affected=len(hit),
        predicted=len(predicted),
        foretold=len(right),
        precision=_share(len(right), len(predicted)),
        recall=_share(len(right), len(hit)),
        recall_if_needed=_share(len(outcome.if_needed & hit), len(hit)),
        right=ids(right),
        false_alarms=ids(predicted - hit),
        missed=ids(hit - predicted),
    )


def _overall(incidents: list[Incident], outcomes: list[Outcome]) -> Overall:
    affected = sum(len(one.incident.affected) for one in outcomes)
    predicted, right = sum(len(one.predicted) for one in outcomes), sum(len(one.right) for one in outcomes)
    if_needed = sum(len(one.if_needed) for one in outcomes)
    right_if_needed = sum(len(one.if_needed & one.incident.affected) for one in outcomes)
    return Overall(
        incidents=len(incidents),
        usable=len(outcomes),
        affected=affected,
        predicted=predicted,
        foretold=right,
        precision=_share(right, predicted),
        recall=_share(right, affected),
        precision_if_needed=_share(right_if_needed, if_needed),
        recall_if_needed=_share(right_if_needed, affected),
    )


def _gaps(snapshot: Snapshot, outcomes: list[Outcome]) -> tuple[Gap, ...]:
    """Unexplained ones first, then those of most incidents."""
    met: dict[tuple[int, Why], list[str]] = defaultdict(list)
    for one in outcomes:
        for node, why in one.why.items():
            met[node, why].append(snapshot.nodes[one.incident.node].id)
    rows = [Gap(**named(snapshot, node), why=why, incidents=tuple(sorted(ids))) for (node, why), ids in met.items()]
    return tuple(sorted(rows, key=lambda gap: (gap.why != "unexplained", -len(gap.incidents), gap.id, gap.why)))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _assumed(snapshot: Snapshot, outcomes: list[Outcome], labels: frozenset[str]) -> Iterator[Text]:
    if outcomes:
        names = ", ".join(sorted(labels))
        yield both("What an incident does not say that it affected counts as not hit; compared are {labels}.", labels=names)
    dateless = sum(not snapshot.nodes[one.incident.node].properties.get("detected_on") for one in outcomes)
    if dateless:
        yield both("{count} incidents have no day; they are read with all relationships.", count=dateless)


def _left_out(read: Iterable[Readings]) -> list[Text]:
    """What limits the reading of the day on which most was valid, and how much of it others lack."""
    by_day = sorted((one.stated for one in read), key=lambda stated: stated.view.hidden)
    if not by_day:
        return []
    most = by_day[-1].view.hidden
    told = [both("On the days of the incidents up to {count} relationships are not valid.", count=most)] if most else []
    return [*told, *by_day[0].view.assumptions, *by_day[0].groups.reasons]


def _summary(overall: Overall) -> Text:
    if not overall.usable:
        return both("None of {count} incidents says both where it started and what it affected.", count=overall.incidents)
    return both(
        "Incidents that can be used: {usable} of {count}. Consequences that were foretold: {foretold} of {affected}; "
        "foretold that were recorded: {foretold} of {predicted}.",
        usable=overall.usable, count=overall.incidents, affected=overall.affected, foretold=overall.foretold,
        predicted=overall.predicted,
    )  # fmt: skip

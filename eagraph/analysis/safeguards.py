"""Safeguards: which are missing for the level that is required, and does protection grow with sensitivity?

The classification model says which grade of safeguard a level asks for; what counts is the level that escalation arrives
at, not the one that was decided, and the way by which it became necessary is told. Grades are those of safeguards in force;
what is planned is named. A thing of which no safeguard is recorded is unknown: perhaps something is missing, and it comes
last. Beside the rows: things that require as much as another of their kind, or more, and are protected less.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._lacks import Lack, lacks
from eagraph.analysis._monotony import Pair, grades, levels, pairs
from eagraph.analysis._protected import protected, unrecorded, unrequired
from eagraph.analysis._things import labelled, named
from eagraph.escalation import escalate
from eagraph.escalation.assurance import Assured, assured
from eagraph.escalation.explaining import Reasons
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, Aspect, Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Safeguards")
question = both("Which safeguards are missing for the level required, and does protection grow with sensitivity?")
_OFTEN = 100


class Params(BaseModel):
    """Which safeguards, and how what is recorded is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    of: str | None = Field(
        default=None,
        title="only this thing",
        description="only this thing: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    certain: bool = Field(
        default=False, title="only what is certain", description="leave out what depends on what is unknown"
    )
    partial: bool = Field(
        default=False,
        title="safeguards are recorded in part",
        description="a safeguard recorded in one aspect says nothing of the others; otherwise those recorded are all",
    )
    labels: tuple[str, ...] = Field(
        default=(),
        description="only things with these labels; empty is every label",
        json_schema_extra={"names": "label"},
    )
    explain: bool = Field(default=True, description="tell by which way and rules the level became necessary")
    limit: int = Field(default=500, ge=1, le=100_000, description="no more rows than this in any list; the clearest first")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One thing in one aspect in which a safeguard is missing, for certain or perhaps."""

    brief: ClassVar = ("id", "aspect", "required_low", "needed_low", "grade_high", "missing", "planned", "witness")

    aspect: Aspect
    required_low: int = Field(description="the level required at least")
    required_high: int = Field(description="at most, whatever is still unknown turns out to be")
    needed_low: int = Field(title="grade needed", description="the grade of safeguard that this level asks for, at least")
    needed_high: int = Field(title="grade needed at most", description="the grade it asks for at most")
    grade_low: int = Field(title="grade in force", description="the highest grade in force, at least")
    grade_high: int = Field(title="grade in force at most", description="at most; 0-4 where nothing is recorded")
    missing: int = Field(title="grades missing", description="how many grades are missing for certain")
    possible: bool = Field(title="perhaps missing", description="a safeguard is missing, or perhaps is")
    assumed: bool = Field(description="missing only if flows carry what nobody says they carry")
    in_force: tuple[str, ...] = Field(title="in force", description="ids of the safeguards in force in this aspect")
    planned: tuple[str, ...] = Field(
        title="not in force", description="ids of safeguards in this aspect that are planned, or not known to be in force"
    )
    rules: tuple[str, ...] = Field(title="rules", description="by which rules the level became necessary")
    witness: tuple[str, ...] = Field(description="ids along the way by which the level became necessary")
    norm: tuple[str, ...] = Field(title="norm", description="rule, and the source of the table that asks for the grade")


class Anomaly(Named):
    """A thing that is protected less than another of its kind, though it requires as much or more."""

    brief: ClassVar = ("id", "required", "grades", "than", "than_required", "than_grades", "certain")

    required: str = Field(title="required KRTS", description="levels required of it, K R T S")
    grades: str = Field(title="grades KRTS", description="grades of its safeguards in force, K R T S")
    than: str = Field(title="than", description="id of the most telling thing that is protected better")
    than_name: str = Field(title="than, by name", description="its name")
    than_required: str = Field(title="required KRTS there", description="levels required of that one")
    than_grades: str = Field(title="grades KRTS there", description="grades of its safeguards in force")
    certain: bool = Field(title="certain", description="so whatever is unknown; otherwise so at both ends of what is known")
    distance: int = Field(title="distance", description="how many levels and grades they are apart the wrong way")
    norm: tuple[str, ...] = Field(title="norm", description="rule that asks for it")


class Answer(Result[Row]):
    """Rows are what is missing, the certain and largest first; beside them pairs that are protected the wrong way round."""

    anomalies: tuple[Anomaly, ...] = Field(default=(), title="protected the wrong way round")
    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What is missing, thing by thing and aspect by aspect, and pairs protected the wrong way round.

    Raises:
        UnknownName: the thing, or a label, does not exist.
    """
    only = snapshot.find(params.of) if params.of else None
    required = escalate(snapshot, at=params.at)
    given, model = assured(required, partial=params.partial), required.ground.model
    aspects = [params.aspect] if params.aspect else list(ASPECTS)
    everything = protected(given)
    things = [node for node in labelled(snapshot, everything, params.labels) if only in (None, node)]
    lacking = [lack for lack in lacks(given, things, aspects) if lack.missing or (lack.is_possible and not params.certain)]
    lacking.sort(key=lambda lack: (*lack.rank, snapshot.nodes[lack.node].id, ASPECTS.index(lack.aspect)))
    recorded = [node for node in everything if node in given.safeguards.by_thing]
    asked = {*things}
    wrong = [p for p in pairs(given, recorded) if p.worse in asked and (p.certain or not params.certain)]
    wrong.sort(key=lambda pair: (not pair.certain, -pair.distance, snapshot.nodes[pair.worse].id))
    hidden, reasons = required.hidden(aspects), Reasons(required) if params.explain else None
    cut = [*_cut(len(lacking), len(wrong), params.limit)]
    told = [
        *cut,
        *_no_table(model),
        *unrequired(given, everything),
        *unrecorded(given, things),
        *given.safeguards.reasons,
        *required.reasons(aspects),
    ]
    shown = lacking[: params.limit]
    return Answer(
        analysis="safeguards",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(lacking, wrong)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*told, *not_valid(hidden, params.at)], truncated=bool(cut)),
        hidden=hidden,
        rows=tuple(_row(given, reasons, lack) for lack in counted(shown, len(shown), every=_OFTEN)),
        anomalies=tuple(_anomaly(given, pair) for pair in wrong[: params.limit]),
        model_hash=model.hash,
    )


def _row(given: Assured, reasons: Reasons | None, lack: Lack) -> Row:
    required, nodes, node = given.escalation, given.escalation.snapshot.nodes, lack.node
    why = reasons and reasons.of(node, lack.aspect, end="low" if lack.needed.low > lack.grade.low else "high")
    asking = [row for row in required.ground.model.controls if row.aspect == lack.aspect]
    sources = [row.source for row in asking if row.level <= lack.required.high and row.grade > lack.grade.low]
    of = given.safeguards.of
    return Row(
        **named(required.snapshot, node),
        aspect=lack.aspect,
        required_low=lack.required.low,
        required_high=lack.required.high,
        needed_low=lack.needed.low,
        needed_high=lack.needed.high,
        grade_low=lack.grade.low,
        grade_high=lack.grade.high,
        missing=lack.missing,
        possible=lack.is_possible,
        assumed=lack.is_assumed,
        in_force=tuple(nodes[i].id for i in of(node, lack.aspect, "in_force")),
        planned=tuple(nodes[i].id for i in of(node, lack.aspect, "not_in_force", "unknown")),
        rules=why.rules if why else (),
        witness=tuple(nodes[i].id for i in why.way) if why else (),
        norm=("CLS-02", *dict.fromkeys(sources)),
    )


def _anomaly(given: Assured, pair: Pair) -> Anomaly:
    snapshot, better = given.escalation.snapshot, given.escalation.snapshot.nodes[pair.better]
    return Anomaly(
        **named(snapshot, pair.worse),
        required=_as_text(levels(given, pair.worse)),
        grades=_as_text(grades(given, pair.worse)),
        than=better.id,
        than_name=better.name,
        than_required=_as_text(levels(given, pair.better)),
        than_grades=_as_text(grades(given, pair.better)),
        certain=pair.certain,
        distance=pair.distance,
        norm=("CLS-05",),
    )


def _as_text(profile: Sequence[Interval]) -> str:
    return " ".join(map(str, profile))


def _cut(lacks: int, pairs: int, limit: int) -> Iterator[Text]:
    if lacks > limit:
        yield both("{count} more missing safeguards than are shown.", count=lacks - limit)
    if pairs > limit:
        yield both("{count} more things protected the wrong way round than are shown.", count=pairs - limit)


def _no_table(model: ClassificationModel) -> Iterator[Text]:
    if not model.controls:
        yield both("The classification model says of no level which grade of safeguard it asks for.")


def _summary(lacks: Sequence[Lack], wrong: Sequence[Pair]) -> Text:
    certain = [lack for lack in lacks if lack.missing]
    return both(
        "Safeguards missing for certain: {certain}, at things: {things}; perhaps missing: {perhaps}; "
        "protected less than what requires less: {wrong}, of these for certain: {surely}.",
        certain=len(certain),
        things=len({lack.node for lack in certain}),
        perhaps=len(lacks) - len(certain),
        wrong=len(wrong),
        surely=sum(pair.certain for pair in wrong),
    )

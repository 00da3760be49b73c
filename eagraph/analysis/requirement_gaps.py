"""Requirement gaps: where is less assured than is required?

Required is what escalation works out (`eagraph.escalation`), assured what safeguards, sources and suppliers give
(`eagraph.escalation.assurance`), both as intervals. A gap is certain where even the most that may be assured is less than
the least that is required; it is possible where the least that is assured is less than the most that may be required. Of
availability the hours until a thing is restored, over all it cannot do without, are also held against the longest
disruption it tolerates itself (MTPD, ISO 22301), and the share of time it works against the target of the level.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._gaps import Gap, Limiting, gaps, limits, root, tolerated
from eagraph.analysis._protected import protected, unrecorded, unrequired
from eagraph.analysis._things import named
from eagraph.escalation import escalate
from eagraph.escalation.assurance import Assured, assured
from eagraph.escalation.explaining import Reasons
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Requirement gaps")
question = both("Where is less assured than is required, and what holds it down?")
_OFTEN = 100
_NORMS = {
    "k": ("CLS-02", "ISO/IEC 27002 5.12"),
    "r": ("CLS-02", "ISO/IEC 27002 5.12"),
    "t": ("CLS-07", "ISO/IEC 27002 5.30", "ISO/IEC 27002 8.14"),
    "s": ("CLS-02", "ISO/IEC 27002 8.15"),
}


class Params(BaseModel):
    """Which gaps, and how what is recorded is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    of: str | None = Field(
        default=None,
        title="only this thing",
        description="only this thing: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    certain: bool = Field(default=False, title="only certain gaps", description="leave out what depends on what is unknown")
    partial: bool = Field(
        default=False,
        title="safeguards are recorded in part",
        description="a safeguard recorded in one aspect says nothing of the others; otherwise those recorded are all",
    )
    limit: int = Field(
        default=500, ge=1, le=100_000, description="no more rows than this, the certain and largest gaps first"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One thing in one aspect."""

    brief: ClassVar = ("id", "aspect", "required_low", "assured_high", "gap", "limited_by", "because")

    aspect: Aspect
    required_low: int = Field(description="the level required at least")
    required_high: int = Field(description="at most, whatever is still unknown turns out to be")
    assured_low: int = Field(title="assured at least", description="the level assured at least")
    assured_high: int = Field(title="assured at most", description="at most; 0-4 where nothing is known")
    gap: int = Field(description="how many levels less than required are assured, for certain")
    certain: bool = Field(
        title="surely less than required", description="less is assured, or it is restored too late, for certain"
    )
    possible: bool = Field(
        title="perhaps less than required",
        description="less is assured than required, or perhaps, depending on what is unknown",
    )
    assumed: bool = Field(description="the gap rests on a flow of which nobody has said what it carries")
    limited_by: Limiting = Field(
        description="what holds it down: its safeguards, sources of its data, hours until it is restored, share of uptime"
    )
    because: tuple[str, ...] = Field(
        description="ids: of K and S its safeguards in force; of R the way from the weakest source; of hours the path from "
        "what takes longest; of uptime what fails at times and stops it, or the path from what does not say"
    )
    witness: tuple[str, ...] = Field(description="ids along the way from where the required level comes from to the thing")
    restored_low_h: float | None = Field(
        title="restored after at least (h)",
        description="hours until it is restored, at least, over all it cannot do without",
    )
    restored_high_h: float | None = Field(
        title="restored after at most (h)", description="hours at most; empty where nothing bounds them"
    )
    mtpd_h: float | None = Field(description="hours it tolerates: its own MTPD, else that of the level required")
    breach: bool = Field(description="restored later than it tolerates, for certain")
    uptime_low: float | None = Field(title="works at least", description="share of time it works, at least")
    uptime_high: float | None = Field(title="works at most", description="share of time it works, at most")
    uptime_target: float | None = Field(
        title="must work", description="share of time that the level required asks for; empty where it asks for none"
    )
    falls_short: Literal["hours", "uptime", "level"] | None = Field(
        title="falls short in",
        description="of availability, certain gaps: hours: restored later than it tolerates; uptime: works too little of "
        "the time; level: only by what its level means, not by what it says of itself",
    )
    norm: tuple[str, ...] = Field(title="norm", description="rule and standard that ask for it")


class Root(Named):
    """Where certain gaps begin: what holds others down."""

    brief: ClassVar = ("id", "aspect", "gaps", "limited_by")

    aspect: Aspect
    limited_by: Limiting = Field(description="what of it holds others down")
    gaps: int = Field(title="gaps that begin there", description="how many certain gaps have their way or path begin there")


class Answer(Result[Row]):
    """The gaps, certain ones and the largest first; where those that are handed on begin; and the classification model."""

    roots: tuple[Root, ...] = Field(default=(), title="where gaps begin")
    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Things by aspect where less is, or may be, assured than required.

    Raises:
        UnknownName: the thing does not exist.
    """
    only = snapshot.find(params.of) if params.of else None
    required = escalate(snapshot, at=params.at)
    given = assured(required, partial=params.partial)
    aspects = [params.aspect] if params.aspect else list(ASPECTS)
    everything = protected(given, aspects)
    things = [node for node in everything if only in (None, node)]
    found = [gap for gap in gaps(given, things, aspects) if gap.is_certain or (gap.is_possible and not params.certain)]
    found.sort(key=lambda gap: (*gap.rank, snapshot.nodes[gap.node].id, ASPECTS.index(gap.aspect)))
    shown, hidden = found[: params.limit], required.hidden(aspects)
    reasons = Reasons(required)
    told = [
        *_cut(len(found), params.limit),
        *unrequired(given, everything),
        *unrecorded(given, things),
        *given.reasons(),
        *required.reasons(aspects),
    ]
    return Answer(
        analysis="requirement-gaps",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(found)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*told, *not_valid(hidden, params.at)], truncated=len(found) > len(shown)),
        hidden=hidden,
        rows=tuple(_row(given, reasons, gap) for gap in counted(shown, len(shown), every=_OFTEN)),
        roots=tuple(_roots(given, found))[: params.limit],
        model_hash=required.ground.model.hash,
    )


def _roots(given: Assured, gaps: Sequence[Gap]) -> Iterator[Root]:
    """Where certain gaps in integrity and in hours begin that others hand on, the most first."""
    begin = Counter((at, gap.aspect) for gap in gaps if (at := root(given, gap)) is not None)
    for (node, aspect), count in sorted(begin.items(), key=lambda item: (-item[1], item[0])):
        limited_by: Limiting = "hours" if aspect == "t" else "sources"
        yield Root(**named(given.escalation.snapshot, node), aspect=aspect, limited_by=limited_by, gaps=count)


def _row(given: Assured, reasons: Reasons, gap: Gap) -> Row:
    nodes, node = given.escalation.snapshot.nodes, gap.node
    limited_by, because = limits(given, gap)
    witness = reasons.of(node, gap.aspect, end="low" if gap.required.low > gap.assured.low else "high").way
    return Row(
        **named(given.escalation.snapshot, node),
        aspect=gap.aspect,
        required_low=gap.required.low,
        required_high=gap.required.high,
        assured_low=gap.assured.low,
        assured_high=gap.assured.high,
        gap=gap.levels,
        certain=gap.is_certain,
        possible=gap.is_possible,
        assumed=gap.is_assumed,
        limited_by=limited_by,
        because=tuple(nodes[i].id for i in because),
        witness=tuple(nodes[i].id for i in witness),
        breach=gap.late[0],
        norm=_NORMS[gap.aspect],
        **(_measures(given, gap) if gap.aspect == "t" else dict.fromkeys(_MEASURES)),
    )


_MEASURES = (
    "restored_low_h", "restored_high_h", "mtpd_h", "uptime_low", "uptime_high", "uptime_target", "falls_short",
)  # fmt: skip


def _measures(given: Assured, gap: Gap) -> dict[str, Any]:
    """Hours and shares of time, and what they are held against."""
    node, meaning = gap.node, given.escalation.ground.model.availability_of(gap.required.low)
    own = tolerated(given, node)
    hours = (given.hours["low"][node], given.hours["high"][node])
    low, high = (value if isfinite(value) else None for value in hours)
    mtpd = own if own is not None else meaning.mtpd_h if meaning else None
    uptime = (given.uptime["low"][node], given.uptime["high"][node])
    target = meaning.availability if meaning else None
    short = "hours" if mtpd is not None and hours[0] > mtpd else "uptime" if target and uptime[1] < target else "level"
    values = (low, high, mtpd, *uptime, target, short if gap.is_certain else None)
    return dict(zip(_MEASURES, values, strict=True))


def _cut(found: int, limit: int) -> Iterator[Text]:
    if found > limit:
        yield both("{count} more gaps than are shown.", count=found - limit)


def _summary(gaps: Sequence[Gap]) -> Text:
    certain = [gap for gap in gaps if gap.is_certain]
    return both(
        "Less is assured than required for certain: {certain}, at things: {things}; restored later than they tolerate: "
        "{late}; perhaps less, depending on what is unknown: {perhaps}.",
        certain=len(certain),
        things=len({gap.node for gap in certain}),
        late=sum(gap.late[0] for gap in certain),
        perhaps=len(gaps) - len(certain),
    )

"""Settle first: which unknown classification matters most to settle?

The value of information over intervals (Howard 1966): each open level, and each property a rule asks about that nobody has
stated, is taken to turn out each way it may, and everything is worked out anew. Counted are the levels by which intervals of
what is required get narrower, and the verdicts "perhaps classified too low" that are decided, everywhere but on the thing
itself: on average if every way is as likely, and at least, whichever it is. A property that is a number is taken to be so
small that no rule counts it, or so large that all do. Only what holds up the upper end of some interval, or may lift a lower
one, is worked out (see `_holds_up`), what promises most first, until nothing left can narrow more than the last shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._holds_up import HoldsUp
from eagraph.analysis._things import named, owner_names
from eagraph.analysis._unsettled import Assigned, Doubt, Settled, Unsettled, unsettled
from eagraph.escalation import Escalation, escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both, figure
from eagraph.model.classification import ASPECTS
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import advanced, counted

title = both("Settle first")
question = both("Which unknown classification matters most to settle first?")

What = Literal[
    "k", "r", "t", "s", "categories", "subject_kind", "subjects", "records", "resolution_s", "retention_d", "personal",
    "special_category",
]  # fmt: skip


class Params(BaseModel):
    """How much is looked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(default=10, ge=1, le=1000, description="no more rows than this, those that matter most first")
    tries: int = Field(default=100, ge=1, le=100_000, description="work no more of what is unknown out than this")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """Something unknown of one thing; what matters most first."""

    brief: ClassVar = ("name", "what", "between", "expected", "guaranteed", "decides", "owner")

    what: What = Field(
        title="what is unknown", description="the aspect k, r, t or s whose level is open, or the property nobody has stated"
    )
    between: str | None = Field(description="the levels it may be; empty for a property")
    expected: float = Field(
        title="levels narrower, on average",
        description="by how many levels intervals get narrower, all together, if every way it may turn out is as likely",
    )
    guaranteed: int = Field(title="at least", description="by how many levels whichever way it turns out")
    at_low: int = Field(title="at its lowest", description="by how many levels if it turns out as low as it may")
    at_high: int = Field(title="at its highest", description="by how many levels if it turns out as high as it may")
    intervals: float = Field(
        title="intervals narrower, on average",
        description="how many intervals get narrower, each of one place in one aspect",
    )
    decides: float = Field(
        title="verdicts decided, on average",
        description="how many verdicts `perhaps classified too low` are decided, each of one place in one aspect",
    )
    decides_at_least: int = Field(title="verdicts decided, at least", description="how many whichever way it turns out")
    owner: str | None = Field(description="who owns it, and so may settle it; empty where nobody is said to")


class Answer(Result[Row]):
    """Rows are what matters most; beside them how much there is in doubt."""

    unknown: int = Field(default=0, description="how many levels and properties are unknown that a rule or a level asks for")
    worked_out: int = Field(default=0, description="how many of them were worked out; the others matter less, or not at all")
    in_doubt: int = Field(default=0, description="the width of all intervals of what is required, in levels")
    undecided: int = Field(default=0, description="how many places, by aspect, are perhaps classified too low")
    model_hash: str = Field(default="", description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What is unknown, that which narrows most on average first."""
    found = escalate(snapshot, at=params.at)
    work = _Settling(found)
    search = work.searched(params)
    shown = [one for one in search.best if one.expected][: params.limit]
    hidden = found.hidden(ASPECTS)
    cut = list(_cut(search, shown=len(shown)))
    return Answer(
        analysis="settle-first",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, work, shown)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *not_valid(hidden, params.at), *found.reasons(ASPECTS)], truncated=bool(cut)),
        hidden=hidden,
        rows=tuple(_row(snapshot, one) for one in shown),
        unknown=search.unknown,
        worked_out=search.tried,
        in_doubt=int(work.doubt.width.sum()),
        undecided=int(work.doubt.undecided.sum()),
        model_hash=found.ground.model.hash,
    )


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """What settling one thing does, by the way it turns out: levels and intervals narrower, verdicts decided."""

    one: Unsettled
    levels: tuple[int, ...]
    intervals: tuple[int, ...]
    decided: tuple[int, ...]

    @property
    def expected(self) -> float:
        """Levels narrower on average."""
        return sum(self.levels) / len(self.levels)


@dataclass(frozen=True, slots=True)
class _Search:
    """What was worked out, that which matters most first; how many are left, and the most each narrows on average."""

    best: list[_Outcomes]
    unknown: int
    tried: int
    left: int
    most: float


class _Settling:
    """The doubt of a landscape, and what is left of it when something is settled."""

    def __init__(self, found: Escalation) -> None:
        self.found = found
        self._assigned = Assigned.of(found)
        self.doubt = Doubt.of(found.low, found.high, self._assigned)

    def searched(self, params: Params) -> _Search:
        """Settle one thing after the other, what promises most first, until nothing left can be among the first."""
        limits, everything = HoldsUp(self.found, self.doubt), list(unsettled(self.found))
        most = {one.key: limits.most(one) for one in counted(everything, len(everything), every=20)}
        promising = sorted((one for one in everything if most[one.key]), key=lambda one: (-most[one.key], one.key))
        best: list[_Outcomes] = []
        tried = 0
        for one in promising[: params.tries]:
            if len(best) >= params.limit and best[params.limit - 1].expected >= most[one.key]:
                break
            best.append(self.outcomes(one))
            best.sort(key=lambda o: (-o.expected, -min(o.levels), -sum(o.decided) / len(o.decided), o.one.key))
            tried += 1
            advanced(tried, len(promising))
        left = promising[tried:]
        return _Search(best, len(everything), tried, len(left), most[left[0].key] if left else 0)

    def outcomes(self, one: Unsettled) -> _Outcomes:
        """What settling one thing does, whichever way it turns out."""
        others = np.ones(self.doubt.width.shape[1], dtype=np.bool_)
        others[one.node] = False
        levels, intervals, decided = [], [], []
        for number in range(len(one.values)):
            turned_out = Settled(self.found, one, number)
            after = Doubt.of(turned_out.low, turned_out.high, self._assigned)
            narrower = np.maximum(self.doubt.width - after.width, 0)[:, others]
            levels.append(int(narrower.sum()))
            intervals.append(int(np.count_nonzero(narrower)))
            decided.append(int((self.doubt.undecided & ~after.undecided)[:, others].sum()))
        return _Outcomes(one, tuple(levels), tuple(intervals), tuple(decided))


def _row(snapshot: Snapshot, outcomes: _Outcomes) -> Row:
    one, ways = outcomes.one, len(outcomes.levels)
    ends = (one.values[0].get(one.what), one.values[-1].get(one.what))
    return Row(
        **named(snapshot, one.node),
        what=next(what for what in get_args(What) if what == one.what),
        between=f"{ends[0]}-{ends[1]}" if one.what in ASPECTS else None,
        expected=round(outcomes.expected, 2),
        guaranteed=min(outcomes.levels),
        at_low=outcomes.levels[0],
        at_high=outcomes.levels[-1],
        intervals=round(sum(outcomes.intervals) / ways, 2),
        decides=round(sum(outcomes.decided) / ways, 2),
        decides_at_least=min(outcomes.decided),
        owner=owner_names(snapshot, one.node),
    )


def _cut(search: _Search, *, shown: int) -> Iterator[Text]:
    """What else may matter, and how much at most."""
    if search.left:
        yield both(
            "{count} more unknown levels and properties may matter and were not worked out; none narrows more than {most} "
            "levels on average.",
            count=search.left,
            most=figure(search.most),
        )
    if more := sum(one.expected > 0 for one in search.best) - shown:
        yield both("{count} more unknown levels and properties matter and are not shown.", count=more)


def _summary(snapshot: Snapshot, work: _Settling, shown: list[_Outcomes]) -> Text:
    in_doubt = int(work.doubt.width.sum())
    if not in_doubt:
        return both("Nothing that is required is in doubt.")
    if not shown:
        return both("No single unknown, settled by itself, takes away any of the {count} levels in doubt.", count=in_doubt)
    first = shown[0]
    return both(
        "Settle {what} of {name} first: of {count} levels in doubt {expected} go away on average, {guaranteed} at least.",
        what=_what(snapshot, first.one),
        name=snapshot.nodes[first.one.node].name,
        count=in_doubt,
        expected=figure(first.expected),
        guaranteed=min(first.levels),
    )


def _what(snapshot: Snapshot, one: Unsettled) -> Text:
    """What is unknown, by the name people give it."""
    fields = snapshot.schema.node_fields.get(snapshot.nodes[one.node].label, {})
    return fields[one.what].text if one.what in fields else Text(one.what, one.what)

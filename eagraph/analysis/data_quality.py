"""Data quality: is what the landscape says possible, and does it agree with itself?

The checks that no query of the portable subset answers (rules DQ-01, 03, 05, 06, 07, 09, 10, 13 and 15); the others are
queries of their own in the rules of the theme data-quality. What is loaded was checked when it was loaded: a store edited by
hand, sources that contradict each other and things a source has withdrawn are what is left to find.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._quality import carrying, contradictions, groups, layers, pointing, rings, values
from eagraph.analysis._quality.judged import Check, Judged
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans, not_valid, valid_relationships
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import counted

title = both("Data quality")
question = both("Is what the landscape says possible, and does it agree with itself?")
_CHECKS: Mapping[Check, Callable[[Snapshot, Booleans], Iterator[Judged]]] = {
    "DQ-01": pointing.judged, "DQ-03": rings.judged, "DQ-05": groups.judged, "DQ-06": values.out_of_range,
    "DQ-07": values.unknown_words, "DQ-09": carrying.judged, "DQ-10": values.levels, "DQ-13": contradictions.judged,
    "DQ-15": layers.judged,
}  # fmt: skip


class Params(BaseModel):
    """Which checks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: tuple[Check, ...] = Field(default=(), title="only these checks", description="only these checks; all if empty")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=1_000_000, description="no more rows than this, what is wrong first")


class Claim(Value):
    """What one source says."""

    source: str = Field(description="the source")
    value: str = Field(description="what it says")


class Row(Named):
    """A thing that breaks a check, or of which it cannot be told."""

    brief: ClassVar = ("check", "violation", "name", "words")

    check: str = Field(description="the check, as the rule that asks it is called")
    violation: Literal["yes", "unknown"] = Field(description="yes: it breaks the check; unknown: it cannot be told")
    words: Words = Field(title="what is wrong", description="what is wrong, or why it cannot be told")
    wrong: str = Field(description="kind of wrong: two of one thing are told apart by it")
    property: str = Field(title="property", description="the property or relationship that is wrong or missing")
    others: tuple[str, ...] = Field(default=(), description="ids of further things it is about")
    said: tuple[Claim, ...] = Field(default=(), title="what sources say", description="where sources differ: who says what")


class Tally(Value):
    """How one check came out."""

    check: str = Field(description="the check")
    wrong: int = Field(description="how many times something is wrong")
    unknown: int = Field(title="cannot be told", description="of how many it cannot be told")


class Answer(Result[Row]):
    """What is wrong, by check and thing, and how each check came out."""

    checks: tuple[Tally, ...] = Field(default=(), description="how each check came out")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Everything that breaks a check, what is certain first."""
    valid = valid_relationships(snapshot, params.at)
    asked = [check for check in _CHECKS if not params.check or check in params.check]
    found = {check: _once(_CHECKS[check](snapshot, valid)) for check in counted(asked, len(asked))}
    rows = [_row(snapshot, check, one) for check in asked for one in found[check]]
    rows.sort(key=lambda row: (row.violation == "unknown", row.check, row.id, row.wrong, row.others))
    tallies = [
        Tally(check=c, wrong=sum(o.is_sure for o in found[c]), unknown=sum(not o.is_sure for o in found[c])) for c in asked
    ]
    hidden, more = int((~valid).sum()), len(rows) - params.limit
    cut = (both("{count} more rows are not shown.", count=more),) if more > 0 else ()
    return Answer(
        analysis="data-quality",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(tallies)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *not_valid(hidden, params.at)], truncated=more > 0),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        checks=tuple(tallies),
    )


def _once(found: Iterator[Judged]) -> list[Judged]:
    """Parallel relationships say the same thing once."""
    return list({(one.node, one.wrong, one.others, one.is_sure): one for one in found}.values())


def _row(snapshot: Snapshot, check: Check, one: Judged) -> Row:
    return Row(
        **named(snapshot, one.node),
        check=check,
        violation="yes" if one.is_sure else "unknown",
        words=Words.of(one.words),
        wrong=one.wrong,
        property=one.property,
        others=tuple(snapshot.nodes[i].id for i in one.others),
        said=tuple(Claim(source=source, value=contradictions.shown(value)) for source, value in one.said),
    )


def _summary(tallies: Sequence[Tally]) -> Text:
    broken = [tally for tally in tallies if tally.wrong]
    if not broken:
        return both(
            "Nothing contradicts itself in {checks} checks; of {unknown} it cannot be told.", checks=len(tallies),
            unknown=sum(tally.unknown for tally in tallies),
        )  # fmt: skip
    return both(
        "Wrong: {wrong}, in {broken} of {checks} checks ({most}); of {unknown} it cannot be told.",
        wrong=sum(tally.wrong for tally in broken),
        broken=len(broken),
        checks=len(tallies),
        most=", ".join(f"{tally.check}: {tally.wrong}" for tally in broken),
        unknown=sum(tally.unknown for tally in tallies),
    )

"""Fill first: which missing fact, once filled in, lets most be answered?

An analysis or rule can tell of a thing once it knows every fact it needs of it (`_minimum`). Of a fact that many lack is
counted how many answers (one thing, one analysis or rule) lack this fact alone, and so are had by filling it in; then how
many lack it among other facts. What nobody can answer for want of several comes up as the first of them are filled in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import criticality_of
from eagraph.analysis._known import Known
from eagraph.analysis._minimum import MINIMUM, Need
from eagraph.analysis._things import named, owner_names
from eagraph.errors import UnknownName, nearest_names
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import counted

title = both("What to fill in first")
question = both("Which missing fact lets most be answered once it is filled in, and for which things first?")


class Params(BaseModel):
    """For whom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="only what this board or company answers for", json_schema_extra={"names": "thing"}
    )
    analysis: str = Field(default="", description="only what this analysis or rule needs")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    things: int = Field(
        default=10, ge=0, le=1000, title="things to begin with", description="no more things a row than this"
    )
    limit: int = Field(default=30, ge=1, le=1000, description="no more rows than this, what gives most first")


class First(Named):
    """A thing to begin with."""

    criticality: int | None = Field(description="how critical it is, 0-4; None is unknown")
    answers: int = Field(description="how many analyses and rules can tell of it once the fact is known")
    owner: str | None = Field(description="whom to ask")


class Row(Value):
    """A fact that is missing."""

    brief: ClassVar = ("label", "fact", "answered", "lacking", "of", "unlocks")

    label: str = Field(description="label or type of relationship the fact is of")
    property: str = Field(description="the property or relationship that is missing")
    fact: Words = Field(title="fact", description="what people call it")
    lacking: int = Field(title="lack it", description="how many lack it")
    of: int = Field(title="of how many", description="of how many it is needed")
    answered: int = Field(
        title="answers it gives", description="answers, one thing and one analysis or rule, that lack this alone"
    )
    needed_too: int = Field(title="answers it helps", description="answers that lack this and something else")
    unlocks: tuple[str, ...] = Field(title="needed by", description="analyses and rules that need it")
    begin_with: tuple[First, ...] = Field(description="the things to begin with, the most critical first")


class Answer(Result[Row]):
    """Missing facts, that which gives most first."""

    answers_now: int = Field(
        default=0, title="answers now", description="answers there are now, one thing and one analysis or rule"
    )
    answers_in_all: int = Field(
        default=0, title="answers in all", description="answers there would be if everything were known"
    )


@dataclass
class _Gap:
    """Who lacks a fact: by number the answers that lack this alone, and those that lack more."""

    alone: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    among: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Every fact somebody lacks.

    Raises:
        UnknownName: the organisation does not exist, or nothing is known of what the analysis needs.
    """
    known, needs = Known(snapshot, params.at), _needs(params.analysis)
    mine = _mine(snapshot, params.organisation)
    gaps: dict[tuple[str, str], _Gap] = defaultdict(_Gap)
    had = possible = 0
    by_of: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        by_of[need.of].append(need)
    for of, own in counted(by_of.items(), len(by_of)):
        for number in known.members.get(of, ()):
            if mine is None or known.about(of, number) in mine:
                told, could = _tell(known, own, number, params.analysis, gaps)
                had, possible = had + told, possible + could
    rows = [_row(known, need, gaps[need.of, need.fact], mine, params) for need in needs if (need.of, need.fact) in gaps]
    rows.sort(key=lambda row: (-row.answered, -row.needed_too, row.label, row.property))
    more = len(rows) - params.limit
    cut = (both("{count} more rows are not shown.", count=more),) if more > 0 else ()
    return Answer(
        analysis="fill-first",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, had, possible)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(cut, truncated=more > 0),
        rows=tuple(rows[: params.limit]),
        answers_now=had,
        answers_in_all=possible,
    )


def _needs(asker: str) -> list[Need]:
    needs = [need for need in MINIMUM if not asker or asker in need.askers]
    if not needs:
        askers = sorted({one for need in MINIMUM for one in need.askers})
        raise UnknownName(both("Nothing is said of what {name} needs.", name=repr(asker)), nearest_names(asker, askers))
    return needs


def _mine(snapshot: Snapshot, organisation: str) -> set[int] | None:
    """The things a board answers for; None for all."""
    if not organisation:
        return None
    board = snapshot.find(organisation)
    return {board, *(node for node, own in boards(snapshot).items() if own == board)}


def _tell(
    known: Known, needs: Sequence[Need], number: int, asker: str, gaps: Mapping[tuple[str, str], _Gap]
) -> tuple[int, int]:
    """How many answers there are about a thing, and could be; what each lacks goes into the gaps."""
    lacks: dict[str, list[Need]] = {}
    for need in needs:
        if not known.is_asked(need.of, need.fact, number):
            continue
        is_known = known.knows(need.of, need.fact, number)
        for one in need.askers if not asker else (asker,):
            lacking = lacks.setdefault(one, [])
            if not is_known:
                lacking.append(need)
    for missing in lacks.values():
        for need in missing:
            gap = gaps[need.of, need.fact]
            (gap.alone if len(missing) == 1 else gap.among)[number] += 1
    return sum(not missing for missing in lacks.values()), len(lacks)


def _row(known: Known, need: Need, gap: _Gap, mine: set[int] | None, params: Params) -> Row:
    lacking = gap.alone.keys() | gap.among.keys()
    members = known.members.get(need.of, ())
    asked = [n for n in members if known.is_asked(need.of, need.fact, n)]
    asked = [n for n in asked if mine is None or known.about(need.of, n) in mine]
    by_thing: dict[int, int] = defaultdict(int)
    for number in sorted(lacking):
        by_thing[known.about(need.of, number)] += gap.alone.get(number, 0)
    return Row(
        label=need.of,
        property=need.fact,
        fact=Words.of(_called(known, need)),
        lacking=len(lacking),
        of=len(asked),
        answered=sum(gap.alone.values()),
        needed_too=sum(gap.among.values()),
        unlocks=need.askers,
        begin_with=_first(known.snapshot, by_thing, params.things),
    )


def _called(known: Known, need: Need) -> Text:
    return both("{kind}: {fact}", kind=known.kind_text(need.of), fact=known.text(need.of, need.fact))


def _first(snapshot: Snapshot, by_thing: Mapping[int, int], most: int) -> tuple[First, ...]:
    level = {node: criticality_of(snapshot, node) for node in by_thing}
    order = sorted(by_thing, key=lambda n: (-1 if level[n] is None else -level[n], -by_thing[n], n))  # type: ignore[operator]
    return tuple(
        First(**named(snapshot, n), criticality=level[n], answers=by_thing[n], owner=owner_names(snapshot, n))
        for n in order[:most]
    )


def _summary(rows: Sequence[Row], had: int, possible: int) -> Text:
    if not rows:
        return both("Nothing is missing that an analysis or rule needs ({possible} answers).", possible=possible)
    first = rows[0]
    return both(
        "{had} of {possible} answers are possible now. Filling in “{fact}” gives most: {lacking} lack it, and {answered} "
        "answers lack nothing else.",
        had=had, possible=possible, fact=first.fact.text, lacking=first.lacking, answered=first.answered,
    )  # fmt: skip

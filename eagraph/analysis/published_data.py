"""Published data: what does the public see together that it should not, and what would one set more add?

The public sees all published sets at once, so they are judged as if they lay in one place (mosaic effect, OMB M-13-13).
Three things are told: sets that need confidentiality by themselves, pairs that share quasi-identifiers about the same kind
of subject and so open each other (`_published.mosaic`), and every rule of the classification model about information that
applies to what is seen, with sets of which none can go; sets that open each other count with all they were made of. See
`_published.public` for what counts as published. Every level is a proposal until an owner has decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._published.judged import Judged, Level
from eagraph.analysis._published.public import open_places, published
from eagraph.analysis._published.together import Applies
from eagraph.analysis._things import found
from eagraph.errors import UsageError
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.limits import limits
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.aggregation import Flag
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Published data")
question = both("What does the public see together that it should not, and what would one set more add?")
HELD = "high-water-mark"
Why = Literal["high_water_mark", "mosaic", "combination", "accumulation", "concentration"]


class Params(BaseModel):
    """What is to be published, and what else the public sees."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    add: tuple[str, ...] = Field(
        default=(),
        title="about to be published",
        description="information about to be published: only what would newly arise is shown",
        json_schema_extra={"names": "thing"},
    )
    open_places: tuple[str, ...] = Field(
        default=(),
        title="places open to all",
        description="places open to the public, besides those that hold published information and are classified K 0",
        json_schema_extra={"names": "thing"},
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=1_000_000, description="no more rows than this")


class Row(Value):
    """One set, pair or handful of sets that needs a decision."""

    brief: ClassVar = ("rule", "names", "shared", "subject_kind", "k_low", "k_high", "possible", "decided")

    rule: str = Field(description="id of the rule; high-water-mark: the set needs confidentiality by itself")
    family: Why = Field(title="kind of rule", description="what the rule is about")
    members: tuple[str, ...] = Field(title="sets", description="ids of the sets; none of them can go")
    names: tuple[str, ...] = Field(description="their names")
    places: tuple[str, ...] = Field(
        title="seen in", description="ids of the open places in which sets are seen that are not themselves published"
    )
    shared: tuple[str, ...] = Field(
        title="quasi-identifiers in common", description="what a pair shares that points at someone"
    )
    subject_kind: str | None = Field(title="about whom", description="the kind of subject; empty: any, or unknown")
    opens: tuple[str, ...] = Field(title="comes open", description="ids of the information that is then seen whole again")
    k_low: int = Field(title="K proposed, at least", description="confidentiality proposed for them together, at least")
    k_high: int = Field(title="K proposed, at most", description="at most, whatever is unknown turns out to be")
    flags: tuple[Flag, ...] = Field(title="asks for", description="what the rule asks for besides a level")
    possible: bool = Field(title="perhaps", description="only so if what nobody has said is so")
    decided: tuple[str, ...] = Field(description="ids of exemptions in force that name the rule and all sets; empty: decide")
    first_set: str = Field(title="first of them", description="id of the first set, by which rules name the row")
    decide: bool = Field(title="needs a decision", description="it is so for certain, and nobody has decided")
    why: Words = Field(description="why it matters")


class Answer(Result[Row]):
    """Rows are what needs a decision, the surest and highest first."""

    sets: int = Field(default=0, description="how many sets the public sees")
    open_places: tuple[str, ...] = Field(default=(), title="places open to all", description="ids of the places open to all")
    together: Level = Field(title="all of it together", description="confidentiality of everything the public sees")
    before: Level | None = Field(default=None, title="before", description="the same without what is about to be published")
    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What needs a decision.

    Raises:
        UnknownName: something named does not exist.
        UsageError: what is to be published is no information.
    """
    escalation = escalate(snapshot, at=params.at)
    places = tuple(sorted({*open_places(escalation), *found(snapshot, params.open_places)}))
    added = _columns(escalation, params) - {*published(escalation)}
    now = Judged(escalation, places)
    then = Judged(escalation, places, frozenset(added)) if params.add else now
    pairs = params.limit if added or not params.add else 0
    rows = sorted(_rows(then, pairs), key=_order)
    old = {_key(row) for row in _rows(now, 0)} if params.add else set()
    new = [row for row in rows if _key(row) not in old]
    shown, more = new[: params.limit], max(0, len(new) - params.limit) + (then.unshown(pairs) if pairs else 0)
    cut = [both("{count} more rows are not shown.", count=more)] if more else []
    hidden = len(escalation.ground.left_out)
    return Answer(
        analysis="published-data",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(then, new, params)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut, *not_valid(hidden, params.at), *_reasons(then, places, params)], truncated=bool(cut)
        ),
        hidden=hidden + len(rows) - len(new),
        rows=tuple(shown),
        sets=len(then.high.public.items),
        open_places=tuple(snapshot.nodes[i].id for i in places),
        together=then.level,
        before=now.level if params.add else None,
        model_hash=snapshot.schema.classification.hash,
    )


def _columns(escalation: Escalation, params: Params) -> set[int]:
    """The columns of what is about to be published."""
    named = found(escalation.snapshot, params.add)
    wrong = [escalation.snapshot.nodes[i].name for i in named if i not in escalation.ground.column]
    if wrong:
        raise UsageError(both("{things} is no information asset.", things=", ".join(wrong)))
    return {escalation.ground.column[i] for i in named}


def _key(row: Row) -> tuple[object, ...]:
    """What makes a row another: which sets, in a pair or alone; of a rule that needs several, whether it surely applies."""
    return (row.rule, row.possible, row.members if row.family in ("mosaic", "high_water_mark") else ())


def _order(row: Row) -> tuple[object, ...]:
    return (row.possible, -row.k_low, -row.k_high, row.rule, row.members)


def _rows(judged: Judged, limit: int) -> Iterator[Row]:
    """All of them, each once."""
    yield from _by_themselves(judged)
    yield from _pairs(judged, limit)
    certain = {applies.rule.id for applies in judged.low.applying}
    for applies in judged.low.applying:
        yield _of_rule(judged, applies, possible=False)
    for applies in judged.high.applying:
        if applies.rule.id not in certain:
            yield _of_rule(judged, applies, possible=True)


def _by_themselves(judged: Judged) -> Iterator[Row]:
    """Sets that need confidentiality by themselves."""
    low, high = judged.low.public.items, judged.high.public.items
    why = both("What is published needs no confidentiality; this does.")
    for column, item in high.items():
        least = low[column].k if column in low else 0
        if item.k:
            row = _row(judged, HELD, "high_water_mark", (column,), possible=not least, why=why)
            yield row.model_copy(update={"k_low": least, "k_high": item.k})


def _pairs(judged: Judged, limit: int) -> Iterator[Row]:
    """Pairs that open each other, by each mosaic rule of the model; those sure first, and no more than so many."""
    rules = [rule for rule in judged.escalation.ground.model.rules if rule.family == "mosaic"]
    for rule, pair in islice(((rule, pair) for pair in judged.pairs() for rule in rules), limit):
        columns = (pair.one.column, pair.other.column)
        row = _row(judged, rule.id, "mosaic", columns, possible=not pair.surely, why=rule.why.text)
        opens = judged.ids(judged.high.mosaic.opened(columns, perhaps=True) - {*columns})
        told = {"shared": pair.shared, "subject_kind": ", ".join(pair.subjects) or None, "opens": opens, "flags": rule.flags}
        yield row.model_copy(update=told)


def _of_rule(judged: Judged, applies: Applies, *, possible: bool) -> Row:
    """A rule that applies to some sets together."""
    rule, columns = applies.rule, applies.columns
    row = _row(judged, rule.id, rule.family, columns, possible=possible, why=rule.why.text)
    end = judged.high if possible else judged.low
    opens = judged.ids(end.opened(columns) - {*columns})
    high = judged.high.level(columns, [rule])
    low = judged.low.level([c for c in columns if c in judged.low.public.items], [] if possible else [rule])
    told = {"subject_kind": applies.subject or None, "opens": opens, "flags": rule.flags, "k_low": low}
    return row.model_copy(update={**told, "k_high": max(low, high)})


def _row(judged: Judged, rule: str, family: Why, columns: Sequence[int], *, possible: bool, why: Text) -> Row:
    """What every row tells; its levels are those of the sets as they are seen together."""
    ground, items = judged.escalation.ground, judged.high.public.items
    nodes = [int(ground.assets[c]) for c in columns]
    decided = judged.decisions.about(rule, nodes)
    low = judged.low.level([c for c in columns if c in judged.low.public.items])
    return Row(
        rule=rule,
        family=family,
        members=judged.ids(columns),
        names=tuple(ground.snapshot.nodes[i].name for i in nodes),
        places=tuple(ground.snapshot.nodes[p].id for p in sorted({p for c in columns for p in items[c].places})),
        shared=(),
        subject_kind=None,
        opens=(),
        k_low=low,
        k_high=max(low, judged.high_level(columns)),
        flags=(),
        possible=possible,
        decided=decided,
        first_set=judged.ids(columns)[0],
        decide=not (possible or decided),
        why=Words.of(why),
    )


def _summary(judged: Judged, rows: Sequence[Row], params: Params) -> Text:
    surely, perhaps = (sum(row.possible == is_so and not row.decided for row in rows) for is_so in (False, True))
    figures = {"sets": len(judged.high.public.items), "surely": surely, "perhaps": perhaps}
    if params.add:
        return both("What would newly need a decision if it is published: {surely}; perhaps: {perhaps}.", **figures)
    if not judged.high.public.items:
        return both("Nothing is said to be published.")
    return both("Sets that the public sees: {sets}. What needs a decision: {surely}; perhaps: {perhaps}.", **figures)


def _reasons(judged: Judged, places: Sequence[int], params: Params) -> Iterator[Text]:
    """What is not known, and what was assumed instead."""
    escalation, nodes = judged.escalation, judged.escalation.snapshot.nodes
    ground = escalation.ground
    silent = sum(
        "published" not in nodes[i].properties and nodes[i].properties.get("asset_kind") != "open"
        for i in ground.assets.tolist()
    )
    if silent:
        yield both("{count} information assets do not say whether they are published; they count as not.", count=silent)
    if not len(ground.assets):
        yield both("The landscape names no information; what is published cannot be told.")
    if already := [
        nodes[i].name for i in found(escalation.snapshot, params.add) if ground.column[i] in published(escalation)
    ]:
        yield both("{things} is published already.", things=", ".join(already))
    if automatic := len({*places} & {*open_places(escalation)}):
        yield both(
            "{count} places hold published information and are classified K 0; all that is in them counts as published.",
            count=automatic,
        )
    if unsaid := judged.high.mosaic.silent:
        yield both("{count} published sets do not say what is in them; what they open cannot be told.", count=unsaid)
    yield from limits(ground, escalation.content)

"""Escalation: how sensitive does information become where it is put together, and which place is classified too low?

Three stages (see `eagraph.escalation`): which information reaches a place and what filters take from it; which aggregation
rules apply to what lies together; which levels follow in K R T S, each aspect in its own direction, as intervals (unknown is
0-4). Four vectors stay apart: assigned by the owner, required here, assured by safeguards, and the gap between these two.
Lattice: Denning (1976); high-water mark, aggregation and hosting: NIST SP 800-60 vol. 1 rev. 1, §4.4.

A witness rests on an assumption only where nothing that is declared would require as much.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._things import labelled, named
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.assurance import assured
from eagraph.escalation.explaining import Explanation, Reasons
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both, joined
from eagraph.model.aggregation import Flag
from eagraph.model.classification import ASPECTS, Aspect, is_stated
from eagraph.model.nodes import ASPECTS as ASPECT_NAMES
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Classification")
question = both("How sensitive does information become together, and what is classified too low?")
_OFTEN = 200


class Params(BaseModel):
    """Which aspect, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    explain: str | None = Field(
        default=None,
        title="only this thing",
        description="only this thing: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    labels: tuple[str, ...] = Field(
        default=(),
        description="only places with these labels; empty is every label",
        json_schema_extra={"names": "label"},
    )
    unsettled: bool = Field(
        default=False, title="only what is too low", description="only what is, or perhaps is, classified too low"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One place in one aspect."""

    brief: ClassVar = ("id", "aspect", "assigned_high", "required_low", "raised", "rules", "witness")

    aspect: Aspect
    assigned_low: int = Field(description="the level its owner decided, lowest")
    assigned_high: int = Field(description="highest; 0-4 where nobody decided")
    required_low: int = Field(description="the level what reaches it requires, at least")
    required_high: int = Field(description="at most, whatever is still unknown turns out to be")
    declared_low: int = Field(
        title="required by what is declared",
        description="the level that follows without any flow of which nobody has said what it carries",
    )
    assured_low: int = Field(description="the level that safeguards, sources and suppliers are known to give, lowest")
    assured_high: int = Field(description="highest; 0-4 where nothing is known of them")
    gap: int = Field(description="levels required for certain above what is assured at best")
    raised: bool = Field(description="required for certain above assigned")
    possible: bool = Field(description="what others require of it is perhaps above assigned, depending on what is unknown")
    rules: tuple[str, ...] = Field(
        description="what raised it, an aggregation rule by its id or one of: high-water-mark, derivation, use, dependency, "
        "transport, hosting, access"
    )
    aggregation: bool = Field(title="by aggregation", description="among them is a rule about information that meets")
    together: Words | None = Field(title="what meets", description="the names of such rules; empty where there is none")
    flags: tuple[Flag, ...] = Field(description="what the rules that apply there ask for besides a level")
    witness: tuple[str, ...] = Field(
        description="ids along the way from where the level comes from to the place: of the lower end, or where it is only "
        "possible that more is required, of the upper"
    )
    origin_name: str | None = Field(title="comes from", description="the name of what the level comes from")
    assumed: bool = Field(description="the witness rests on a flow of which nobody has said what it carries")


class Answer(Result[Row]):
    """The rows, and the classification model they follow from."""

    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Places by aspect where something is required: the raised first, then the possible, then by id.

    Raises:
        UnknownName: the thing to explain, or a label, does not exist.
    """
    only = snapshot.find(params.explain) if params.explain else None
    found = escalate(snapshot, at=params.at)
    aspects = [params.aspect] if params.aspect else list(ASPECTS)
    pairs = [
        (node, aspect)
        for aspect in aspects
        for node in labelled(snapshot, found.concerned(aspect), params.labels)
        if only in (None, node) and not (params.unsettled and not _is_unsettled(found, node, aspect))
    ]
    reasons = Reasons(found)
    rows = [_row(found, reasons, node, aspect) for node, aspect in counted(pairs, len(pairs), every=_OFTEN)]
    rows.sort(key=lambda row: (not row.raised, not row.possible, row.id, ASPECTS.index(row.aspect)))
    hidden = found.hidden(aspects)
    return Answer(
        analysis="escalation",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*not_valid(hidden, params.at), *found.reasons(aspects), *_unstated(found, aspects)]),
        hidden=hidden,
        rows=tuple(rows),
        model_hash=found.ground.model.hash,
    )


def _row(found: Escalation, reasons: Reasons, node: int, aspect: Aspect) -> Row:
    assigned, required = found.assigned(node, aspect), found.required(node, aspect)
    raised, possible = found.is_raised(node, aspect), found.is_perhaps_raised(node, aspect)
    given = assured(found).of(node, aspect)
    why: Explanation = reasons.of(node, aspect, end="high" if possible and not raised else "low")
    meeting = _about_information(found, why.rules)
    return Row(
        **named(found.snapshot, node),
        aspect=aspect,
        assigned_low=assigned.low,
        assigned_high=assigned.high,
        required_low=required.low,
        required_high=required.high,
        declared_low=int(found.declared.required[aspect].value[node]),
        assured_low=given.low,
        assured_high=given.high,
        gap=max(0, required.low - given.high),
        raised=raised,
        possible=possible,
        rules=why.rules,
        aggregation=bool(meeting),
        together=Words.of(joined(meeting, ", ")) if meeting else None,
        flags=found.flags(node),
        witness=tuple(found.snapshot.nodes[i].id for i in why.way),
        origin_name=found.snapshot.nodes[why.way[0]].name if why.way else None,
        assumed=why.assumed,
    )


def _is_unsettled(found: Escalation, node: int, aspect: Aspect) -> bool:
    return found.is_raised(node, aspect) or found.is_perhaps_raised(node, aspect)


def _about_information(found: Escalation, names: Sequence[str]) -> list[Text]:
    """The titles of rules of the model about information that meets, and not about how many things depend on another."""
    known = [rule for name in names if (rule := found.ground.model.rule.get(name))]
    return [rule.title.text for rule in known if any(condition.dependants is None for condition in rule.when)]


def _summary(rows: list[Row]) -> Text:
    raised = {row.id for row in rows if row.raised}
    unsure = {row.id for row in rows if row.possible} - raised
    return both(
        "Classified too low: {raised}; perhaps too, depending on what is unknown: {unsure}.",
        raised=len(raised),
        unsure=len(unsure),
    )


def _unstated(found: Escalation, aspects: Sequence[Aspect]) -> Iterator[Text]:
    """Information without a level; things without one of their own, in the aspects that things require because of it."""
    snapshot, assets = found.snapshot, found.ground.assets.tolist()
    if not assets:
        yield both("The landscape names no information; how sensitive it becomes together cannot be told.")
    if count := sum(any(not is_stated(snapshot.nodes[i].properties, aspect) for aspect in aspects) for i in assets):
        yield both("{count} information assets lack a level in these aspects; it may be any.", count=count)
    for aspect in (a for a in aspects if a in "rt"):
        open_ = {label for label, fields in snapshot.schema.node_fields.items() if aspect in fields} - {"InformationAsset"}
        count = sum(n.label in open_ and not is_stated(n.properties, aspect) for n in snapshot.nodes)
        if count:
            yield both(
                "{count} things without a level in {aspect} require nothing of others here, though they may.",
                count=count,
                aspect=ASPECT_NAMES[aspect],
            )

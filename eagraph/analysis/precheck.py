"""Precheck: what would a planned integration, new information or a publication raise, where, and whose decision is needed?

The plan is laid over the landscape, and only what it concerns is worked out anew (see `eagraph.escalation.changing`). A row
is a place in an aspect where more would be required, or where a rule would newly apply. What is published is judged by what
the public would see of it together with all else it sees. The landscape stays as it is, and every level is a proposal until
an owner has decided. The command line ends with 1 where something would be raised or needs a decision.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from pydantic import Field

from eagraph.analysis._facts import Facts, facts
from eagraph.analysis._precheck.asked import Asked
from eagraph.analysis._precheck.differing import Difference, differences
from eagraph.analysis._precheck.planning import Plan, unsure
from eagraph.analysis._precheck.publishing import Publication
from eagraph.analysis._things import named
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.planned import Planned
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.aggregation import Flag
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Precheck")
question = both("What would a planned integration, new information or a publication raise, and whose decision is needed?")


class Params(Asked):
    """What is planned, and how the data is read."""


class Row(Named):
    """One place in one aspect where something would rise."""

    brief: ClassVar = (
        "id",
        "aspect",
        "assigned_high",
        "before_low",
        "after_low",
        "after_high",
        "newly_raised",
        "rules",
        "owner",
    )

    aspect: Aspect
    assigned_low: int = Field(description="the level its owner decided, lowest")
    assigned_high: int = Field(description="highest; 0-4 where nobody decided")
    before_low: int = Field(title="required before, at least", description="the level that is required today, at least")
    before_high: int = Field(title="required before, at most", description="the level that is required today, at most")
    after_low: int = Field(title="required after, at least", description="the level that would be required, at least")
    after_high: int = Field(title="required after, at most", description="the level that would be required, at most")
    raised: bool = Field(description="required for certain above assigned, if this is done")
    newly_raised: bool = Field(title="newly too low", description="and it is not so today")
    possible: bool = Field(description="perhaps above assigned, depending on what is unknown")
    newly_possible: bool = Field(title="perhaps newly too low", description="and it is not so today")
    rules: tuple[str, ...] = Field(
        description="what the level follows from: high-water-mark, an aggregation rule by its id, or one of: derivation, "
        "use, dependency, transport, hosting, access"
    )
    new_rules: tuple[str, ...] = Field(title="rules that newly apply", description="ids of rules that do not apply today")
    perhaps_rules: tuple[str, ...] = Field(
        title="rules that perhaps newly apply", description="ids of rules that may apply then, depending on what is unknown"
    )
    flags: tuple[Flag, ...] = Field(title="asks for", description="what the rules that newly apply ask for besides a level")
    owner: str | None = Field(description="who owns the place and decides its level; empty where nobody is said to")
    information_owner: str | None = Field(
        title="information owner",
        description="who owns what would come there, and decides whether it may; empty where nobody is said to",
    )


class Answer(Result[Row]):
    """Rows are what would rise, what is newly too low first."""

    rises: bool = Field(default=False, description="something would be newly too low, or newly needs a decision")
    deciders: tuple[str, ...] = Field(
        default=(), title="who must decide", description="names of the owners whose decision is needed, sorted"
    )
    model_hash: str = Field(default="", description="hash of the classification model in force")

    @property
    def is_finding(self) -> bool:
        """Does a pipeline stop here?"""
        return self.rises


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What would rise, what is newly too low first.

    Raises:
        UnknownName: something named does not exist.
        UsageError: what is said cannot be planned; all reasons.
    """
    before = escalate(snapshot, at=params.at)
    plan = Plan.of(before, params)
    planned = plan.laid(before)
    known = facts(snapshot, params.at)
    found = [] if planned.after is before else list(differences(before, planned.after))
    rows = [_row(before, planned, known, one) for one in found]
    publication = Publication.of(planned.after, plan.publish) if plan.publish else None
    if publication:
        rows += [_published(planned.after, known, one) for one in publication.differences()]
    rows.sort(key=_order)
    hidden, more = before.hidden(ASPECTS), max(0, len(rows) - params.limit)
    reasons = [*unsure(plan, planned, params), *_already(snapshot, before, publication)]
    cut = [both("{count} more rows are not shown.", count=more)] if more else []
    deciding = [row for row in rows if row.newly_raised or row.flags]
    return Answer(
        analysis="precheck",
        params=params.model_dump(mode="json", by_alias=True),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut, *reasons, *not_valid(hidden, params.at), *before.reasons(ASPECTS)], truncated=bool(cut)
        ),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        rises=bool(deciding),
        deciders=tuple(sorted({name for row in deciding for name in (row.owner, row.information_owner) if name})),
        model_hash=before.ground.model.hash,
    )


def _order(row: Row) -> tuple[object, ...]:
    return (
        not row.newly_raised,
        not row.raised,
        not row.newly_possible,
        not row.possible,
        row.id,
        ASPECTS.index(row.aspect),
    )


def _row(before: Escalation, planned: Planned, known: Facts, one: Difference) -> Row:
    after, node, aspect = planned.after, one.node, one.aspect
    is_old = node < len(before.snapshot.nodes)
    coming = {*after.content.columns(node)} - ({*before.content.columns(node)} if is_old else set())
    concerned = sorted(coming & {*planned.columns}) or sorted({*planned.columns} & {*after.content.columns(node)})
    assets = [int(after.ground.assets[column]) for column in concerned]
    raised, possible = after.is_raised(node, aspect), after.is_perhaps_raised(node, aspect)
    was_raised = is_old and before.is_raised(node, aspect)
    was_possible = is_old and before.is_perhaps_raised(node, aspect)
    told = {
        "raised": raised, "newly_raised": raised and not was_raised,
        "possible": possible, "newly_possible": possible and not was_possible,
    }  # fmt: skip
    owners = {known.owner_names[a] for a in assets if a in known.owner_names}
    if planned.owner is not None and len(before.snapshot.nodes) in assets:
        owners.add(before.snapshot.nodes[planned.owner].name)
    return _told(after, known, one, owners, told)


def _published(after: Escalation, known: Facts, one: Difference) -> Row:
    """A set that would be published: the public may only see what needs no confidentiality."""
    raised, possible = one.after.low > 0, one.after.high > 0
    told = {
        "raised": raised, "newly_raised": raised,
        "possible": possible, "newly_possible": possible,
    }  # fmt: skip
    return _told(after, known, one, {known.owner_names[one.node]} if one.node in known.owner_names else set(), told)


def _told(after: Escalation, known: Facts, one: Difference, owners: Collection[str], told: dict[str, bool]) -> Row:
    assigned, rule = after.assigned(one.node, one.aspect), after.ground.model.rule
    return Row(
        **named(after.snapshot, one.node),
        aspect=one.aspect,
        assigned_low=assigned.low,
        assigned_high=assigned.high,
        before_low=one.before.low,
        before_high=one.before.high,
        after_low=one.after.low,
        after_high=one.after.high,
        **told,
        rules=one.why,
        new_rules=one.rules,
        perhaps_rules=one.perhaps,
        flags=tuple(sorted({flag for name in one.rules for flag in rule[name].flags})),
        owner=known.owner_names.get(one.node),
        information_owner=", ".join(sorted(owners)) or None,
    )


def _already(snapshot: Snapshot, before: Escalation, publication: Publication | None) -> list[Text]:
    """What is to be published and is."""
    if publication is None or not publication.already:
        return []
    names = ", ".join(snapshot.nodes[int(before.ground.assets[c])].name for c in publication.already)
    return [both("Already published: {names}.", names=names)]


def _summary(rows: Sequence[Row]) -> Text:
    newly = {row.id for row in rows if row.newly_raised}
    unsure = {row.id for row in rows if row.newly_possible} - newly
    deciding = {row.id for row in rows if row.flags}
    if not rows:
        return both("Nothing would rise.")
    return both(
        "Newly classified too low, if this is done: {newly}; perhaps too, depending on what is unknown: {unsure}; "
        "where a rule newly asks for a decision: {deciding}.",
        newly=len(newly), unsure=len(unsure), deciding=len(deciding),
    )  # fmt: skip

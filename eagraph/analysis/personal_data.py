"""Personal data: where are a person's data, whom to ask, and in which order are the copies erased?

Every copy of information about persons is a row: a place and an asset, and how it came there. Together the rows are the
places a register extract has to cover (GDPR 15). Copies that a filter with evidence has cut loose from the person are
counted, and are no rows. In the order of `erase_order` what fills a copy is erased before the copy (see `_personal.erasure`,
which also says what counts as filling): the original first, then what it fills; copies that fill each other are one step.
Whoever erases one earlier gets it back from what `refilled_by` and `made_from` name. What is only shown, read or in transit
has no step: it goes when its source is gone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import facts
from eagraph.analysis._personal.bases import Basis
from eagraph.analysis._personal.copies import How
from eagraph.analysis._personal.covered import Coverage, Covered, Erasing, Withdrawing
from eagraph.analysis._personal.found import Found
from eagraph.analysis._personal.routines import Standing
from eagraph.analysis._things import named
from eagraph.escalation import escalate
from eagraph.escalation.limits import limits
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Personal data")
question = both("Where are a person's data, whom to ask, and in which order are the copies erased?")
_NAMED = 5


class Params(BaseModel):
    """Whose data, or which."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject_kind: str = Field(
        default="", title="about whom", description="only about this kind of subject (resident, employee …); empty is all"
    )
    asset: str = Field(
        default="",
        title="only this information",
        description="only this information asset and what is made of it: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=10_000, ge=1, description="no more rows than this; those of the first steps")


class Row(Named):
    """One copy: a place where information about persons is."""

    brief: ClassVar = ("erase_order", "name", "asset_name", "how", "organisation", "access_routine", "refilled_by")

    erase_order: int | None = Field(
        title="erased in step", description="the step in which it is erased, 1 first; empty where no copy is kept"
    )
    asset: str = Field(title="information", description="id of the information")
    asset_name: str = Field(title="information, by name", description="its name")
    is_personal: Literal["yes", "unknown"] = Field(
        title="personal data", description="unknown: nobody has said whether it is about persons, or about whom"
    )
    subject_kind: str | None = Field(title="about whom", description="the kind of subject; empty is unknown")
    how: tuple[How, ...] = Field(
        title="how it is there",
        description="stored, processed, presented as its holder says (unspecified: it does not say); copied, looked up or "
        "received by a flow; sent from there; rejoined from filtered sets; in transit",
    )
    way: tuple[str, ...] = Field(description="ids of the places it came by, from where it is at home")
    assumed: bool = Field(description="only there if a flow brings it of which nobody has said what it carries")
    organisation: str | None = Field(description="the board or company that answers for the place")
    information_owner: str | None = Field(description="who owns the information")
    access_routine: Standing = Field(
        title="routine for access",
        description="is a routine recorded for telling a person? unspecified: one that does not say what it is for",
    )
    erasure_routine: Standing = Field(
        title="routine for erasure", description="is one recorded for erasing? archive: it has to be archived instead"
    )
    evidence: tuple[str, ...] = Field(description="ids of these routines")
    legal_basis: Basis | None = Field(
        title="legal basis",
        description="does a processing on record cover what is kept there, with a basis that lasts? not_stated: one that "
        "does not say on what basis; no_special: none for special categories; empty: no copy is kept",
    )
    access_covered: Covered | None = Field(
        title="covered for access", description="does a routine for telling a person cover the copy kept there?"
    )
    erasure_covered: Erasing | None = Field(
        title="covered for erasure",
        description="does a routine for erasing cover it, or has it to be archived? basis_ended: it should be gone already",
    )
    withdrawal_covered: Withdrawing | None = Field(
        title="consent can be withdrawn",
        description="where it rests on consent: are there a register of consents and a routine for withdrawal?",
    )
    retention_d: float | None = Field(title="kept for (days)", description="how long it is kept; empty is unknown")
    together_with: tuple[str, ...] = Field(
        title="erased together with", description="ids of places that fill it and are filled by it: one step"
    )
    refilled_by: tuple[str, ...] = Field(
        title="filled again by", description="ids of places whose copies bring it back if it is erased before them"
    )
    made_from: tuple[str, ...] = Field(title="made again from", description="ids of the information it is made anew from")


class Ask(Value):
    """One to ask, and about what."""

    id: str | None = Field(description="id of the board or company; empty: nobody is known to answer for the places")
    name: str | None = Field(description="its name")
    places: int = Field(description="places with personal data that it answers for")
    assets: int = Field(title="information", description="how many different information assets are there")
    without_access_routine: int = Field(description="places that keep copies without a routine for access")
    without_erasure_routine: int = Field(description="places that keep copies without a routine for erasure or archiving")


class Answer(Result[Row]):
    """Rows are copies in the order of erasing; beside them whom to ask, and systems that say more than is known of them."""

    ask: tuple[Ask, ...] = Field(default=(), title="whom to ask")
    unnamed: tuple[Named, ...] = Field(default=(), title="say that they have personal data, but not which")
    steps: int = Field(default=0, description="in how many steps all is erased")
    filtered: int = Field(
        default=0, description="places that only have what a filter with evidence has cut loose from the person"
    )
    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Copies in the order in which they are erased, those that need no erasing last.

    Raises:
        UnknownName: the information does not exist, or none is about such a subject.
        UsageError: what is named is no information, or not about persons.
    """
    found = Found.of(escalate(snapshot, at=params.at), params.subject_kind, params.asset)
    ordered = found.ordered
    shown, more = ordered[: params.limit], max(0, len(ordered) - params.limit)
    cut = [both("{count} more rows are not shown.", count=more)] if more else []
    hidden, coverage = len(found.escalation.ground.left_out), Coverage(found)
    return Answer(
        analysis="personal-data",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(found)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *not_valid(hidden, params.at), *_reasons(found)], truncated=bool(cut)),
        hidden=hidden,
        rows=tuple(_row(found, coverage, copy) for copy in shown),
        ask=tuple(_ask(found)),
        unnamed=tuple(Named(**named(snapshot, i)) for i in found.unnamed),
        steps=int(found.erasure.step.max(initial=0)),
        filtered=found.filtered,
        model_hash=snapshot.schema.classification.hash,
    )


def _row(found: Found, coverage: Coverage, copy: int) -> Row:
    snapshot, copies, erasure = found.escalation.snapshot, found.copies, found.erasure
    place, column = int(copies.place[copy]), int(copies.column[copy])
    asset = snapshot.nodes[int(found.escalation.ground.assets[column])]
    known, own = facts(snapshot, found.escalation.ground.at), found.whose.organisation.get(place)
    routines = [found.routine(copy, purpose) for purpose in ("access", "erasure")]
    filling = erasure.filled_by(copy) if erasure.erased[copy] else []
    subject, retention = asset.properties.get("subject_kind"), asset.properties.get("retention_d")
    return Row(
        **named(snapshot, place),
        erase_order=int(erasure.step[copy]) or None,
        asset=asset.id,
        asset_name=asset.name,
        is_personal="yes" if found.verdict[column] else "unknown",
        subject_kind=str(subject) if subject else None,
        how=copies.hows(copy),
        way=tuple(snapshot.nodes[i].id for i in copies.way(copy).places),
        assumed=bool(copies.assumed[copy]),
        organisation=None if own is None else snapshot.nodes[own].name,
        information_owner=known.owner_names.get(int(found.escalation.ground.assets[column])),
        access_routine=routines[0].standing,
        erasure_routine=routines[1].standing,
        evidence=_ids(snapshot, {r.evidence for r in routines if r.evidence is not None}),
        legal_basis=coverage.basis(copy),
        access_covered=coverage.access(copy),
        erasure_covered=coverage.erasure(copy),
        withdrawal_covered=coverage.withdrawal(copy),
        retention_d=retention if isinstance(retention, int | float) else None,
        together_with=_ids(snapshot, {int(copies.place[c]) for c in erasure.together_with(copy)}),
        refilled_by=_ids(snapshot, {int(copies.place[c]) for c in filling if copies.column[c] == column}),
        made_from=_ids(snapshot, {found.asset(c) for c in filling if copies.column[c] != column}),
    )


def _ids(snapshot: Snapshot, nodes: set[int]) -> tuple[str, ...]:
    return tuple(snapshot.nodes[i].id for i in sorted(nodes))


def _ask(found: Found) -> Iterator[Ask]:
    """Whom to ask: those who answer for most places first, and last what nobody is known to answer for."""
    snapshot = found.escalation.snapshot
    lacking = {purpose: found.lacking(purpose) for purpose in ("access", "erasure")}
    by_organisation: dict[int, list[int]] = defaultdict(list)
    for copy in found.ordered:
        by_organisation[found.whose.organisation.get(int(found.copies.place[copy]), -1)].append(copy)
    places = {own: {int(found.copies.place[c]) for c in copies} for own, copies in by_organisation.items()}
    for own in sorted(by_organisation, key=lambda own: (own < 0, -len(places[own]), own)):
        yield Ask(
            id=snapshot.nodes[own].id if own >= 0 else None,
            name=snapshot.nodes[own].name if own >= 0 else None,
            places=len(places[own]),
            assets=len({found.asset(copy) for copy in by_organisation[own]}),
            without_access_routine=len(lacking["access"].get(own, ())),
            without_erasure_routine=len(lacking["erasure"].get(own, ())),
        )


def _summary(found: Found) -> Text:
    if not found.ordered:
        return both("No place is known to have such personal data.")
    access, erasure = (sum(map(len, found.lacking(purpose).values())) for purpose in ("access", "erasure"))
    erased = found.copies.column[found.erasure.erased].tolist()
    unsure = sum(found.verdict.get(column) is None for column in erased)
    return both(
        "Places with personal data: {places}; perhaps: {perhaps}. Copies to erase: {copies}, of which perhaps {unsure}, in "
        "{steps} steps. Places that keep copies without a routine for access: {access}; for erasure: {erasure}.",
        places=len(found.sure_places), perhaps=len(found.places) - len(found.sure_places),
        copies=len(erased), unsure=unsure, steps=int(found.erasure.step.max(initial=0)), access=access, erasure=erasure,
    )  # fmt: skip


def _reasons(found: Found) -> Iterator[Text]:
    """What is not known, and what was assumed instead."""
    escalation, copies = found.escalation, found.copies
    ground, nodes = escalation.ground, escalation.snapshot.nodes
    if not len(ground.assets):
        yield both("The landscape names no information; where a person's data are cannot be told.")
    yield from limits(ground, escalation.content)
    if perhaps := sum(verdict is None for verdict in found.verdict.values()):
        yield both(
            "{count} information assets do not say whether, or about whom, they are personal; they count.", count=perhaps
        )
    nowhere = {*found.verdict} - {*copies.column[found.erasure.asked].tolist()}
    if nowhere:
        yield both("{count} information assets of these are in no place that is known.", count=len(nowhere))
    if undeclared := found.erasure.undeclared:
        yield both(
            "{count} flows do not say whether their receiver keeps a copy; they count as if it did.", count=undeclared
        )
    if unnamed := found.unnamed:
        names = ", ".join(nodes[i].name for i in unnamed[:_NAMED])
        yield both(
            "{count} systems say that they have personal data, but not which: {names} …", count=len(unnamed), names=names
        )
    silent = sum(
        not isinstance(nodes[int(ground.assets[c])].properties.get("retention_d"), int | float) for c in found.verdict
    )
    if silent:
        yield both("{count} information assets do not say how long they are kept.", count=silent)
    if vague := found.routines.unspecified:
        yield both("{count} routines do not say what they are for.", count=vague)

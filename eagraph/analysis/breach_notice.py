"""Breach notice: what does an incident hit, how many persons does it concern, and what is to be notified until when?

A pre-filled notice (GDPR 33(3) and 34, cybersäkerhetslagen): what is known of the information in the places that are hit,
whom to involve, the deadlines, and what is missing. It judges neither risk nor significance: that is for people. See
`_personal.hit` for which places are hit, `_personal.persons` for how persons are counted, and `_personal.deadlines`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.analysis._facts import facts
from eagraph.analysis._personal.deadlines import Applies, Deadline, deadlines
from eagraph.analysis._personal.hit import Hit, Reach
from eagraph.analysis._personal.involved import Involved, involved
from eagraph.analysis._personal.missing import Missing, missing
from eagraph.analysis._personal.notice import Case, Notice, Verdict, listed, verdict
from eagraph.analysis._things import found, named
from eagraph.errors import UsageError
from eagraph.escalation import escalate
from eagraph.escalation.limits import limits
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Breach notice")
question = both("What does an incident hit, how many persons does it concern, and what is to be notified until when?")


class Params(BaseModel):
    """Which incident, or what was hit; and how far it reaches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    incident: str = Field(
        default="", description="the incident: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    affected: tuple[str, ...] = Field(
        default=(), title="things hit", description="things that were hit, besides", json_schema_extra={"names": "thing"}
    )
    reach: Reach = Field(
        default="affected",
        title="how far",
        description="affected: what is in the things hit and in what runs on them; flows: also in every place that data "
        "flows lead to from there",
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")

    @model_validator(mode="after")
    def _says_what(self) -> Params:
        if not (self.incident or self.affected):
            raise ValueError(both("say what is meant: incident or affected"))
        return self


class Row(Named):
    """One information asset that is hit."""

    brief: ClassVar = ("name", "is_personal", "subject_kind", "subjects", "categories", "special", "k_low", "controller")

    is_personal: Verdict = Field(title="personal data", description="as it was hit: no, where it was cut loose from persons")
    subject_kind: str | None = Field(title="about whom", description="the kind of subject; empty is unknown")
    subjects: int | None = Field(title="persons", description="how many it is about; empty is unknown")
    categories: tuple[str, ...] = Field(description="the kinds of data in it; empty is unknown")
    special: Verdict = Field(title="special category", description="does it have special categories of personal data?")
    secrecy_basis: str | None = Field(title="basis of secrecy", description="the provision it is secret by")
    k_low: int = Field(description="confidentiality required of it, at least")
    k_high: int = Field(description="at most, whatever is unknown turns out to be")
    assumed: bool = Field(description="only hit if a flow brings it of which nobody has said what it carries")
    controller: str | None = Field(description="the board or company that answers for it")
    information_owner: str | None = Field(description="who owns it")
    places: tuple[str, ...] = Field(description="ids of the hit places it is in")


class Highest(Named):
    """The highest level required of anything that is hit, in one aspect."""

    aspect: Aspect
    required_low: int = Field(description="at least")
    required_high: int = Field(description="at most, whatever is unknown turns out to be")


class Answer(Result[Row]):
    """Rows are the information that is hit, personal data first; beside them the notice itself."""

    notice: Notice = Notice()
    deadlines: tuple[Deadline, ...] = ()
    missing: tuple[Missing, ...] = Field(default=(), title="missing for the notice")
    involved: tuple[Involved, ...] = Field(default=(), title="whom to involve")
    highest: tuple[Highest, ...] = Field(default=(), title="highest level")
    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The pre-filled notice.

    Raises:
        UnknownName: the incident or something affected does not exist.
        UsageError: what is named as incident is none.
    """
    incident = snapshot.find(params.incident) if params.incident else None
    if incident is not None and snapshot.nodes[incident].label != "Incident":
        raise UsageError(both("{thing} is no incident.", thing=repr(params.incident)))
    named_things = [*_ends(snapshot, incident), *found(snapshot, params.affected)]
    case = Case(Hit.of(escalate(snapshot, at=params.at), named_things, params.reach), incident)
    notice, hidden = case.notice, len(case.hit.escalation.ground.left_out)
    people = involved(case.hit)
    return Answer(
        analysis="breach-notice",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(notice, len(case.hit.columns))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*not_valid(hidden, params.at), *_reasons(case, params)]),
        hidden=hidden,
        rows=tuple(sorted((_row(case, column) for column in case.hit.columns), key=_order)),
        notice=notice,
        deadlines=deadlines(case.detected, personal=_applies(notice, known=bool(case.hit.columns))),
        missing=missing(case, people),
        involved=people,
        highest=tuple(_highest(case.hit)),
        model_hash=snapshot.schema.classification.hash,
    )


def _ends(snapshot: Snapshot, incident: int | None) -> list[int]:
    """What an incident affected, and where it started."""
    ties = [] if incident is None else snapshot.outgoing.of(incident).tolist()
    return [int(snapshot.target[j]) for j in ties if snapshot.relationships[j].type in ("AFFECTED", "STARTED_IN")]


def _applies(notice: Notice, *, known: bool) -> Applies:
    """Is a breach of personal data to be notified? The record goes before what is in the places that are hit."""
    if notice.recorded_as_personal == "yes" or (notice.recorded_as_personal, notice.concerns_persons) == ("unknown", "yes"):
        return "yes"
    return "no" if known and notice.concerns_persons == "no" else "to_judge"


def _order(row: Row) -> tuple[int, int, int, str]:
    return (["yes", "unknown", "no"].index(row.is_personal), -row.k_low, -row.k_high, row.id)


def _row(case: Case, column: int) -> Row:
    """One information asset."""
    hit, said = case.hit, case.said(column)
    escalation = hit.escalation
    node = int(escalation.ground.assets[column])
    required, answering = escalation.required(node, "k"), boards(escalation.snapshot).get(node)
    subjects, subject = said.get("subjects"), said.get("subject_kind")
    places = hit.where.get(column, ())
    known = case.personal.get(column, False)
    return Row(
        **named(escalation.snapshot, node),
        is_personal="yes" if known else "unknown" if known is None else "no",
        subject_kind=str(subject) if subject else None,
        subjects=subjects if isinstance(subjects, int) else None,
        categories=listed(said.get("categories")),
        special=verdict(said.get("special_category")),
        secrecy_basis=str(said["secrecy_basis"]) if said.get("secrecy_basis") else None,
        k_low=required.low,
        k_high=required.high,
        assumed=column in hit.tied and column not in hit.declared,
        controller=None if answering is None else escalation.snapshot.nodes[answering].name,
        information_owner=facts(escalation.snapshot, escalation.ground.at).owner_names.get(node),
        places=tuple(escalation.snapshot.nodes[i].id for i in places),
    )


def _highest(hit: Hit) -> Iterator[Highest]:
    """The highest level of all that is hit."""
    for aspect in ASPECTS:
        if (top := hit.highest(aspect)) is not None:
            low, high, node = top
            yield Highest(**named(hit.escalation.snapshot, node), aspect=aspect, required_low=low, required_high=high)


def _summary(notice: Notice, assets: int) -> Text:
    if not assets:
        return both("No information is known to be hit.")
    if notice.concerns_persons == "no":
        return both("Information that is hit: {assets}; none of it is personal data.", assets=assets)
    figures = {"assets": assets, "low": notice.persons_low}
    if notice.persons_high is None:
        text = both("Information that is hit: {assets}; persons concerned: at least {low}, at most unknown.", **figures)
    else:
        count = Text(str(notice.persons_low), str(notice.persons_low))
        if notice.persons_high != notice.persons_low:
            count = both("{low} to {high}", low=notice.persons_low, high=notice.persons_high)
        text = both("Information that is hit: {assets}; persons concerned: {count}.", assets=assets, count=count)
    if notice.special != "yes":
        return text
    return both("{text} Special categories of personal data are among it.", text=text)


def _reasons(case: Case, params: Params) -> Iterator[Text]:
    """What limits the answer."""
    ground = case.hit.escalation.ground
    if params.incident and not case.hit.named:
        yield both("The incident does not say what it affected or where it started.")
    if case.hit.named and not case.hit.columns:
        yield both("Nothing is known to be in what is hit; that is not to say that nothing is.")
    if case.detected:
        yield both("The day of detection has no clock: deadlines are counted from its first moment.")
    elif params.incident:
        yield both("The incident does not say when it was detected; deadlines have no day.")
    if case.personal:
        yield both(
            "Persons are between the largest set that is surely hit and all sets together: nobody knows who is in several."
        )
    if perhaps := sum(known is None for known in case.personal.values()):
        yield both(
            "{count} information assets do not say whether they are personal data; they count as perhaps.", count=perhaps
        )
    yield from limits(ground, case.hit.escalation.content)

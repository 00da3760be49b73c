"""Dialogue lists: with which information owners should those who manage a system talk, and when did they last?

Affected are the owners of all information that is in a system, held there or brought by flows from wherever it is at home
(what reaches where: `eagraph.escalation`). With each of them there should be a dialogue within a year (OWN-06); whoever owns
both the system and the information needs none. The list is the value: also those talked to are on it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.calendar import day_of, months_before, no_day
from eagraph.analysis._portfolio.dialogues import UNKNOWN, Dialogues, Talk, Wrong
from eagraph.analysis._portfolio.judged import VIOLATIONS, Judged, ids, names
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._things import named, owner_names
from eagraph.escalation import escalate
from eagraph.escalation.limits import limits
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Dialogue lists")
question = both("With which information owners should those who manage a system talk, and when did they last?")


class Params(BaseModel):
    """Which system, and how long a dialogue counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str | None = Field(
        default=None,
        title="only this system",
        description="only this system: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    months: int = Field(default=12, ge=1, le=240, description="for how many months a dialogue counts")
    at: dt.date | None = Field(
        default=None, description="judged on this day, by what is valid then; empty: that of the data"
    )
    limit: int = Field(default=2000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """One system and one owner of information in it."""

    brief: ClassVar = ("name", "owner_name", "wrong", "violation", "last", "asset_names")

    wrong: Wrong = Field(title="what is wrong", description="how the dialogue stands")
    owner: str | None = Field(description="id of the information owner; empty: nobody is known to own the information")
    owner_name: str | None = Field(title="information owner", description="their name")
    organisation: str | None = Field(description="where the information owner belongs")
    assets: tuple[str, ...] = Field(
        title="information", description="ids of what of this owner's is in the system for certain"
    )
    asset_names: str | None = Field(title="information, by name", description="its names, of what is only perhaps there too")
    perhaps: tuple[str, ...] = Field(
        title="perhaps there", description="ids of what flows may bring that do not say what they carry"
    )
    held: bool = Field(title="held there", description="some of it the system holds itself; otherwise flows bring it")
    last: dt.date | None = Field(title="last dialogue", description="when they last talked; empty: not known")
    evidence: str | None = Field(description="id of that dialogue")
    managed_by: str | None = Field(title="owner of the system", description="who owns the system, by name")


class Whom(Value):
    """One system, and how many there are to talk to."""

    brief: ClassVar = ("name", "owners", "missing", "perhaps")

    id: str = Field(description="id of the system")
    name: str = Field(description="its name")
    owners: int = Field(title="information owners", description="owners of information in it, other than its own")
    missing: int = Field(title="without a dialogue", description="with how many there is none that counts")
    perhaps: int = Field(title="perhaps without", description="with how many perhaps, depending on what is unknown")


class Answer(Result[Row]):
    """Systems and owners, those without a dialogue first; and how many each system has."""

    systems: tuple[Whom, ...] = Field(default=(), title="by system")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Every system with every owner of information in it.

    Raises:
        UnknownName: the system does not exist.
    """
    known, day, found = links(snapshot, params.at), day_of(snapshot, params.at), escalate(snapshot, at=params.at)
    dialogues = Dialogues(found, known, day, months_before(day, params.months))
    systems = [snapshot.find(params.of)] if params.of else dialogues.systems
    talks = sorted(dialogues.of(systems), key=lambda talk: VIOLATIONS.index(talk.violation))
    hidden = len(found.ground.left_out) + known.hidden("OWNED_BY", "HELD_BY", "ABOUT")
    cut = [both("{count} more rows are not shown.", count=len(talks) - params.limit)] if len(talks) > params.limit else []
    told = [*cut, *_reasons(talks, are_recorded=dialogues.are_recorded), *limits(found.ground, found.content), *no_day(day)]
    return Answer(
        analysis="dialogue-lists",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(talks)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*told, *not_valid(hidden, params.at)], truncated=bool(cut)),
        hidden=hidden,
        rows=tuple(_row(snapshot, talk) for talk in talks[: params.limit]),
        systems=tuple(_whom(snapshot, talks)),
    )


def _row(snapshot: Snapshot, talk: Talk) -> Row:
    own = snapshot.nodes[talk.owner] if talk.owner != UNKNOWN else None
    belongs = () if own is None else (snapshot.target[j] for j in snapshot.outgoing.of(talk.owner) if _belongs(snapshot, j))
    return Row(
        **named(snapshot, talk.system),
        violation=talk.violation,
        wrong=talk.wrong,
        owner=own.id if own else None,
        owner_name=own.name if own else None,
        organisation=names(snapshot, map(int, belongs)),
        assets=ids(snapshot, talk.assets),
        asset_names=names(snapshot, [*talk.assets, *talk.perhaps]),
        perhaps=ids(snapshot, talk.perhaps),
        held=talk.held,
        last=talk.last,
        evidence=None if talk.evidence is None else snapshot.nodes[talk.evidence].id,
        managed_by=owner_names(snapshot, talk.system),
    )


def _belongs(snapshot: Snapshot, tie: int) -> bool:
    return snapshot.relationships[tie].type == "BELONGS_TO"


def _whom(snapshot: Snapshot, talks: Sequence[Talk]) -> Iterator[Whom]:
    """By system, those with most owners to talk to first."""
    others = [talk for talk in talks if talk.wrong not in {"same_owner", "owner_unknown"}]
    owners = Counter(talk.system for talk in others)
    count = Counter((talk.system, talk.violation) for talk in others)
    for system in sorted(owners, key=lambda i: (-count[i, "yes"], -owners[i], i)):
        about = snapshot.nodes[system]
        numbers = {"owners": owners[system], "missing": count[system, "yes"], "perhaps": count[system, "unknown"]}
        yield Whom(id=about.id, name=about.name, **numbers)


def _reasons(talks: Sequence[Talk], *, are_recorded: bool) -> Iterator[Text]:
    if talks and not are_recorded:
        yield both("No dialogue at all is on record; whether any was held is not known.")
    if unowned := len({a for talk in talks if talk.owner == UNKNOWN for a in (*talk.assets, *talk.perhaps)}):
        yield both("{count} pieces of information in these systems have no owner that is known.", count=unowned)


def _summary(talks: Sequence[Talk]) -> Text:
    others = [talk for talk in talks if talk.wrong not in {"same_owner", "owner_unknown"}]
    return both(
        "Systems with information of others: {systems}; information owners to talk to, system by system: {owners}. "
        "Without a dialogue that counts: {wrong}; perhaps: {perhaps}.",
        systems=len({talk.system for talk in others}),
        owners=len(others),
        wrong=sum(talk.violation == "yes" for talk in others),
        perhaps=sum(talk.violation == "unknown" for talk in others),
    )

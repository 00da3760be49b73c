"""Parallel solutions: which local systems do what a common one does or will do, and what does the programme say of it?

COM-01: nothing parallel is established where a common solution exists or is planned. COM-02: common solutions go before
local ones, so no local system is master of what a common one is, or feeds one as master, without a decision. COM-03: a
local system that duplicates a common one is replaced by it when it is upgraded or replaced. How overlap, probability and
verdict come about: `eagraph.duplicates.parallel`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from eagraph.analysis._parallel.precedence import Precedence, Precedes, precedences
from eagraph.analysis._parallel.upgrades import Upgrade, upgrades
from eagraph.analysis._portfolio.judged import Judged, Violation, cut, first_wrong
from eagraph.analysis._things import named
from eagraph.duplicates.parallel import Criteria, ParallelPair, Parallels, Verdict, parallels
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Parallel solutions")
question = both("Which local systems do what a common one does or will do, and is the programme followed?")
Told = Literal[Verdict, Precedes, "not-replaced"]
_VIOLATIONS: dict[str, Violation] = {"violation": "yes", "unknown": "unknown", "outside-scope": "unknown"}


class Params(Criteria):
    """What counts as parallel, and what is told."""

    among_local: bool = Field(default=False, description="also local systems that do what another local one does")
    of: str | None = Field(
        default=None,
        title="only this system",
        description="only this system, local or common: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    at: dt.date | None = Field(default=None, description="judged on this day; empty: that of the data")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """A local system and the common solution it is held against."""

    brief: ClassVar = ("name", "common_name", "rule", "verdict", "violation", "containment", "probability")

    rule: str | None = Field(description="the rule of the programme; empty: among local systems there is none")
    common: str = Field(description="id of the common solution; among local systems, of the other")
    common_name: str = Field(title="common solution", description="its name")
    common_status: str | None = Field(title="its status", description="planned, pilot, live or phase_out; empty is unknown")
    verdict: Told = Field(description="what was found")
    containment: float | None = Field(
        title="covered", description="share of the local system's capabilities that the other has, weighted; 0-1"
    )
    probability: float | None = Field(description="how probable it is that they do the same; empty: not a matter of chance")
    shared: tuple[str, ...] = Field(title="in both", description="names of the capabilities both have")
    missing: tuple[str, ...] = Field(title="not in the common one", description="names of capabilities the other lacks")
    in_scope: bool | None = Field(description="the common one is meant for those who use the local; empty is unknown")
    since: str | None = Field(title="there since", description="the earliest day the local system is known to be there")
    common_since: str | None = Field(
        title="common one known since", description="the earliest day the common one is known to exist or be planned"
    )
    exemption: str | None = Field(description="id of the exemption in force")
    says: Words = Field(title="evidence", description="what speaks for and against it, in words")
    would_change: Words = Field(title="what would change it", description="what would make the verdict another")
    because: tuple[str, ...] = Field(description="ids of projects and types of information it rests on besides")


class Answer(Result[Row]):
    """The rows, what breaks a rule first, and how many local systems could not be compared."""

    local: int = Field(default=0, title="local systems", description="local systems in use or planned")
    common: int = Field(default=0, title="common solutions", description="common solutions that exist or are planned")
    not_compared: int = Field(
        default=0, title="not compared", description="local systems of which no capability is recorded"
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Rows by rule, those that break one first.

    Raises:
        UnknownName: there is no such system.
    """
    only = snapshot.nodes[snapshot.find(params.of)].id if params.of else None
    criteria = Criteria.model_validate(params.model_dump(include=set(Criteria.model_fields)))
    found = parallels(snapshot, at=params.at, criteria=criteria)
    told = [*_pairs(found, among_local=params.among_local), *_upgrades(found), *_precedences(found)]
    rows = first_wrong(row for row in told if only in (None, row.id, row.common))
    systems = found.systems
    local = found.reasons_among_local if params.among_local else ()
    return Answer(
        analysis="parallel-solutions",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, len(systems.undescribed))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut(rows, params.limit), *found.reasons, *local, *_assumed(rows)], truncated=len(rows) > params.limit
        ),
        rows=tuple(rows[: params.limit]),
        local=len(systems.local),
        common=len(systems.common),
        not_compared=len(systems.undescribed),
    )


def _pairs(found: Parallels, *, among_local: bool) -> Iterator[Row]:
    for pair in found.against_common:
        yield _row(found, pair, "COM-01", pair.verdict, violation=_VIOLATIONS.get(pair.verdict, "no"))
    for pair in found.among_local if among_local else ():
        yield _row(found, pair, None, pair.verdict, violation="no")


def _upgrades(found: Parallels) -> Iterator[Row]:
    for one in upgrades(found):
        yield _upgrade(found, one)


def _upgrade(found: Parallels, one: Upgrade) -> Row:
    nodes = found.known.snapshot.nodes
    violation: Violation = "yes" if one.pair.in_scope is not False and one.pair.containment is not None else "unknown"
    text = both(
        "{project} upgrades or replaces {local}, and {common} is not said to replace it.",
        project=nodes[one.project].name, local=_name(found, one.pair.a), common=_name(found, one.pair.b),
    )  # fmt: skip
    row = _row(found, one.pair, "COM-03", "not-replaced", violation="no" if one.exempted else violation)
    change = both("That the local system is REPLACED_BY the common one, or an exemption from COM-03.")
    because = {"exemption": one.exempted.id if one.exempted else None, "because": (nodes[one.project].id,)}
    words = {"says": Words.of(joined([text, row.says.text], " ")), "would_change": Words.of(change)}
    return row.model_copy(update={**because, **words})


def _row(
    found: Parallels,
    pair: ParallelPair,
    rule: str | None,
    verdict: Told,
    *,
    violation: Violation,
) -> Row:
    snapshot = found.known.snapshot
    common = snapshot.nodes[snapshot.index[pair.b]]
    says = [*(one.says.text for one in pair.evidence), *(one.text for one in pair.assumed)]
    return Row(
        **named(snapshot, snapshot.index[pair.a]),
        violation=violation,
        rule=rule,
        common=pair.b,
        common_name=common.name,
        common_status=str(common.properties.get("lifecycle") or "") or None,
        verdict=verdict,
        containment=pair.containment,
        probability=pair.probability,
        shared=tuple(_name(found, id_) for id_ in pair.shared),
        missing=tuple(_name(found, id_) for id_ in pair.missing),
        in_scope=pair.in_scope,
        since=pair.a_since,
        common_since=pair.b_since,
        exemption=pair.exemption,
        says=Words.of(joined(says, " ")),
        would_change=Words.of(joined([one.text for one in pair.would_change], " ")),
        because=(),
    )


def _precedences(found: Parallels) -> Iterator[Row]:
    everywhere = found.criteria.scope == "city"
    for one in precedences(found.systems):
        yield _precedence(found, one, meant=True if everywhere else one.meant)


def _precedence(found: Parallels, one: Precedence, *, meant: bool | None) -> Row:
    snapshot = found.known.snapshot
    local, common, type_ = (snapshot.nodes[i] for i in (one.local, one.common, one.type_))
    names = {"local": local.name, "common": common.name, "information": type_.name}
    if one.how == "two-masters":
        text = both("{local} and the common {common} are both master of {information}.", **names)
    else:
        text = both("{local} feeds {information} into the common {common} as its master.", **names)
    decided = both("Decided by {who}.", who=one.decided_by) if one.decided_by else both("No decision is recorded.")
    return Row(
        **named(snapshot, one.local),
        violation="no" if one.decided_by else "unknown" if meant is False else "yes",
        rule="COM-02",
        common=common.id,
        common_name=common.name,
        common_status=str(common.properties.get("lifecycle") or "") or None,
        verdict=one.how,
        containment=None,
        probability=None,
        shared=(),
        missing=(),
        in_scope=meant,
        since=None,
        common_since=None,
        exemption=None,
        says=Words.of(joined([text, decided], " ")),
        would_change=Words.of(both("A decision on who is master (decided by), or that the common one is.")),
        because=(type_.id,),
    )


def _name(found: Parallels, id_: str) -> str:
    return found.known.snapshot.nodes[found.known.snapshot.index[id_]].name


def _assumed(rows: list[Row]) -> Iterator[Text]:
    counting = [row for row in rows if row.rule == "COM-01" and row.verdict == "violation"]
    undated = sum(row.since is None or row.common_since is None for row in counting)
    if undated:
        yield both(
            "Of {count} violations it is not known whether the local system came first; then it would be a legacy overlap.",
            count=undated,
        )
    if outside := sum(row.verdict == "outside-scope" for row in rows):
        yield both(
            "{count} overlap with a common solution that those who use them are not said to use; "
            "whether it is meant for them is unknown.", count=outside,
        )  # fmt: skip


def _summary(rows: list[Row], silent: int) -> Text:
    count = Counter((row.rule, row.violation) for row in rows)
    verdicts = Counter(row.verdict for row in rows if row.rule == "COM-01")
    return both(
        "Parallel to a common solution: {wrong}; perhaps: {perhaps}; older than it: {legacy}; exempted: {exempted}; "
        "to be replaced: {replaced}. Upgraded instead of replaced: {upgraded}. Before a common one as master: {masters}. "
        "Not compared: {silent}.",
        wrong=count["COM-01", "yes"], perhaps=count["COM-01", "unknown"], legacy=verdicts["legacy-overlap"],
        exempted=verdicts["exempted"], replaced=verdicts["to-be-replaced"], upgraded=count["COM-03", "yes"],
        masters=count["COM-02", "yes"], silent=silent,
    )  # fmt: skip

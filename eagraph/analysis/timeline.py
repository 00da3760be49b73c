"""Timeline: when does each thing stop, when is it back, and who is down longer than can be borne?

Without `repair` the worst case: nothing that fails is repaired, and each thing stops at the first hour at which it can no
longer manage (`_worst_case`). With `repair` the whole course of outages, buffers and restarts (`_outages`), and the rings
that never come back by themselves (`_deadlocks`). Terms as in ISO 22300: MTPD the longest disruption that can be borne, RTO
the time within which one promises to be back, RPO the data one may lose. What is not known counts as no buffer, no restart
and no repair, and is counted in the completeness.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from eagraph.analysis._consequence import Consequence, consequence, criticality_of
from eagraph.analysis._course.black_start import Ring
from eagraph.analysis._course.deadlocks import deadlocks
from eagraph.analysis._course.events import Events, Timed, events
from eagraph.analysis._course.hours import in_hours, told
from eagraph.analysis._course.outages import Outage
from eagraph.analysis._course.paper_rto import Paper, paper_rtos
from eagraph.analysis._course.rpo_contradictions import Contradiction, rpo_contradictions
from eagraph.analysis._things import named, owner_names
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Timeline")
question = both("When does each thing stop, when is it back, and who is down longer than can be borne?")


class Params(Timed):
    """What fails, for how long, how far to look, and how much to show."""

    limit: int = Field(default=5000, ge=1, le=100_000, description="show no more than this many outages, the first first")


class Row(Named):
    """One outage of one thing; a thing may have several."""

    brief: ClassVar = ("id", "name", "down_from_h", "down_to_h", "mtpd_h", "breach", "because", "owner")

    down_from_h: float = Field(description="hour at which it stops")
    down_to_h: float | None = Field(description="hour at which it is back; empty is never, or later than was looked")
    mtpd_h: float | None = Field(description="how many hours can be borne (MTPD); empty is unknown")
    breach: bool | None = Field(description="down longer than can be borne; empty is unknown")
    breach_from_h: float | None = Field(description="hour from which it is longer than can be borne; empty where it is not")
    broken_group: str | None = Field(description="the group (or type of relationship) whose loss stopped it")
    because: tuple[str, ...] = Field(description="ids of the members of that group that were lost; the last one decided")
    bought_h: float = Field(description="hours for which the buffer to that last one kept it going")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    criticality: int | None = Field(description="0-4 as its source states; empty is unknown")


class Breach(Named):
    """One outage that is longer than can be borne, and the chain that led to it."""

    down_from_h: float
    down_to_h: float | None
    mtpd_h: float
    breach_from_h: float
    chain: tuple[str, ...] = Field(description="ids from what failed by itself to the thing, each stopped by the one before")
    bought_h: tuple[float, ...] = Field(description="hours bought by the buffer between each two of them")


class PaperRto(Named):
    """A thing that promises to be back before its suppliers let it."""

    rto_h: float
    possible_h: float = Field(description="the shortest RTO its suppliers and its own restart allow")
    because: tuple[str, ...] = Field(
        description="ids of the suppliers that decide, on to the one that states an RTO; none: its own restart takes longer"
    )
    within_buffers: bool = Field(description="the promise holds as long as every buffer lasts as stated")


class RpoContradiction(Named):
    """A thing that promises to lose less data than one that feeds it."""

    rpo_h: float
    master: str = Field(description="id of the one that feeds it")
    master_rpo_h: float
    by: str = Field(description="FLOW: it sends data; MASTER_OF: it is master of a type that the thing holds")
    of: tuple[str, ...] = Field(description="ids of the assets or the type; empty is not said")


class Answer(Result[Row]):
    """Rows are the outages in the order in which they begin."""

    breaches: tuple[Breach, ...] = ()
    paper_rtos: tuple[PaperRto, ...] = ()
    rpo_contradictions: tuple[RpoContradiction, ...] = ()
    deadlocks: tuple[Ring, ...] = ()
    consequence: Consequence | None = None


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The outages, what they breach, and what is promised and cannot be kept among all that may be reached.

    Raises:
        UnknownName: something that is to fail does not exist.
        UsageError: there is nothing of a kind, or an outage is not written thing=from..to.
    """
    found = events(snapshot, params)
    rows = [_row(found, outage) for outage in found.outages[: params.limit]]
    breaches = [_breach(found, i, row) for i, row in enumerate(rows) if row.breach]
    ways = found.needs.failure.view
    within = [
        i for i, hops in enumerate(kernels.shortest(ways.onward, ways.reached, [*found.given])[0].tolist()) if hops >= 0
    ]
    stuck = deadlocks(found.needs, found.course, found.endless) if found.course else ()
    stopped = consequence(snapshot, {outage.node for outage in found.outages}, at=params.at)
    papers = paper_rtos(found.needs, found.restart, within)
    against = rpo_contradictions(snapshot, within, at=params.at)
    cut, unkept = len(found.outages) - len(rows), max(0, len(papers) - params.limit) + max(0, len(against) - params.limit)
    more = [both("{count} more outages are not shown.", count=cut)] if cut else []
    if unkept:
        more.append(both("{count} more promises that cannot be kept are not shown.", count=unkept))
    return Answer(
        analysis="timeline",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(found, len(breaches), len(stuck))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*found.reasons, *stopped.reasons, *more], truncated=bool(more) or found.is_cut),
        hidden=ways.hidden,
        rows=tuple(rows),
        breaches=tuple(breaches),
        paper_rtos=tuple(_paper(snapshot, one) for one in papers[: params.limit]),
        rpo_contradictions=tuple(_against(snapshot, one) for one in against[: params.limit]),
        deadlocks=stuck,
        consequence=stopped,
    )


def _row(found: Events, outage: Outage) -> Row:
    mtpd, breach = found.mtpd(outage.node), found.is_breach(outage)
    needs = found.needs
    return Row(
        **named(needs.snapshot, outage.node),
        down_from_h=in_hours(outage.since),
        down_to_h=None if outage.until is None else in_hours(outage.until),
        mtpd_h=None if mtpd is None else in_hours(mtpd),
        breach=breach,
        breach_from_h=in_hours(outage.since + mtpd) if breach and mtpd is not None else None,
        broken_group=needs.failure.groups.name[outage.group] if outage.group >= 0 else None,
        because=_ids(needs.snapshot, dict.fromkeys(needs.giver[step] for step in outage.lost)),
        bought_h=in_hours(outage.bought),
        owner=owner_names(needs.snapshot, outage.node),
        criticality=criticality_of(needs.snapshot, outage.node),
    )


def _breach(found: Events, number: int, row: Row) -> Breach:
    chain = [found.outages[number]]
    while chain[-1].parent >= 0:
        chain.append(found.outages[chain[-1].parent])
    chain.reverse()
    return Breach(
        **row.model_dump(include={"id", "name", "label", "down_from_h", "down_to_h", "mtpd_h", "breach_from_h"}),
        chain=_ids(found.needs.snapshot, (outage.node for outage in chain)),
        bought_h=tuple(in_hours(outage.bought) for outage in chain[1:]),
    )


def _paper(snapshot: Snapshot, paper: Paper) -> PaperRto:
    return PaperRto(
        **named(snapshot, paper.node),
        rto_h=in_hours(paper.rto),
        possible_h=in_hours(paper.possible),
        because=_ids(snapshot, paper.suppliers),
        within_buffers=paper.within_buffers,
    )


def _against(snapshot: Snapshot, one: Contradiction) -> RpoContradiction:
    return RpoContradiction(
        **named(snapshot, one.node),
        rpo_h=in_hours(one.rpo),
        master=snapshot.nodes[one.master].id,
        master_rpo_h=in_hours(one.master_rpo),
        by=one.by,
        of=one.of,
    )


def _ids(snapshot: Snapshot, nodes: Iterable[int]) -> tuple[str, ...]:
    return tuple(snapshot.nodes[node].id for node in nodes)


def _others(found: Events) -> Text:
    """What fails, and what that stops."""
    nodes, given = found.needs.snapshot.nodes, list(found.given)
    others = {outage.node: outage.since for outage in reversed(found.outages) if outage.node not in found.given}
    first, last = (told(f(others.values(), default=0)) for f in (min, max))
    if len(given) == 1:
        what = nodes[given[0]].name
        if not others:
            return both("When {what} fails, nothing else stops.", what=what)
        if not any(others.values()):
            return both("When {what} fails, others stop at once: {count}.", what=what, count=len(others))
        return both("When {what} fails, others stop: {count}, after {first} to {last} h.",
                    what=what, count=len(others), first=first, last=last)  # fmt: skip
    if not others:
        return both("When {count} things fail, nothing else stops.", count=len(given))
    if not any(others.values()):
        return both("When {count} things fail, others stop at once: {others}.", count=len(given), others=len(others))
    return both("When {count} things fail, others stop: {others}, after {first} to {last} h.",
                count=len(given), others=len(others), first=first, last=last)  # fmt: skip


def _summary(found: Events, breaches: int, rings: int) -> Text:
    parts = [_others(found)]
    never = len({outage.node for outage in found.outages if outage.until is None})
    if not found.course:
        parts.append(both("Nothing is repaired."))
    elif never:
        parts.append(both("Not back by themselves: {count}.", count=never))
    elif found.outages:
        parts.append(both("All is back after {hours} h.", hours=told(max(o.until or 0 for o in found.outages))))
    parts.append(both("Outages longer than can be borne: {count}.", count=breaches))
    if rings:
        parts.append(both("Rings that must be started by hand: {count}.", count=rings))
    return joined(parts, " ")

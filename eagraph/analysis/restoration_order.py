"""Restoration order: in which order should what stopped be restored, and how much better could any order be?

Only what somebody can restore is work: what failed, and things of a kind with a time to restart. One waits for the
members of its hard groups, and of those it is `required_for_start` to have, until enough of them are back; in a ring
somebody has to start a member by hand. The aim is the least sum of weight times the hour at which each is back, so that what
weighs most is back first: Smith's ratio (weight / work) among what may begin, also looking ahead at what a restoration
opens; the better of the two, and a bound no order can beat beside it. Scheduling with precedence is NP-hard; small sets are
ordered exactly if asked for (`_scheduling`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from eagraph.analysis._consequence import criticality_of
from eagraph.analysis._course.black_start import Ring, Waiting, manual_start
from eagraph.analysis._course.hours import HOUR, in_hours, milliseconds, stated, told
from eagraph.analysis._course.needs import Needs, needs
from eagraph.analysis._course.scheduling import Jobs, Times, ahead, exact, forest, listed, lower_bound, most_exact
from eagraph.analysis._starts import FIELDS, Starts, starts
from eagraph.analysis._things import found, named, owner_names
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Restoration order")
question = both("In which order should what stopped be restored?")
Method = Literal["smith", "smith-ahead", "exact"]


class Params(Starts):
    """What failed or what is down, who works, and what counts."""

    of: tuple[str, ...] = Field(
        default=(),
        description="what is down, where that is known; otherwise all that the failure stops",
        json_schema_extra={"names": "thing"},
    )
    crews: int = Field(default=1, ge=1, le=100, description="how many restore at the same time, each one thing")
    weight: Literal["criticality", "users"] = Field(
        default="criticality", description="what makes a thing weigh: criticality 0-4 as 1, 2, 4, 8, 16, or its users"
    )
    work_h: float = Field(default=1, gt=0, le=1e4, description="hours of work on a thing that states none")
    exact: bool = Field(default=False, description="the best order of all, where few things are down")
    limit: int = Field(default=5000, ge=1, le=100_000, description="show no more than this many rows, the first first")

    @model_validator(mode="after")
    def _something_fails(self) -> Params:
        fields = (*FIELDS, "of")
        if not any(getattr(self, name) for name in fields):
            raise ValueError(both("say what fails or is down: at least one of {fields}", fields=", ".join(fields)))
        return self


class Row(Named):
    """One thing to restore."""

    brief: ClassVar = ("position", "id", "name", "begin_h", "end_h", "weight", "by_hand", "waits_for", "owner")

    position: int = Field(description="its place in the order, from 1")
    level: int = Field(description="how many restorations must be done before it, one after the other, at the least")
    begin_h: float = Field(description="hour at which its restoration begins")
    end_h: float = Field(description="hour at which it is back")
    work_h: float = Field(description="hours of work: its repair where it failed by itself, else its restart")
    weight: int = Field(description="what it weighs")
    ratio: float | None = Field(description="Smith's ratio: weight by hour of work; empty where it takes no time")
    crew: int = Field(description="who restores it, from 1")
    by_hand: bool = Field(description="to be started by hand, without those of its ring that it needs")
    waits_for: tuple[str, ...] = Field(description="ids of what is down and must be back before it, all or enough of them")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    criticality: int | None = Field(description="0-4 as its source states; empty is unknown")


class Answer(Result[Row]):
    """Rows are the things in the order in which their restoration begins.

    `weighted_completion` is the sum of weight times the hour each is back; no order has less than `lower_bound`, and `gap`
    is how much more this one may have than the best: 0.1 is at most 10 % (0 with `exact`).
    """

    method: Method = "smith"
    weighted_completion: float = 0
    lower_bound: float = 0
    gap: float | None = None
    back_h: float = 0
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the rows tell of."""

    jobs: Jobs
    times: Times
    level: dict[int, int]
    by_hand: set[int]


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The order, with its cost beside what no order can beat.

    Raises:
        UnknownName: something that fails or is down does not exist.
        UsageError: there is nothing of a kind.
    """
    known = needs(snapshot, at=params.at, assume_needed=params.assume_needed)
    failed, down = _down(known, params)
    waiting, by_hand, rings = _opened(snapshot, _restorable(known, down, failed))
    work, unsaid = _work(snapshot, waiting.nodes, failed, params.work_h)
    weight, weightless = _weight(snapshot, waiting.nodes, params.weight)
    jobs, level = Jobs(work, weight, waiting), waiting.come_back()
    parent = forest(jobs, level)
    method, times = _order(jobs, parent, params)
    least = jobs.cost(times) if method == "exact" else lower_bound(jobs, parent, params.crews)
    order = sorted(times, key=lambda job: (*times[job], job))
    reasons = [*known.reasons, *_reasons(params, unsaid, weightless, len(order), method)]
    if cut := max(0, len(order) - params.limit):
        reasons.append(both("{count} more things are not shown.", count=cut))
    plan = _Plan(jobs, times, level, by_hand)
    rows = [_row(snapshot, plan, job, position) for position, job in enumerate(order[: params.limit], 1)]
    return Answer(
        analysis="restoration-order",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, order, times, rings)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=bool(cut)),
        hidden=known.failure.view.hidden,
        rows=tuple(rows),
        method=method,
        weighted_completion=jobs.cost(times) / HOUR,
        lower_bound=least / HOUR,
        gap=jobs.cost(times) / least - 1 if least else None,
        back_h=in_hours(max((end for _, end, _ in times.values()), default=0)),
        rings=rings,
    )


def _down(known: Needs, params: Params) -> tuple[set[int], set[int]]:
    """What failed by itself, and all that is down."""
    snapshot = known.snapshot
    failed = starts(snapshot, params)
    if params.of:
        return set(failed), {*failed, *found(snapshot, params.of)}
    wave, _, _ = kernels.cascade(known.failure.view, known.failure.groups, failed)
    return set(failed), set(np.flatnonzero(wave >= 0).tolist())


def _restorable(known: Needs, down: set[int], failed: set[int]) -> Waiting:
    """Who waits for whom among what failed or somebody can restore, and what that waits for."""
    fields = known.snapshot.schema.node_fields
    waiting = Waiting.of(known, down, lambda _step, _group: True)
    kept = failed | {node for node in down if "restart_h" in fields[known.snapshot.nodes[node].label]}
    todo = sorted(kept)
    while todo:
        needed = {m for g in waiting.of_needer.get(todo.pop(), ()) for m in waiting.groups[g].members} - kept
        kept |= needed
        todo += sorted(needed)
    return waiting.within(frozenset(kept)) if len(kept) < len(down) else waiting


def _opened(snapshot: Snapshot, waiting: Waiting) -> tuple[Waiting, set[int], tuple[Ring, ...]]:
    """The waiting with every ring opened by hand, by whom, and the rings."""
    by_hand: set[int] = set()
    rings: list[Ring] = []
    while stuck := waiting.nodes - waiting.come_back().keys():
        among = waiting.within(stuck)
        missed: dict[int, frozenset[int]] = {}
        for ring in among.rings():
            hand, fewest = manual_start(among, ring)
            missed |= dict.fromkeys(hand, frozenset(ring))
            rings.append(Ring.of(snapshot, ring, hand, fewest=fewest))
        waiting = waiting.doing_without(missed)
        by_hand |= missed.keys()
    return waiting, by_hand, tuple(rings)


def _work(snapshot: Snapshot, nodes: Iterable[int], failed: set[int], unknown_h: float) -> tuple[dict[int, int], int]:
    """Milliseconds of work by thing, and how many state none; what nobody restores takes none."""
    work, unsaid = {}, 0
    for node in nodes:
        thing = snapshot.nodes[node]
        names = ("repair_h", "repair_h_high", "restart_h") if node in failed else ("restart_h",)
        said = stated(thing.properties, *names)
        can = node in failed or "restart_h" in snapshot.schema.node_fields[thing.label]
        unsaid += said is None and can
        work[node] = said if said is not None else milliseconds(unknown_h) if can else 0
    return work, unsaid


def _weight(snapshot: Snapshot, nodes: Iterable[int], by: str) -> tuple[dict[int, int], int]:
    """What each thing weighs, and how many do not say what it is weighed by; they weigh the least."""
    weight, unsaid = {}, 0
    for node in nodes:
        thing = snapshot.nodes[node]
        can = by in snapshot.schema.node_fields[thing.label]
        said = thing.properties.get("users") if by == "users" else criticality_of(snapshot, node)
        value = said if isinstance(said, int) else 0
        unsaid += can and not isinstance(said, int)
        weight[node] = value if by == "users" else 2**value if can else 0
    return weight, unsaid


def _order(jobs: Jobs, parent: dict[int, int], params: Params) -> tuple[Method, Times]:
    """The better of the two ways to choose; the best order of all where it is asked for and can be had."""
    smith = listed(jobs, params.crews, {job: jobs.ratio(job) for job in jobs.work})
    looking = listed(jobs, params.crews, ahead(jobs, parent))
    method: Method = "smith-ahead" if jobs.cost(looking) < jobs.cost(smith) else "smith"
    times = looking if method == "smith-ahead" else smith
    if params.exact and len(jobs.work) <= most_exact(params.crews):
        return "exact", exact(jobs, params.crews, times)
    return method, times


def _row(snapshot: Snapshot, plan: _Plan, job: int, position: int) -> Row:
    jobs, (begin, end, crew) = plan.jobs, plan.times[job]
    needed = {member for g in jobs.groups(job) for member in jobs.waiting.groups[g].members}
    return Row(
        **named(snapshot, job),
        position=position,
        level=plan.level[job],
        begin_h=in_hours(begin),
        end_h=in_hours(end),
        work_h=in_hours(jobs.work[job]),
        weight=jobs.weight[job],
        ratio=jobs.weight[job] / in_hours(jobs.work[job]) if jobs.work[job] else None,
        crew=crew + 1,
        by_hand=job in plan.by_hand,
        waits_for=tuple(sorted(snapshot.nodes[node].id for node in needed)),
        owner=owner_names(snapshot, job),
        criticality=criticality_of(snapshot, job),
    )


def _reasons(params: Params, unsaid: int, weightless: int, count: int, method: Method) -> list[Text]:
    reasons = []
    if unsaid:
        hours = told(milliseconds(params.work_h))
        reasons.append(both("{count} things do not say how long their restoration takes; that counts as {hours} h.",
                            count=unsaid, hours=hours))  # fmt: skip
    if weightless and params.weight == "users":
        reasons.append(both("{count} things have no known number of users; they weigh nothing.", count=weightless))
    elif weightless:
        reasons.append(both("{count} things have no known criticality; they weigh as little as 0.", count=weightless))
    if params.exact and method != "exact":
        most = most_exact(params.crews)
        reasons.append(both("{count} things are too many for the best order of all (at most {most}); the gap says how far "
                            "from it this one may be.", count=count, most=most))  # fmt: skip
    return reasons


def _summary(snapshot: Snapshot, order: list[int], times: Times, rings: tuple[Ring, ...]) -> Text:
    if not order:
        return both("Nothing is to be restored.")
    first, last = snapshot.nodes[order[0]].name, told(max(end for _, end, _ in times.values()))
    said = {"count": len(order), "first": first, "hours": last}
    if rings:
        return both("To restore: {count}, {first} first; all is back after {hours} h. Rings that must be started by "
                    "hand: {rings}.", rings=len(rings), **said)  # fmt: skip
    return both("To restore: {count}, {first} first; all is back after {hours} h.", **said)

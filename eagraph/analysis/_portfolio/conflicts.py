"""Conflicts in the life of a thing: what of it ends too early, what it needs that goes before it, who comes too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eagraph.analysis._portfolio.calendar import stated
from eagraph.analysis._portfolio.direct import Direct
from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.lifecycles import Dated, Lifecycles
from eagraph.analysis._portfolio.links import NOT_YET, RETIRED, Links
from eagraph.graph.snapshot import Snapshot

Wrong = Literal[
    "support_ended", "support_ends_before_replacement", "support_ends_without_plan", "contract_ended",
    "contract_ends_before_replacement", "depends_on_retired", "depends_on_planned", "depends_on_leaving",
    "replacement_overdue", "replacement_without_date", "replaced_in_a_ring", "successor_retired", "successor_late",
    "successor_support_ended",
]  # fmt: skip
_GROUPS: dict[str, Wrong] = {"idea": "depends_on_planned", "planned": "depends_on_planned", "retired": "depends_on_retired"}
_NEEDERS = ("System", "DigitalService")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A thing, what is wrong, when something ends, when the thing goes, and what else it is about."""

    node: int
    wrong: Wrong
    violation: Violation
    ends_on: dt.date | None = None
    goes: Sequence[Dated] = ()
    other: int | None = None
    tie: int | None = None


@dataclass(frozen=True, eq=False)
class Ground:
    """What conflicts are judged by: relationships, recorded days, the day of judgement, and what is soon from it."""

    links: Links
    lives: Lifecycles
    day: dt.date
    soon: dt.date

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.links.snapshot

    def in_use(self, node: int) -> Violation:
        """Is it in use? A thing other than a system has no lifecycle: it is."""
        said = self.links.lifecycle(node)
        if said is None and self.snapshot.nodes[node].label == "System":
            return "unknown"
        return "no" if said in {RETIRED, *NOT_YET} else "yes"


def kept_up(ground: Ground, node: int) -> Iterator[Conflict]:
    """Support and contract that end before the system goes."""
    said, goes, used = ground.snapshot.nodes[node].properties, ground.lives.goes(node), ground.in_use(node)
    if used == "no":
        return
    kinds: tuple[tuple[str, Wrong, Wrong], ...] = (
        ("end_of_support", "support_ended", "support_ends_before_replacement"),
        ("contract_end", "contract_ended", "contract_ends_before_replacement"),
    )
    for name, ended, before in kinds:
        end = stated(said, name)
        if end is None:
            continue
        if end < ground.day:
            yield Conflict(node, ended, used, ends_on=end, goes=goes)
        elif goes and end < goes[-1].day:
            yield Conflict(node, before, _both(used, certain=end < goes[0].day), ends_on=end, goes=goes)
        elif name == "end_of_support" and not goes and end <= ground.soon:
            yield Conflict(node, "support_ends_without_plan", "unknown", ends_on=end)


def dependencies(ground: Ground, direct: Direct, systems: Sequence[int]) -> Iterator[Conflict]:
    """Who needs what is gone, is not there yet, or goes before them."""
    for supplier in systems:
        said, goes = ground.links.lifecycle(supplier), ground.lives.goes(supplier)
        if not (goes or said in {RETIRED, "phase_out", *NOT_YET}):
            continue
        for needer, tie in direct.needers(supplier, _NEEDERS).items():
            used, own = ground.in_use(needer), ground.lives.goes(needer)
            used = "yes" if used == "no" else used
            kind = _GROUPS.get(said or "", "depends_on_leaving")
            if _is_in_order(ground, needer, kind, goes):
                continue
            leaves = goes[0].day if goes else None
            outlives = bool(goes and own and own[-1].day > goes[0].day)
            sure = used if kind != "depends_on_leaving" else _both(used, certain=outlives)
            yield Conflict(needer, kind, sure, ends_on=leaves, goes=own, other=supplier, tie=tie)


def _is_in_order(ground: Ground, needer: int, kind: Wrong, goes: Sequence[Dated]) -> bool:
    """Is there nothing to tell: the needer is gone, comes later itself, or goes no later?"""
    said, own = ground.links.lifecycle(needer), ground.lives.goes(needer)
    if said == RETIRED or (kind == "depends_on_planned" and said in NOT_YET):
        return True
    return kind == "depends_on_leaving" and bool(goes and own and own[-1].day <= goes[0].day)


def replacements(ground: Ground) -> Iterator[Conflict]:
    """Replacements without a day, past their day, by what is not there, or in a ring."""
    rings = {node: ring for ring in ground.lives.in_ring() for node in ring}
    for node in sorted({source for source, _, _ in ground.links.ends("REPLACED_BY")}):
        if node in rings:
            other = next(o for o, _ in ground.lives.replacements(node) if o in rings[node])
            yield Conflict(node, "replaced_in_a_ring", "yes", goes=ground.lives.goes(node), other=other)
        if ground.links.lifecycle(node) != RETIRED:
            for other, date in ground.lives.replacements(node):
                yield from _replacement(ground, node, other, date)


def _replacement(ground: Ground, node: int, other: int, date: dt.date | None) -> Iterator[Conflict]:
    """One thing that takes the place of another, on a day."""
    goes = [Dated(date, other)] if date else []
    if ground.links.lifecycle(other) == RETIRED:
        yield Conflict(node, "successor_retired", "yes", goes=goes, other=other)
    if date is None:
        yield Conflict(node, "replacement_without_date", "unknown", other=other)
        return
    if date < ground.day:
        yield Conflict(node, "replacement_overdue", ground.in_use(node), goes=goes, other=other)
    ready = ground.lives.ready(other)
    if ready and ready[-1].day > date:
        sure = _both("yes", certain=ready[0].day > date)
        yield Conflict(node, "successor_late", sure, ends_on=ready[-1].day, goes=[*goes, ready[-1]], other=other)
    elif not ready and date < ground.day and ground.links.lifecycle(other) in NOT_YET:
        yield Conflict(node, "successor_late", "yes", goes=goes, other=other)
    support = stated(ground.snapshot.nodes[other].properties, "end_of_support")
    if support is not None and support < date:
        yield Conflict(node, "successor_support_ended", "yes", ends_on=support, goes=goes, other=other)


def _both(one: Violation, *, certain: bool) -> Violation:
    """Unknown where it holds only by some of what is recorded."""
    return one if certain else "unknown"

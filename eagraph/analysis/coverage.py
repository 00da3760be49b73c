"""Coverage: how many of the sensors of a zone may fall silent before too few are left, and which gateway takes that many?

For each zone and observed property: n sensors, of which k must be heard. k is the sum of what the groups need whose members
they are (k-of-n of FLOW and DEPENDS_ON); where there is none, it is the one assumed (`assumed_k`), else unknown. n − k may
fall silent at most; whichever they are, as many as the tightest group has to spare. A single gateway is one that all ways of
a sensor's data to any system go past; it is told which takes most with it. Groups, each by itself, follow: there the single
thing is exact: the failure that alone makes the group lose more than n − k members, by whatever way (cascade).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from eagraph.analysis._field.chosen import Chosen, chosen, unsaid, zones_asked
from eagraph.analysis._field.things import NOWHERE, ZONE, Things
from eagraph.analysis._field.ways import Ways
from eagraph.analysis._things import named
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Coverage")
question = both("How many of the sensors of a zone may fall silent, and which gateway takes too many with it?")
SENSOR = "Sensor"
_ORDER = ("yes", "unknown", "no")
Breaks = Literal["yes", "no", "unknown"]


class Params(Chosen):
    """What is assumed where nobody says how many are needed."""

    assumed_k: int = Field(
        default=0,
        ge=0,
        le=1_000_000,
        description="so many of each property must be heard in a zone where no group says; 0: not assumed, unknown",
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this in any list")


class Row(Named):
    """One observed property in one zone; id and name are the zone's, ? where nobody says."""

    brief: ClassVar = ("name", "observed", "n", "k", "basis", "may_fail", "single", "silences", "breaks")

    observed: str = Field(title="observed property", description="what is measured; ? where nobody says")
    number: int = Field(description="how many sensors, with what each node stands for")
    n: int = Field(title="n", description="how many of them there are as nodes of the register")
    k: int | None = Field(title="k", description="how many must be heard; empty is unknown")
    basis: Literal["stated", "assumed", "unknown"] = Field(
        title="from where", description="is k stated by groups, assumed, or unknown?"
    )
    may_fail: int | None = Field(title="may fall silent", description="n − k; empty is unknown")
    whichever: int | None = Field(
        title="whichever they are", description="so many may fail, whichever they are, and every group still has enough"
    )
    unheard: int = Field(title="no known way", description="sensors from which no way to any system is known")
    single: str | None = Field(
        title="single gateway", description="id of the device that most of them depend on alone to be heard; empty: none"
    )
    silences: int = Field(title="takes with it", description="how many of them it takes with it when it fails")
    breaks: Breaks = Field(title="takes too many", description="are more than n − k lost with it?")
    groups: int = Field(description="how many groups they are members of")


class Group(Named):
    """One k-of-n group with sensors or devices among its members; id and name are those of who needs them."""

    brief: ClassVar = ("name", "group", "n", "k", "may_fail", "observed", "zones", "single")

    group: str = Field(description="the group")
    mode: str = Field(description="hard stops the one who needs it; soft and optional degrade it")
    n: int = Field(title="n", description="how many members it has")
    k: int = Field(title="k", description="how many of them must work")
    may_fail: int = Field(title="may fail", description="n − k")
    observed: tuple[str, ...] = Field(title="observed properties", description="what its members measure")
    zones: tuple[str, ...] = Field(description="ids of the network zones its members are in")
    single: tuple[str, ...] = Field(
        title="single things",
        description="ids of what alone breaks it, no member of it, those that stop fewest things first; ten at most",
    )


class Answer(Result[Row]):
    """By zone and observed property; then by group."""

    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, eq=False)
class _Ground:
    things: Things
    plan: Failure
    nodes: tuple[int, ...]

    @cached_property
    def of_field(self) -> dict[int, list[int]]:
        """By group of more than one relationship with a member that is asked about: all its members."""
        view, groups = self.plan
        asked = np.zeros(len(self.things.snapshot.nodes), dtype=np.bool_)
        asked[list(self.nodes)] = True
        found = np.unique(groups.group[np.flatnonzero(asked[view.origin])])
        return {g: view.origin[groups.members.of(g)].tolist() for g in found[groups.size[found] > 1].tolist()}

    @cached_property
    def of_member(self) -> dict[int, list[int]]:
        """By member, the groups that are hard."""
        found = defaultdict[int, list[int]](list)
        for group, members in self.of_field.items():
            if self.plan.groups.hard[group]:
                for member in set(members):
                    found[member].append(group)
        return dict(found)

    def spare(self, group: int) -> int:
        """How many of its members may fail."""
        return int(self.plan.groups.size[group] - self.plan.groups.k[group])


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What a single gateway breaks first; then what has least to spare.

    Raises:
        UnknownName: there is no such zone or fleet.
        UsageError: what is named is no network zone.
    """
    things = Things(snapshot, params.at)
    nodes = chosen(things, params)
    ground = _Ground(things, failure(snapshot, at=params.at, assume_needed=params.assume_needed), tuple(nodes))
    rows = sorted(
        _rows(ground, params), key=lambda row: (_ORDER.index(row.breaks), _last(row.may_fail), row.id, row.observed)
    )
    groups = sorted(_groups(ground), key=lambda group: (not group.single, group.may_fail, group.id, group.group))
    more = max(0, len(rows) - params.limit) + max(0, len(groups) - params.limit)
    cut = [both("{count} more rows are not shown.", count=more)] if more else []
    told = [*cut, *_reasons(ground, rows), *unsaid(things, nodes), *ground.plan.reasons]
    return Answer(
        analysis="coverage",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, groups)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=bool(cut)),
        hidden=ground.plan.view.hidden,
        rows=tuple(rows[: params.limit]),
        groups=tuple(groups[: params.limit]),
    )


def _last(number: int | None) -> int:
    return 2**31 if number is None else number


def _rows(ground: _Ground, params: Params) -> Iterator[Row]:
    things, ways = ground.things, Ways(ground.things.snapshot, params.at)
    cells = defaultdict[tuple[int, str], list[int]](list)
    asked = zones_asked(things, params.zone)
    for node in ground.nodes:
        if things.snapshot.nodes[node].label == SENSOR:
            for zone in things.zones.get(node, (-1,)):
                if not asked or zone in asked:
                    cells[zone, things.measures(node) or NOWHERE].append(node)
    for (zone, observed), own in sorted(cells.items()):
        yield _row(ground, ways, (zone, observed), own, params.assumed_k)


def _row(ground: _Ground, ways: Ways, cell: tuple[int, str], own: list[int], assumed: int) -> Row:
    zone, observed = cell
    groups = sorted({group for node in own for group in ground.of_member.get(node, ())})
    basis: Literal["stated", "assumed", "unknown"] = "stated" if groups else "assumed" if assumed else "unknown"
    k = _needed(ground, groups, own) if groups else min(assumed, len(own)) if assumed else None
    taken = Counter(gateway for node in own for gateway in ways.single.get(node, ()))
    single = min(taken, key=lambda gateway: (-taken[gateway], gateway), default=None)
    silences, may_fail = taken[single] if single is not None else 0, None if k is None else len(own) - k
    snapshot = ground.things.snapshot
    home = named(snapshot, zone) if zone >= 0 else {"id": NOWHERE, "name": NOWHERE, "label": ZONE}
    return Row(
        **home,
        observed=observed,
        number=ground.things.number(own),
        n=len(own),
        k=k,
        basis=basis,
        may_fail=may_fail,
        whichever=min(len(own), *map(ground.spare, groups)) if groups else may_fail,
        unheard=sum(node not in ways.single for node in own),
        single=None if single is None else snapshot.nodes[single].id,
        silences=silences,
        breaks="unknown" if may_fail is None and silences else "yes" if silences > _last(may_fail) else "no",
        groups=len(groups),
    )


def _needed(ground: _Ground, groups: list[int], own: list[int]) -> int:
    """How many of some sensors must be heard: what their groups need, less the members that are not among them.

    A sensor may be in several groups; then as many are needed as the greediest of them asks for, and the sum is no more than
    there are.
    """
    among = set(own)
    sizes, need = ground.plan.groups.size, 0
    for group in groups:
        beside = int(sizes[group]) - sum(member in among for member in ground.of_field[group])
        need += max(0, int(ground.plan.groups.k[group]) - beside)
    return min(need, len(own))


def _groups(ground: _Ground) -> Iterator[Group]:
    snapshot, (_, groups) = ground.things.snapshot, ground.plan
    single = _single(ground)
    for g, members in ground.of_field.items():
        distinct = sorted(set(members))
        zones = {zone for i in distinct for zone in ground.things.zones.get(i, ())}
        yield Group(
            **named(snapshot, int(groups.needer[g])),
            group=groups.name[g],
            mode=groups.mode[g],
            n=int(groups.size[g]),
            k=int(groups.k[g]),
            may_fail=ground.spare(g),
            observed=tuple(sorted({said for i in distinct if (said := ground.things.measures(i))})),
            zones=tuple(snapshot.nodes[i].id for i in sorted(zones)),
            single=tuple(snapshot.nodes[i].id for i in single.get(g, ())[:10]),
        )


def _single(ground: _Ground) -> dict[int, list[int]]:
    """By group, what is no member of it and breaks it alone; what stops least first."""
    view, groups = ground.plan
    members = sorted({member for members in ground.of_field.values() for member in members})
    if not members:
        return {}
    upstream, _ = kernels.shortest(view.backward, view.origin, members)
    able = np.flatnonzero(upstream >= 0)
    sizes = kernels.failure_sizes(ground.plan, able.tolist())
    able, sizes = able[sizes > 1], sizes[sizes > 1]
    wanted = np.array(sorted(ground.of_field), dtype=np.int32)
    member = {g: set(of) for g, of in ground.of_field.items()}
    needer = groups.needer[wanted]
    found = defaultdict[int, list[int]](list)
    order = np.lexsort((able, sizes))
    for start in counted(able[order].tolist(), len(able), every=50):
        _, _, lost = kernels.cascade(view, groups, [start])
        for g in wanted[(lost[wanted] >= groups.breaks_at[wanted]) & (needer != start)].tolist():
            if start not in member[g]:
                found[g].append(start)
    return found


def _reasons(ground: _Ground, rows: list[Row]) -> Iterator[Text]:
    if unknown := sum(row.basis == "unknown" for row in rows):
        yield both(
            "Of {count} properties in zones nobody says how many sensors are needed, and none is assumed (assumed_k).",
            count=unknown,
        )
    if assumed := sum(row.basis == "assumed" for row in rows):
        yield both("For {count} properties in zones the number of sensors that are needed is assumed.", count=assumed)
    if many := sum(ground.things.stands_for_many(i) for i in ground.nodes):
        yield both("{count} nodes stand for more than one sensor or device; each counts as one member.", count=many)
    if unheard := sum(row.unheard for row in rows):
        yield both("From {count} sensors no way to any system is known; no gateway is counted for them.", count=unheard)


def _summary(rows: list[Row], groups: list[Group]) -> Text:
    if not rows and not groups:
        return both("There are no sensors, and no groups of sensors or devices, to tell of.")
    return both(
        "Properties measured in zones: {cells}; a single gateway takes too many in {broken}, perhaps in {perhaps}. Groups "
        "of sensors and devices: {groups}; with none to spare: {bare}; that a single other thing breaks: {single}.",
        cells=len(rows),
        broken=sum(row.breaks == "yes" for row in rows),
        perhaps=sum(row.breaks == "unknown" for row in rows),
        groups=len(groups),
        bare=sum(not group.may_fail for group in groups),
        single=sum(bool(group.single) for group in groups),
    )

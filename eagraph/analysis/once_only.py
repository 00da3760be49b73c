"""Once only: who asks people again for what they have already given, and how could they be spared?

Where two systems or more collect a type of information from the same target group, and its master is another system, each
of them asks for what is there already (INF-02), unless the master reaches it along flows that carry the type, or law stands
in the way (`legal_barrier`). The way that would serve instead is shown: flows that are there and would have to carry the
type, else a platform that both already exchange over, else a new flow.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.judged import Judged, Violation, cut, first_wrong, ids, names, tally
from eagraph.analysis._portfolio.links import RETIRED, Links, links
from eagraph.analysis._portfolio.types import Types
from eagraph.analysis._things import named
from eagraph.escalation import escalate
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.model.identity import slug
from eagraph.results import Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Once only")
question = both("Who asks people again for what they have already given, and how could they be spared?")
Wrong = Literal["asked_again", "no_master", "legal_barrier"]
Instead = Literal["existing_flows", "platform", "new_flow"]
_OFTEN = 20


class Params(BaseModel):
    """Which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """A system that asks again for a type of information."""

    brief: ClassVar = ("name", "wrong", "violation", "type_name", "asked_of", "instead", "way_names")

    wrong: Wrong = Field(
        title="what is wrong", description="asked again; perhaps, as no master is known; law stands in the way"
    )
    information_type: str = Field(title="type", description="id of the information type")
    type_name: str = Field(title="type, by name", description="its name")
    asked_of: str | None = Field(title="asked of", description="the target group; empty: not said")
    others: tuple[str, ...] = Field(
        title="also asked by", description="ids of the other systems that ask the same group, or may"
    )
    other_names: str | None = Field(title="also asked by, by name", description="their names")
    masters: tuple[str, ...] = Field(description="ids of the masters of the type")
    master_names: str | None = Field(title="masters, by name", description="their names")
    instead: Instead | None = Field(
        title="could be served by", description="flows that are there, a platform both exchange over, or a new flow"
    )
    way: tuple[str, ...] = Field(description="ids along the way that would serve, from a master to the system")
    way_names: str | None = Field(title="way, by name", description="its names")
    legal_barrier: str | None = Field(title="legal barrier", description="the law that stands in the way")
    organisation: str | None = Field(description="the board or company that answers for the system")


class Answer(Result[Row]):
    """Who asks again, and how many types are asked for."""

    types: int = Field(default=0, title="types asked for", description="types of information that any system collects")


@dataclass(frozen=True, slots=True)
class _Asking:
    """A system that collects a type from a target group (by its name for comparing; empty: not said)."""

    system: int
    group: str
    said: str | None
    barrier: str | None


@dataclass(frozen=True, eq=False)
class _Ground:
    types: Types
    links: Links

    @property
    def snapshot(self) -> Snapshot:
        return self.links.snapshot

    @cached_property
    def asking(self) -> dict[int, list[_Asking]]:
        """By type, who collects it."""
        found: dict[int, list[_Asking]] = defaultdict(list)
        for system, type_, tie in self.links.ends("COLLECTS"):
            if self.links.lifecycle(system) != RETIRED:
                said = self.snapshot.relationships[tie].properties
                group, barrier = str(said.get("from") or "").strip(), str(said.get("legal_barrier") or "").strip()
                found[type_].append(_Asking(system, self._group(group), group or None, barrier or None))
        return dict(sorted(found.items()))

    def _group(self, said: str) -> str:
        """A target group by what it is known by: the node that is meant, else the words."""
        nodes = self.snapshot.nodes
        if said in self.snapshot.index:
            said = nodes[self.snapshot.index[said]].name
        return slug(said) if said else ""

    @cached_property
    def over(self) -> dict[int, set[int]]:
        """By system, the platforms that its integrations go via."""
        found: dict[int, set[int]] = defaultdict(set)
        via = self.links.out("VIA")
        for source, target, _ in self.links.ends("FLOW"):
            for integration, system in ((source, target), (target, source)):
                if integration in via:
                    found[system].update(via[integration])
        return found


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Who asks again, what breaks the rule first."""
    known, found = links(snapshot, params.at), escalate(snapshot, at=params.at)
    ground = _Ground(Types(found, known), known)
    types = ground.asking
    rows = first_wrong(row for type_ in counted(types, len(types), every=_OFTEN) for row in _of_type(ground, type_))
    hidden = len(found.ground.left_out) + known.hidden("COLLECTS", "MASTER_OF", "OF_TYPE")
    told = [*cut(rows, params.limit), *_reasons(ground), *not_valid(hidden, params.at)]
    return Answer(
        analysis="once-only",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, len(types))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        types=len(types),
    )


def _of_type(ground: _Ground, type_: int) -> Iterator[Row]:
    asking, masters = ground.asking[type_], ground.types.masters(type_)
    reach = ground.types.reach(type_, masters)
    for one in sorted(asking, key=lambda a: (a.system, a.group)):
        others = {other.system for other in asking if other.system != one.system and other.group == one.group and one.group}
        perhaps = {o.system for o in asking if o.system != one.system and not (o.group and one.group)} - others
        if one.system in masters or one.system in reach.surely or not others | perhaps:
            continue
        is_certain = bool(others) and bool(masters) and one.system not in reach.perhaps
        wrong: Wrong = "asked_again" if masters else "no_master"
        violation: Violation = "yes" if is_certain else "unknown"
        if one.barrier:
            wrong, violation = "legal_barrier", "no"
        yield _row(ground, type_, one, wrong, violation, others or perhaps)


def _row(ground: _Ground, type_: int, one: _Asking, wrong: Wrong, violation: Violation, others: set[int]) -> Row:
    snapshot, masters, own = ground.snapshot, ground.types.masters(type_), boards(ground.snapshot).get(one.system)
    instead, way = _instead(ground, type_, masters, one.system) if masters and not one.barrier else (None, ())
    return Row(
        **named(snapshot, one.system),
        violation=violation,
        wrong=wrong,
        information_type=snapshot.nodes[type_].id,
        type_name=snapshot.nodes[type_].name,
        asked_of=one.said,
        others=ids(snapshot, others),
        other_names=names(snapshot, others),
        masters=ids(snapshot, masters),
        master_names=names(snapshot, masters),
        instead=instead,
        way=tuple(snapshot.nodes[i].id for i in way),
        way_names=" → ".join(snapshot.nodes[i].name for i in way) or None,
        legal_barrier=one.barrier,
        organisation=None if own is None else snapshot.nodes[own].name,
    )


def _instead(ground: _Ground, type_: int, masters: Sequence[int], system: int) -> tuple[Instead, tuple[int, ...]]:
    """The way from a master that would spare people, and of which sort it is."""
    perhaps = ground.types.way(type_, masters, system)
    if way := perhaps or ground.types.shortest(masters, system):
        return "existing_flows", way
    for master in masters:
        if shared := sorted(ground.over[master] & ground.over[system]):
            return "platform", (master, shared[0], system)
    return "new_flow", (masters[0], system)


def _reasons(ground: _Ground) -> Iterator[Text]:
    asked = [one for asking in ground.asking.values() for one in asking]
    if silent := sum(not one.group for one in asked):
        yield both("{count} times it is not said from whom a type is collected; it may be any group.", count=silent)
    if guessed := int(ground.types.escalation.ground.moves.guessed.sum()):
        yield both("{count} flows do not say what they carry; they count as carrying everything.", count=guessed)
    if not asked:
        yield both("The landscape does not say which system collects what from whom.")


def _summary(rows: Sequence[Row], types: int) -> Text:
    return both(
        "Types of information that people are asked for: {types}. Systems that ask again: {wrong}; perhaps: {perhaps}; by "
        "law: {barred}. Of those that ask again, {served} could be served by flows or a platform that are there.",
        types=types,
        barred=sum(row.wrong == "legal_barrier" for row in rows),
        served=sum(row.violation == "yes" and row.instead in {"existing_flows", "platform"} for row in rows),
        **tally(rows),
    )

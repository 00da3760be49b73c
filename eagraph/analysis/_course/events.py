"""What happens on a timeline, in either reading: the outages, how long can be borne, and what had to be assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field, model_validator

from eagraph.analysis._course.hours import milliseconds, stated, told
from eagraph.analysis._course.needs import Needs, needs
from eagraph.analysis._course.outages import Course, Outage, course
from eagraph.analysis._course.windows import Window, Windows, windows
from eagraph.analysis._course.worst_case import worst_case
from eagraph.analysis._starts import FIELDS, Starts, absent, starts
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both


class Timed(Starts):
    """What fails, for how long, and how far to look; the parameters of every question about hours."""

    repair: bool = Field(default=False, description="what fails is repaired; otherwise the worst case, nothing is")
    repair_h: float | None = Field(
        default=None,
        gt=0,
        le=1e6,
        description="hours until what fails is repaired; empty is what each thing states, else never",
    )
    outage: tuple[str, ...] = Field(
        default=(), description="things down in windows of their own, as thing=from..to in hours (elnat=0..10, idp=2..)"
    )
    horizon_h: float = Field(default=8760, gt=0, le=1e6, description="look no further than this many hours")

    @model_validator(mode="after")
    def _something_fails(self) -> Timed:
        fields = (*FIELDS, "outage")
        if not any(getattr(self, name) for name in fields):
            raise ValueError(both("say what fails: at least one of {fields}", fields=", ".join(fields)))
        return self


@dataclass(frozen=True, eq=False)
class Events:
    """The outages in the order in which they begin; `course` is None where nothing is repaired. Times are milliseconds."""

    needs: Needs
    given: Windows
    restart: list[int]
    outages: list[Outage]
    course: Course | None
    later: int
    """Things that stop after the horizon."""
    horizon: int
    params: Timed

    @property
    def endless(self) -> frozenset[int]:
        """What fails by itself and is never repaired."""
        return frozenset(node for node, found in self.given.items() if self.course is None or found[-1][1] is None)

    @property
    def is_cut(self) -> bool:
        """Is there more after the instant up to which the events were followed?"""
        return bool(self.later) or bool(self.course and self.course.followed is not None)

    def mtpd(self, node: int) -> int | None:
        """How long can be borne; None where nobody has said."""
        return stated(self.needs.snapshot.nodes[node].properties, "mtpd_h")

    def is_breach(self, outage: Outage) -> bool | None:
        """Is an outage longer than can be borne? None where that is unknown, or the end and too soon to say."""
        mtpd = self.mtpd(outage.node)
        if mtpd is None:
            return None
        if outage.until is not None:
            return outage.until - outage.since > mtpd
        if self.course is None or self.course.followed is None:
            return True
        return True if self.course.followed - outage.since > mtpd else None

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What limits the answer, in words."""
        absentees = absent(self.needs.snapshot, self.given, self.params.at)
        return (*absentees, *self.needs.reasons, *self._unknown(), *self._cut())

    def _unknown(self) -> Iterator[Text]:
        if not self.course and (self.params.repair_h is not None or any(last[-1][1] for last in self.given.values())):
            yield both("Nothing is repaired in the worst case, although a time is given or stated; ask with repair.")
        down = {outage.node for outage in self.outages}
        needs, schema = self.needs, self.needs.snapshot.schema.node_fields
        steps = {s for node in down for s in needs.onward[node] if needs.stops[needs.group[s]] and needs.unstated[s]}
        if steps:
            yield both("{count} dependencies do not say how long one manages without; that counts as 0 h.", count=len(steps))
        nodes = needs.snapshot.nodes
        stopped = {outage.node for outage in self.outages if outage.group >= 0}

        def unsaid(among: set[int] | frozenset[int], *names: str) -> int:
            can = (i for i in among if names[0] in schema[nodes[i].label])
            return sum(stated(nodes[i].properties, *names) is None for i in can)

        if self.course and (count := unsaid(stopped, "restart_h")):
            yield both("{count} things that stop do not say how long they take to restart; that counts as 0 h.", count=count)
        if self.course and self.endless:
            yield both(
                "{count} things that fail do not say when they are repaired; they never are.", count=len(self.endless)
            )
        if count := unsaid(down, "mtpd_h"):
            yield both("{count} things that stop do not say how long that can be borne (MTPD).", count=count)

    def _cut(self) -> Iterator[Text]:
        horizon = told(self.horizon)
        if self.later:
            yield both("{count} things stop later than {hours} h.", count=self.later, hours=horizon)
        if self.course and self.course.restless:
            names = ", ".join(self.needs.snapshot.nodes[node].name for node in self.course.restless)
            at = told(self.course.followed or self.horizon)
            yield both("The outages go round in a ring; {names} stops again and again. Followed up to {hours} h.",
                       names=names, hours=at)  # fmt: skip
        elif self.course and self.course.followed is not None:
            yield both("More happens after {hours} h, which is as far as was looked.", hours=horizon)


def events(snapshot: Snapshot, params: Timed) -> Events:
    """What happens when these things fail.

    Raises:
        UnknownName: something that is to fail does not exist.
        UsageError: there is nothing of a kind, or an outage is not written thing=from..to.
    """
    found = needs(snapshot, at=params.at, assume_needed=params.assume_needed)
    given, restart = _given(snapshot, params), [stated(node.properties, "restart_h") or 0 for node in snapshot.nodes]
    horizon = milliseconds(params.horizon_h)
    happened = course(found, given, restart, horizon) if params.repair else None
    outages = happened.outages if happened else worst_case(found, given)
    shown = [outage for outage in outages if outage.since < horizon]
    return Events(found, given, restart, shown, happened, len(outages) - len(shown), horizon, params)


def _given(snapshot: Snapshot, params: Timed) -> dict[int, tuple[Window, ...]]:
    """The windows in which things are down by themselves: their own, else from hour 0 until repaired.

    One that says it is repaired in no time is down no time. Where a thing states only how long a repair may take at the
    most (`repair_h_high`), it takes that long.
    """
    own = windows(snapshot, params.outage)
    for node in starts(snapshot, params):
        said = stated(snapshot.nodes[node].properties, "repair_h", "repair_h_high")
        repaired = milliseconds(params.repair_h) if params.repair_h is not None else said
        own.setdefault(node, ((0, repaired),))
    return {node: found for node, found in own.items() if found[0][1] != 0}

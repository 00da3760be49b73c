"""What is assured: what do safeguards, sources and suppliers give a thing, in each aspect, as an interval?

    K, S   the highest grade of safeguards in force that protect it
    R      what it can vouch for: no more than its own safeguards give, than each source of its data vouches for, and than
           who transports them; an independent validation with evidence ends that for its flow, since data are then as good
           as the validation by who receives them. The greatest such levels (they start at the own grade and only fall), so
           that a ring vouches for what its weakest member does. Biba (1977)
    T      the level of `availability` in the classification model that its time to restore (see `_restoring`) and the share
           of time it works (see `_uptime`) meet, given all that it cannot do without; ISO 22301

What nobody has said is unknown, 0-4, and so is what rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isinf
from typing import NamedTuple

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation._restoring import End, deciding, path_from, restored
from eagraph.escalation._safeguards import Safeguards, safeguards
from eagraph.escalation._supply import Supply, supply
from eagraph.escalation._uptime import at_least, at_most, silent, stopping
from eagraph.escalation.requirements import RULES, Levels
from eagraph.graph.kernels import Ways, rise
from eagraph.graph.snapshot import Numbers
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, TOP, Aspect, Interval

_EXACT = 1e-9
"""Shares of time that differ by less are the same."""


class Vouched(NamedTuple):
    """Integrity at one end: by node the level, and the source that holds it down (-1: its own safeguards do)."""

    level: Levels
    source: Numbers


@dataclass(frozen=True, eq=False)
class Assured:
    """What is assured in a landscape on a day; worked out where it is asked for."""

    escalation: Escalation
    partial: bool = False
    """Safeguards recorded in one aspect say nothing of the others; otherwise what is recorded of a thing is all it has."""

    @cached_property
    def safeguards(self) -> Safeguards:
        """The safeguards that are recorded."""
        return safeguards(self.escalation.ground, partial=self.partial)

    @cached_property
    def supply(self) -> Supply:
        """What things cannot do without."""
        return supply(self.escalation.ground)

    @cached_property
    def low(self) -> Mapping[Aspect, Levels]:
        """By aspect and node, what is assured at least."""
        return {aspect: self._end(aspect, "low") for aspect in ASPECTS}

    @cached_property
    def high(self) -> Mapping[Aspect, Levels]:
        """By aspect and node, what is assured at most."""
        return {aspect: self._end(aspect, "high") for aspect in ASPECTS}

    def of(self, node: int, aspect: Aspect) -> Interval:
        """What is assured."""
        return Interval(int(self.low[aspect][node]), int(self.high[aspect][node]))

    @cached_property
    def vouched(self) -> Mapping[End, Vouched]:
        """Integrity at both ends, with what holds it down."""
        return {"low": self._vouched("low"), "high": self._vouched("high")}

    @cached_property
    def hours(self) -> Mapping[End, list[float]]:
        """By node, the hours until it is restored: at least, and at most (`inf` where nothing bounds them)."""
        return {"low": restored(self.supply, "low"), "high": restored(self.supply, "high")}

    @cached_property
    def _deciding(self) -> Mapping[End, list[int]]:
        return {
            "low": deciding(self.supply, self.hours["low"], "low"),
            "high": deciding(self.supply, self.hours["high"], "high"),
        }

    @cached_property
    def uptime(self) -> Mapping[End, list[float]]:
        """By node, the share of time it works: at least, and at most."""
        return {"low": at_least(self.supply), "high": at_most(self.supply)}

    def weakest_way(self, node: int, end: End) -> tuple[int, ...]:
        """From the place whose own safeguards hold integrity down, along flows, to a place."""
        way = [node]
        while (source := int(self.vouched[end].source[way[-1]])) >= 0:
            way.append(source)
        return tuple(way[::-1])

    def longest_path(self, node: int, end: End) -> tuple[int, ...]:
        """From the thing that takes longest to restore, along those that need it, to a thing."""
        return path_from(self._deciding[end], node)

    def stopping(self, node: int, target: float) -> tuple[int, ...]:
        """As few things as are needed to show that it works less than a share of the time, the likeliest to fail first."""
        works, found = 1.0, []
        for one in stopping(self.supply, node):
            found.append(one)
            works *= 1 - self.supply.down[one][0]
            if works < target - _EXACT:
                break
        return tuple(found)

    def silent(self, node: int) -> tuple[int, ...]:
        """The path to a thing from one it relies on that does not say how likely it is down; empty where all do."""
        return silent(self.supply, node)

    def reasons(self) -> Iterator[Text]:
        """What is not known of what is assured, in words."""
        yield from self.safeguards.reasons
        if unsaid := sum(isinf(ends[1]) for ends in self._needed(self.supply.hours)):
            yield both("{count} needed things state neither RTO nor repair time; theirs may be any.", count=unsaid)
        if unsaid := sum(ends[1] >= 1 for ends in self._needed(self.supply.down)):
            yield both("{count} needed things do not say how likely they fail; anything is possible.", count=unsaid)
        groups = enumerate(self.supply.groups)
        in_ring = {i for i, own in groups if self.supply.restart[i] and any(m.in_ring for g in own for m in g.members)}
        if in_ring:
            yield both(
                "{count} things need each other in rings; how long they take to start together is not known.",
                count=len(in_ring),
            )

    def _needed(self, ends: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        """The ends of those of whom availability is required, or on whom another relies; information is not restored."""
        nodes, required = self.escalation.snapshot.nodes, self.escalation.high.required["t"].value
        asked = {int(i) for i in np.flatnonzero(required > 0) if nodes[int(i)].label != "InformationAsset"}
        asked |= {m.supplier for own in self.supply.groups for group in own for m in group.members}
        return [ends[i] for i in sorted(asked)]

    def _end(self, aspect: Aspect, end: End) -> Levels:
        if aspect == "r":
            return self.vouched[end].level
        return self._availability(end) if aspect == "t" else self._grades(aspect, end)

    def _grades(self, aspect: Aspect, end: End) -> Levels:
        found = np.full(len(self.escalation.snapshot.nodes), 0 if end == "low" else TOP, dtype=np.int8)
        for thing in self.safeguards.by_thing:
            found[thing] = getattr(self.safeguards.grade(thing, aspect), end)
        return found

    def _vouched(self, end: End) -> Vouched:
        """How far levels fall short of the highest rises along flows; what rises least is the greatest level."""
        ground = self.escalation.ground
        source, receiver = self._flows()
        short = (TOP - self._grades("r", end)).astype(np.int8)
        cause, zero = np.full(len(short), -1, dtype=np.int32), np.zeros(len(short), dtype=np.int8)
        ways, free = Ways.of(ground.order, source, receiver), np.zeros(len(source), dtype=np.int8)
        short = rise(ways, free, short, own=zero, by_rule=(zero, zero), cap=TOP, cause=cause)
        held_by = np.where(cause >= 0, np.append(source, -1)[cause], -1).astype(np.int32)
        return Vouched((TOP - short).astype(np.int8), held_by)

    def _flows(self) -> tuple[Numbers, Numbers]:
        """Sources and receivers of data, and transports and what goes through them; not across a barrier."""
        demands, ties = self.escalation.ground.required.by_aspect["r"], self.escalation.snapshot.relationships
        along = np.isin(demands.rule, [RULES.index("use"), RULES.index("transport")])
        said = [ties[j].properties if j >= 0 else {} for j in demands.tie.tolist()]
        barrier = [bool(one.get("validated") and one.get("validation_evidence")) for one in said]
        kept = along & ~np.array(barrier, dtype=np.bool_)
        return demands.taker[kept], demands.giver[kept]

    def _availability(self, end: End) -> Levels:
        """The level that hours and uptime meet: surely with the hours at most and the uptime at least, perhaps otherwise."""
        hours = self.hours["high" if end == "low" else "low"]
        met = [self._met(took, works, end) for took, works in zip(hours, self.uptime[end], strict=True)]
        return np.array(met, dtype=np.int8)

    def _met(self, hours: float, works: float, end: End) -> int:
        """The highest level met, each row of the table a condition of those above; what no row says stays open."""
        level = 0
        for row in self.escalation.ground.model.availability:
            if hours > row.mtpd_h or (row.availability is not None and works < row.availability - _EXACT):
                return level if end == "low" else max(0, row.level - 1)
            level = row.level
        return level if end == "low" else TOP


def assured(escalation: Escalation, *, partial: bool = False) -> Assured:
    """What is assured where an escalation says what is required; of a snapshot's own, worked out once (see `Assured`)."""
    snapshot, at = escalation.snapshot, escalation.ground.at
    if snapshot.plans.get(("escalation", at)) is not escalation:
        return Assured(escalation, partial)
    found: Assured = snapshot.plans.setdefault(("assured", at, partial), Assured(escalation, partial))
    return found

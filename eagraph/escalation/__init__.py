"""How sensitive does information become where it is put together? Three stages, each to be looked at (`Escalation`).

    content       which information reaches a place, and what filters take from it on the way
    aggregation   which rules apply to what lies together there
    levels        what is required in K R T S, as intervals, each aspect in its own direction

Four vectors are kept apart: assigned (decided by the owner), required (worked out here), assured (what safeguards give) and
the gap. Lattice of secure information flow: Denning (1976). Everything is drawn up once a snapshot and day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation.content import Content, content
from eagraph.escalation.facts import Facts
from eagraph.escalation.ground import Ground, declared
from eagraph.escalation.homes import with_unfounded
from eagraph.escalation.levels import Solution, as_asset_levels, reached, solve
from eagraph.escalation.limits import limits
from eagraph.escalation.rejoining import rejoined
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text
from eagraph.model.aggregation import Flag
from eagraph.model.classification import BOTTOM, Aspect, Interval, interval, is_stated


@dataclass(frozen=True, eq=False)
class Escalation:
    """The levels of a landscape on a day."""

    ground: Ground

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.ground.snapshot

    @cached_property
    def facts(self) -> Facts:
        """What the information says of itself."""
        return Facts(self.ground)

    @cached_property
    def content(self) -> Content:
        """What is where, with what flows may bring that do not say."""
        return content(self.ground, as_asset_levels(self.ground))

    @cached_property
    def declared_content(self) -> Content:
        """What is where by what is declared alone."""
        if not self.ground.moves.guessed.any():
            return self.content
        return content(self.ground, as_asset_levels(self.ground), guess=False)

    @cached_property
    def possible_content(self) -> Content:
        """What is where at most, where filters may be opened again by what nobody has said."""
        surely = self.content
        perhaps = rejoined(surely.ground, surely.there, perhaps=True)
        return surely if perhaps == surely.rejoined else surely.opened(perhaps, as_asset_levels(self.ground))

    @cached_property
    def low(self) -> Solution:
        """What is required at least."""
        return solve(self.content, self.facts, "low")

    @cached_property
    def high(self) -> Solution:
        """What is required at most, whatever the unknown turns out to be."""
        return solve(self.possible_content, self.facts, "high")

    @cached_property
    def declared(self) -> Solution:
        """What is required at least by what is declared alone."""
        return self.low if self.declared_content is self.content else solve(self.declared_content, self.facts, "low")

    def assigned(self, node: int, aspect: Aspect) -> Interval:
        """What the owner decided."""
        return interval(self.snapshot.nodes[node].properties, aspect)

    def required(self, node: int, aspect: Aspect) -> Interval:
        """What is required."""
        return Interval(int(self.low.required[aspect].value[node]), int(self.high.required[aspect].value[node]))

    def asked(self, node: int, aspect: Aspect) -> Interval:
        """What is required beside what the owner decided."""
        low, high = (solution.required[aspect].asked[node] for solution in (self.low, self.high))
        return Interval(int(low), int(high)) if high else BOTTOM

    def concerned(self, aspect: Aspect) -> list[int]:
        """Whatever has a level, and all of which something is or may therefore be required; sorted."""
        somewhere = self.content.plane() if aspect in "ks" else self.content.held
        there = np.zeros(len(somewhere), dtype=np.bool_)
        there[somewhere.any(axis=1)] = True
        there[self.ground.assets] = True
        if aspect in "rt":
            there |= np.array([is_stated(node.properties, aspect) for node in self.snapshot.nodes], dtype=np.bool_)
        there |= self.high.required[aspect].value > 0
        return [int(i) for i in np.flatnonzero(reached(self.ground, aspect, there))]

    def flags(self, node: int) -> tuple[Flag, ...]:
        """What rules that apply in a place for certain ask for besides a level."""
        rules = self.ground.model.rule
        applying = (rules[name] for name, where in self.low.applies.items() if where[node])
        return tuple(sorted({flag for rule in applying for flag in rule.flags}))

    def hidden(self, aspects: Iterable[Aspect]) -> int:
        """How many relationships the day leaves out that would count in these aspects."""
        left = [self.ground.left_out, *(self.ground.required.hidden[aspect] for aspect in aspects)]
        return len(np.unique(np.concatenate(left)))

    def reasons(self, aspects: Iterable[Aspect]) -> Iterator[Text]:
        """What limits an answer in these aspects, in words."""
        if "t" in aspects:
            yield from self.ground.required.reasons
        yield from limits(self.ground, self.content)

    def is_raised(self, node: int, aspect: Aspect) -> bool:
        """Is more required for certain than its owner decided?"""
        return int(self.low.required[aspect].asked[node]) > self.assigned(node, aspect).high

    def is_perhaps_raised(self, node: int, aspect: Aspect) -> bool:
        """Is more required perhaps?"""
        return int(self.high.required[aspect].asked[node]) > self.assigned(node, aspect).low


def escalate(snapshot: Snapshot, *, at: dt.date | None = None) -> Escalation:
    """The levels of a landscape on a day, worked out once."""
    key = ("escalation", at)
    if key not in snapshot.plans:
        snapshot.plans.setdefault(key, Escalation(with_unfounded(declared(snapshot, at=at))))
    found: Escalation = snapshot.plans[key]
    return found

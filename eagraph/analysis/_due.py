"""When is the next risk analysis of a thing due, and has something changed since the last one?"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._portfolio.calendar import months_before, stated
from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.links import NOT_YET, RETIRED, Links
from eagraph.escalation import Escalation
from eagraph.model.classification import ASPECTS, Aspect, Interval

Wrong = Literal["never", "too_old", "outdated", "no_date", "level_unknown", "nothing"]
KIND = "risk_analysis"


@dataclass(frozen=True, slots=True)
class Change:
    """What was new on a day: the relationship that came, by number, and the thing at its other end."""

    day: dt.date
    tie: int
    other: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How the risk analyses of a thing stand. `aspects`: those of its highest certain level."""

    node: int
    wrong: Wrong
    violation: Violation
    level: Interval
    aspects: tuple[Aspect, ...]
    last: dt.date | None = None
    evidence: int | None = None
    change: Change | None = None


@dataclass(frozen=True, eq=False)
class Due:
    """The risk analyses of a landscape as they stand on a day. `months`: by level, how long one holds; from `least` up."""

    escalation: Escalation
    links: Links
    day: dt.date
    least: int
    months: Mapping[int, int]

    @property
    def things(self) -> list[int]:
        """Systems that are in use or do not say, and information."""
        gone = {RETIRED, *NOT_YET}
        systems = [i for i in self.links.things("System") if self.links.lifecycle(i) not in gone]
        return sorted([*systems, *self.links.things("InformationAsset")])

    @cached_property
    def are_recorded(self) -> bool:
        """Is any risk analysis on record?"""
        return any(self._is_one(evidence) for evidence in self.links.things("Evidence"))

    def standings(self) -> Iterator[Standing]:
        """Whatever needs a risk analysis, for certain or perhaps."""
        for node in self.things:
            low, high, aspects = self._level(node)
            if high >= self.least:
                yield self._standing(node, Interval(low, high), aspects)

    def _level(self, node: int) -> tuple[int, int, tuple[Aspect, ...]]:
        levels: dict[Aspect, Interval] = {}
        for aspect in ASPECTS:
            own, asked = self.escalation.assigned(node, aspect), self.escalation.required(node, aspect)
            levels[aspect] = Interval(max(own.low, asked.low), max(own.high, asked.high))
        low = max(level.low for level in levels.values())
        return low, max(level.high for level in levels.values()), tuple(a for a in ASPECTS if levels[a].low == low)

    def _standing(self, node: int, level: Interval, aspects: tuple[Aspect, ...]) -> Standing:
        about = self._about(node)
        dated = sorted((day, one) for one in about if (day := self._date(one)) is not None and day <= self.day)
        last, evidence = dated[-1] if dated else (None, None)
        since = months_before(self.day, self.months[max(level.low, self.least)])
        if last is not None and last >= since:
            change = self._change(node, last) if level.low >= self.least else None
            wrong: Wrong = "outdated" if change else "nothing"
            return Standing(node, wrong, "yes" if change else "no", level, aspects, last, evidence, change)
        if any(self._date(one) is None for one in about):
            return Standing(node, "no_date", "unknown", level, aspects, last, evidence)
        if level.low < self.least:
            return Standing(node, "level_unknown", "unknown", level, aspects, last, evidence)
        if last is not None:
            return Standing(node, "too_old", "yes", level, aspects, last, evidence)
        return Standing(node, "never", "yes" if self.are_recorded else "unknown", level, aspects)

    def _about(self, node: int) -> list[int]:
        """Risk analyses of a thing; of information those of a system that holds it too."""
        places = [node, *self.links.into("HOLDS").get(node, ())]
        return sorted({one for place in places for one in self.links.into("ABOUT").get(place, ()) if self._is_one(one)})

    def _is_one(self, evidence: int) -> bool:
        return self.links.snapshot.nodes[evidence].properties.get("evidence_kind") == KIND

    def _date(self, evidence: int) -> dt.date | None:
        return stated(self.links.snapshot.nodes[evidence].properties, "date")

    def _change(self, node: int, since: dt.date) -> Change | None:
        """The last thing that came to a system after a day."""
        later = [change for change in self._changes.get(node, ()) if since < change.day <= self.day]
        return max(later, key=lambda change: (change.day, -change.tie), default=None)

    @cached_property
    def _changes(self) -> dict[int, list[Change]]:
        """By thing, the flows that came in and the information that came to lie there, as far as they are dated."""
        found: dict[int, list[Change]] = defaultdict(list)
        ties = self.links.snapshot.relationships
        for source, target, tie in self.links.ends("FLOW"):
            if (day := stated(ties[tie].properties, "valid_from")) is not None and source != target:
                found[target].append(Change(day, tie, source))
        for holder, asset, tie in self.links.ends("HOLDS"):
            said = ties[tie].properties
            if (day := stated(said, "since") or stated(said, "valid_from")) is not None:
                found[holder].append(Change(day, tie, asset))
        return found

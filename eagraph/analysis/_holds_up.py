"""How much doubt can settling one unknown take away at most? Upper bounds, so that only what may matter is worked out.

From above: an upper end falls only if every reason for it rests on the unknown. One reason for each level of each interval
is found; what it does not rest on does not hold that end up alone. From below: a lower end rises only where the unknown
thing is, or where a rule applies perhaps that asks about it, and from there on wherever these places require it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.analysis._rests_on import reason_of
from eagraph.analysis._unsettled import Doubt, Key, Unsettled, bears_on, is_unknown, opens_again
from eagraph.escalation import Escalation
from eagraph.escalation.derivation import Derivation
from eagraph.escalation.levels import reached
from eagraph.escalation.moves import Booleans
from eagraph.escalation.planes import THERE
from eagraph.escalation.steps import Step
from eagraph.model.aggregation import Rule
from eagraph.model.classification import ASPECTS, Aspect
from eagraph.work import counted


@dataclass(frozen=True, eq=False)
class HoldsUp:
    """Bounds on what settling something takes away, in levels of doubt over all places and aspects."""

    found: Escalation
    doubt: Doubt

    def most(self, one: Unsettled) -> float:
        """The most doubt it takes away on average, if it is as likely to turn out one way as another."""
        if opens_again(self.found, one):
            return float(self.doubt.width.sum())
        last, reach = len(one.values) - 1, self._reach(one)
        falls = sum(self._falls(one, number) for number in range(last + one.is_loose))
        return (falls + sum(self._rises(one, number, reach) for number in range(1, last + 1))) / (last + 1)

    def _falls(self, one: Unsettled, number: int) -> int:
        """How many levels upper ends may fall when it turns out to be the value of a number."""
        held, whatever = self._held_up
        levels = held.get(one.key, Counter())
        if one.what not in ASPECTS:
            return whatever + levels.total()
        value = int(str(one.values[number][one.what]))
        return whatever + sum(count for level, count in levels.items() if level > value)

    @cached_property
    def _held_up(self) -> tuple[dict[Key, Counter[int]], int]:
        """By unknown and level it is taken to have (0: whatever), how many levels of intervals a reason rests on it; and how
        many have no reason that was found."""
        derivation, found, whatever = Derivation(self.found.high), defaultdict[Key, Counter[int]](Counter), 0
        wide = [(p, a) for n, a in enumerate(ASPECTS) for p in np.flatnonzero(self.doubt.width[n]).tolist()]
        for place, aspect in counted(wide, len(wide), every=50):
            low, high = (int(end.required[aspect].value[place]) for end in (self.found.low, self.found.high))
            for level in range(low + 1, high + 1):
                reason = reason_of(derivation, (place, aspect), level, beside_own=False)
                if reason is None:
                    whatever += 1
                    continue
                for (node, what), taken in set(self._rests_on(reason)):
                    found[node, what][taken] += node != place
        return dict(found), whatever

    def _rests_on(self, reason: Step) -> Iterator[tuple[Key, int]]:
        """The unknown that a reason takes to be high: levels, and what its rules ask about the information they look at."""
        ground, nodes = self.found.ground, self.found.snapshot.nodes
        for step in reason.steps():
            if step.kind in ("classified", "decided") and step.level > self.found.assigned(step.place, step.aspect).low:
                yield (step.place, step.aspect), step.level
            elif step.condition is not None and step.condition.dependants is None:
                seen = {ground.column[premise.asset] for premise in step.premises if premise.kind == "arrives"}
                seen |= {base for column in seen for base in self.found.facts.bases.get(column, ())}
                for node in (int(ground.assets[column]) for column in seen):
                    for name in sorted(bears_on(step.condition)):
                        if is_unknown(nodes[node].properties, name):
                            yield (node, name), 0

    def _rises(self, one: Unsettled, number: int, reach: Mapping[Aspect, Booleans]) -> int:
        """How many levels lower ends may rise when it turns out to be the value of a number: rules raise to the cap only."""
        most = 0
        for aspect, places in reach.items():
            to = self.found.ground.model.cap
            if one.what == aspect:
                given = int(str(one.values[number][aspect]))
                to = max(given, to) if self._is_raised(aspect, places) else given
            width, low = self.doubt.width[ASPECTS.index(aspect)], self.found.low.required[aspect].value
            rises = np.minimum(width, np.maximum(to - low, 0))
            most += int(rises[places].sum() - rises[one.node] * places[one.node])
        return most

    def _is_raised(self, aspect: Aspect, places: Booleans) -> bool:
        """May a rule put anything on top of what is required in any of some places?"""
        rules, perhaps = self.found.ground.model.rule, self.found.high.applies
        return any(aspect in _proposes(rules[name]) and bool((where & places).any()) for name, where in perhaps.items())

    def _reach(self, one: Unsettled) -> dict[Aspect, Booleans]:
        """Where lower ends may rise, whatever it turns out to be."""
        mine = np.zeros(len(self.found.snapshot.nodes), dtype=np.bool_)
        mine[one.node] = True
        if one.what in ASPECTS:
            return self._on_from({one.what: mine})
        there = self._places(self._and_derived(one.node))
        seeds: dict[Aspect, Booleans] = {}
        for rule, open_ in self._open_rules:
            if any(one.what in bears_on(condition) for condition in rule.when):
                for aspect in _proposes(rule):
                    seeds[aspect] = seeds.get(aspect, np.zeros_like(there)) | (open_ & there)
        return self._on_from({aspect: places for aspect, places in seeds.items() if places.any()})

    @cached_property
    def _open_rules(self) -> list[tuple[Rule, Booleans]]:
        """Rules, each with the places where it applies perhaps."""
        certain, perhaps, rules = self.found.low.applies, self.found.high.applies, self.found.ground.model.rule
        return [(rules[name], perhaps[name] & ~certain[name]) for name in sorted(perhaps)]

    def _on_from(self, seeds: dict[Aspect, Booleans]) -> dict[Aspect, Booleans]:
        """Wherever a lower end may rise when it does somewhere."""
        reach: dict[Aspect, Booleans] = {}
        waiting = dict(seeds)
        while waiting:
            aspect, more = waiting.popitem()
            before = reach.get(aspect, np.zeros_like(more))
            reach[aspect] = self._closed(aspect, before | more)
            if not (reach[aspect] & ~before).any():
                continue
            for rule, open_ in self._open_rules:
                if rule.of_levels and open_.any():
                    for raised in _proposes(rule):
                        waiting[raised] = waiting.get(raised, np.zeros_like(more)) | open_
        return reach

    def _closed(self, aspect: Aspect, places: Booleans) -> Booleans:
        """Places, whatever they require it of, and, where that is information, where it lies."""
        assets, seen = self.found.ground.assets, places[self.found.ground.assets]
        places = places | self._places(seen, held=aspect in "rt")
        while True:
            places = reached(self.found.ground, aspect, places)
            more = places[assets] & ~seen
            if not more.any():
                return places
            seen = seen | more
            places |= self._places(more, held=aspect in "rt")

    def _places(self, columns: Booleans, *, held: bool = False) -> Booleans:
        """Where any of some information is, or is at home."""
        if held:
            homes, found = self.found.ground.homes, np.zeros(len(self.found.snapshot.nodes), dtype=np.bool_)
            found[homes.place[homes.held & columns[homes.column]]] = True
            return found
        kinds = self.found.content.kinds
        by_place: Booleans = kinds.sets(THERE).hit(columns)[kinds.kind]
        return by_place

    def _and_derived(self, node: int) -> Booleans:
        """The column of information and those of what is derived from it."""
        mine = self.found.ground.column[node]
        found = np.zeros(len(self.found.ground.assets), dtype=np.bool_)
        found[[mine, *(c for c, bases in self.found.facts.bases.items() if mine in bases)]] = True
        return found


def _proposes(rule: Rule) -> set[Aspect]:
    return {*rule.raises, *rule.floors}

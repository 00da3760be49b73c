"""Which raises are accepted in the landscape itself, as an information asset of their own?

Aggregated data "can be a new information asset that requires its own classification". Where a place HOLDS an aggregate that
is DERIVED_FROM exactly the information there, with a dated classification no older than that of any of its parts, and with
the level that is required there without it, somebody has decided already. Parts that are derived themselves count as what
they come from, as in the rules.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.levels import Solution
from eagraph.graph.kernels import ruled
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect, Interval, interval, is_stated
from eagraph.work import counted


@dataclass(frozen=True, slots=True)
class Recorded:
    """An acceptance in the landscape: the aggregate (id), its level, and what is required in the place without it."""

    asset: str
    level: int
    asked: Interval

    @property
    def is_whole(self) -> bool:
        """Is its level enough for what is unknown too?"""
        return self.level >= self.asked.high


def settled_by_landscape(escalation: Escalation) -> Mapping[tuple[str, Aspect], Recorded]:
    """By place (id) and aspect that such an aggregate settles; worked out once a snapshot and day."""
    plans, key = escalation.snapshot.plans, ("settled by landscape", escalation.ground.at)
    if key not in plans:
        plans[key] = _Search(escalation).settled()
    found: Mapping[tuple[str, Aspect], Recorded] = plans[key]
    return found


class _Search:
    """The aggregates of a landscape, and where they are held."""

    def __init__(self, escalation: Escalation) -> None:
        self.escalation = escalation
        self.snapshot = escalation.snapshot
        homes, column = escalation.ground.homes, escalation.ground.column
        columns = [column[asset] for asset in _aggregates(self.snapshot)]
        self.held: dict[int, list[tuple[int, int]]] = defaultdict(list)
        """By place, its aggregates (column) with the relationship by which it holds them."""
        for i in np.flatnonzero(homes.held & np.isin(homes.column, columns)).tolist():
            self.held[int(homes.place[i])].append((int(homes.column[i]), int(homes.tie[i])))

    def settled(self) -> dict[tuple[str, Aspect], Recorded]:
        """By place and aspect, the aggregate that settles it; of several the first by id."""
        found: dict[tuple[str, Aspect], Recorded] = {}
        for place, held in counted(sorted(self.held.items()), len(self.held)):
            for column, _ in sorted(held):
                if self._is_of_all_there(place, column):
                    for aspect, recorded in self._enough(place, column):
                        found.setdefault((self.snapshot.nodes[place].id, aspect), recorded)
        return found

    def _enough(self, place: int, column: int) -> Iterator[tuple[Aspect, Recorded]]:
        asset = self.snapshot.nodes[self._node(column)]
        for aspect in ASPECTS:
            if is_stated(asset.properties, aspect):
                asked, level = self._asked_without(place, aspect), interval(asset.properties, aspect).low
                if self.escalation.assigned(place, aspect).high < asked.low <= level:
                    yield aspect, Recorded(asset.id, level, asked)

    def _asked_without(self, place: int, aspect: Aspect) -> Interval:
        """What is required in a place beside its own aggregates: by what else is there, as rules raise it, and by others.

        What others require is taken as it is with them, so that it is never less than if they were not there.
        """
        own = {column for column, _ in self.held[place]}
        low, high = (
            self._at_one_end(solution, place, aspect, own) for solution in (self.escalation.low, self.escalation.high)
        )
        return Interval(low, max(low, high))

    def _at_one_end(self, solution: Solution, place: int, aspect: Aspect, own: Collection[int]) -> int:
        value = solution.required[aspect].value
        homes, demands = self.escalation.ground.homes, self.escalation.ground.required.by_aspect[aspect]
        at_home = homes.column[homes.held & (homes.place == place)].tolist()
        there = solution.content.columns(place) if aspect in "ks" else at_home
        held = max((int(value[self._node(column)]) for column in there if column not in own), default=0)
        mine = demands.taker == place
        demanded = int((value[demands.giver[mine]] - demands.discount[mine]).max(initial=0))
        lifted = self._ruled(solution, place, aspect, held, of_levels=False)
        return self._ruled(solution, place, aspect, max(lifted, demanded), of_levels=True)

    def _ruled(self, solution: Solution, place: int, aspect: Aspect, level: int, *, of_levels: bool) -> int:
        """A level as the rules that apply in the place leave it."""
        model = self.escalation.ground.model
        applying = [
            model.rule[name]
            for name, where in solution.applies.items()
            if where[place] and model.rule[name].of_levels == of_levels
        ]
        raises = np.array([max((rule.raises.get(aspect, 0) for rule in applying), default=0)], dtype=np.int8)
        floors = np.array([max((rule.floors.get(aspect, 0) for rule in applying), default=0)], dtype=np.int8)
        return int(ruled(np.array([level], dtype=np.int8), raises, floors, model.cap)[0])

    def _is_of_all_there(self, place: int, column: int) -> bool:
        aggregates = {own for own, _ in self.held[place]}
        others = set(self.escalation.content.columns(place)) - aggregates
        return bool(others) and self._bases(others) == self._bases([column]) and self._is_newest(column, others)

    def _bases(self, columns: Iterable[int]) -> set[int]:
        known = self.escalation.facts.bases
        return {base for column in columns for base in known.get(column, (column,))}

    def _is_newest(self, column: int, parts: Iterable[int]) -> bool:
        own = _day(self.snapshot, self._node(column))
        days = [day for part in parts if (day := _day(self.snapshot, self._node(part)))]
        return own is not None and own >= max(days, default=own)

    def _node(self, column: int) -> int:
        return int(self.escalation.ground.assets[column])


def _aggregates(snapshot: Snapshot) -> set[int]:
    """Aggregates with a dated classification."""
    return {
        i
        for i, node in enumerate(snapshot.nodes)
        if node.label == "InformationAsset"
        and node.properties.get("asset_kind") == "aggregate"
        and _day(snapshot, i)
        and any(is_stated(node.properties, aspect) for aspect in ASPECTS)
    }


def _day(snapshot: Snapshot, node: int) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(snapshot.nodes[node].properties.get("classified_on"))[:10])
    except ValueError:
        return None

"""The same questions in plain Python over a networkx graph: sets handed on by a worklist, then every rule at every place.

It is given what the engine reads of information (who owns it, where it comes from, what it holds), as plain sets.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.facts import Facts
from eagraph.escalation.groups import Groups
from eagraph.model.aggregation import Condition, Rule
from eagraph.model.classification import TOP

if TYPE_CHECKING:
    import networkx as nx


class Worklist:
    """Content, rules about it, and the confidentiality they lead to, place by place."""

    def __init__(self, escalation: Escalation) -> None:
        import networkx as nx

        ground, self.facts = escalation.ground, escalation.facts
        self.rules = [r for r in ground.model.rules if not r.of_levels and r.family != "mosaic"]
        self.cap = ground.model.cap
        self.graph: nx.DiGraph[int] = nx.DiGraph()
        self.graph.add_nodes_from(range(len(ground.snapshot.nodes)))
        self.graph.add_edges_from(zip(ground.moves.sender.tolist(), ground.moves.receiver.tolist(), strict=True))
        self.homes: dict[int, set[int]] = defaultdict(set)
        for place, column in zip(ground.homes.place.tolist(), ground.homes.column.tolist(), strict=True):
            self.homes[place].add(column)
        k = [ground.snapshot.nodes[int(node)].properties.get("k") for node in ground.assets]
        self.at_least = {
            n: {c for c, level in enumerate(k) if isinstance(level, int) and level >= n} for n in range(1, TOP + 1)
        }
        self.sets = _Sets(self.facts)

    def spread(self) -> dict[int, set[int]]:
        """What is where."""
        there = {place: set(self.homes.get(place, ())) for place in self.graph}
        waiting = deque(there)
        queued = set(there)
        while waiting:
            place = waiting.popleft()
            queued.discard(place)
            given = there[place]
            for receiver in self.graph.successors(place):
                has = there[receiver]
                if not given <= has:
                    has |= given
                    if receiver not in queued:
                        queued.add(receiver)
                        waiting.append(receiver)
        return there

    def judge(self, there: Mapping[int, set[int]]) -> tuple[list[tuple[str, ...]], list[int]]:
        """By place the rules that apply, and the confidentiality required."""
        applying, levels = [], []
        for assets in there.values():
            applies = [rule for rule in self.rules if self._applies(rule, assets)]
            applying.append(tuple(rule.id for rule in applies))
            levels.append(self._level(assets, applies))
        return applying, levels

    def _level(self, assets: set[int], applies: Iterable[Rule]) -> int:
        held = next((n for n in range(TOP, 0, -1) if not assets.isdisjoint(self.at_least[n])), 0)
        more = max((rule.raises.get("k", 0) for rule in applies), default=0)
        least = max((rule.floors.get("k", 0) for rule in applies), default=0)
        return max(held, min(least, self.cap), min(held + more, self.cap) if more else 0)

    def _applies(self, rule: Rule, assets: set[int]) -> bool:
        return any(
            self._holds(way, assets & self.sets.linkable[subject] if way.linkable else assets)
            for way in rule.when
            for subject in (self.facts.subjects if way.linkable else ("",))
        )

    def _holds(self, asked: Condition, assets: set[int]) -> bool:
        sets = self.sets
        return (
            (asked.assets is None or len(assets) >= asked.assets)
            and (asked.owners is None or len({o for c in assets for o in sets.owners[c]}) >= asked.owners)
            and (asked.sources is None or len({s for c in assets for s in sets.sources[c]}) >= asked.sources)
            and (asked.one_with is None or not assets.isdisjoint(sets.large(asked)))
            and all(any(not assets.isdisjoint(sets.category[name]) for name in part) for part in asked.categories)
        )


class _Sets:
    """What information says of itself, as plain sets of columns."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.linkable = {kind: _set(facts.linkable(kind, perhaps=False)) for kind in facts.subjects}
        self.category = {name: _set(facts.in_category(name, perhaps=False)) for name in facts.ground.model.categories}
        self.owners, self.sources = _by_column(facts.by_owner), _by_column(facts.by_source)
        self._large: dict[int, set[int]] = {}

    def large(self, asked: Condition) -> set[int]:
        """What is by itself as large as a condition asks."""
        if id(asked) not in self._large and asked.one_with is not None:
            self._large[id(asked)] = _set(self.facts.large(asked.one_with, perhaps=False))
        return self._large[id(asked)]


def _set(chosen: np.ndarray) -> set[int]:
    return set(np.flatnonzero(chosen).tolist())


def _by_column(groups: Groups) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for column, group in zip(groups.column.tolist(), groups.group.tolist(), strict=True):
        found[column].add(group)
    return found

"""The cheapest measures that keep a limit on how much stops, as one integer program: exact, with any k of n and rings.

A choice says which measures are taken and which things are down. It has to be closed: what fails is down, and the needer of
a group that loses too many is down. What really stops is the smallest closed set, so a closed set within the limit exists
exactly where what stops keeps the limit; no order of events is needed (Knaster-Tarski).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from eagraph.analysis._defence.impact import Failing
from eagraph.analysis._defence.least_sets import Found, good
from eagraph.analysis._defence.measures import Measure, after
from eagraph.analysis._defence.programs import Line, solve
from eagraph.graph import kernels
from eagraph.work import counted

LARGEST = 40_000
"""Variables above which no program is set up."""


class ClosedSets:
    """The program of some failures and measures."""

    def __init__(self, failing: Failing, measures: Sequence[Measure], most_nodes: int) -> None:
        self._failing, self._measures, self._most_nodes = failing, measures, most_nodes
        self._price = [m.price for m in measures]
        self._down: dict[tuple[int, int], int] = {}
        """By case and thing, the number of the variable that says that it is down."""

    def find(self, wanted: int) -> list[Found]:
        """The cheapest sets of measures, none within another; where the search takes too long, a good one."""
        lines = [*self._closure(), *(Line({i: -1.0, other: 1.0}, low=0) for i, other in after(self._measures).items())]
        price = np.zeros(len(self._measures) + len(self._down))
        price[: len(self._price)] = self._price
        found: list[Found] = []
        if len(price) > LARGEST:
            return [self._good([], min(self._price))]
        for _ in counted(range(wanted), wanted):
            solved = solve(price, lines, most_nodes=self._most_nodes)
            if solved is None or not solved.is_least:
                first = [solved.members] if solved else []
                bound = solved.at_least if solved else min(self._price)
                return found or [self._good(first, bound)]
            found.append(Found(tuple(sorted(solved.members)), solved.at_least, solved.at_least))
            lines.append(Line(dict.fromkeys(solved.members, 1.0), high=len(solved.members) - 1))
        return found

    def _good(self, firsts: Sequence[frozenset[int]], at_least: float) -> Found:
        def shortfall(chosen: frozenset[int]) -> float:
            return self._failing.shortfall([self._measures[i] for i in sorted(chosen)])

        return good(self._price, shortfall, [frozenset(), *firsts], at_least)

    @cached_property
    def _by_group(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for i, measure in enumerate(self._measures):
            if measure.kind in {"redundant", "break"}:
                found[measure.group].append(i)
        return found

    @cached_property
    def _protecting(self) -> dict[int, int]:
        return {m.node: i for i, m in enumerate(self._measures) if m.kind == "protect"}

    def _closure(self) -> Iterator[Line]:
        """What has to be down, case by case, and how much may be."""
        view, groups = self._failing.failure
        for number, case in enumerate(self._failing.cases):
            wave, _, lost = kernels.cascade(view, groups, list(case))
            for node in np.flatnonzero(wave >= 0).tolist():
                self._down[number, node] = len(self._measures) + len(self._down)
            for node in sorted(set(case)):
                guard = self._protecting.get(node)
                yield Line({self._down[number, node]: 1.0, **({guard: 1.0} if guard is not None else {})}, low=1)
            breaks = groups.hard & (lost >= groups.breaks_at) & (wave[groups.needer] > 0)
            for g in np.flatnonzero(breaks).tolist():
                yield self._of_group(number, g, int(lost[g]))
            yield from self._limits(number, wave > 0)

    def _of_group(self, case: int, group: int, lost: int) -> Line:
        """Members lost - alternatives ≤ what may be lost, unless the group is looser, or its needer protected or down."""
        view, groups = self._failing.failure
        needer, breaks_at = int(groups.needer[group]), int(groups.breaks_at[group])
        most = float(lost - breaks_at + 1)
        weights: dict[int, float] = defaultdict(float)
        for step in groups.members.of(group).tolist():
            if (down := self._down.get((case, int(view.origin[step])))) is not None:
                weights[down] += 1
        for i in self._by_group[group]:
            weights[i] -= 1 if self._measures[i].kind == "redundant" else most
        if needer in self._protecting:
            weights[self._protecting[needer]] -= most
        weights[self._down[case, needer]] -= most
        return Line(weights, high=breaks_at - 1)

    def _limits(self, case: int, because: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[Line]:
        """`because`: by node, does it stop because of something else?"""
        failing, limits = self._failing, self._failing.limits
        down = {node: i for (number, node), i in self._down.items() if number == case}
        if limits.most_stopped is not None:
            yield Line({i: 1.0 for node, i in down.items() if because[node]}, high=limits.most_stopped)
        if limits.most_services is not None:
            yield Line({i: 1.0 for node, i in down.items() if failing.services[node]}, high=limits.most_services)
        if limits.most_criticality is not None:
            weights = {i: float(failing.criticality[node]) for node, i in down.items()}
            yield Line(weights, high=limits.most_criticality)
        yield from (Line({down[node]: 1.0}, high=0) for node in failing.kept if node in down)

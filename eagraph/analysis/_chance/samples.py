"""One failure many times, each time with other values for what is not known: what stops, when, and for how long.

Every sample is a timeline of its own, by the same rules (`_outages`, and `_worst_case` where nothing is repaired). A
relationship that is not there in a sample is no member of its group either: k, strength and what is required to start
follow from the members that are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from eagraph.analysis._chance.draws import Triangle, uniform, yes
from eagraph.analysis._chance.statistics import Column
from eagraph.analysis._chance.unknowns import Unknown
from eagraph.analysis._course.hours import milliseconds, stated
from eagraph.analysis._course.needs import Needs
from eagraph.analysis._course.outages import Outage, course
from eagraph.analysis._course.windows import Window
from eagraph.analysis._course.worst_case import worst_case
from eagraph.analysis._segments import Floats
from eagraph.graph import kernels
from eagraph.graph.views import Booleans
from eagraph.model.relationships import WEAK
from eagraph.work import advanced

_NEVER_BREAKS = 1 << 30
_TOGETHER = 8192
"""Samples in one cascade: 8 bytes a node for every 64 of them."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is drawn again and again.

    `needs` is who needs whom among those that matter, `steps` all members of their groups. `failing` is who fails in every
    sample; where that is nobody, whoever is drawn to fails, and only what happens to the `targets` is asked. `repair` is
    how many hours each takes (None is never); nothing is repaired where `repaired` is false. `horizon` is in milliseconds.
    """

    needs: Needs
    steps: Sequence[int]
    unknowns: Sequence[Unknown]
    failing: Sequence[int]
    targets: Sequence[int]
    repair: dict[int, Triangle | None]
    repaired: bool
    horizon: int


class Sample(NamedTuple):
    """What failed by itself in one sample, and the outages, in the order in which they begin."""

    failed: frozenset[int]
    outages: list[Outage]


def drawn(unknowns: Sequence[Unknown], *, seed: int, samples: int) -> list[Column]:
    """A column of values for each unknown: hours, probabilities, or yes and no."""
    columns: list[Column] = []
    probability: dict[int, Floats] = {}
    for unknown in unknowns:
        advanced(0, samples)
        low, high = unknown.probability
        if unknown.hours:
            columns.append(unknown.hours.quantile(uniform(seed, unknown.name, samples)))
        elif unknown.kind == "probability":
            probability[unknown.node] = low + (high - low) * uniform(seed, unknown.name, samples)
            columns.append(probability[unknown.node])
        else:
            chance = probability.get(unknown.node, low) if unknown.kind == "failure" else low
            columns.append(yes(seed, unknown.name, chance, samples))
    return columns


@dataclass(frozen=True, eq=False)
class Sampling:
    """A question with the values drawn for it."""

    question: Question
    columns: Sequence[Column]

    def __iter__(self) -> Iterator[Sample]:
        """The samples, one after the other."""
        if self.is_at_once:
            yield from self._at_once()
            return
        count = len(self.columns[0]) if self.columns else 1
        needs, horizon = self.question.needs, self.question.horizon
        restart = [stated(node.properties, "restart_h") or 0 for node in needs.snapshot.nodes]
        for number in range(count):
            given = self._given(number)
            now = self._needs(number)
            ends = self.question.repaired and any(end is not None for ((_, end),) in given.values())
            outages = course(now, given, restart, horizon).outages if ends else worst_case(now, given)
            yield Sample(frozenset(given), [outage for outage in outages if outage.since < horizon])

    @cached_property
    def is_at_once(self) -> bool:
        """Is only chance at play: targets alone, no buffers, no doubtful relationships, nothing that comes back?"""
        asked, needs = self.question, self.question.needs
        if asked.failing or self._doubtful or self._buffers or any(needs.buffer[step] for step in asked.steps):
            return False
        return not asked.repaired or not any(asked.repair.values())

    def _at_once(self) -> Iterator[Sample]:
        """The samples where everything that stops does so at hour 0: all of them in one cascade, 64 a machine word."""
        nodes, whether = self._failures
        needs, targets, able = self.question.needs, self.question.targets, np.array(nodes, dtype=np.int64)
        for start in range(0, whether.shape[1], _TOGETHER):
            failed = [able[some] for some in whether[:, start : start + _TOGETHER].T]
            down = kernels.cascades(needs.failure, kernels.Scenarios.listed(failed, len(needs.snapshot.nodes)))
            for by_itself, stopped in zip(failed, down.of_nodes(targets), strict=True):
                outages = [Outage(targets[i], 0) for i in np.flatnonzero(stopped).tolist()]
                yield Sample(frozenset(by_itself.tolist()), outages)

    def _of(self, kind: str) -> list[tuple[Unknown, Column]]:
        return [(u, c) for u, c in zip(self.question.unknowns, self.columns, strict=True) if u.kind == kind]

    @cached_property
    def _steps(self) -> dict[int, list[int]]:
        """Steps by relationship."""
        found: dict[int, list[int]] = {}
        tie = self.question.needs.failure.view.tie
        for step in self.question.steps:
            found.setdefault(int(tie[step]), []).append(step)
        return found

    @cached_property
    def _repairs(self) -> dict[int, Column]:
        return {u.node: column for u, column in self._of("repair")}

    @cached_property
    def _failures(self) -> tuple[list[int], Booleans]:
        """Who may fail, and whether: one row a thing."""
        found = self._of("failure")
        whether = np.array([column for _, column in found], dtype=np.bool_).reshape(len(found), -1)
        return [u.node for u, _ in found], whether

    @cached_property
    def _buffers(self) -> list[tuple[int, Column]]:
        return [(step, column) for u, column in self._of("buffer") for step in self._steps.get(u.tie, ())]

    @cached_property
    def _doubtful(self) -> list[tuple[int, Column]]:
        """Steps that may not be there, and whether they are."""
        found = [*self._of("needed"), *self._of("exists")]
        return [(step, column) for u, column in found for step in self._steps.get(u.tie, ())]

    def _given(self, number: int) -> dict[int, tuple[Window, ...]]:
        """Who is down by itself, and until when; a repair in no time is no failure."""
        nodes: Sequence[int] = self.question.failing
        if not nodes:
            able, whether = self._failures
            nodes = [able[i] for i in np.flatnonzero(whether[:, number]).tolist()] if able else []
        ends = {node: self._repaired(node, number) for node in nodes}
        return {node: ((0, end),) for node, end in ends.items() if end != 0}

    def _repaired(self, node: int, number: int) -> int | None:
        if node in self._repairs:
            return milliseconds(float(self._repairs[node][number]))
        hours = self.question.repair.get(node)
        return milliseconds(hours.mode) if hours else None

    def _needs(self, number: int) -> Needs:
        """Who needs whom in one sample."""
        needs = self.question.needs
        if self._buffers:
            buffer = list(needs.buffer)
            for step, column in self._buffers:
                buffer[step] = milliseconds(float(column[number]))
            needs = replace(needs, buffer=buffer)
        gone = {step for step, column in self._doubtful if not column[number]}
        return _without(needs, gone) if gone else needs


def _without(needs: Needs, gone: set[int]) -> Needs:
    """The needs without some steps; what is left of a group decides what it asks for."""
    onward, breaks_at = list(needs.onward), list(needs.breaks_at)
    stops, starts = list(needs.stops), list(needs.starts)
    for giver in {needs.giver[step] for step in gone}:
        onward[giver] = [step for step in onward[giver] if step not in gone]
    for group in {needs.group[step] for step in gone}:
        left = [step for step in needs.members(group) if step not in gone]
        breaks_at[group], stops[group], starts[group] = _asked(needs, left)
    return replace(needs, onward=onward, breaks_at=breaks_at, stops=stops, starts=starts)


def _asked(needs: Needs, members: list[int]) -> tuple[int, bool, bool]:
    """Losses that break a group of these members, whether that stops its needer, and whether they are required to start."""
    ties = [needs.snapshot.relationships[needs.failure.view.tie[step]].properties for step in members]
    if not ties:
        return _NEVER_BREAKS, False, False
    k = next((said for tie in reversed(ties) if isinstance(said := tie.get("k"), int)), 1)
    hard = any(str(tie.get("mode", "hard")) not in WEAK for tie in ties)
    return len(ties) - min(k, len(ties)) + 1, hard, any(tie.get("required_for_start") is True for tie in ties)

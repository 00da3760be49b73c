"""What lies together in one place: base information, whose it is, where it comes from, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.aggregation import proposed
from eagraph.escalation.facts import NOBODY
from eagraph.escalation.homes import hand_on
from eagraph.graph.kernels import ruled
from eagraph.model.classification import ASPECTS, Aspect

Lift = dict[Aspect, int]


@dataclass(frozen=True, slots=True)
class Together:
    """Numbers of one place. `assets` are nodes; what is derived counts as what it comes from in the end."""

    place: int
    assets: tuple[int, ...]
    owners: tuple[int, ...]
    sources: tuple[int, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Gathering:
    """What lies together by the levels of a day."""

    escalation: Escalation

    def of(self, place: int) -> Together:
        """What lies together in a place."""
        facts, ground = self.escalation.facts, self.escalation.ground
        there = self.escalation.content.columns(place)
        columns = sorted({base for column in there for base in facts.bases.get(column, (column,))})
        said = [ground.snapshot.nodes[int(ground.assets[column])].properties for column in columns]
        return Together(
            place,
            tuple(int(ground.assets[column]) for column in columns),
            tuple(sorted({facts.owner[column] for column in columns if column in facts.owner})),
            tuple(sorted({source for column in columns for source in facts.sources.get(column, ())})),
            tuple(sorted({str(s["subject_kind"]) for s in said if s.get("subject_kind")} - {NOBODY})),
        )

    def rules(self, place: int) -> tuple[str, ...]:
        """The rules that apply in a place for certain, sorted."""
        return tuple(sorted(name for name, where in self.escalation.low.applies.items() if where[place]))

    def lift(self, place: int) -> Lift:
        """By aspect, how many levels rules put on top of the highest that the information in a place requires."""
        return {aspect: int(self._lifts[aspect][place]) for aspect in ASPECTS}

    @cached_property
    def _lifts(self) -> dict[Aspect, np.ndarray]:
        low, model = self.escalation.low, self.escalation.ground.model
        found = {}
        for aspect in ASPECTS:
            held = low.required[aspect].held
            by_rule = proposed(model.rule, low.applies, aspect, len(held))
            found[aspect] = ruled(held, *by_rule, model.cap) - held
        return found

    def handed_on(self, place: int) -> int:
        """How many other places get something of what is in a place from there, directly or by way of others."""
        ground, content = self.escalation.ground, self.escalation.content
        rows = np.zeros((len(content.plane()), 1, ground.words), dtype=np.uint64)
        rows[place, 0] = content.plane()[place]
        dirty = np.zeros(len(rows), dtype=np.bool_)
        dirty[place] = True
        hand_on(ground, rows, np.zeros((1, len(ground.moves.effects)), dtype=np.int32), dirty)
        return int(np.count_nonzero(rows.any(axis=(1, 2)))) - 1

"""All copies of what is asked for, with who answers for them and which routines there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.analysis._personal.copies import Copies
from eagraph.analysis._personal.derivation import derivations
from eagraph.analysis._personal.erasure import Erasure
from eagraph.analysis._personal.routines import Purpose, Recorded, Routines
from eagraph.analysis._personal.subjects import is_about, is_personal
from eagraph.analysis._personal.whose import Whose
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.escalation import Escalation
from eagraph.escalation.moves import Booleans
from eagraph.escalation.planes import LINK, THERE
from eagraph.escalation.sets import packed
from eagraph.graph.snapshot import Numbers
from eagraph.locale import both


@dataclass(frozen=True, eq=False)
class Found:
    """What there is of it, and who answers for it."""

    escalation: Escalation
    copies: Copies
    erasure: Erasure
    verdict: dict[int, bool | None]
    """By column that is asked for: is it surely about such persons (True), or perhaps (None)?"""
    whose: Whose
    routines: Routines

    @classmethod
    def of(cls, escalation: Escalation, subject_kind: str, asset: str) -> Found:
        ground = escalation.ground
        verdict = _asked(escalation, subject_kind, asset)
        said = [ground.snapshot.nodes[i].properties for i in ground.assets.tolist()]
        chosen = np.array([is_personal(one) is not False for one in said], dtype=np.bool_)
        copies = Copies.of(escalation, chosen)
        asked = np.isin(copies.column, list(verdict))
        routines = Routines(ground.snapshot, ground.at, ground.day)
        return cls(escalation, copies, Erasure(copies, asked), verdict, Whose.of(ground.snapshot, ground.at), routines)

    @cached_property
    def ordered(self) -> list[int]:
        """The copies asked for: by step, then by place and information."""
        step = self.erasure.step
        chosen = np.flatnonzero(self.erasure.asked)
        last = np.where(step[chosen] > 0, step[chosen], np.iinfo(np.int32).max)
        found: list[int] = chosen[np.lexsort((self.copies.column[chosen], self.copies.place[chosen], last))].tolist()
        return found

    @cached_property
    def places(self) -> Numbers:
        """Where any of it is."""
        return np.unique(self.copies.place[self.erasure.asked])

    @cached_property
    def sure_places(self) -> Numbers:
        """Where some of it is for certain: stated to be about such persons, and there by what is declared."""
        stated = [column for column, known in self.verdict.items() if known]
        return np.unique(self.copies.place[np.isin(self.copies.column, stated) & ~self.copies.assumed])

    @cached_property
    def filtered(self) -> int:
        """Places that have some of it, and nothing of that tied to its subject any more."""
        content, ground = self.escalation.content, self.escalation.ground
        chosen: Booleans = np.isin(np.arange(len(ground.assets)), list(self.verdict))
        there = (content.plane(THERE) & packed(chosen, ground.words)).any(axis=1)
        tied = (content.plane(LINK) & packed(chosen, ground.words)).any(axis=1)
        return int((there & ~tied).sum())

    @cached_property
    def unnamed(self) -> list[int]:
        """Systems that say they have personal data although none is known to be there."""
        nodes, known = self.escalation.snapshot.nodes, {*self.copies.place.tolist()}
        return [i for i, node in enumerate(nodes) if node.properties.get("personal_data") is True and i not in known]

    def asset(self, copy: int) -> int:
        """The information of a copy, as node."""
        return int(self.escalation.ground.assets[self.copies.column[copy]])

    def routine(self, copy: int, purpose: Purpose) -> Recorded:
        """How a routine stands for one copy."""
        return self.routines.best(purpose, (self.asset(copy), *self.whose.about(int(self.copies.place[copy]))))

    def lacking(self, purpose: Purpose) -> dict[int, set[int]]:
        """By board or company (-1: unknown), the places that keep a copy without a routine in force for it."""
        found: dict[int, set[int]] = defaultdict(set)
        for copy in np.flatnonzero(self.erasure.erased).tolist():
            if self.routine(copy, purpose).standing not in ("recorded", "archive"):
                place = int(self.copies.place[copy])
                found[self.whose.organisation.get(place, -1)].add(place)
        return found


def _asked(escalation: Escalation, subject_kind: str, asset: str) -> dict[int, bool | None]:
    """Columns that are asked for, each surely or perhaps about such persons."""
    ground, nodes = escalation.ground, escalation.snapshot.nodes
    kinds = {str(k) for i in ground.assets.tolist() if (k := nodes[i].properties.get("subject_kind"))}
    if subject_kind and kinds and subject_kind not in kinds:
        told = both(
            "No information is about subjects of the kind {kind}; there are {known}.",
            kind=repr(subject_kind), known=", ".join(sorted(kinds)),
        )  # fmt: skip
        raise UnknownName(told, nearest_names(subject_kind, sorted(kinds)))
    columns = set(_with_made(escalation, asset)) if asset else {*range(len(ground.assets))}
    found = {c: is_about(nodes[int(ground.assets[c])].properties, subject_kind) for c in sorted(columns)}
    if asset and all(verdict is False for verdict in found.values()):
        raise UsageError(both("{thing} is not about such persons.", thing=repr(asset)))
    return {column: verdict for column, verdict in found.items() if verdict is not False}


def _with_made(escalation: Escalation, asset: str) -> set[int]:
    """The column of an asset, and of all that is made of it."""
    ground, node = escalation.ground, escalation.snapshot.find(asset)
    if node not in ground.column:
        raise UsageError(both("{thing} is no information asset.", thing=repr(asset)))
    found = {ground.column[node]}
    made = derivations(ground)
    front = found
    while front:
        front = {child for parent, child in made if parent in front} - found
        found |= front
    return found

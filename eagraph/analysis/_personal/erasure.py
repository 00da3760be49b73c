"""In which order are copies erased, so that none is filled again?

A copy waits for every copy that fills it: what fills is erased first. These are the arrows "is a copy of", along flows and
DERIVED_FROM, in reverse topological order: the original, then what it fills, and last what is filled by nothing else. Was a
copy erased before what fills it, the next transfer would bring it back. Copies that fill each other in a ring are one step:
they are erased together, or the flows between them stopped first.

A flow that replicates or updates fills; so does one that does not say what it does. One that reads, or commands, does not;
yet what is read and handed on to a copy fills that copy, so whatever passes a place that keeps nothing goes on. Information
is made anew (DERIVED_FROM) from what it is made of in its own place, else from where that is at home.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eagraph.analysis._personal.copies import Copies
from eagraph.analysis._personal.derivation import derivations
from eagraph.escalation.moves import Booleans
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers, Rows

_FILLS = ("replicate", "update", None)


@dataclass(frozen=True, eq=False)
class Erasure:
    """What fills what; `asked` are the copies that are to be erased, of all there are."""

    copies: Copies
    asked: Booleans

    @cached_property
    def erased(self) -> Booleans:
        """By copy: is it to be erased, and kept at all?"""
        found: Booleans = self.asked & self.copies.kept
        return found

    @cached_property
    def undeclared(self) -> int:
        """Flows that count as filling a copy although they do not say so."""
        copies, ties = self.copies, self.copies.escalation.snapshot.relationships
        into = np.unique(copies.tie[copies.kept[copies.reached] & self.erased[copies.reached]]).tolist()
        return sum(ties[j].type == "FLOW" and "mode" not in ties[j].properties for j in into)

    @cached_property
    def _filling(self) -> tuple[Numbers, Numbers]:
        """Arrows from a copy to what it fills."""
        copies, ties = self.copies, self.copies.escalation.snapshot.relationships
        fills = np.array([t.type != "FLOW" or t.properties.get("mode") in _FILLS for t in ties], dtype=np.bool_)
        going = fills[copies.tie] | ~copies.kept[copies.reached]
        made = self._made
        origin = np.concatenate([copies.origin[going], made[:, 0]]).astype(np.int32)
        return origin, np.concatenate([copies.reached[going], made[:, 1]]).astype(np.int32)

    @cached_property
    def _made(self) -> Numbers:
        """Arrows from what information is made of to where it is at home."""
        copies = self.copies
        number = {pair: i for i, pair in enumerate(zip(copies.place.tolist(), copies.column.tolist(), strict=True))}
        homes = defaultdict(list)
        for home in copies.homes.tolist():
            homes[int(copies.column[home])].append(home)
        found = set()
        for parent, child in derivations(copies.escalation.ground):
            for home in homes[child]:
                here = number.get((int(copies.place[home]), parent))
                found |= {(source, home) for source in ([here] if here is not None else homes[parent])}
        return np.array(sorted(found), dtype=np.int32).reshape(len(found), 2)

    @cached_property
    def _component(self) -> Numbers:
        """By copy, the ring it is in, or itself alone."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        origin, reached = self._filling
        arrows = csr_array((np.ones(len(origin), dtype=np.int32), (origin, reached)), shape=(len(self.copies),) * 2)
        _, label = connected_components(arrows, connection="strong")
        return np.asarray(label, dtype=np.int32)

    @cached_property
    def step(self) -> Numbers:
        """By copy, the step in which it is erased, from 1 on; 0 where it is not."""
        origin, reached = self._filling
        ring = self._component
        steps = np.zeros(int(ring.max(initial=-1)) + 1, dtype=np.int32)
        counts = np.zeros_like(steps)
        counts[ring[self.erased]] = 1
        order = kernels.onward(len(self.copies), origin, reached)
        outgoing = Rows.grouped(origin, len(self.copies))
        done = np.zeros(len(steps), dtype=np.bool_)
        for copy in order.tolist():
            at = ring[copy]
            if not done[at]:
                done[at] = True
                steps[at] += counts[at]
            for arrow in outgoing.of(copy).tolist():
                to = ring[reached[arrow]]
                if to != at:
                    steps[to] = max(steps[to], steps[at])
        return np.where(self.erased, steps[ring], 0).astype(np.int32)

    @cached_property
    def _together(self) -> Rows:
        return Rows.grouped(self._component, int(self._component.max(initial=-1)) + 1)

    def together_with(self, copy: int) -> list[int]:
        """The other copies that fill it and are filled by it, to be erased with it."""
        if not self.erased[copy]:
            return []
        return [
            other for other in self._together.of(int(self._component[copy])).tolist() if other != copy and self.erased[other]
        ]

    @cached_property
    def _incoming(self) -> Rows:
        return Rows.grouped(self._filling[1], len(self.copies))

    def filled_by(self, copy: int) -> list[int]:
        """The nearest kept copies that fill it again as long as they are there, whether they are to be erased or not."""
        origin, kept = self._filling[0], self.copies.kept
        seen, front, found = {copy}, [copy], set()
        while front:
            before = {int(origin[a]) for at in front for a in self._incoming.of(at).tolist()} - seen
            seen |= before
            found |= {at for at in before if kept[at]}
            front = sorted(at for at in before if not kept[at])
        return sorted(found)

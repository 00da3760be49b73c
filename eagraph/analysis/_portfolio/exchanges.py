"""Who sends data to whom? Flows from thing to thing, those through integrations taken as one exchange."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from eagraph.analysis._portfolio.links import Links
from eagraph.analysis._portfolio.media import Medium, medium_of
from eagraph.graph.snapshot import Snapshot

BETWEEN = "Integration"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One integration, or one flow without any (`node` is None), with who sends and who receives; sorted."""

    node: int | None
    ties: tuple[int, ...]
    senders: tuple[int, ...]
    receivers: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Exchanges:
    """The exchanges of a day."""

    links: Links

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.links.snapshot

    @cached_property
    def all(self) -> list[Exchange]:
        """Integrations by number, then flows without one."""
        flows = self.links.ends("FLOW")
        between = sorted({end for a, b, _ in flows for end in (a, b) if self._is_between(end)})
        direct = [
            Exchange(None, (tie,), (a,), (b,)) for a, b, tie in flows if not (self._is_between(a) or self._is_between(b))
        ]
        return [*(self._of(node) for node in between), *direct]

    @cached_property
    def pairs(self) -> dict[tuple[int, int], set[Medium | None]]:
        """By sender and receiver, the least digital media of the ways between them that pass nothing but integrations."""
        found: dict[tuple[int, int], set[Medium | None]] = defaultdict(set)
        starts = {a for a, _, _ in self.links.ends("FLOW") if not self._is_between(a)}
        for start in sorted(starts):
            for receiver, medium in self._from(start):
                found[start, receiver].add(medium)
        return dict(sorted(found.items()))

    def chain(self, node: int | None) -> set[int]:
        """An integration and those it hands on to or gets from, with nothing but integrations between; of None nothing."""
        found = set() if node is None else {node}
        front = sorted(found)
        while front:
            place = front.pop()
            beside = (*self._out.get(place, ()), *self._into.get(place, ()))
            more = {other for other, _ in beside if self._is_between(other)} - found
            found |= more
            front += more
        return found

    def _of(self, node: int) -> Exchange:
        into, out = self._into.get(node, []), self._out.get(node, [])
        senders = {end for a, _ in into for end in self._ends(a, self._into)}
        receivers = {end for b, _ in out for end in self._ends(b, self._out)}
        ties = tuple(sorted({tie for _, tie in (*into, *out)}))
        return Exchange(node, ties, tuple(sorted(senders)), tuple(sorted(receivers)))

    def _ends(self, begin: int, onward: dict[int, list[tuple[int, int]]]) -> set[int]:
        """A thing itself; beyond an integration, the things on its far side."""
        found, front, seen = set[int](), [begin], {begin}
        while front:
            place = front.pop()
            if not self._is_between(place):
                found.add(place)
                continue
            more = [other for other, _ in onward.get(place, ()) if other not in seen]
            seen.update(more)
            front += more
        return found

    def _from(self, start: int) -> Iterator[tuple[int, Medium | None]]:
        states: list[tuple[int, Medium | None]] = [(start, "digital")]
        seen = set(states)
        while states:
            place, before = states.pop()
            for receiver, tie in self._out.get(place, ()):
                medium = _worse(before, medium_of(self.snapshot, tie))
                if not self._is_between(receiver):
                    yield receiver, medium
                elif (receiver, medium) not in seen:
                    seen.add((receiver, medium))
                    states.append((receiver, medium))

    def _is_between(self, node: int) -> bool:
        return self.snapshot.nodes[node].label == BETWEEN

    @cached_property
    def _out(self) -> dict[int, list[tuple[int, int]]]:
        return _grouped((a, b, tie) for a, b, tie in self.links.ends("FLOW"))

    @cached_property
    def _into(self) -> dict[int, list[tuple[int, int]]]:
        return _grouped((b, a, tie) for a, b, tie in self.links.ends("FLOW"))


MEDIA: tuple[Medium | None, ...] = ("paper", "manual", None, "digital")
"""The least digital first; None is unknown."""


def _worse(one: Medium | None, other: Medium | None) -> Medium | None:
    return min(one, other, key=MEDIA.index)


def _grouped(ends: Iterator[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other, tie in ends:
        found[one].append((other, tie))
    return found

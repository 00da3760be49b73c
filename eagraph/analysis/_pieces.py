"""Into what an undirected network falls when a thing or a link goes, by one depth-first walk (Tarjan 1972).

A walk numbers things in the order it comes to them, so that all below a thing stand in one span; a piece that is cut off is
a few spans, however many things it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from eagraph.work import advanced

Span = tuple[int, int]
_OFTEN = 4096


@dataclass(frozen=True)
class CutOff:
    """What is cut off, as spans of a walk's order."""

    order: Sequence[int]
    spans: Sequence[Span]

    @property
    def count(self) -> int:
        """How many things."""
        return _length(self.spans)

    @property
    def nodes(self) -> list[int]:
        """Those things, sorted."""
        return sorted(chain.from_iterable(self.order[a:b] for a, b in self.spans))


class Walk:
    """One depth-first walk over every part of a network."""

    def __init__(self, near: Sequence[Sequence[int]]) -> None:
        """Walk.

        Args:
            near: by thing, those it has a link to.
        """
        self.near = near
        self.order: list[int] = []
        self.first, self.last, self.lowest, self.parent = ([-1] * len(near) for _ in range(4))
        self.part: list[Span] = [(0, 0)] * len(near)
        for root in range(len(near)):
            if self.first[root] < 0:
                begins = len(self.order)
                self._walk(root)
                for node in self.order[begins:]:
                    self.part[node] = (begins, len(self.order))

    def _walk(self, root: int) -> None:
        stack = [(root, iter(self.near[root]))]
        self._enter(root)
        while stack:
            node, rest = stack[-1]
            for other in rest:
                if self.first[other] < 0:
                    self.parent[other] = node
                    self._enter(other)
                    stack.append((other, iter(self.near[other])))
                    break
                if other != self.parent[node]:
                    self.lowest[node] = min(self.lowest[node], self.first[other])
            else:
                stack.pop()
                self.last[node] = len(self.order)
                above = self.parent[node]
                if above >= 0:
                    self.lowest[above] = min(self.lowest[above], self.lowest[node])

    def _enter(self, node: int) -> None:
        self.first[node] = self.lowest[node] = len(self.order)
        self.order.append(node)
        if len(self.order) % _OFTEN == 0:
            advanced(len(self.order), len(self.near))

    def cut_off_by(self, node: int, other: int | None = None) -> CutOff:
        """All but the largest piece that is left without a thing, or without the bridge between two.

        Of equal pieces the one stays that the walk came to first.
        """
        begin, end = self.part[node]
        if other is None:
            below = [n for n in self.near[node] if self.parent[n] == node and self.lowest[n] >= self.first[node]]
            gone = [(self.first[node], self.first[node] + 1)]
        else:
            below, gone = [node if self.parent[node] == other else other], []
        spans = sorted((self.first[n], self.last[n]) for n in below)
        pieces = [_rest((begin, end), sorted([*gone, *spans])), *([span] for span in spans)]
        largest = max(pieces, key=_length)
        return CutOff(self.order, [span for piece in pieces if piece is not largest for span in piece])


def _rest(whole: Span, taken: Sequence[Span]) -> list[Span]:
    """What is left of a span."""
    edges = [whole[0], *chain.from_iterable(taken), whole[1]]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _length(spans: Sequence[Span]) -> int:
    return sum(b - a for a, b in spans)

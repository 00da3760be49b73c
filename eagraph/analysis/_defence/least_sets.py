"""The cheapest sets that are enough, where having more never makes less enough: implicit hitting sets, exact.

Whatever is not enough can be filled up to a largest set that still is not; everything that is enough has something outside
it, and those things are a proof. A set that hits every proof found and costs least (a small integer program) is the answer
once it is enough; until then it yields another proof. Reiter 1987; Moreno-Centeno and Karp 2013.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from eagraph.analysis._defence.good_sets import Members, cost, good_set, least
from eagraph.analysis._defence.programs import Line, solve
from eagraph.work import advanced

CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Found:
    """One set that is enough. Nothing further (not containing one found before) costs less than `at_least`."""

    members: tuple[int, ...]
    price: float
    at_least: float

    @property
    def is_least(self) -> bool:
        """Is it proven that nothing further costs less?"""
        return self.price <= self.at_least + CLOSE


class _Spent(Exception):  # noqa: N818
    """As many sets were tried as may be."""


@dataclass
class LeastSets:
    """A search among `len(price)` things, none of them free.

    Args:
        price: by thing, above 0.
        shortfall: how far a set is from being enough, 0 where it is; all of them together are.
        after: a thing that is only had together with another one.
        most: no more sets are tried than this for the proof that nothing is cheaper.
    """

    price: Sequence[float]
    shortfall: Callable[[Members], float]
    after: Mapping[int, int]
    most: int
    tried: int = 0
    _proofs: list[Members] = field(default_factory=list)

    def find(self, wanted: int) -> list[Found]:
        """The cheapest sets, cheapest first, none within another; where too many would have to be tried, a good one."""
        found: list[Found] = []
        chosen, at_least = frozenset[int](), min(self.price, default=0.0)
        try:
            self._part_proofs()
            while len(found) < wanted:
                following = self._cheapest([f.members for f in found])
                if following is None:
                    break
                chosen, at_least = following
                if self._is_enough(chosen):
                    found.append(Found(tuple(sorted(chosen)), cost(self.price, chosen), at_least))
                else:
                    self._proofs.append(self._proof(chosen))
        except _Spent:
            return found or [good(self.price, self.shortfall, [frozenset(), chosen], at_least)]
        return found

    def _part_proofs(self) -> None:
        """Proofs that have nothing in common, as many as there are one after another."""
        hit: Members = frozenset()
        while not self._is_enough(hit):
            self._proofs.append(self._proof(hit))
            hit |= self._proofs[-1]

    def _proof(self, chosen: Members) -> Members:
        """Things of which everything that is enough has one, none of them chosen; the dear ones are preferred."""
        everything = frozenset(range(len(self.price)))
        rest = sorted(everything - chosen, key=lambda i: (-self.price[i], i))
        return frozenset(least(rest, lambda without: not self._is_enough(everything - without)))

    def _is_enough(self, members: Members) -> bool:
        if self.tried >= self.most:
            raise _Spent
        self.tried += 1
        advanced(self.tried, self.most)
        return self.shortfall(members) <= 0

    def _cheapest(self, found: Sequence[tuple[int, ...]]) -> tuple[Members, float] | None:
        """The cheapest set that hits every proof and contains none found before, and a bound below its cost; None: none."""
        lines = [Line(dict.fromkeys(proof, 1.0), low=1) for proof in self._proofs]
        lines += [Line(dict.fromkeys(members, 1.0), high=len(members) - 1) for members in found]
        lines += [Line({one: -1.0, other: 1.0}, low=0) for one, other in self.after.items()]
        solved = solve(np.array(self.price, dtype=np.float64), lines)
        return (solved.members, solved.at_least) if solved else None


def good(price: Sequence[float], shortfall: Callable[[Members], float], firsts: Sequence[Members], at_least: float) -> Found:
    """The best of the sets built up from some first choices."""
    sets = [good_set(price, shortfall, first) for first in firsts]
    best = min(sets, key=lambda members: (cost(price, members), sorted(members)))
    return Found(tuple(sorted(best)), cost(price, best), at_least)

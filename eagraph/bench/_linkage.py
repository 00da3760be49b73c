"""How good are pairs that were found? Measures of record linkage.

Precision and recall of pairs; F0.5, in which precision counts twice (van Rijsbergen, 1979), for a false accusation costs
trust; precision of the first twenty, which is what people read; the Brier score and reliability of probabilities; and B³ of
clusters (Bagga and Baldwin, 1998): of each record, how much of its cluster belongs, and how much of its own is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

Pair = tuple[str, str]


class Quality(NamedTuple):
    """Shares of pairs."""

    precision: float
    recall: float

    def f(self, beta: float = 0.5) -> float:
        """Their weighted harmonic mean.

        >>> round(Quality(0.9, 0.6).f(), 4)
        0.8182
        """
        weighted = beta**2 * self.precision + self.recall
        return (1 + beta**2) * self.precision * self.recall / weighted if weighted else 0.0


def quality(found: Collection[Pair], true: Collection[Pair]) -> Quality:
    """Of pairs that were found, and those that are."""
    right = len({*found} & {*true})
    return Quality(right / len(found) if found else 1.0, right / len(true) if true else 1.0)


def precision_at(scored: Mapping[Pair, float], true: Collection[Pair], most: int = 20) -> float:
    """Precision of the highest; of fewer true pairs than that, of as many as there are."""
    first = sorted(scored, key=lambda pair: (-scored[pair], pair))[: min(most, len(true))]
    return quality(first, true).precision


def best_threshold(scored: Mapping[Pair, float], true: Collection[Pair]) -> tuple[float, Quality]:
    """The least score at which F0.5 is highest, and what it is then."""
    wanted, right, best = {*true}, 0, (1.0, Quality(1.0, 0.0))
    for taken, pair in enumerate(sorted(scored, key=lambda pair: (-scored[pair], pair)), 1):
        right += pair in wanted
        here = Quality(right / taken, right / len(wanted) if wanted else 1.0)
        if here.f() > best[1].f():
            best = (scored[pair], here)
    return best


def brier(told: Mapping[Pair, float], true: Collection[Pair]) -> float:
    """The mean squared error of probabilities."""
    wanted = {*true}
    return sum((chance - (pair in wanted)) ** 2 for pair, chance in told.items()) / max(1, len(told))


def reliability(told: Mapping[Pair, float], true: Collection[Pair], bins: int = 5) -> tuple[tuple[float, float, int], ...]:
    """By bin of probability: what was told on average, what came true, and of how many pairs."""
    wanted = {*true}
    rows = []
    for at in range(bins):
        low, high = at / bins, (at + 1) / bins
        chosen = {p: c for p, c in told.items() if low <= c < high or (at == bins - 1 and c == 1)}
        if chosen:
            right = sum(pair in wanted for pair in chosen)
            rows.append((sum(chosen.values()) / len(chosen), right / len(chosen), len(chosen)))
    return tuple(rows)


def b_cubed(found: Iterable[Collection[str]], true: Iterable[Collection[str]]) -> Quality:
    """B³ of clusters; who stands in none stands alone.

    >>> b_cubed([{"a", "b", "c"}], [{"a", "b"}, {"c"}])
    Quality(precision=0.5555555555555555, recall=1.0)
    """
    mine = {member: frozenset(cluster) for cluster in found for member in cluster}
    theirs = {member: frozenset(cluster) for cluster in true for member in cluster}
    everybody = sorted(mine.keys() | theirs.keys())
    own = {member: (mine.get(member, frozenset({member})), theirs.get(member, frozenset({member}))) for member in everybody}
    count = max(1, len(everybody))
    return Quality(
        sum(len(a & b) / len(a) for a, b in own.values()) / count, sum(len(a & b) / len(b) for a, b in own.values()) / count
    )

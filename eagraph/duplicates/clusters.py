"""Records that are one system, more than two of them: average linkage, and the links that are weak.

Of pairs, A with B and B with C does not make A with C: joining whatever hangs together chains one error to the next. Two
clusters are joined while the mean probability of all pairs between them is at least a half (average linkage:
Sokal and Michener, 1958). A pair in a cluster that is not likely by itself is a weak link; a likely pair across two is told
as cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

Ids = tuple[str, str]
MOST = 2000
"""Records that hang together by likely pairs; more are left in pairs."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records (ids) that are likely one, how likely on average, and the pairs among them that are not by themselves."""

    members: tuple[str, ...]
    cohesion: float
    weak: tuple[Ids, ...]


def clusters(told: Mapping[Ids, float], *, least: float = 0.5) -> tuple[Cluster, ...]:
    """Clusters of two and more, the largest first. A pair that is not told is not one.

    >>> told = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.3, ("c", "d"): 0.6}
    >>> [(c.members, round(c.cohesion, 2), c.weak) for c in clusters(told)]
    [(('a', 'b', 'c'), 0.7, (('a', 'c'),))]
    """
    found = [_cluster(members, told, least) for part in _connected(told, least) for members in _linked(part, told, least)]
    return tuple(sorted(found, key=lambda cluster: (-len(cluster.members), cluster.members)))


def cut(told: Mapping[Ids, float], found: tuple[Cluster, ...], *, least: float = 0.5) -> tuple[Ids, ...]:
    """Likely pairs of which the two stand in different clusters, or in none."""
    of = {member: cluster for cluster in found for member in cluster.members}
    return tuple(
        pair for pair, chance in sorted(told.items())
        if chance >= least and (of.get(pair[0]) is None or of.get(pair[0]) is not of.get(pair[1]))
    )  # fmt: skip


def _connected(told: Mapping[Ids, float], least: float) -> Iterator[list[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for (a, b), chance in told.items():
        if chance >= least:
            beside[a].add(b)
            beside[b].add(a)
    seen: set[str] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        part, waiting = {start}, [start]
        while waiting:
            new = beside[waiting.pop()] - part
            part |= new
            waiting += new
        seen |= part
        yield sorted(part)


def _linked(part: list[str], told: Mapping[Ids, float], least: float) -> Iterator[tuple[str, ...]]:
    """Average linkage of what hangs together."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(part) > MOST:
        return
    apart = np.array([1.0 - told.get(pair, told.get((pair[1], pair[0]), 0.0)) for pair in combinations(part, 2)])
    numbers = fcluster(linkage(apart, "average"), 1.0 - least + 1e-12, "distance")
    for number in sorted({*numbers.tolist()}):
        members = tuple(id_ for id_, own in zip(part, numbers.tolist(), strict=True) if own == number)
        if len(members) > 1:
            yield members


def _cluster(members: tuple[str, ...], told: Mapping[Ids, float], least: float) -> Cluster:
    pairs = {(a, b): told.get((a, b), told.get((b, a), 0.0)) for a, b in combinations(members, 2)}
    weak = tuple(pair for pair, chance in pairs.items() if chance < least)
    return Cluster(members, sum(pairs.values()) / len(pairs), weak)

"""How well are parallel solutions found? Precision, recall, F0.5 and calibration, on the demo city and drawn landscapes.

Beside them a baseline: names alone (rapidfuzz, the best cut there is in hindsight), which knows nothing of function.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from eagraph.bench._parallel_landscapes import FORGOTTEN, landscape
from eagraph.demo import generate
from eagraph.duplicates.parallel import Criteria, parallels
from eagraph.duplicates.parallel_overlap import overlap
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored

Pairs = frozenset[tuple[str, str]]
BETA = 0.5
BINS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of what is true."""

    right: int
    wrong: int
    missed: int

    @classmethod
    def of(cls, found: Collection[tuple[str, str]], true: Collection[tuple[str, str]]) -> Found:
        """Pairs that were found beside those that are true."""
        right = len({*found} & {*true})
        return cls(right, len({*found}) - right, len({*true}) - right)

    @classmethod
    def all(cls, parts: Iterable[Found]) -> Found:
        """Several together: every pair counts alike."""
        told = list(parts)
        return cls(*(sum(getattr(part, name) for part in told) for name in ("right", "wrong", "missed")))

    @property
    def precision(self) -> float:
        """How many of those found are true."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """How many of the true are found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f_half(self) -> float:
        """Both together, precision counting twice as much: a false accusation costs trust."""
        whole = BETA**2 * self.precision + self.recall
        return (1 + BETA**2) * self.precision * self.recall / whole if whole else 0.0


def planted(seeds: Iterable[int], *, size: int | None = None, today: dt.date) -> tuple[Found, Pairs]:
    """The demo city's planted parallel solutions, and the pairs found that nobody planted.

    Only pairs of a local system with a common one count: no others are planted.
    """
    parts, others = [], set()
    for seed in seeds:
        city = generate(size=size, seed=seed, today=today)
        true = {(finding.ids[0], finding.ids[1]) for finding in city.expected if finding.kind == "parallel-solution"}
        snapshot = Snapshot.of(Stored(city.nodes, city.relationships))
        found = {(pair.a, pair.b) for pair in parallels(snapshot, at=today).against_common}
        parts.append(Found.of(found, true))
        others |= found - true
    return Found.all(parts), frozenset(others)


def drawn(
    seeds: Iterable[int], *, forgotten: float = FORGOTTEN, criteria: Criteria | None = None
) -> tuple[Found, Found, Found]:
    """Drawn landscapes: against common solutions where a capability is recorded of both, the same whatever is recorded,
    and among local systems."""
    described, whole, local = [], [], []
    for seed in seeds:
        made = landscape(seed, forgotten=forgotten)
        found = parallels(made.snapshot, criteria=criteria)
        against = {(pair.a, pair.b) for pair in found.against_common} - made.unclear
        silent = {made.snapshot.nodes[i].id for i in found.systems.undescribed}
        described.append(
            Found.of({p for p in against if p[0] not in silent}, {p for p in made.common if p[0] not in silent})
        )
        whole.append(Found.of(against, made.common))
        unclear = _unordered(made.unclear) - _unordered(made.local)
        among = _unordered((pair.a, pair.b) for pair in found.among_local) - unclear
        local.append(Found.of(among, _unordered(made.local)))
    return Found.all(described), Found.all(whole), Found.all(local)


def _unordered(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for pair in pairs}


def by_name(seeds: Iterable[int], *, today: dt.date) -> Found:
    """The baseline on the demo city: the cut of name similarity that gives the highest F0.5."""
    from rapidfuzz.fuzz import token_set_ratio

    scored: list[tuple[float, bool]] = []
    for seed in seeds:
        city = generate(seed=seed, today=today)
        true = {(finding.ids[0], finding.ids[1]) for finding in city.expected if finding.kind == "parallel-solution"}
        systems = parallels(Snapshot.of(Stored(city.nodes, city.relationships)), at=today).systems
        nodes = systems.known.snapshot.nodes
        pairs = ((nodes[a], nodes[b]) for a in systems.local for b in systems.common)
        scored += [(token_set_ratio(a.name, b.name), (a.id, b.id) in true) for a, b in pairs]
    return max((_cut(scored, least) for least in range(30, 100, 5)), key=lambda found: found.f_half)


def _cut(scored: list[tuple[float, bool]], least: float) -> Found:
    right = sum(truth for score, truth in scored if score >= least)
    return Found(right, sum(score >= least for score, _ in scored) - right, sum(truth for _, truth in scored) - right)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Brier's score of the probabilities, that of always saying the base rate, and by tenth: said, true, how many."""

    brier: float
    base: float
    bins: tuple[tuple[float, float, int], ...]


def calibration(seeds: Iterable[int]) -> Calibration:
    """How true the probabilities are, over every local system beside every common one of drawn landscapes."""
    told: list[tuple[float, bool]] = []
    for seed in seeds:
        made = landscape(seed)
        systems = parallels(made.snapshot).systems
        known, ids = systems.known, [node.id for node in made.snapshot.nodes]
        for a in systems.local:
            found = (overlap(known, known.by_system[a], b, "common") for b in systems.common)
            named = ((one.probability, (ids[a], ids[one.other])) for one in found)
            told += [(said, pair in made.common) for said, pair in named if pair not in made.unclear]
    rate = sum(truth for _, truth in told) / len(told)
    return Calibration(
        sum((said - truth) ** 2 for said, truth in told) / len(told), rate * (1 - rate), tuple(_bins(told))
    )  # fmt: skip


def _bins(told: list[tuple[float, bool]]) -> Iterable[tuple[float, float, int]]:
    for number in range(BINS):
        inside = [one for one in told if min(BINS - 1, int(one[0] * BINS)) == number]
        if inside:
            said, true = (sum(float(one[i]) for one in inside) / len(inside) for i in (0, 1))
            yield said, true, len(inside)

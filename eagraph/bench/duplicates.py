"""Duplicates: how many of those that are, are found, how many found are, and how long it takes for 10 000 names.

Measured on seeds that nothing was tuned on: registers of made-up systems (`_registers`), in which every word,
organisation and supplier is another than in those of tuning, and the demo city, whose planted names are the same in every
city. The peer judges by name alone: rapidfuzz `token_set_ratio`, at the cut that turns out best for it in each register.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from eagraph.bench import Measurement, _parallel, timed
from eagraph.bench._linkage import Pair, b_cubed, best_threshold, brier, precision_at, quality, reliability
from eagraph.bench._registers import Register, register
from eagraph.demo import generate
from eagraph.duplicates.clusters import clusters
from eagraph.duplicates.comparison import compare
from eagraph.duplicates.installations import installation_pairs
from eagraph.duplicates.same_record import LEAST, same_record_pairs
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.locale import both

title = both("Duplicates")
UNSEEN = range(101, 111)
"""Seeds nothing was tuned on."""
SIZES = {300: 10, 1000: 10, 3000: 3}
"""Names in a register, and how many registers."""
NAMES = 10_000
PEER = "rapidfuzz token_set_ratio, at its best cut"
_TODAY = dt.date(2026, 11, 20)
_LEAST_RATIO = 60
_FEWEST = 10
"""Pairs that an organisation must have to be told by itself."""
Figures = dict[str, float]


def run() -> list[Measurement]:
    """Registers of some sizes, their probabilities and organisations, the demo city, and the time of many names."""
    found: list[Measurement] = []
    for size, count in SIZES.items():
        found += _of_registers(size, [register(size, seed=seed) for seed in UNSEEN[:count]])
    return [*found, *_planted(), *_parallel_solutions(), _many_names()]


def _of_registers(size: int, made: Sequence[Register]) -> Iterator[Measurement]:
    what = f"{len(made)} registers of {size} names"
    seconds, scores = timed(lambda: [_scores(one.snapshot) for one in made], times=1)
    peer_seconds, by_peer = timed(lambda: [_by_name(one.snapshot) for one in made], times=1)
    rows = [_same(one, scored) for one, scored in zip(made, scores, strict=True)]
    peers = [_peer(one, scored) for one, scored in zip(made, by_peer, strict=True)]
    yield Measurement(f"same record: {what}", seconds, PEER, peer_seconds, figures=_mean(rows, peers))
    yield Measurement(f"several installations: {what}", seconds, figures=_mean([_several(one) for one in made]))
    yield Measurement(f"candidates: {what}", seconds, figures=_mean([_blocking(one) for one in made]))
    pooled = {(f"{i} {a}", b): chance for i, scored in enumerate(scores) for (a, b), chance in scored.items()}
    true = {(f"{i} {a}", b) for i, one in enumerate(made) for a, b in one.same}
    for told, came, count in reliability(pooled, true):
        figures = {"told": told, "came_true": came, "pairs": count}
        yield Measurement(f"probabilities of same record: {what}", seconds, figures=figures)
    yield Measurement(f"same record by organisation: {what}", seconds, figures=_by_organisation(made, scores))


def _scores(snapshot: Snapshot) -> dict[Pair, float]:
    """Every pair judged, with its probability."""
    return {ids: judged.same for ids, judged in compare(snapshot).by_ids.items()}


def _same(one: Register, scored: Mapping[Pair, float]) -> Figures:
    told = {(pair.a, pair.b) for pair in same_record_pairs(one.snapshot)}
    whole = quality(told, one.same)
    linked = [cluster.members for cluster in clusters(scored)]
    return {
        "precision": whole.precision, "recall": whole.recall, "f05": whole.f(),
        "precision_20": precision_at(scored, one.same), "brier": brier(scored, one.same),
        "b_cubed": b_cubed(linked, one.clusters).f(1.0),
    }  # fmt: skip


def _peer(one: Register, scored: Mapping[Pair, float]) -> Figures:
    _, best = best_threshold(scored, one.same)
    return {"peer_f05": best.f(), "peer_precision_20": precision_at(scored, one.same)}


def _several(one: Register) -> Figures:
    found = quality({(pair.a, pair.b) for pair in installation_pairs(one.snapshot)}, one.several)
    return {"precision": found.precision, "recall": found.recall, "f05": found.f()}


def _blocking(one: Register) -> Figures:
    """Pairs completeness and reduction ratio of the pairs that are judged."""
    judged = compare(one.snapshot)
    count = len(judged.records)
    found = len(judged.by_ids.keys() & one.same) / max(1, len(one.same))
    return {"pairs_completeness": found, "reduction_ratio": 1 - len(judged.pairs) / (count * (count - 1) / 2)}


def _by_organisation(made: Sequence[Register], scores: Sequence[Mapping[Pair, float]]) -> Figures:
    """F0.5 of each organisation's own pairs: of the one that fares worst, the median, and how many there are."""
    found: dict[str, set[Pair]] = defaultdict(set)
    true: dict[str, set[Pair]] = defaultdict(set)
    for number, (one, scored) in enumerate(zip(made, scores, strict=True)):
        home = _homes(one.snapshot)
        for kept, pairs in ((found, [p for p, chance in scored.items() if chance >= LEAST]), (true, one.same)):
            for a, b in pairs:
                for name in {home.get(a, ""), home.get(b, "")} - {""}:
                    kept[name].add((f"{number} {a}", b))
    told = [quality(found[name], pairs).f() for name, pairs in sorted(true.items()) if len(pairs) >= _FEWEST]
    return {"lowest_f05": min(told, default=0.0), "median_f05": statistics.median(told or [0.0]), "organisations": len(told)}


def _homes(snapshot: Snapshot) -> dict[str, str]:
    ties = (tie for tie in snapshot.relationships if tie.type == "USED_BY")
    return {tie.source: snapshot.nodes[snapshot.index[tie.target]].name for tie in ties}


def _by_name(snapshot: Snapshot) -> dict[Pair, float]:
    """The peer: how alike the names are, of all pairs whose names are at all."""
    from rapidfuzz import fuzz, process, utils

    systems = [(node.id, node.name) for node in snapshot.nodes if node.label == "System"]
    names = [utils.default_process(name) for _, name in systems]
    scored = {}
    for row in range(0, len(names), 1000):
        ratio = process.cdist(names[row : row + 1000], names, scorer=fuzz.token_set_ratio, score_cutoff=_LEAST_RATIO)
        for i, j in zip(*(where.tolist() for where in np.nonzero(ratio)), strict=True):
            if row + i < j:
                scored[systems[row + i][0], systems[j][0]] = float(ratio[i, j])
    return scored


def _planted() -> Iterator[Measurement]:
    """The demo city: all of its systems, and what was planted among them."""
    kinds = (("duplicate-record", same_record_pairs), ("several-installations", installation_pairs))
    cities = [generate(seed=seed, today=_TODAY) for seed in UNSEEN]
    snapshots = [Snapshot.of(Stored(city.nodes, city.relationships)) for city in cities]
    for kind, find in kinds:
        seconds, told = timed(lambda: [find(snapshot) for snapshot in snapshots], times=1)  # noqa: B023
        true, found = set(), set()
        for seed, city, pairs in zip(UNSEEN, cities, told, strict=True):
            true |= {(f"{seed} {a}", b) for one in city.expected if one.kind == kind for a, b in _pairs(one.ids)}
            found |= {(f"{seed} {pair.a}", pair.b) for pair in pairs}
        whole = quality(found, true)
        figures = {"precision": whole.precision, "recall": whole.recall, "f05": whole.f(), "pairs": float(len(true))}
        yield Measurement(f"{kind}: {len(cities)} demo cities", seconds, figures=figures)


def _pairs(ids: Iterable[str]) -> Iterator[Pair]:
    kept = sorted(ids)
    yield from ((a, b) for i, a in enumerate(kept) for b in kept[i + 1 :])


def _parallel_solutions() -> Iterator[Measurement]:
    """Parallel solutions, planted in the demo city and drawn; see `_parallel`."""
    seconds, (planted, _) = timed(lambda: _parallel.planted(UNSEEN, today=_TODAY), times=1)
    by_name = _parallel.by_name(UNSEEN, today=_TODAY)
    yield _told(f"parallel-solution: {len(UNSEEN)} demo cities", seconds, planted, by_name)


def _told(what: str, seconds: float, found: _parallel.Found, by_name: _parallel.Found) -> Measurement:
    figures = {
        "precision": found.precision, "recall": found.recall, "f05": found.f_half,
        "pairs": float(found.right + found.missed), "peer_f05": by_name.f_half,
    }  # fmt: skip
    return Measurement(what, seconds, figures=figures)


def _many_names() -> Measurement:
    made = register(NAMES, seed=UNSEEN[0])
    seconds, scored = timed(lambda: _scores(made.snapshot), times=1)
    peer_seconds, by_peer = timed(lambda: _by_name(made.snapshot), times=1)
    return Measurement(
        f"same record: one register of {NAMES} names", seconds, PEER, peer_seconds,
        figures={**_same(made, scored), **_peer(made, by_peer)},
    )  # fmt: skip


def _mean(rows: Sequence[Figures], beside: Sequence[Figures] = ()) -> Figures:
    """The means of figures, and the lowest F0.5."""
    told = {name: statistics.mean(row[name] for row in rows) for name in rows[0]}
    if "f05" in told:
        told["lowest_f05"] = min(row["f05"] for row in rows)
    return told | {name: statistics.mean(row[name] for row in beside) for name in (beside[0] if beside else ())}

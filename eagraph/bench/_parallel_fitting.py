"""How the weights of parallel solutions are estimated: logistic regression over drawn landscapes, made never to fall.

Only what was not known of one or the other system is the zero of a feature, so that unknown speaks neither way. Newton's
method with a little ridge; bits, not nats. Levels that fall are pooled (isotonic, weighted by how often they occur).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import log

import numpy as np
import numpy.typing as npt

from eagraph.bench._parallel_landscapes import Drawn, landscape
from eagraph.duplicates.parallel_containment import Containment, containments
from eagraph.duplicates.parallel_needs import FEATURES, Feature, needs
from eagraph.duplicates.parallel_systems import Compared
from eagraph.duplicates.parallel_weights import LEVELS, TELLING, Model, Side

Columns = npt.NDArray[np.float64]
NAMES = [*((feature, level) for feature in FEATURES for level in LEVELS), *(("telling", level) for level in TELLING)]
RIDGE, STEPS = 1.0, 60


def fitted(seeds: Iterable[int], side: Side, model: Model) -> dict[str, dict[str, float]]:
    """Bits by feature and level, the prior under `prior`, estimated from the landscapes of some seeds."""
    pairs = [pair for seed in seeds for pair in compared(landscape(seed), side, model)]
    columns = np.array([row for row, _ in pairs])
    prior, bits = _logistic(columns, np.array([truth for _, truth in pairs], dtype=np.float64))
    told: dict[str, dict[str, float]] = {"prior": {"prior": prior}}
    for name in (*FEATURES, "telling"):
        at = [i for i, (feature, _) in enumerate(NAMES) if feature == name]
        pooled = _never_falling([bits[i] for i in at], [float(columns[:, i].sum()) for i in at])
        told[name] = {NAMES[i][1]: value for i, value in zip(at, pooled, strict=True)}
    return told


def compared(drawn: Drawn, side: Side, model: Model) -> Iterator[tuple[list[float], bool]]:
    """Every pair of a landscape: its levels as zeros and ones, and whether it is parallel."""
    known = needs(drawn.snapshot)
    systems, ids = Compared(known), [node.id for node in drawn.snapshot.nodes]
    others, true = (systems.common, drawn.common) if side == "common" else (systems.local, drawn.local)
    for a, b in product(systems.local, others):
        if a != b and (ids[a], ids[b]) not in drawn.unclear:
            yield _row(containments(known, known.by_system[a], known.by_system[b]), side, model), (ids[a], ids[b]) in true


def _row(found: dict[Feature, Containment], side: Side, model: Model) -> list[float]:
    levels = {(feature, model.level(one)) for feature, one in found.items()}
    told = {("telling", model.telling(side, found["capabilities"]))} if found["capabilities"].shared else set()
    return [float(name in levels or name in told) for name in NAMES]


def _logistic(columns: Columns, truth: Columns) -> tuple[float, list[float]]:
    """Intercept and coefficients in bits."""
    whole = np.column_stack([np.ones(len(columns)), columns])
    unique, inverse = np.unique(whole, axis=0, return_inverse=True)
    count = np.bincount(inverse.ravel(), minlength=len(unique)).astype(np.float64)
    yes = np.bincount(inverse.ravel(), weights=truth, minlength=len(unique))
    ridge = np.full(unique.shape[1], RIDGE)
    ridge[0] = 1e-6
    at = np.zeros(unique.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(unique @ at, -40, 40)))
        slope = unique.T @ (yes - count * p) - ridge * at
        bend = (unique.T * (count * p * (1 - p))) @ unique + np.diag(ridge)
        at = at + np.linalg.solve(bend, slope)
    bits = (at / log(2)).tolist()
    return bits[0], bits[1:]


def _never_falling(values: list[float], weights: list[float]) -> list[float]:
    """The nearest values that do not fall: neighbours that do are pooled."""
    pools: list[list[float]] = []
    for value, weight in zip(values, weights, strict=True):
        pools.append([value, max(weight, 1e-9), 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            high, low = pools[-2], pools.pop()
            pools[-1] = [(high[0] * high[1] + low[0] * low[1]) / (high[1] + low[1]), high[1] + low[1], high[2] + low[2]]
    return [value for value, _, count in pools for _ in range(int(count))]

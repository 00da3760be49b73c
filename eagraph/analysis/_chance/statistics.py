"""What a sample says: quantiles, how exact its mean is, and which input moves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from eagraph.analysis._segments import Floats
from eagraph.work import advanced

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_COLUMNS = 256
Column = npt.NDArray[np.float64] | npt.NDArray[np.bool_]


class Distribution(NamedTuple):
    """A sample in figures."""

    mean: float
    standard_error: float
    quantiles: tuple[float, ...]

    def samples_for(self, precision: float, samples: int) -> int:
        """How many samples would bring the standard error down to a share of the mean."""
        wanted = precision * abs(self.mean)
        return samples if self.standard_error <= wanted else int(np.ceil(samples * (self.standard_error / wanted) ** 2))


def distribution(values: Floats) -> Distribution:
    """The figures of at least one value.

    >>> distribution(np.array([1.0, 2.0, 3.0])).quantiles[2]
    2.0
    """
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
    return Distribution(float(values.mean()), error, tuple(np.quantile(values, QUANTILES).tolist()))


def running_means(values: Floats) -> list[tuple[int, float]]:
    """How many values, and their mean, after each tenth of them.

    >>> running_means(np.array([1.0, 3.0]))
    [(1, 1.0), (2, 2.0)]
    """
    counts = np.unique(np.ceil(len(values) * np.arange(1, 11) / 10).astype(int))
    counts = counts[counts > 0]
    return list(zip(counts.tolist(), (np.cumsum(values)[counts - 1] / counts).tolist(), strict=True))


class Correlation(NamedTuple):
    """Spearman's rank correlation, the probability of one as strong by chance, and whether that is small among all tried."""

    rho: float
    p: float
    is_significant: bool


def rank_correlations(columns: Sequence[Column], outcome: Floats, *, level: float = 0.05) -> list[Correlation | None]:
    """How strongly each input moves the outcome; None where either does not vary.

    The p-values are two-sided by Student's t, as of `scipy.stats.spearmanr`; significance is corrected for the number of
    inputs (false discovery rate, Benjamini & Hochberg 1995).
    """
    from scipy.stats import false_discovery_control, rankdata, t

    count = len(outcome)
    if count < 3 or not np.ptp(outcome):
        return [None] * len(columns)
    ranks = _centred(rankdata(outcome)[:, None])[:, 0]
    rho = np.concatenate([np.zeros(0), *(_centred(block).T @ ranks for block in _ranked(columns))])
    varies = np.array([bool(np.ptp(column.astype(np.float64))) for column in columns], dtype=np.bool_)
    with np.errstate(divide="ignore"):
        p = 2 * t.sf(np.abs(rho) * np.sqrt((count - 2) / np.maximum(1 - rho**2, 0.0)), count - 2)
    chance = np.ones(len(columns))
    if varies.any():
        chance[varies] = false_discovery_control(p[varies])
    return [
        Correlation(float(rho[i]), float(p[i]), bool(chance[i] <= level)) if varies[i] else None for i in range(len(columns))
    ]


def _ranked(columns: Sequence[Column]) -> Iterator[Floats]:
    """The ranks of the inputs, some columns at a time."""
    from scipy.stats import rankdata

    for start in range(0, len(columns), _COLUMNS):
        advanced(start, len(columns))
        block: Floats = rankdata(np.stack(columns[start : start + _COLUMNS], axis=1), axis=0)
        yield block


def _centred(ranks: Floats) -> Floats:
    """Columns of mean 0 and length 1; those that do not vary are 0."""
    away = ranks - ranks.mean(axis=0)
    length = np.sqrt((away**2).sum(axis=0))
    centred: Floats = away / np.where(length > 0, length, 1)
    return centred

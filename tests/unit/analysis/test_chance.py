"""Chance: distributions as they are stated, and the figures of a sample, beside those of scipy."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import spearmanr, triang

from eagraph.analysis._chance.draws import Triangle, triangle
from eagraph.analysis._chance.statistics import distribution, rank_correlations, running_means


def test_triangular_quantiles_are_those_of_scipy() -> None:
    shares = np.linspace(0, 1, 21)
    for low, mode, high in ((2, 4, 9), (1, 1, 3), (1, 3, 3), (0, 0.5, 1)):
        exact = triang.ppf(shares, (mode - low) / (high - low), loc=low, scale=high - low)
        assert Triangle(low, mode, high).quantile(shares) == pytest.approx(exact)
    assert Triangle(3, 3, 3).quantile(shares).tolist() == [3] * 21


@pytest.mark.parametrize(
    ("stated", "spread", "expected"),
    [
        ((None, None, None), 0.5, None),
        ((None, 4, None), 0, (4, 4, 4)),
        ((None, 4, None), 0.25, (3, 4, 5)),
        ((2, 4, None), 0.25, (2, 4, 4)),
        ((None, 4, 9), 0.25, (4, 4, 9)),
        ((2, None, 8), 0, (2, 5, 8)),
        ((2, None, None), 0, (2, 2, 2)),
        ((None, None, 8), 0, (0, 4, 8)),
        ((9, 4, 6), 0, (4, 6, 9)),
    ],
)
def test_distributions_from_what_is_stated(
    stated: tuple[float | None, ...], spread: float, expected: tuple[float, ...] | None
) -> None:
    assert triangle(*stated, spread=spread) == expected


def test_the_figures_are_those_of_the_sample() -> None:
    values = np.random.default_rng(3).random(500)
    found = distribution(values)
    assert found.mean == pytest.approx(values.mean())
    assert found.standard_error == pytest.approx(values.std(ddof=1) / sqrt(500))
    assert list(found.quantiles) == sorted(found.quantiles)
    means = running_means(values)
    assert [count for count, _ in means] == list(range(50, 501, 50))
    assert [mean for _, mean in means] == pytest.approx([values[:n].mean() for n in range(50, 501, 50)])
    needed = found.samples_for(0.001, 500)
    assert needed > 500
    assert found.standard_error * sqrt(500 / needed) == pytest.approx(0.001 * found.mean, rel=0.01)


def test_rank_correlations_are_those_of_scipy() -> None:
    rng = np.random.default_rng(5)
    outcome = rng.integers(0, 5, 200).astype(float)
    columns = [outcome + rng.random(200) * 9, rng.random(200), outcome > 2, np.zeros(200, dtype=bool), -outcome]
    found = rank_correlations(columns, outcome)
    assert found[3] is None
    for column, one in zip(columns, found, strict=True):
        if one:
            exact = spearmanr(column, outcome)
            assert (one.rho, one.p) == pytest.approx((exact.statistic, exact.pvalue), abs=1e-9)
    assert [bool(one and one.is_significant) for one in found] == [True, False, True, False, True]
    assert rank_correlations(columns, np.zeros(200)) == [None] * 5


def test_few_chance_findings_among_many_unknowns() -> None:
    rng = np.random.default_rng(7)
    found = rank_correlations([rng.random(300) for _ in range(600)], rng.random(300))
    assert sum(bool(one and one.is_significant) for one in found) <= 1
    assert sum(bool(one and one.p < 0.05) for one in found) > 10

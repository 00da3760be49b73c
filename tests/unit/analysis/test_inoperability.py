"""The inoperability model against the figures of Haimes & Jiang 2001, and against dense linear algebra."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.sparse import csr_array

from eagraph.analysis._dependency_models import inoperability as iim
from eagraph.analysis._segments import Floats

TWO = [[0, 0.8], [0.2, 0]]
FOUR = [[0, 0.9, 0, 0], [0.4, 0, 0, 0], [1, 0.8, 0, 0], [1, 0.9, 0, 0]]
THREE = [[0, 0, 0.3], [0.4, 0, 0], [0.2, 0.6, 0]]
Grid = list[list[float]]


def sparse(grid: Grid) -> iim.Matrix:
    return csr_array(np.array(grid, dtype=np.float64))


def random_matrix(seed: int, size: int) -> Floats:
    """Rows that sum to at most 0.9, a third of the entries there."""
    rng = np.random.default_rng(seed)
    grid = rng.random((size, size)) * (rng.random((size, size)) < 1 / 3)
    return np.asarray(grid * (0.9 / np.maximum(grid.sum(axis=1, keepdims=True), 0.9)))


@pytest.mark.parametrize(
    ("grid", "perturbation", "published", "decimals"),
    [
        (TWO, [0, 0.6], [0.571, 0.714], 3),
        (FOUR, [0, 0.5, 0, 0], [0.70, 0.78, 1, 1], 2),
        (THREE, [0, 0, 0.12], [0.04, 0.02, 0.14], 2),
    ],
)
def test_static_inoperability_as_published(
    grid: Grid, perturbation: list[float], published: list[float], decimals: int
) -> None:
    q, _ = iim.static(sparse(grid), np.array(perturbation, dtype=np.float64))
    assert q.round(decimals).tolist() == published


def test_static_inoperability_exactly() -> None:
    four, clipped = iim.static(sparse(FOUR), np.array([0, 0.5, 0, 0]))
    assert four == pytest.approx([0.703125, 0.78125, 1, 1])
    assert clipped == 2
    three, none = iim.static(sparse(THREE), np.array([0, 0, 0.12]))
    assert three == pytest.approx([0.04147, 0.01659, 0.13825], abs=5e-6)
    assert none == 0


def test_indices_of_four_sectors() -> None:
    found = iim.direct(sparse(FOUR))
    assert found.dependency.round(4).tolist() == [0.3, 0.1333, 0.6, 0.6333]
    assert found.influence.round(4).tolist() == [0.8, 0.8667, 0, 0]


def test_orders_of_four_sectors() -> None:
    second_column = iim.nth_order(sparse(FOUR), 1, 3)
    assert second_column[1][2] == pytest.approx(0.9)
    assert second_column[2][2] == pytest.approx(0.288)
    assert second_column[2][0] == pytest.approx(0.324)


@pytest.mark.parametrize(("grid", "radius"), [(TWO, 0.4), (FOUR, 0.6), ([[0, 1], [0, 0]], 0), ([[0.3, 5], [0, 0.2]], 0.3)])
def test_the_spectral_radius_is_that_of_the_worst_loop(grid: Grid, radius: float) -> None:
    found = iim.loops(sparse(grid))
    assert (found[0].radius if found else 0) == pytest.approx(radius)


@pytest.mark.parametrize("seed", range(20))
def test_against_dense_algebra(seed: int) -> None:
    grid = random_matrix(seed, 3 + seed)
    matrix, size = csr_array(grid), len(grid)
    inverse = np.linalg.inv(np.eye(size) - grid)
    loops = iim.loops(matrix)
    assert (loops[0].radius if loops else 0) == pytest.approx(np.abs(np.linalg.eigvals(grid)).max(), abs=1e-9)
    perturbation = np.random.default_rng(seed).random(size)
    assert iim.solved(matrix, perturbation) == pytest.approx(np.linalg.solve(np.eye(size) - grid, perturbation))
    assert iim.static(matrix, perturbation)[0] == pytest.approx(np.clip(inverse @ perturbation, 0, 1))
    off = inverse - np.diag(np.diag(inverse))
    overall = iim.overall(matrix, loops)
    assert overall.dependency == pytest.approx(off.sum(axis=1) / (size - 1))
    assert overall.influence == pytest.approx(off.sum(axis=0) / (size - 1))
    for order, gains in enumerate(iim.influence_by_order(matrix, loops, 4), 1):
        power = np.linalg.matrix_power(grid, order)
        assert gains == pytest.approx((power.sum(axis=0) - np.diag(power)) / (size - 1), abs=1e-12)


def test_large_blocks_are_bounded_from_above_and_factorised_when_slow() -> None:
    size = 300
    ring = csr_array((np.full(size, 0.999999), (np.arange(size), (np.arange(size) + 1) % size)), shape=(size, size))
    assert iim.loops(ring)[0].radius == pytest.approx(0.999999, abs=1e-8)
    assert iim.solved(ring, np.ones(size)) == pytest.approx(np.full(size, 1e6), rel=1e-6)


def test_what_returns_in_a_loop_too_large_is_a_lower_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = random_matrix(7, 12)
    matrix = csr_array(grid)
    exact = iim.overall(matrix, iim.loops(matrix))
    monkeypatch.setattr(iim, "MOST_EXACT", 1)
    high = iim.overall(matrix, iim.loops(matrix))
    assert (high.influence >= exact.influence - 1e-12).all()
    assert high.influence == pytest.approx(exact.influence, rel=0.1)


def test_resilience_from_the_time_to_recover() -> None:
    """Alone, a thing is down to λ after τ: exp(-k τ) = λ; at once is below 1."""
    k = iim.resilience(np.array([10.0, 0.0, 48.0]), left=0.01)
    assert np.exp(-k[0] * 10) == pytest.approx(0.01)
    assert k[1] < 1
    assert iim.resilience(np.array([10.0]), left=0.01, diagonal=0.5)[0] == pytest.approx(2 * k[0])


def test_small_steps_follow_the_continuous_recovery() -> None:
    """q(t) = exp(-K (I - A) t) q(0)."""
    grid, initial, steps, until = np.array(THREE), np.array([0.0, 0.2, 0.5]), 4000, 20.0
    per_hour = np.array([0.3, 0.5, 0.2])
    followed = list(iim.trajectory(csr_array(grid), per_hour * until / steps, initial, steps=steps))
    for share in (0.25, 0.5, 1.0):
        exact = expm(-np.diag(per_hour) @ (np.eye(3) - grid) * until * share) @ initial
        assert followed[int(steps * share)] == pytest.approx(exact, abs=2e-4)


def test_a_lasting_loss_ends_at_the_static_answer() -> None:
    lasting = np.array([0, 0.6])
    *_, last = iim.trajectory(sparse(TWO), np.array([0.5, 0.1]), np.zeros(2), steps=500, lasting=lasting)
    assert last == pytest.approx(iim.static(sparse(TWO), lasting)[0])


def test_the_area_and_the_end_of_a_recovery() -> None:
    steps = (np.array(q) for q in ([1.0, 0.0, 0.0], [0.5, 0.4, 0.0], [0.0, 0.2, 0.0]))
    found = iim.recovered(steps, left=0.1)
    assert found.loss == pytest.approx([1.0, 0.5, 0.0])
    assert found.peak.tolist() == [1.0, 0.4, 0.0]
    assert found.over.tolist() == [2, -1, 0]
    assert found.total == pytest.approx([1.0, 0.9, 0.2])

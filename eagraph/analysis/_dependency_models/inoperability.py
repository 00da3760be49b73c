"""The inoperability input-output model (IIM) on matrices: nothing here knows of landscapes.

`A[i, j]` (the interdependency matrix A*) is the inoperability that the total failure of j causes in i; inoperability is 0
(works) to 1 (does not work at all). All matrices are sparse, square and not negative.

    static     q = A q + c                       q = (I - A)^-1 c, clipped to 1; needs a spectral radius below 1
    dynamic    q(t+1) = q(t) + K (A q(t) + c - q(t))
    indices    dependency_i = sum_j A[i, j] / (n - 1), influence_j = sum_i A[i, j] / (n - 1), without the diagonal;
               overall ones the same of S = (I - A)^-1

Sources: Haimes & Jiang, Leontief-based model of risk in complex interconnected infrastructures, 2001; Haimes et al.,
Inoperability input-output model for interdependent infrastructure sectors, 2005; Setola, De Porcellinis & Sforna, Critical
infrastructure dependency assessment using the input-output inoperability model, 2009.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from eagraph.analysis._segments import Floats
from eagraph.graph.snapshot import Numbers
from eagraph.work import advanced

Matrix = Any
"""scipy.sparse.csr_array of floats."""
MOST_EXACT = 3000
"""Loops of more things than this get a lower bound of what returns to each, not the exact figure."""
_MOST_TERMS = 5000
_DENSE = 200
_LEAST = 1e-15


class Indices(NamedTuple):
    """By thing: how much it depends on all others, and how much it influences them; means over the n - 1 others."""

    dependency: Floats
    influence: Floats


class Loop(NamedTuple):
    """A set of things each of which depends on each other one, and how strongly it amplifies."""

    members: Numbers
    radius: float


def loops(matrix: Matrix) -> list[Loop]:
    """The strongly connected sets of more than one thing (or with a diagonal), the one of largest radius first.

    The spectral radius of the whole is that of the first, and 0 where there are none.
    """
    from scipy.sparse import csgraph

    count, component = csgraph.connected_components(matrix, connection="strong")
    order = np.argsort(component, kind="stable").astype(np.int32)
    ends = np.cumsum(np.bincount(component, minlength=count))
    sizes = np.diff(ends, prepend=0)
    own = np.zeros(count, dtype=np.bool_)
    own[component[matrix.diagonal() > 0]] = True
    sets = [order[ends[c] - sizes[c] : ends[c]] for c in np.flatnonzero((sizes > 1) | own).tolist()]
    found = [Loop(members, _radius(matrix[members][:, members])) for members in sets]
    return sorted(found, key=lambda loop: (-loop.radius, int(loop.members[0])))


def _radius(block: Matrix, *, rounds: int = 20_000) -> float:
    """The spectral radius of an irreducible block: exact when small, else an upper bound (Collatz and Wielandt)."""
    if block.shape[0] <= _DENSE:
        return float(np.abs(np.linalg.eigvals(block.toarray())).max())
    x, upper = np.ones(block.shape[0]), np.inf
    for number in range(rounds):
        y = block @ x + x
        ratio = y / x
        upper = min(upper, float(ratio.max()) - 1)
        if ratio.max() - ratio.min() < 1e-9:
            break
        x = y / y.max()
        if number % 64 == 0:
            advanced(number)
    return upper


def solved(matrix: Matrix, right: Floats) -> Floats:
    """x of x = A x + right, for a spectral radius below 1: the sum of right, A right, A² right …; else factorised."""
    term: Floats = np.asarray(right, dtype=np.float64)
    total = term.copy()
    for number in range(_MOST_TERMS):
        term = matrix @ term
        total += term
        if term.max(initial=0.0) <= _LEAST * total.max(initial=0.0):
            return total
        if number % 64 == 0:
            advanced(number)
    from scipy.sparse import eye_array
    from scipy.sparse.linalg import splu

    answer: Floats = splu((eye_array(matrix.shape[0]) - matrix).tocsc()).solve(right)
    return answer


def static(matrix: Matrix, perturbation: Floats) -> tuple[Floats, int]:
    """Inoperability under a lasting perturbation, clipped to 1, and how many were clipped.

    The spectral radius must be below 1: see `loops`.
    """
    q = solved(matrix, perturbation)
    return np.clip(q, 0.0, 1.0), int((q > 1 + 1e-12).sum())


def direct(matrix: Matrix) -> Indices:
    """Dependency and influence gain of Setola et al., by the first order alone."""
    own = matrix.diagonal()
    return _indices(matrix.sum(axis=1) - own, matrix.sum(axis=0) - own)


def overall(matrix: Matrix, found: list[Loop]) -> Indices:
    """Dependency and influence gain of every order: of S = (I - A)^-1, whose diagonal is 1 outside loops.

    Args:
        matrix: of a spectral radius below 1.
        found: its `loops`.
    """
    ones = np.ones(matrix.shape[0])
    own = ones.copy()
    for loop in found:
        own[loop.members] = _returning(matrix[loop.members][:, loop.members])
    return _indices(solved(matrix, ones) - own, solved(matrix.T.tocsr(), ones) - own)


def _indices(rows: Floats, columns: Floats) -> Indices:
    others = max(len(rows) - 1, 1)
    return Indices(np.maximum(rows, 0) / others, np.maximum(columns, 0) / others)


def _returning(block: Matrix) -> Floats:
    """The diagonal of (I - B)^-1; of large loops that of I + B + B² alone, a lower bound."""
    size = block.shape[0]
    if size > MOST_EXACT:
        bound: Floats = 1 + block.diagonal() + _diagonal_of_product(block, block)
        return bound
    exact: Floats = np.linalg.inv(np.eye(size) - block.toarray()).diagonal()
    return exact


def _diagonal_of_product(one: Matrix, other: Matrix) -> Floats:
    diagonal: Floats = np.asarray(one.multiply(other.T.tocsr()).sum(axis=1)).ravel()
    return diagonal


def nth_order(matrix: Matrix, column: int, orders: int) -> list[Floats]:
    """Column j of A, A², …: what the total failure of j causes in each along exactly 1, 2, … dependencies."""
    term: Floats = np.zeros(matrix.shape[0])
    term[column] = 1.0
    terms: list[Floats] = []
    for _ in range(orders):
        term = matrix @ term
        terms.append(term)
    return terms


def influence_by_order(matrix: Matrix, found: list[Loop], orders: int) -> Floats:
    """Influence gains along exactly 1, 2, … dependencies, one row each; at most 4 orders."""
    size = matrix.shape[0]
    gains = np.zeros((orders, size))
    turned, column_sums = matrix.T.tocsr(), np.ones(size)
    for row in gains:
        column_sums = turned @ column_sums
        row[:] = column_sums
    for loop in found:
        block = matrix[loop.members][:, loop.members]
        powers = [block, block @ block] if orders > 1 else [block]
        halves = {1: None, 2: (0, 0), 3: (1, 0), 4: (1, 1)}
        for order in range(1, orders + 1):
            pair = halves[order]
            own = block.diagonal() if pair is None else _diagonal_of_product(powers[pair[0]], powers[pair[1]])
            gains[order - 1, loop.members] -= own
    means: Floats = np.maximum(gains, 0) / max(size - 1, 1)
    return means


def resilience(recovery: Floats, *, left: float, diagonal: Floats | float = 0.0) -> Floats:
    """Resilience coefficients: k = -ln(left) / (τ (1 - a_ii)), clipped into [0, 1).

    Args:
        recovery: τ, in how many steps each recovers alone until no more than `left` of its inoperability is left.
        left: λ, between 0 and 1.
        diagonal: a_ii.
    """
    with np.errstate(divide="ignore"):
        k: Floats = -np.log(left) / (recovery * (1 - diagonal))
    return np.clip(k, 0.0, np.nextafter(1.0, 0.0))


def trajectory(
    matrix: Matrix, coefficients: Floats, initial: Floats, *, steps: int, lasting: Floats | float = 0.0
) -> Iterator[Floats]:
    """Inoperability at step 0 (`initial`), 1, …, `steps`, each clipped to 0-1; `lasting` is c of every step."""
    q = np.clip(initial, 0.0, 1.0)
    yield q
    for step in range(steps):
        q = np.clip(q + coefficients * (matrix @ q + lasting - q), 0.0, 1.0)
        if step % 32 == 0:
            advanced(step, steps)
        yield q


class Recovery(NamedTuple):
    """What a trajectory comes to, by thing: area under it in steps, its highest point, and when it is over."""

    loss: Floats
    peak: Floats
    over: Numbers
    """The first step from which on no more than `left` is left; -1 where that is not reached."""
    total: Floats
    """By step: the sum over all things."""


def recovered(steps: Iterator[Floats], *, left: float) -> Recovery:
    """The area by the trapezoidal rule, the peak, and when each thing is back."""
    before = next(steps)
    loss, peak, total = np.zeros_like(before), before.copy(), [float(before.sum())]
    last = np.where(before > left, 0, -1)
    for number, q in enumerate(steps, 1):
        loss += (before + q) / 2
        np.maximum(peak, q, out=peak)
        last[q > left] = number
        total.append(float(q.sum()))
        before = q
    over = np.where(last == len(total) - 1, -1, last + 1)
    return Recovery(loss, peak, over.astype(np.int32), np.array(total))

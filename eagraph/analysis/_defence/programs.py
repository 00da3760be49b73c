"""Integer programs over yes and no: the cheapest choice that keeps every line (HiGHS, through scipy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

OPTIMAL = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What a weighted sum of choices may be: from `low` to `high`."""

    weights: Mapping[int, float]
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Solved:
    """The choice (of what has a price), and what any choice costs at least; `is_least`: no other costs less."""

    members: frozenset[int]
    at_least: float
    is_least: bool


def solve(price: npt.NDArray[np.float64], lines: Sequence[Line], *, most_nodes: int | None = None) -> Solved | None:
    """The cheapest choice; None where there is none, or none was found within so many nodes of the search tree."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    if not len(price):
        return Solved(frozenset(), 0.0, is_least=True) if all(line.low <= 0 <= line.high for line in lines) else None
    rows = np.repeat(np.arange(len(lines)), [len(line.weights) for line in lines])
    columns = np.array([column for line in lines for column in line.weights], dtype=np.int64)
    values = np.array([value for line in lines for value in line.weights.values()], dtype=np.float64)
    matrix = coo_array((values, (rows, columns)), shape=(len(lines), len(price))).tocsr()
    solved = milp(
        price,
        integrality=np.ones(len(price), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            matrix, np.array([line.low for line in lines]), np.array([line.high for line in lines])
        ),
        options={"mip_rel_gap": 0.0, **({"node_limit": most_nodes} if most_nodes is not None else {})},
    )
    if solved.x is None:
        return None
    chosen = frozenset(np.flatnonzero((solved.x > 0.5) & (price > 0)).tolist())
    total = float(sum(price[i] for i in sorted(chosen)))
    is_least = solved.status == OPTIMAL
    return Solved(chosen, total if is_least else float(solved.mip_dual_bound), is_least)

"""The interdependency matrix A* of a landscape: what the total failure of one thing costs another, 0-1.

Nobody measures these coefficients in a city, so they follow from what is known of the dependencies, by a rule:

1. A dependency weighs its strength (alpha) where it states one, else by its group's mode: hard, soft or optional.
2. A member of a k-of-n group gets the weight divided by the n - k + 1 members whose loss breaks the group: the model is
   linear, so half of a pair costs half. Of several members that are the same thing the sum, at most the weight.
3. Of several groups by which one thing needs the same other, the heaviest counts. Nothing depends on itself.
4. A row that sums to more than a limit is scaled down to it, as in an input-output table no sector buys more than it
   makes: with a limit below 1 the spectral radius is below 1 too, and hubs are not counted beyond all bounds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eagraph.analysis._dependency_models.inoperability import Matrix
from eagraph.analysis._segments import Floats
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import Failure


class Interdependency(NamedTuple):
    """`matrix[i, j]`: what the total failure of `nodes[j]` costs `nodes[i]`."""

    matrix: Matrix
    nodes: Numbers
    """Those that take part in a dependency, by number in the snapshot."""
    assumed: int
    """How many dependencies state no strength."""
    scaled: int
    """How many rows were scaled down to the limit."""


def interdependency(needs: Failure, weights: dict[str, float], *, largest_row: float) -> Interdependency:
    """A* of a failure view.

    Args:
        needs: the view and its groups.
        weights: of a dependency that states no strength, by mode: hard, soft, optional.
        largest_row: what a row may sum to; 0 is no limit.
    """
    from scipy.sparse import csr_array

    view, groups = needs
    weight, assumed = _weights(needs, weights)
    nodes = np.unique(np.concatenate([view.origin, view.reached])).astype(np.int32)
    needer, supplier = np.searchsorted(nodes, view.reached), np.searchsorted(nodes, view.origin)
    apart = np.flatnonzero(needer != supplier)
    keys = np.stack([needer[apart], supplier[apart], groups.group[apart]])
    by_group, member = np.unique(keys, axis=1, return_inverse=True)
    share, most = np.zeros(by_group.shape[1]), np.zeros(by_group.shape[1])
    np.add.at(share, member.ravel(), weight[apart] / groups.breaks_at[groups.group[apart]])
    np.maximum.at(most, member.ravel(), weight[apart])
    pairs, pair = np.unique(by_group[:2], axis=1, return_inverse=True)
    values = np.zeros(pairs.shape[1])
    np.maximum.at(values, pair.ravel(), np.minimum(share, most))
    sums = np.bincount(pairs[0], values, minlength=len(nodes))
    over = sums > largest_row if largest_row else np.zeros(len(nodes), dtype=np.bool_)
    values *= np.where(over, largest_row / np.where(over, sums, 1), 1.0)[pairs[0]]
    matrix = csr_array((values, (pairs[0], pairs[1])), shape=(len(nodes), len(nodes)))
    matrix.eliminate_zeros()
    return Interdependency(matrix, nodes, assumed, int(over.sum()))


def _weights(needs: Failure, weights: dict[str, float]) -> tuple[Floats, int]:
    """By step: its weight; and how many state no strength."""
    ties = needs.view.snapshot.relationships
    stated = [ties[j].properties.get("alpha") for j in needs.view.tie.tolist()]
    modes = [needs.groups.mode[g] for g in needs.groups.group.tolist()]
    known = [float(value) if isinstance(value, int | float) else None for value in stated]
    found = [weights[mode] if value is None else value for value, mode in zip(known, modes, strict=True)]
    return np.array(found, dtype=np.float64), sum(value is None for value in known)

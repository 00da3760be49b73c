"""What the cut sets alone say of a probability: the usual approximations, and bounds that hold when some are missing.

`rare_event` = Σ P(C); `min_cut_upper_bound` = 1 − Π (1 − P(C)) (Esary and Proschan 1963), never below the truth for a
coherent structure when all cut sets are there. Both are worked out on the shared family, without listing its sets:
ln Π (1 − P) = −Σ_j Σ_C P(C)^j / j, and each inner sum is one pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import ceil, exp, log, prod

import numpy as np

from eagraph.analysis._fault_tree.cut_families import EMPTY, NONE, Families
from eagraph.analysis._fault_tree.decisions import Diagram
from eagraph.analysis._fault_tree.likeliest import below

MOST_POWERS = 2048
_PRECISION = 1e-12


def as_diagram(table: Families, family: int, events: Sequence[int]) -> Diagram:
    """A family as a diagram whose value is the sum of the probabilities of its sets."""
    nodes = below(table, family)
    number = {NONE: 0, EMPTY: 1} | {a: i + 2 for i, a in enumerate(nodes)}
    entries = [(events[table.event[a]], number[table.low[a]], number[table.high[a]]) for a in nodes]
    return Diagram(entries, number[family], events, is_function=False)


def min_cut_upper_bound(sets: Diagram, probability: Mapping[int, float]) -> float:
    """1 − Π (1 − P(C)) over the sets of a family."""
    rare_event, likeliest = sets.value(probability), _likeliest(sets, probability)
    if likeliest >= 1 or sets.root <= 1:
        return float(sets.root == 1 or likeliest >= 1)
    powers = MOST_POWERS
    if likeliest > 0 and rare_event > 0:
        powers = min(powers, max(1, ceil(log(_PRECISION * likeliest / rare_event) / log(likeliest))))
    exponents = np.arange(1, powers + 1)
    values = [np.zeros(powers), np.ones(powers)]
    for event, low, high in sets.nodes:
        values.append(probability[event] ** exponents * values[high] + values[low])
    return 1 - exp(-float((values[sets.root] / exponents).sum()))


def _likeliest(sets: Diagram, probability: Mapping[int, float]) -> float:
    values = [0.0, 1.0]
    for event, low, high in sets.nodes:
        values.append(max(probability[event] * values[high], values[low]))
    return values[sets.root]


def at_least_happen(count: int, probabilities: Iterable[float]) -> float:
    """The probability that at least so many of independent events happen (Poisson binomial), at most a rounding too low."""
    fewer = [1.0] + [0.0] * (count - 1)
    more = 0.0
    for q in probabilities:
        more += fewer[-1] * q
        fewer = [here * (1 - q) + before * q for here, before in zip(fewer, [0.0, *fewer], strict=False)]
    return min(1.0, more)


def lower_bound(sets: Sequence[Sequence[int]], probability: Mapping[int, float]) -> float:
    """A probability that at least one of some sets happens at the least: Bonferroni of the second order, best prefix."""
    gains = []
    for i, one in enumerate(sets):
        overlap = sum(prod(probability[e] for e in {*one, *other}) for other in sets[:i])
        gains.append(prod(probability[e] for e in one) - overlap)
    return max(accumulate(gains), default=0.0)

"""Is a pair one record, several installations of one product, or neither? Three sorts, judged together and never mixed.

By Bayes, with the prior chances of a pair of the landscape and the weights of what both records state (see `weights`). Bits
for one record are against two systems that have nothing to do with each other; that another installation of the product
would show much of the same is a piece of evidence of its own, so that all bits sum to the log-odds of the verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from eagraph.duplicates.comparing import NOT_ONE, Compared, Levels
from eagraph.duplicates.weights import Chances, Weights

_MOST_NAME_BITS = 20.0
_LOST_BITS = {"identical": 0.0, "near": 2.0, "blurred": 7.0, "partial": 8.0}
"""What a name says less, because so many others are as near to it."""
SURE = 30.0
"""No bits beyond these, either way."""


@dataclass(frozen=True, slots=True)
class Bits:
    """What every feature of a pair weighs, against two systems that have nothing to do with each other."""

    same: Mapping[str, float]
    """For one record."""
    several: Mapping[str, float]
    """For several installations."""

    @property
    def sums(self) -> tuple[float, float]:
        """All of it, of both."""
        return sum(self.same.values()), sum(self.several.values())


def weighed(pair: Compared, weights: Weights) -> Bits:
    """The bits of a pair."""
    chances = dict(_chances(pair, weights))
    same = {name: math.log2(one.same / one.other) for name, one in chances.items()}
    several = {name: math.log2(one.several / one.other) for name, one in chances.items()}
    return Bits(weights.damped(same), weights.damped(several))


def _chances(pair: Compared, weights: Weights) -> Iterator[tuple[str, Chances]]:
    """The chances of each level found; how often others have the same name or product is by how rare that is."""
    for feature, level in pair.levels.items():
        chances = weights.levels[feature][level]
        if feature == "name" and level in _LOST_BITS:
            bits = min(_MOST_NAME_BITS, max(1.0, pair.names.bits - _LOST_BITS[level]))
            chances = chances._replace(other=2.0**-bits)
        elif feature == "product" and level not in NOT_ONE:
            chances = chances._replace(other=2.0 ** -min(_MOST_NAME_BITS, pair.product_bits))
        yield feature, chances


@dataclass(frozen=True, eq=False)
class Judged:
    """A pair, and the verdict."""

    pair: Compared
    weights: Weights
    prior: tuple[float, float]
    """Bits of the prior odds of both sorts, against others."""
    bits: Bits

    @cached_property
    def rival(self) -> float:
        """Bits against one record, because several installations would show this too; 0 or less."""
        return -_log_sum(0.0, self.prior[1] + self.bits.sums[1])

    @cached_property
    def weight(self) -> float:
        """Log-odds of one record, in bits."""
        return _bounded(self.prior[0] + self.bits.sums[0] + self.rival)

    @cached_property
    def weight_several(self) -> float:
        """Log-odds of several installations, in bits."""
        same = self.prior[0] + self.bits.sums[0]
        return _bounded(self.prior[1] + self.bits.sums[1] - _log_sum(0.0, same))

    @cached_property
    def same(self) -> float:
        """How likely the two are one record, calibrated."""
        return self.weights.calibrated(self.weight, "same")

    @cached_property
    def several(self) -> float:
        """How likely the two are installations of one product, calibrated."""
        return self.weights.calibrated(self.weight_several, "several")

    def had(self, levels: Levels) -> Judged:
        """The same pair, had some features other levels."""
        pair = replace(self.pair, levels={**self.pair.levels, **levels})
        return replace(self, pair=pair, bits=weighed(pair, self.weights))


def _log_sum(x: float, y: float) -> float:
    """log2(2^x + 2^y)."""
    high, low = max(x, y), min(x, y)
    return high + math.log2(1 + 2.0 ** (low - high)) if low - high > -1000 else high


def _bounded(bits: float) -> float:
    return max(-SURE, min(SURE, bits))

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

from eagraph.duplicates.comparing import Compared, Levels
from eagraph.duplicates.weights import Chances, Weights, probability

_MOST_NAME_BITS = 20.0
_LOST_BITS = {"identical": 0.0, "near": 2.0, "blurred": 7.0, "partial": 8.0}
"""What a name says less, because so many others are as near to it."""
SURE = 30.0
"""No bits beyond these, either way."""


@dataclass(frozen=True, eq=False)
class Judged:
    """A pair with what every feature weighs."""

    pair: Compared
    weights: Weights
    prior: tuple[float, float]
    """Bits of the prior odds of both sorts, against others."""

    @cached_property
    def for_same(self) -> dict[str, float]:
        """Bits of each feature for one record, against others."""
        return self.weights.damped({name: chances.for_same for name, chances in self._chances.items()})

    @cached_property
    def for_several(self) -> dict[str, float]:
        """Bits of each feature for several installations, against others."""
        return self.weights.damped({name: chances.for_several for name, chances in self._chances.items()})

    @cached_property
    def rival(self) -> float:
        """Bits against one record, because several installations would show this too; 0 or less."""
        return -_log_sum(0.0, self.prior[1] + sum(self.for_several.values()))

    @cached_property
    def weight(self) -> float:
        """Log-odds of one record, in bits."""
        return _bounded(self.prior[0] + sum(self.for_same.values()) + self.rival)

    @cached_property
    def weight_several(self) -> float:
        """Log-odds of several installations, in bits."""
        same = self.prior[0] + sum(self.for_same.values())
        return _bounded(self.prior[1] + sum(self.for_several.values()) - _log_sum(0.0, same))

    @property
    def same(self) -> float:
        """How likely the two are one record, before calibration."""
        return probability(self.weight)

    @property
    def several(self) -> float:
        """How likely the two are installations of one product."""
        return probability(self.weight_several)

    @cached_property
    def _chances(self) -> Mapping[str, Chances]:
        return dict(self._found())

    def _found(self) -> Iterator[tuple[str, Chances]]:
        names, levels = self.pair.names, self.pair.levels
        for feature, level in levels.items():
            chances = self.weights.levels[feature][level]
            if feature == "name" and level in _LOST_BITS:
                bits = min(_MOST_NAME_BITS, max(1.0, names.bits - _LOST_BITS[level]))
                chances = chances._replace(other=2.0**-bits)
            elif feature == "product" and level != "differ":
                chances = chances._replace(other=2.0 ** -min(_MOST_NAME_BITS, self.pair.product_bits))
            yield feature, chances

    def had(self, levels: Levels) -> Judged:
        """The same pair, had some features other levels."""
        pair = replace(self.pair, levels={**self.pair.levels, **levels})
        return Judged(pair, self.weights, self.prior)


def _log_sum(x: float, y: float) -> float:
    """log2(2^x + 2^y)."""
    high, low = max(x, y), min(x, y)
    return high + math.log2(1 + 2.0 ** (low - high)) if low - high > -1000 else high


def _bounded(bits: float) -> float:
    return max(-SURE, min(SURE, bits))

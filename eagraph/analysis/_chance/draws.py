"""Values drawn from stated distributions, each unknown from a stream of its own.

A stream follows from the seed and from what the unknown is called, not from how many others there are: the same unknown is
drawn alike in two landscapes, so that their difference is not blurred by chance (common random numbers).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from eagraph.analysis._segments import Floats
from eagraph.graph.views import Booleans


class Triangle(NamedTuple):
    """A triangular distribution: shortest, most likely, longest."""

    low: float
    mode: float
    high: float

    @property
    def is_fixed(self) -> bool:
        """Is there nothing to draw?"""
        return self.low == self.high

    def quantile(self, share: Floats) -> Floats:
        """The value below which a share lies: the inverse of the distribution function.

        >>> Triangle(0, 1, 2).quantile(np.array([0.0, 0.5, 1.0])).tolist()
        [0.0, 1.0, 2.0]
        """
        low, mode, high = self
        width = high - low
        if not width:
            return np.full(len(share), low)
        rising = low + np.sqrt(share * width * (mode - low))
        falling = high - np.sqrt((1 - share) * width * (high - mode))
        return np.where(share * width < mode - low, rising, falling)


def triangle(low: float | None, mode: float | None, high: float | None, *, spread: float) -> Triangle | None:
    """The distribution three figures state; None where none is stated.

    One figure alone is fixed, or spread: ± a share of it. A missing end is the most likely value (the low end of a high one
    alone is 0), a missing most likely value the middle; figures out of order are put in order.

    >>> triangle(None, 4, None, spread=0.25)
    Triangle(low=3.0, mode=4, high=5.0)
    >>> triangle(2, None, 8, spread=0)
    Triangle(low=2, mode=5.0, high=8)
    """
    if mode is None:
        if low is None and high is None:
            return None
        low, high = (0.0 if low is None else low), (low if high is None else high)
        low, high = sorted((low, high if high is not None else low))
        mode = (low + high) / 2
    elif low is None and high is None:
        low, high = mode * (1 - spread), mode * (1 + spread)
    ends = sorted([mode if low is None else low, mode, mode if high is None else high])
    return Triangle(ends[0], ends[1], ends[2])


def uniform(seed: int, name: str, count: int) -> Floats:
    """Numbers between 0 and 1 from the stream of a name."""
    digest = np.frombuffer(blake2b(name.encode(), digest_size=16).digest(), dtype=np.uint32)
    return np.random.default_rng([seed, *digest.tolist()]).random(count)


def yes(seed: int, name: str, probability: Floats | float, count: int) -> Booleans:
    """True with a probability, which may differ from draw to draw."""
    answer: Booleans = uniform(seed, name, count) < probability
    return answer

"""Fellegi and Sunter's weights: how much likelier is what two records show, if they are one, than if they are not?

A feature agrees with chance m among true pairs and u among others; its weight is log2(m / u) bits, and the posterior odds
are the prior odds times every m / u (Fellegi and Sunter, 1969). Features are taken as independent given the truth, which a
name, its product and its supplier are not: of features that say one thing, the strongest counts, of the others a share, and
all together no more than a cap.

>>> oracle = [factor(0.9, 0.05), factor(0.8, 0.1), factor(0.7, 0.02), factor(0.3, 0.9)]
>>> [round(math.log2(k), 4) for k in oracle]
[4.1699, 3.0, 5.1293, -1.585]
>>> round(match_weight(1 / 500, oracle), 4), round(probability(match_weight(1 / 500, oracle)), 4)
(1.7513, 0.771)
>>> round(probability(match_weight(1 / 100, [12, 2])), 5)
0.19512

There are three sorts of pairs here and not two (`Chances`): one record, several installations of one product, and others.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

_FILE = Path(__file__).with_name("weights.toml")


def factor(m: float, u: float) -> float:
    """How much likelier a level is among true pairs than among others."""
    return m / u


def match_weight(prior: float, factors: Iterable[float]) -> float:
    """Bits for a pair: of the prior chance that a pair is true, and of every feature."""
    return math.log2(prior / (1 - prior)) + sum(map(math.log2, factors))


def probability(weight: float) -> float:
    """The chance that goes with a weight in bits."""
    return 1 / (1 + math.exp2(min(1000.0, -weight)))


class Chances(NamedTuple):
    """How often a level is found among pairs that are one record, several installations, and others."""

    same: float
    several: float
    other: float


@dataclass(frozen=True, slots=True)
class Correlated:
    """Features that say one thing."""

    features: frozenset[str]
    share: float
    cap: float

    def damped(self, bits: Mapping[str, float]) -> dict[str, float]:
        """What is left of the bits of its features; what speaks for is damped by what speaks for, against by against.

        >>> Correlated(frozenset("abc"), share=0.5, cap=7).damped({"a": 6.0, "b": 4.0, "c": -2.0})
        {'a': 5.25, 'b': 1.75, 'c': -2.0}
        """
        left = dict(bits)
        chosen = sorted((name for name in bits if name in self.features), key=lambda name: -abs(bits[name]))
        for speaks in ([name for name in chosen if bits[name] > 0], [name for name in chosen if bits[name] < 0]):
            for name in speaks[1:]:
                left[name] = bits[name] * self.share
            total = sum(abs(left[name]) for name in speaks)
            if total > self.cap:
                left |= {name: left[name] * self.cap / total for name in speaks}
        return left


@dataclass(frozen=True, eq=False)
class Weights:
    """The chances of every level of every feature, and what to do with them."""

    levels: Mapping[str, Mapping[str, Chances]]
    counted: frozenset[str]
    """Features whose chance among others is counted in the landscape."""
    rate_same: float
    rate_several: float
    believed: float
    assumed: int
    sampled: int
    correlated: tuple[Correlated, ...]
    calibration: Mapping[str, Sequence[tuple[float, float]]]
    """Of each sort, log-odds as judged, and as they came true."""

    def of_landscape(self, seen: Mapping[str, Mapping[str, int]]) -> Weights:
        """With the chances among others as the landscape's own pairs show them.

        Args:
            seen: by feature and level, in how many pairs that were drawn blindly it was found.
        """
        levels = dict(self.levels)
        for feature in self.counted & seen.keys():
            total = sum(seen[feature].values()) + self.assumed
            levels[feature] = {
                level: chances._replace(other=(chances.other * self.assumed + seen[feature].get(level, 0)) / total)
                for level, chances in self.levels[feature].items()
            }
        return replace(self, levels=levels)

    def prior(self, count: int) -> tuple[float, float]:
        """Bits of the prior odds, against the others, that a pair of so many systems is one record, and installations."""
        pairs = max(1.0, (count - 1) / 2)
        return math.log2(self.rate_same / pairs), math.log2(self.rate_several / pairs)

    def damped(self, bits: Mapping[str, float]) -> dict[str, float]:
        """The bits of features with those that say one thing counted together."""
        left = dict(bits)
        for group in self.correlated:
            left = group.damped(left)
        return left

    def calibrated(self, weight: float, sort: Literal["same", "several"]) -> float:
        """The probability of a weight, as tuning found it to come true."""
        judged, true = zip(*self.calibration[sort], strict=True)
        return probability(float(np.interp(weight, judged, true)))


@cache
def weights() -> Weights:
    """The declared weights."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    prior, calibration, groups = read.pop("prior"), read.pop("calibration"), read.pop("correlated")
    counted = frozenset(feature for feature, levels in read.items() if levels.pop("counted", False))
    return Weights(
        levels={feature: {level: _chances(said) for level, said in levels.items()} for feature, levels in read.items()},
        counted=counted,
        rate_same=prior["same"],
        rate_several=prior["several"],
        believed=prior["believed"],
        assumed=prior["assumed"],
        sampled=prior["sampled"],
        correlated=tuple(Correlated(frozenset(g["features"]), g["share"], g["cap"]) for g in groups),
        calibration=calibration,
    )


def _chances(said: Mapping[str, float]) -> Chances:
    return Chances(said["same"], said["several"], said.get("other", 1.0))


def ordered(levels: Sequence[str], feature: Mapping[str, Chances]) -> bool:
    """Do levels, the best first, speak ever less for one record?"""
    bits = [math.log2(feature[level].same / feature[level].other) for level in levels]
    return bits == sorted(bits, reverse=True)

"""How much a comparison speaks for two systems doing the same: declared bits, summed, and a probability.

The weights stand in `parallel.toml`, with where they come from. They are coefficients of a logistic regression over how much
of each feature is contained, in bits; unlike weights that assume features independent (Fellegi and Sunter, 1969) they do not
count twice what comes together, as a capability and the process that carries it out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from math import exp2
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.duplicates.parallel_containment import Containment
from eagraph.duplicates.parallel_needs import FEATURES, Feature

SHIPPED = Path(__file__).with_name("parallel.toml")
Level = Literal["unknown", "none", "some", "most", "all"]
LEVELS: tuple[Level, ...] = ("none", "some", "most", "all")
Telling = Literal["common", "usual", "rare"]
TELLING: tuple[Telling, ...] = ("common", "usual", "rare")
Side = Literal["common", "local"]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bounds(_Declared):
    """Where a level of containment begins."""

    most: float = Field(gt=0, lt=1)
    all: float = Field(gt=0, le=1)


class Weights(_Declared):
    """Bits by feature and level, and by how telling the most telling shared capability is: from which bits on."""

    usual_from: float = Field(gt=0)
    rare_from: float = Field(gt=0)
    prior: float
    capabilities: dict[Level, float]
    information: dict[Level, float]
    processes: dict[Level, float]
    users: dict[Level, float]
    telling: dict[Telling, float]

    def of(self, feature: Feature) -> Mapping[Level, float]:
        """The bits of a feature by level."""
        found: Mapping[Level, float] = getattr(self, feature)
        return found

    @model_validator(mode="after")
    def _never_falls(self) -> Self:
        """More in common never speaks against."""
        for feature in FEATURES:
            bits = [self.of(feature)[level] for level in LEVELS]
            if bits != sorted(bits):
                raise ValueError(f"{feature}: {bits} falls")
        if (told := [self.telling[level] for level in TELLING]) != sorted(told):
            raise ValueError(f"telling: {told} falls")
        return self


class Model(_Declared):
    """The whole file."""

    source: str
    assumptions: tuple[str, ...]
    bounds: Bounds
    common: Weights
    local: Weights

    def weights(self, side: Side) -> Weights:
        """Against a common solution, or another local system."""
        return self.common if side == "common" else self.local

    def level(self, found: Containment) -> Level:
        """How much is contained, as one of a few levels."""
        if found.share is None:
            return "unknown"
        if not found.shared:
            return "none"
        return "some" if found.share < self.bounds.most - 1e-9 else "most" if found.share < self.bounds.all else "all"

    def telling(self, side: Side, found: Containment) -> Telling:
        """How telling the most telling shared thing is."""
        weights = self.weights(side)
        if found.telling < weights.usual_from:
            return "common"
        return "usual" if found.telling < weights.rare_from else "rare"

    def bits(self, side: Side, found: Containment) -> float:
        """What one feature speaks for the pair; unknown speaks neither for nor against."""
        weights, level = self.weights(side), self.level(found)
        more = weights.telling[self.telling(side, found)] if found.feature == "capabilities" and found.shared else 0.0
        return weights.of(found.feature).get(level, 0.0) + more

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Model:
        """A model as declared."""
        return cls.model_validate(document)


@cache
def model(threshold: float = 1.0) -> Model:
    """The shipped weights; what reaches a lower threshold than theirs is most of it, too."""
    shipped = Model.of(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))
    bounds = shipped.bounds.model_copy(update={"most": min(threshold, shipped.bounds.most)})
    return shipped.model_copy(update={"bounds": bounds})


def probability(bits: float) -> float:
    """The logistic of a sum of bits: 0 bits are even odds."""
    return 1 / (1 + exp2(-max(-500.0, min(500.0, bits))))

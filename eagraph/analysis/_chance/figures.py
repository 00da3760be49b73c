"""What a sample comes to in figures: one outcome with its quantiles, and how its mean settles."""

from __future__ import annotations

from pydantic import Field

from eagraph.analysis._chance.outcomes import Measure
from eagraph.results import Value


class Output(Value):
    """One outcome over all samples; of one target where `id` says so."""

    measure: Measure = Field(description="what is measured")
    id: str | None = Field(description="id of the target; empty is the whole")
    name: str | None = Field(description="its name")
    happens: float = Field(description="share of the samples in which there is one; the figures are of those alone")
    mean: float | None = Field(description="mean")
    standard_error: float | None = Field(description="standard error of the mean")
    q05: float | None = Field(description="5 % are at most this")
    q25: float | None = Field(description="25 % are at most this")
    q50: float | None = Field(description="median")
    q75: float | None = Field(description="75 % are at most this")
    q95: float | None = Field(description="95 % are at most this")
    samples_wanted: int = Field(description="samples for a standard error of 5 % of the mean")


class RunningMean(Value):
    """How the mean of the outcome settles."""

    samples: int
    mean: float

"""What is followed beside a ranking: what one thing does to others, and the recovery moment by moment."""

from __future__ import annotations

from pydantic import Field

from eagraph.results import Named, Value


class Influenced(Named):
    """One thing that the one asked about influences."""

    by_order: tuple[float, ...] = Field(description="inoperability caused along chains of exactly 1, 2, … steps")
    overall: float = Field(description="inoperability caused along chains of every length, before clipping")


class Point(Value):
    """One moment of the recovery."""

    hour: float
    lost: float = Field(description="inoperability summed over all things")

"""A pair: two systems that may be one, may do the same, or are the same product; with the evidence, in words.

`weight` is in bits: log2 of how much likelier a feature is among true pairs than among others (Fellegi and Sunter, 1969);
positive speaks for the pair, negative against it. `score` orders the pairs of one kind; `probability` is calibrated.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eagraph.results import Value, Words

Kind = Literal["same-record", "parallel-solution", "several-installations"]
KINDS: tuple[Kind, ...] = ("same-record", "parallel-solution", "several-installations")


class Evidence(Value):
    """One feature: what was compared, what it says, and how much that weighs."""

    feature: str = Field(description="what was compared")
    says: Words = Field(description="what it says, in words")
    weight: float = Field(description="bits for the pair; negative: against it")


class Pair(Value):
    """Two systems, by id; `a` < `b` unless the kind is directed (parallel solution: `a` local, `b` the other)."""

    kind: Kind
    a: str
    b: str
    score: float = Field(ge=0, le=1)
    probability: float = Field(ge=0, le=1)
    evidence: tuple[Evidence, ...] = ()
    would_change: tuple[Words, ...] = Field(default=(), description="what would change the verdict")

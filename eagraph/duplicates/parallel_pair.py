"""What counts as parallel, and a pair that does."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.duplicates.pairs import Kind, Pair
from eagraph.duplicates.parallel_verdict import Verdict
from eagraph.graph.in_force import CONTROL_FUNCTION
from eagraph.results import Words


class Criteria(BaseModel):
    """What counts as parallel: the threshold is that of COM-01, the probability keeps out what only looks alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: float = Field(
        default=0.5, gt=0, le=1, description="share of a system's capabilities that the other has, at least"
    )
    least_probability: float = Field(
        default=0.5, ge=0, le=1, title="least probability", description="pairs less probable than this are not told"
    )
    scope: Literal["users", "city"] = Field(
        default="city",
        title="common solutions are meant for",
        description="city: everybody, for who has a solution of his own seldom uses the common one; users: only those who "
        "use it and all that are part of them",
    )
    control_function: str = Field(default=CONTROL_FUNCTION, description="who may decide on exemptions; empty: anybody")


class ParallelPair(Pair):
    """A local system `a` and what it is parallel to; `score` is the probability, by which pairs are ordered."""

    kind: Kind = "parallel-solution"
    verdict: Verdict
    containment: float | None = Field(description="share of a's capabilities that b has, weighted; empty is unknown")
    shared: tuple[str, ...] = Field(description="ids of the capabilities both have, as a's register names them")
    missing: tuple[str, ...] = Field(description="ids of the capabilities b lacks")
    in_scope: bool | None = Field(default=None, description="b is meant for an organisation of a; empty is unknown")
    a_since: str | None = Field(default=None, description="the earliest day a is known to have been there")
    b_since: str | None = Field(default=None, description="the earliest day b is known to exist or be planned")
    exemption: str | None = Field(default=None, description="id of the decision in force")
    exempted_until: str | None = Field(default=None, description="the last day it holds")
    replaced_on: str | None = Field(default=None, description="the day a is to be replaced by b, where one is said")
    assumed: tuple[Words, ...] = Field(default=(), description="what the verdict assumes because it is unknown")

    b_is_common: bool = Field(default=True, description="b is a common solution, else another local system")

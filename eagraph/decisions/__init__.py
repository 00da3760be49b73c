"""Decisions about raised levels: what did somebody decide, on which grounds, and does it still hold?

A decision is about one place in one aspect. It stands beside the level its owner decided and never changes that. With it is
kept what it rested on: what was assigned and required, the information that was there, the rules that applied, and the
hashes of landscape and classification model. Whether it still holds is worked out anew whenever it is asked (`standing`).

    accept    what lies together there is a new asset, with a classification of its own
    mitigate  something is done, by a day, so that less is required
    exempt    the level is not met, for a reason, until the review
    reject    the raise is found not to be one, for a reason
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from eagraph.model.classification import TOP, Aspect, Interval

Kind = Literal["accept", "mitigate", "exempt", "reject"]
Letter = Annotated[Aspect, BeforeValidator(lambda said: said.lower() if isinstance(said, str) else said)]
Number = Annotated[
    str,
    BeforeValidator(lambda said: str(said) if type(said) is int else said),
    WithJsonSchema({"type": ["integer", "string"]}),
]
"""A level as people write it."""
Line = Annotated[str, Field(max_length=200)]
_STRICT = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
ASKED = ("place", "aspect", "kind", "decided_by", "reason", "review_on")
"""What every decision has to say."""
OWN: dict[str, Kind] = {
    "level": "accept", "asset": "accept", "asset_name": "accept", "measure": "mitigate", "by": "mitigate",
}  # fmt: skip
"""What only one kind of decision says."""


class Levels(BaseModel):
    """A level as it is known: from `low` to `high`, both included."""

    model_config = _STRICT

    low: int = Field(ge=0, le=TOP)
    high: int = Field(ge=0, le=TOP)

    @classmethod
    def of(cls, interval: Interval) -> Levels:
        """An interval as a value to be kept."""
        return cls(low=interval.low, high=interval.high)

    def __str__(self) -> str:
        return str(Interval(self.low, self.high))


class Said(BaseModel):
    """What somebody says when he decides; see `ASKED` and `OWN` for what has to be said and what must not."""

    model_config = ConfigDict(**_STRICT, json_schema_extra={"required": list(ASKED)})

    place: Line = Field(default="", description="the place: id, source key or unique name")
    aspect: Letter | None = Field(default=None, description="k, r, t or s")
    kind: Kind | None = Field(default=None, description="accept, mitigate, exempt or reject")
    level: Number = Field(default="", description="accept: the level of the new asset, by its number, key or name")
    asset: Line = Field(default="", description="accept: the id of the new asset, where it has one")
    asset_name: Line = Field(default="", description="accept: what the new asset is called")
    measure: str = Field(default="", max_length=2000, description="mitigate: what is done")
    by: dt.date | None = Field(default=None, description="mitigate: the day by which it is done")
    decided_by: Line = Field(default="", description="who decided")
    decided_on: dt.date | None = Field(default=None, description="the day it was decided; today where nothing is said")
    reason: str = Field(default="", max_length=10_000, description="why")
    review_on: dt.date | None = Field(default=None, description="the day on which it is looked at again")


class Decision(BaseModel):
    """A decision with what it rested on, as it is kept."""

    model_config = _STRICT

    place: str
    aspect: Aspect
    kind: Kind
    level: int | None = Field(default=None, ge=0, le=TOP, description="accept: the level of the new asset")
    asset: str = Field(default="", description="accept: the id of the new asset")
    asset_name: str = Field(default="", description="accept: what it is called")
    measure: str = Field(default="", description="mitigate: what is done")
    by: dt.date | None = Field(default=None, description="mitigate: the day by which it is done")
    decided_by: str
    decided_on: dt.date
    reason: str
    review_on: dt.date
    assigned_then: Levels = Field(description="what the owner had decided")
    required_then: Levels = Field(description="what was required")
    content_then: tuple[str, ...] = Field(description="ids of the information that was there, sorted")
    rules_then: tuple[str, ...] = Field(description="ids of the rules that applied and raise the aspect, sorted")
    model_hash: str = Field(description="hash of the classification model in force")
    snapshot_hash: str = Field(description="hash of the landscape")

    @property
    def covers(self) -> int:
        """The level up to which it was decided: the level accepted, else what was required for certain."""
        return max(self.required_then.low, self.level or 0)

    @property
    def may_cover(self) -> int:
        """The level up to which what was unknown had been seen."""
        return max(self.required_then.high, self.level or 0)

"""Aggregation rules: when is information that was put together more sensitive than its parts? Declared as data.

A rule only ever says "at least": so many assets, owners, sources; each of these kinds of information; one asset at least so
large. More information can therefore never lower a level (its condition is upward closed), and a rule that would need to
lower one cannot be written. Families: combination and accumulation (NIST SP 800-60 vol. 1 rev. 1, §4.4.2.1), concentration
(§4.4.2.3, the sheer number of others that rely on it), mosaic (what is published anywhere counts together, OMB M-13-13).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eagraph.locale import Text, both
from eagraph.model.classification import TOP, Aspect

Family = Literal["combination", "accumulation", "concentration", "mosaic"]
Flag = Literal["dpia", "protective_security_review", "decide_before_publishing"]
AnyOf = Annotated[tuple[str, ...], Field(min_length=1)]
_STRICT = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Named(BaseModel):
    """A text in both languages, as a file declares it."""

    model_config = _STRICT

    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The text."""
        return Text(self.sv, self.en)


class Large(BaseModel):
    """What one asset must be by itself: all that is said here."""

    model_config = _STRICT

    subjects: int | None = Field(default=None, ge=1, description="about at least so many persons or other subjects")
    share: float | None = Field(
        default=None, gt=0, le=1, description="or, where the model says how many residents there are, this share of them"
    )
    records: int | None = Field(default=None, ge=1, description="at least so many records")
    resolution_s: float | None = Field(
        default=None, gt=0, description="a series at least as fine as one value in so many seconds"
    )
    retention_d: float | None = Field(default=None, gt=0, description="kept at least so many days")
    special_category: Literal[True] | None = Field(default=None, description="holds special categories of personal data")

    @model_validator(mode="after")
    def _says_something(self) -> Large:
        if self == Large.model_construct():
            raise ValueError(
                both("one_with says nothing; expected at least one of {names}", names=", ".join(Large.model_fields))
            )
        if self.share is not None and self.subjects is None:
            raise ValueError(both("share stands beside subjects only"))
        return self


class Condition(BaseModel):
    """One way in which a rule applies to what is in a place: everything that is said here, at once."""

    model_config = _STRICT

    linkable: bool = Field(
        default=False,
        description="counts only information that can be tied to the same kind of subject, each kind by itself",
    )
    assets: int | None = Field(default=None, ge=1, description="at least so many base assets")
    owners: int | None = Field(default=None, ge=2, description="from at least so many boards and companies")
    sources: int | None = Field(default=None, ge=2, description="from at least so many different master sources")
    categories: tuple[AnyOf, ...] = Field(default=(), description="each of these categories; of a|b one is enough")
    one_with: Large | None = Field(default=None, description="one asset that is by itself at least this")
    dependants: int | None = Field(default=None, ge=1, description="at least so many directly dependent things …")
    of_level: int = Field(default=1, ge=1, le=TOP, description="… that require availability of at least this level")
    about_systems: int | None = Field(
        default=None, ge=1, description="information about at least so many systems of at least the confidentiality of_level"
    )

    @model_validator(mode="before")
    @classmethod
    def _splits_alternatives(cls, said: object) -> object:
        if isinstance(said, dict) and isinstance(said.get("categories"), list):
            parts = [c.split("|") if isinstance(c, str) else c for c in said["categories"]]
            return {**said, "categories": parts}
        return said

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if self.dependants is not None and (self.linkable or self.assets or self.owners or self.sources or self.categories):
            raise ValueError(both("dependants stands alone: it counts things, not information"))
        if self.about_systems is not None and not self.categories:
            raise ValueError(both("about_systems needs categories: which information is about systems"))
        if not any((self.assets, self.owners, self.sources, self.categories, self.one_with, self.dependants)):
            raise ValueError(both("a condition that asks for nothing would always apply"))
        return self

    @property
    def of_levels(self) -> bool:
        """Does it depend on what is required elsewhere, and not on information alone?"""
        return self.dependants is not None or self.about_systems is not None


class Rule(BaseModel):
    """When it applies (any of `when`), and what it then proposes: levels more, or levels at least."""

    model_config = _STRICT

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")
    family: Family
    title: Named
    why: Named
    source: str = Field(min_length=1, description="the norm it comes from, or `assumption`")
    laws: tuple[str, ...] = ()
    when: tuple[Condition, ...] = Field(min_length=1)
    raises: dict[Aspect, Annotated[int, Field(ge=1, le=TOP)]] = Field(default_factory=dict, alias="raise")
    floors: dict[Aspect, Annotated[int, Field(ge=1, le=TOP)]] = Field(default_factory=dict, alias="floor")
    flags: tuple[Flag, ...] = ()

    @model_validator(mode="after")
    def _proposes_something(self) -> Rule:
        if not (self.raises or self.floors or self.flags):
            raise ValueError(both("a rule without raise, floor or flags proposes nothing"))
        return self

    @property
    def of_levels(self) -> bool:
        """Does any way in which it applies depend on what is required elsewhere?"""
        return any(condition.of_levels for condition in self.when)

"""Aggregation rules: when is information that was put together more sensitive than its parts? Declared as data.

A rule only ever says "at least": so many assets, owners, sources; each of these kinds of information; one asset at least so
large. More information can therefore never lower a level (its condition is upward closed), and a rule that would need to
lower one cannot be written. Families: combination and accumulation (NIST SP 800-60 vol. 1 rev. 1, §4.4.2.1), concentration
(§4.4.2.3, the sheer number of others that rely on it), mosaic (what is published anywhere counts together, OMB M-13-13).

>>> Condition.model_validate({"linkable": True, "categories": ["identity", "social|health"]}).categories
(('identity',), ('social', 'health'))
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from eagraph.errors import nearest_names
from eagraph.locale import Text, both
from eagraph.model.classification import TOP, Aspect
from eagraph.model.fields import LEVEL_KEYS

Family = Literal["combination", "accumulation", "concentration", "mosaic"]
Flag = Literal["dpia", "protective_security_review", "decide_before_publishing", "note"]
STRICT = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)
"""How everything is read that a city may write: nothing unknown, nothing half a number."""


def _declared(name: str, info: ValidationInfo) -> str:
    """A category, refused where it is read together with the list of those there are and is not one of them."""
    known: Iterable[str] | None = (info.context or {}).get("categories")
    if known is not None and name not in {*known}:
        near = ", ".join(nearest_names(name, known)) or ", ".join(sorted(known))
        raise ValueError(both("there is no category {name}; there are {near}", name=repr(name), near=near))
    return name


def numbered(said: object) -> object:
    """A level by its key as its place in the chain; whatever is no text, as it was."""
    if not isinstance(said, str):
        return said
    if said not in LEVEL_KEYS:
        near = ", ".join(nearest_names(said, LEVEL_KEYS)) or ", ".join(("0–4", *LEVEL_KEYS))
        raise ValueError(both("there is no level {name}; there are {near}", name=repr(said), near=near))
    return LEVEL_KEYS.index(said)


Category = Annotated[str, AfterValidator(_declared)]
AnyOf = Annotated[tuple[Category, ...], Field(min_length=1)]
Whole = Annotated[int, Field(strict=True)]
LevelNumber = Annotated[Whole, Field(ge=0, le=TOP), BeforeValidator(numbered)]
"""A level as its place in the chain; a file may also name its key."""
_Raise = Annotated[Whole, Field(ge=1, le=TOP)]
_Floor = Annotated[_Raise, BeforeValidator(numbered)]


class Named(BaseModel):
    """A text in both languages, as a file declares it."""

    model_config = STRICT

    sv: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The text."""
        return Text(self.sv, self.en)


class Large(BaseModel):
    """What one asset must be by itself: everything that is said here, at once."""

    model_config = STRICT

    subjects: Whole | None = Field(default=None, ge=1, description="about at least so many persons or other subjects")
    share: float | None = Field(
        default=None, gt=0, le=1, description="or, where the model says how many residents there are, this share of them"
    )
    records: Whole | None = Field(default=None, ge=1, description="at least so many records")
    resolution_s: float | None = Field(
        default=None, gt=0, description="a series at least as fine as one value in so many seconds"
    )
    retention_d: float | None = Field(default=None, gt=0, description="kept at least so many days")
    personal: Literal[True] | None = Field(default=None, description="holds personal data")
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

    model_config = STRICT

    linkable: bool = Field(
        default=False,
        strict=True,
        description="counts only information that can be tied to the same kind of subject, each kind by itself",
    )
    assets: Whole | None = Field(default=None, ge=1, description="at least so many base assets")
    owners: Whole | None = Field(default=None, ge=2, description="from at least so many boards and companies")
    sources: Whole | None = Field(default=None, ge=2, description="from at least so many different master sources")
    categories: tuple[AnyOf, ...] = Field(default=(), description="each of these categories; of a|b one is enough")
    one_with: Large | None = Field(default=None, description="one asset that is by itself at least this")
    dependants: Whole | None = Field(default=None, ge=1, description="at least so many directly dependent things …")
    of_level: LevelNumber = Field(default=1, ge=1, description="… that require availability of at least this level")
    about_systems: Whole | None = Field(
        default=None, ge=1, description="information about at least so many systems of at least the confidentiality of_level"
    )

    @model_validator(mode="before")
    @classmethod
    def _splits_alternatives(cls, said: object) -> object:
        if isinstance(said, dict) and isinstance(said.get("categories"), list):
            parts = [[name.strip() for name in c.split("|")] if isinstance(c, str) else c for c in said["categories"]]
            return {**said, "categories": parts}
        return said

    @model_validator(mode="after")
    def _asks_for_something(self) -> Condition:
        of_information = (self.assets, self.owners, self.sources, self.categories, self.one_with)
        if self.dependants is not None and (self.linkable or any(of_information)):
            raise ValueError(both("dependants stands alone: it counts things, not information"))
        if self.about_systems is not None and not self.categories:
            raise ValueError(both("about_systems needs categories: which information is about systems"))
        if self.of_level > 1 and not self.of_levels:
            raise ValueError(both("of_level stands beside dependants or about_systems only"))
        if not (self.dependants or any(of_information)):
            raise ValueError(both("a condition that asks for nothing would always apply"))
        if self.assets == 1 and not self.linkable and not any(of_information[1:]):
            raise ValueError(both("one asset of any kind would always apply; ask for 2 or more, or for what it is"))
        return self

    @property
    def of_levels(self) -> bool:
        """Does it depend on what is required elsewhere, and not on information alone?"""
        return self.dependants is not None or self.about_systems is not None


class Rule(BaseModel):
    """When it applies (any of `when`), and what it then proposes: levels more, or levels at least."""

    model_config = STRICT

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")
    family: Family
    title: Named
    why: Named
    source: str = Field(min_length=1, description="the norm it comes from, or `assumption`")
    laws: tuple[str, ...] = ()
    when: tuple[Condition, ...] = Field(min_length=1)
    raises: dict[Aspect, _Raise] = Field(default_factory=dict, alias="raise", description="so many levels more")
    floors: dict[Aspect, _Floor] = Field(default_factory=dict, alias="floor", description="at least this level")
    flags: tuple[Flag, ...] = ()

    @model_validator(mode="after")
    def _proposes_something(self) -> Rule:
        if not (self.raises or self.floors or self.flags):
            raise ValueError(both("a rule without raise, floor or flags proposes nothing"))
        return self

    @model_validator(mode="after")
    def _is_of_what_is_published(self) -> Rule:
        if self.family != "mosaic":
            return self
        if self.raises or self.floors:
            raise ValueError(
                both("a mosaic rule looks at what is published, before it is: it has flags only, and no levels")
            )
        if any(
            condition.model_dump(exclude_defaults=True, exclude={"linkable"}) != {"assets": 2} for condition in self.when
        ):
            raise ValueError(
                both("a mosaic rule looks at every two published sets: its condition is linkable and assets = 2")
            )
        return self

    @property
    def of_levels(self) -> bool:
        """Does any way in which it applies depend on what is required elsewhere?"""
        return any(condition.of_levels for condition in self.when)

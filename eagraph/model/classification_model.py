"""The classification model in force: names of levels, what filters do, discounts, the table of availability, and the rules.

The shipped one (`classification.toml`) is what the programme's model and its sources say, with assumptions marked as such. A
city's own file, named in the settings, is laid over it: tables are merged, what stands in lists (rules, levels, rows of the
tables) is known by its id, key, level or aspect and changes what it says or is new, and `off = ["AGG-…"]` turns rules off.
`hash` names exactly what was in force; every answer carries it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field, ValidationError, field_validator

from eagraph.errors import InvalidClassificationModel
from eagraph.locale import Text, both
from eagraph.model._classification_file import laid, read_source
from eagraph.model._wrong_classification import wrong
from eagraph.model.aggregation import STRICT, Category, LevelNumber, Named, Rule, Whole
from eagraph.model.classification import TOP, Aspect

SHIPPED = Path(__file__).with_name("classification.toml")
FilterName = Literal["anonymise", "pseudonymise", "redact", "generalise", "sample", "delay", "encrypt"]
Filtered = Literal["k", "s"]
"""The aspects a filter may take from; integrity and availability pass as they are."""
LevelKey = Literal["negligible", "moderate", "significant", "serious", "exceptional"]


class LevelName(BaseModel):
    """One level: its key (what is stored is its place in the chain), the number people write, its name, what harm."""

    model_config = STRICT

    key: LevelKey
    number: str = Field(min_length=1)
    name: Named
    harm: Named


class Discounts(BaseModel):
    """How many levels less is required along a tie, and why less."""

    model_config = STRICT

    soft: LevelNumber
    redundancy: LevelNumber
    buffer: LevelNumber
    validation: LevelNumber
    encrypted: LevelNumber


class FilterEffect(BaseModel):
    """What a filter with evidence does to information that passes it."""

    model_config = STRICT

    cap: dict[Filtered, LevelNumber] = Field(default_factory=dict, description="no more than this level is left")
    lower: dict[Filtered, LevelNumber] = Field(default_factory=dict, description="so many levels less are left")
    keeps_link: bool = Field(default=True, strict=True, description="what is left can still be tied to its subject")
    removes: tuple[Category, ...] = Field(default=(), description="categories that are not left")


class Availability(BaseModel):
    """What a level of availability means: the longest tolerable disruption and the share of time it is up."""

    model_config = STRICT

    level: LevelNumber
    mtpd_h: float = Field(gt=0)
    availability: float | None = Field(default=None, gt=0, le=1)


class RequiredControl(BaseModel):
    """A safeguard of at least this grade is required where an aspect is required at this level or more."""

    model_config = STRICT

    aspect: Aspect
    level: LevelNumber
    grade: LevelNumber
    source: str = Field(min_length=1, description="the norm it comes from, or `assumption`")


class Choices(BaseModel):
    """What can be decided beside the rules."""

    model_config = STRICT

    id: str = Field(min_length=1)
    version: str = Field(min_length=1)
    cap: LevelNumber = Field(description="the highest level a rule may propose; above it only people decide")
    residents: Whole | None = Field(
        default=None, ge=1, description="how many live in the city; shares of them are known then"
    )
    show: Literal["number", "name"] = Field(default="number", description="how levels are shown: by number or by name")
    levels: tuple[LevelName, ...] = Field(min_length=TOP + 1, max_length=TOP + 1)
    discounts: Discounts
    filters: dict[FilterName, FilterEffect]
    quasi_identifiers: tuple[Category, ...] = Field(description="what may point to somebody although it names nobody")
    rejoins_at: Whole = Field(ge=1, description="filtered sets that share so many quasi-identifiers open each other again")
    availability: tuple[Availability, ...] = Field(description="what levels of availability mean")
    controls: tuple[RequiredControl, ...] = Field(default=(), description="the grade of safeguard that levels need")
    categories: dict[str, Named] = Field(description="every category a rule may name")

    @field_validator("levels")
    @classmethod
    def _stand_in_their_order(cls, said: tuple[LevelName, ...]) -> tuple[LevelName, ...]:
        if tuple(level.key for level in said) != get_args(LevelKey):
            raise ValueError(both("expected each level once, in this order: {keys}", keys=", ".join(get_args(LevelKey))))
        return said

    @field_validator("availability")
    @classmethod
    def _higher_is_up_more(cls, said: tuple[Availability, ...]) -> tuple[Availability, ...]:
        """The table by level: each at most once, and a higher one tolerates less and is up more."""
        table = tuple(sorted(said, key=lambda row: row.level))
        _once("level", (row.level for row in table))
        for lower, higher in pairwise(table):
            if higher.mtpd_h >= lower.mtpd_h:
                raise ValueError(_must("mtpd_h", higher.level, "<", lower.mtpd_h, lower.level, higher.mtpd_h))
        stated = [(row.level, row.availability) for row in table if row.availability is not None]
        for (low, least), (high, most) in pairwise(stated):
            if most <= least:
                raise ValueError(_must("availability", high, ">", least, low, most))
        return table

    @field_validator("controls")
    @classmethod
    def _higher_needs_no_less(cls, said: tuple[RequiredControl, ...]) -> tuple[RequiredControl, ...]:
        """The table by aspect and level: each at most once, and a higher level never needs a lower grade."""
        table = tuple(sorted(said, key=lambda row: ("krts".index(row.aspect), row.level)))
        _once("aspect, level", (f"{row.aspect} {row.level}" for row in table))
        for lower, higher in pairwise(table):
            if lower.aspect == higher.aspect and higher.grade < lower.grade:
                raise ValueError(
                    _must(f"grade ({higher.aspect})", higher.level, "≥", lower.grade, lower.level, higher.grade)
                )
        return table


class ClassificationModel(Choices):
    """Everything that can be decided about how information is classified."""

    rules: tuple[Rule, ...]

    @field_validator("rules")
    @classmethod
    def _have_ids_of_their_own(cls, said: tuple[Rule, ...]) -> tuple[Rule, ...]:
        _once("id", (rule.id for rule in said))
        return said

    @cached_property
    def hash(self) -> str:
        """SHA-256 over everything that is decided here."""
        content = json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.hash)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> ClassificationModel:
        """A copy, some of it changed; what was worked out of the old one does not go along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("hash", "rule"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    def level_text(self, level: int) -> Text:
        """A level as this model shows it: by number or by name."""
        shown = self.levels[level]
        return shown.name.text if self.show == "name" else Text(shown.number, shown.number)

    def availability_of(self, level: int) -> Availability | None:
        """What a level of availability asks for: the row of it, or of the next lower; None where there is none."""
        return next((row for row in reversed(self.availability) if row.level <= level), None)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> ClassificationModel:
        """A whole model as a file declares it; every category that is named must be among those declared.

        Raises:
            ValidationError: something is not of the model's form; everything wrong at once.
        """
        declared = document.get("categories")
        return cls.model_validate(document, context={"categories": declared if isinstance(declared, Mapping) else None})

    @staticmethod
    @cache
    def standard() -> ClassificationModel:
        """The shipped model."""
        return ClassificationModel.of(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def read_classification_model(path: Path | None) -> ClassificationModel:
    """The shipped model with a city's own file laid over it.

    Raises:
        SourceError: the file cannot be read as TOML.
        InvalidClassificationModel: what it says is not of the model's form; everything wrong at once.
    """
    if path is None:
        return ClassificationModel.standard()
    own = read_source(path)
    document, problems = laid(tomllib.loads(SHIPPED.read_text(encoding="utf-8")), own)
    try:
        model = ClassificationModel.of(document)
    except ValidationError as error:
        problems += wrong(error.errors(), document, own, ClassificationModel)
    if problems:
        raise InvalidClassificationModel(problem for _, problem in sorted(problems, key=lambda one: one.line))
    return model


def _once(what: str, said: Iterable[object]) -> None:
    listed = list(map(str, said))
    if twice := sorted({one for one in listed if listed.count(one) > 1}):
        raise ValueError(both("{what} stands more than once: {twice}", what=what, twice=", ".join(twice)))


def _must(what: str, higher: int, sign: str, than: float, lower: int, found: float) -> Text:
    """A higher level that asks for less than a lower one."""
    return both(
        "{what} of level {higher} is {found}; expected {sign} {than}, that of level {lower}",
        what=what, higher=higher, found=f"{found:g}", sign=sign, than=f"{than:g}", lower=lower,
    )  # fmt: skip

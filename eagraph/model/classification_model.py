"""The classification model in force: names of levels, what filters do, discounts, the table of availability, and the rules.

The shipped one (`classification.toml`) is what the programme's model and its sources say, with assumptions marked as such. A
city's own file, named in the settings, is laid over it: tables are merged, rules with a known id are replaced, new ones
added, and `off = ["AGG-…"]` turns some off. `hash` names exactly what was in force; every answer carries it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eagraph.errors import InvalidLandscape, Problem, SourceError, nearest_names
from eagraph.locale import Text, both
from eagraph.model.aggregation import Named, Rule
from eagraph.model.classification import TOP, Aspect
from eagraph.wrong_values import in_words

SHIPPED = Path(__file__).with_name("classification.toml")
_STRICT = ConfigDict(frozen=True, extra="forbid")
LevelNumber = Annotated[int, Field(ge=0, le=TOP)]
FilterName = Literal["anonymise", "pseudonymise", "redact", "generalise", "sample", "delay", "encrypt"]


class LevelName(BaseModel):
    """One level: its key (what is stored is its place in the chain), the number people write, its name, what harm."""

    model_config = _STRICT

    key: str
    number: str
    name: Named
    harm: Named


class Discounts(BaseModel):
    """How many levels less is required along a tie, and why less."""

    model_config = _STRICT

    soft: LevelNumber
    redundancy: LevelNumber
    buffer: LevelNumber
    validation: LevelNumber
    encrypted: LevelNumber


class FilterEffect(BaseModel):
    """What a filter with evidence does to information that passes it."""

    model_config = _STRICT

    cap: dict[Aspect, LevelNumber] = Field(default_factory=dict)
    lower: dict[Aspect, LevelNumber] = Field(default_factory=dict)
    keeps_link: bool = True
    removes: tuple[str, ...] = ()


class Availability(BaseModel):
    """What a level of availability means: the longest tolerable disruption and the share of time it is up."""

    model_config = _STRICT

    level: LevelNumber
    mtpd_h: float = Field(gt=0)
    availability: float | None = Field(default=None, gt=0, le=1)


class RequiredControl(BaseModel):
    """From which level of an aspect on a safeguard of at least a grade is required."""

    model_config = _STRICT

    aspect: Aspect
    level: LevelNumber
    grade: LevelNumber
    source: str


class ClassificationModel(BaseModel):
    """Everything that can be decided about how information is classified."""

    model_config = _STRICT

    id: str
    version: str
    cap: LevelNumber = Field(description="the highest level a rule may propose; above it only people decide")
    residents: int | None = Field(default=None, ge=1, description="how many live in the city; shares of them are known then")
    show: Literal["number", "name"] = "number"
    levels: tuple[LevelName, ...] = Field(min_length=TOP + 1, max_length=TOP + 1)
    discounts: Discounts
    filters: dict[FilterName, FilterEffect]
    quasi_identifiers: tuple[str, ...]
    rejoins_at: int = Field(ge=1, description="filtered sets that share so many quasi-identifiers open each other again")
    availability: tuple[Availability, ...]
    controls: tuple[RequiredControl, ...] = ()
    categories: tuple[str, ...] = Field(description="every category a rule may name")
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _names_what_there_is(self) -> ClassificationModel:
        named = {c for rule in self.rules for way in rule.when for part in way.categories for c in part}
        named |= {*self.quasi_identifiers, *(c for effect in self.filters.values() for c in effect.removes)}
        if unknown := sorted(named - {*self.categories}):
            told = both("categories {unknown} are not declared; add them to categories", unknown=", ".join(unknown))
            near = nearest_names(unknown[0], self.categories)
            raise ValueError(told if not near else both("{told} (near: {near})", told=told, near=", ".join(near)))
        ids = [rule.id for rule in self.rules]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(both("rules named more than once: {ids}", ids=", ".join(twice)))
        return self

    @cached_property
    def hash(self) -> str:
        """SHA-256 over everything that is decided here."""
        content = json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    def level_text(self, level: int) -> Text:
        """A level as this model shows it: by number or by name."""
        shown = self.levels[level]
        return shown.name.text if self.show == "name" else Text(shown.number, shown.number)

    @staticmethod
    @cache
    def standard() -> ClassificationModel:
        """The shipped model."""
        return ClassificationModel.model_validate(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def read_classification_model(path: Path | None) -> ClassificationModel:
    """The shipped model with a city's own file laid over it.

    Raises:
        SourceError: the file cannot be read as TOML.
        InvalidLandscape: what it says is not of the model's form; everything wrong at once.
    """
    if path is None:
        return ClassificationModel.standard()
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=path, error=error)) from error
    shipped = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    known = [rule["id"] for rule in (*shipped["rules"], *own.get("rules", ())) if isinstance(rule, dict) and "id" in rule]
    off = own.pop("off", [])
    unknown = [name for name in off if name not in known] if isinstance(off, list) else [off]
    problems = [_no_rule(path, str(name), known) for name in unknown]
    laid = _laid(shipped, own)
    laid["rules"] = [rule for rule in laid["rules"] if not isinstance(rule, dict) or rule.get("id") not in off]
    try:
        model = ClassificationModel.model_validate(laid)
    except ValidationError as error:
        ids = {f"rules.{i}": str(rule.get("id", i)) for i, rule in enumerate(laid["rules"]) if isinstance(rule, dict)}
        problems += [Problem(f"{path}: {_place(where, ids)}", why) for where, why in in_words(error.errors())]
    if problems:
        raise InvalidLandscape(problems)
    return model


def _no_rule(path: Path, name: str, known: list[str]) -> Problem:
    near = ", ".join(nearest_names(name, known)) or ", ".join(known)
    return Problem(f"{path}: off", both("there is no rule {name} to turn off; there are {near}", name=repr(name), near=near))


def _laid(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A document over another: tables merged, rules by id, lists and values replaced; categories only ever added."""
    laid = dict(shipped)
    for name, value in own.items():
        if name == "rules" and isinstance(value, list):
            said = {rule.get("id"): rule for rule in value if isinstance(rule, dict)}
            kept = [said.pop(rule["id"], rule) for rule in shipped["rules"]]
            laid[name] = [*kept, *(r for r in value if not isinstance(r, dict) or r.get("id") in said)]
        elif name == "categories" and isinstance(value, list):
            laid[name] = [*shipped[name], *(c for c in value if c not in shipped[name])]
        elif isinstance(value, Mapping) and isinstance(shipped.get(name), Mapping):
            laid[name] = _laid(shipped[name], value)
        else:
            laid[name] = value
    return laid


def _place(where: str, ids: Mapping[str, str]) -> str:
    """A place in the file, with rules by their id."""
    found = next((key for key in sorted(ids, key=len, reverse=True) if where == key or where.startswith(f"{key}.")), None)
    return f"rule {ids[found]}{where.removeprefix(found)}" if found else where

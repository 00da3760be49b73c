"""Scenarios: what if? A named, dated set of failures and changes over the landscape, and the questions to ask of it.

A scenario never touches what is stored: its changes are laid over a snapshot (`applying`), which gives another snapshot
with a hash of its own. What it says fails is handed to every question that begins with a failure (`asking`).
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from eagraph.locale import both
from eagraph.results import Words
from eagraph.scenarios.changes import Change

NAME = r"^[a-z0-9][a-z0-9-]{0,59}$"
TAKEN = ("compare",)
"""Names that stand for something else in an address."""
MOST_COMPARED = 5
in_use: ContextVar[str] = ContextVar("scenario", default="")
"""The name of the scenario a reader looks at the landscape through; empty is the landscape as it is."""


class Part(BaseModel):
    """A part of a scenario: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Failing(Part):
    """Things that fail by themselves, from an hour to another; without an end they are not repaired."""

    things: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    from_h: float = Field(default=0, ge=0, allow_inf_nan=False)
    to_h: float | None = Field(default=None, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _makes_sense(self) -> Failing:
        if not (self.things or self.kinds or self.zones or self.suppliers or self.products):
            raise ValueError(both("say what fails: things, kinds, zones, suppliers or products").en)
        if self.to_h is not None and self.to_h <= self.from_h:
            raise ValueError(both("to_h has to come after from_h").en)
        return self


class Ask(Part):
    """An analysis to run, with parameters beside those the scenario gives."""

    name: str
    params: dict[str, Any] = {}


class Scenario(Part):
    """What if: fail, change, ask."""

    name: str = Field(pattern=NAME)
    title: Words
    about: Words = Words(sv="", en="")
    date: dt.date | None = Field(default=None, description="the day on which the landscape is looked at")
    fail: tuple[Failing, ...] = ()
    change: tuple[Annotated[Change, Field(discriminator="do")], ...] = ()
    analyse: tuple[Ask, ...] = (Ask(name="blast-radius"), Ask(name="timeline"))

    @field_validator("title", "about", mode="before")
    @classmethod
    def _in_one_language(cls, said: object) -> object:
        """A plain text is the same in both languages."""
        return {"sv": said, "en": said} if isinstance(said, str) else said

    @model_validator(mode="after")
    def _says_something(self) -> Scenario:
        if self.name in TAKEN:
            raise ValueError(both("the name {name} is taken by a command; choose another", name=self.name))
        if not self.fail and not self.change and "analyse" not in self.model_fields_set:
            raise ValueError(both("a scenario has at least one [[fail]], [[change]] or [[analyse]]").en)
        return self
